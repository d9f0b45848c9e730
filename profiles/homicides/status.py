"""The status of every year of a place: the first matching row of the table wins, from the top.

local         a cited count of police, coroner, sheriff or state police; "at least" is incomplete
complete      the index and the FBI agree; or the index, unless it lies below the FBI's case list (then that leads) or
              above what the FBI counts in the whole state; or one FBI source that its neighbors do not contradict
provisional   the current, unfinished case list alone
incomplete    one FBI source alone, too low for its neighbors; or an Explorer year of fewer than twelve months
unverified    one FBI source alone, with fewer than two whole neighbors to hold it against

The case list and the Explorer are one source, the FBI; the Explorer leads where it has twelve months.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from profiles.homicides.counts import CASE_LIST, EXPLORER, INDEX, LOCAL, WHOLE_YEAR, Count, Judged, Status
from profiles.homicides.disagreement import disagrees
from profiles.homicides.neighbors import expected, too_low

# What a reviewed exception says of a year, and the sources it sets aside: only the FBI's figure counts, only the index's,
# the FBI holds a part of the year, or nothing of it is the place's.
SET_ASIDE: Mapping[str, tuple[str, ...]] = {
    "fbi": (INDEX,), "index": (CASE_LIST, EXPLORER), "incomplete": (), "none": (INDEX, CASE_LIST, EXPLORER),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Context:
    """What a place's years are judged by, beside its own counts."""

    national: Mapping[int, float]  # the index's national total, 2019 = 1
    unfinished_year: int  # of the FBI's case list
    state_totals: Mapping[int, int] = field(default_factory=dict)  # the FBI's estimate for the place's state by year
    exceptions: Mapping[int, tuple[str, str]] = field(default_factory=dict)  # year: (use, why)


def judge_years(counts: Mapping[int, Sequence[Count]], context: Context) -> dict[int, Judged]:
    """Judge each year of a place by its counts; a year that an exception leaves without any has no entry.

    Years before the first that is shown may be given too: they are neighbors.
    """
    settled: dict[int, Judged] = {}
    alone: dict[int, Count] = {}  # one FBI source alone: its neighbors decide
    for year, given in counts.items():
        use, why = context.exceptions.get(year, ("", ""))
        by_source = {count.source: count for count in given if count.source not in SET_ASIDE.get(use, ())}
        if not by_source:
            continue
        found = (
            _local(by_source)
            or (_part_of_the_fbi(by_source, why) if use == "incomplete" else None)
            or _index(by_source, context.state_totals.get(year))
            or _unfinished(by_source, year=year, context=context)
        )
        if found is not None:
            settled[year] = found
        elif (fbi := _fbi(by_source)) is not None:
            alone[year] = fbi
    return settled | _by_neighbors(alone, settled, context)


def _part(by_source: Mapping[str, Count], why: str) -> Judged:
    return Judged(Status.INCOMPLETE, max(by_source.values(), key=lambda count: count.value), why)


def _part_of_the_fbi(by_source: Mapping[str, Count], why: str) -> Judged:
    """A year of which the FBI holds a part: the index leads where it counts no less."""
    index = by_source.get(INDEX)
    if index is not None and all(count.value <= index.value for count in by_source.values()):
        return Judged(Status.COMPLETE, index, "the index, where the FBI holds a part")
    return _part(by_source, why)


def _local(by_source: Mapping[str, Count]) -> Judged | None:
    local = by_source.get(LOCAL)
    if local is None:
        return None
    if local.high is None:
        return _part(by_source, "the local count ends before the year does")
    return Judged(Status.LOCAL, local, f"counted locally: {local.publisher}")


def _fbi(by_source: Mapping[str, Count]) -> Count | None:
    """The FBI's figure: the Explorer's where it has twelve months, else the case list's."""
    explorer, case_list = by_source.get(EXPLORER), by_source.get(CASE_LIST)
    if explorer is not None and explorer.months == WHOLE_YEAR:
        return explorer
    return case_list or explorer


def _index(by_source: Mapping[str, Count], state_total: int | None) -> Judged | None:
    """What the index makes of a year, or None where it has none or cannot be believed."""
    index, case_list = by_source.get(INDEX), by_source.get(CASE_LIST)
    if index is None:
        return None
    fbi = [count for source, count in by_source.items() if source in (CASE_LIST, EXPLORER)]
    if any(not disagrees(index.value, count.value) for count in fbi):
        return Judged(Status.COMPLETE, index, "the index and the FBI agree")
    if case_list is not None and case_list.value > index.value:
        leading = _fbi(by_source)
        assert leading is not None  # noqa: S101 (there is a case list)
        leading = max(leading, case_list, key=lambda count: count.value)
        return Judged(Status.COMPLETE, leading, "the index lies below the FBI's case list")
    if state_total is not None and index.value > state_total:
        return None
    return Judged(Status.COMPLETE, index, "the index, which holds whole years only")


def _unfinished(by_source: Mapping[str, Count], *, year: int, context: Context) -> Judged | None:
    """A year of which the FBI holds only a part by its own account."""
    explorer, case_list = by_source.get(EXPLORER), by_source.get(CASE_LIST)
    if explorer is not None and explorer.months == WHOLE_YEAR:
        return None
    if explorer is not None:
        return _part(by_source, f"{explorer.months} of twelve months reported")
    if case_list is not None and year == context.unfinished_year:
        return Judged(Status.PROVISIONAL, case_list, "the FBI's case list of the year is still being filled")
    return None


def _by_neighbors(alone: Mapping[int, Count], settled: Mapping[int, Judged], context: Context) -> dict[int, Judged]:
    """Hold each lone FBI figure against the whole years around it. What falls, and what too few hold up, is no whole
    year and no neighbor either: so again until nothing more changes.
    """
    whole = {year: found.leading.value for year, found in settled.items() if found.status.whole}
    whole |= {year: count.value for year, count in alone.items()}
    found: dict[int, Judged] = {}
    while left := {year: count for year, count in alone.items() if year not in found}:
        doubted = {
            year: Judged(Status.INCOMPLETE, count, "at most half of what the years around it say")
            for year, count in left.items()
            if _falls(year, count, whole, context)
        } or {
            year: Judged(Status.UNVERIFIED, count, "too few whole years around it to hold it against")
            for year, count in left.items()
            if expected(year, whole, context.national) is None
        }
        if not doubted:
            why = "the FBI's figure, which the years around it do not contradict"
            return found | {year: Judged(Status.COMPLETE, count, why) for year, count in left.items()}
        found |= doubted
        for year in doubted:
            del whole[year]
    return found


def _falls(year: int, count: Count, whole: Mapping[int, int], context: Context) -> bool:
    if count.source == CASE_LIST and count.months == WHOLE_YEAR:
        return False  # a homicide report in every month
    mean = expected(year, whole, context.national)
    return mean is not None and too_low(count.value, mean)
