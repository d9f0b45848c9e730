"""One honest answer in words: what each way to estimate gives, their range, the one this budget uses, why they differ."""

from collections.abc import Sequence
from typing import Any

from calculator.answer import Answer
from calculator.engine.rules_2027_1.bases import Basis, Range
from calculator.words.wording import about_dollars, in_dollars, people

BY = {"share": "by population", "homicides": "by homicides", "local": "by a count made here"}
NOT_CONFIDENCE = "These are ways of counting that differ, not a confidence interval."
SHORTEST = 1_000_000
SMALLEST_TEAM = 4  # below it a place is told to plan with its neighbors, not a range


def headline(answer: Answer) -> list[dict[str, Any]]:
    """Return the sentences that lead every page and paper, as parts; empty where the edition knows no bases."""
    usable = [basis for basis in answer.bases if basis.usable]
    found, place = answer.range, answer.subject.place
    if not usable or found is None or answer.budget.values["frontline_staff"] < SMALLEST_TEAM:
        return []
    where = f" in {place.name}" if place else ""
    parts: list[dict[str, Any]] = []
    for index, basis in enumerate(_in_order(usable)):
        parts += [{"text": ", " if index else ""}, {"text": _estimate(basis, first=index == 0), "strong": True}]
        parts.append({"text": f" {BY[basis.basis]}"})
    comma = "," if len(usable) > 1 else ""
    parts.append({"text": f"{comma} {_verb(usable)} at highest risk of gun violence{where}. "})
    parts.append({"text": f"{_elsewhere(usable, found)}. "})
    parts.append({"text": "Reaching them takes "})
    parts.append({"text": f"{money_span(found.total_low, found.total_high)} a year", "strong": True})
    parts.append({"text": f"{in_dollars(answer.budget.dollars_of)}."})
    return parts


def _elsewhere(usable: Sequence[Basis], found: Range) -> str:
    """Return what counts made in other cities would give, and the whole range where it reaches further than those do."""
    others = [basis for basis in usable if basis.basis != "local"]
    low = min((basis.people_low or 0 for basis in others), default=found.people_low)
    high = max((basis.people_high or 0 for basis in others), default=found.people_high)
    said = f"Counts made in other cities would give {span(low, high)}"
    whole = span(found.people_low, found.people_high)
    if span(low, high) == whole:
        return said
    here = [basis for basis in usable if basis.basis == "local"]
    ends = {basis.people_low for basis in here} | {basis.people_high for basis in here}
    made_here = all(end in ends for end in {found.people_low, found.people_high} - {low, high})
    what = f"the count{'s' * (len(here) > 1)} made here" if made_here else "the number that this budget uses"
    return f"{said}, with {what} {whole}"


def _estimate(basis: Basis, *, first: bool) -> str:
    """Return a basis's people; the first of a sentence with its noun."""
    count = people(basis.people or 0)
    if not first:
        return count
    return (
        "Fewer than 1 person" if count == "fewer than 1" else f"About {count} {'person' if count == '1' else 'people'}"
    )


def _verb(usable: Sequence[Basis]) -> str:
    return "is" if len(usable) == 1 and people(usable[0].people or 0) in ("1", "fewer than 1") else "are"


def in_use(answer: Answer) -> str:
    """Return which number this budget uses, by which basis, and what it costs, in dollars of a year."""
    chosen = next((basis for basis in answer.bases if basis.chosen), None)
    budget = answer.budget
    way = f" {BY[chosen.basis]}" if chosen else ", a number typed in"
    reference = ", the reference’s way" if chosen and chosen.basis == "share" else ""
    reached = "" if answer.inputs["coverage_share"] == 1 else f" and reaches {people(budget.people_served)} of them"
    return (
        f"This budget uses {people(budget.high_risk)}{way}{reference}{reached}: {about_dollars(budget.total)} a year "
        f"in {dollars_of(answer)} dollars. {NOT_CONFIDENCE}"
    )


def why_they_differ(answer: Answer) -> str:
    """Return why the bases differ here, in a sentence; empty where there is only one."""
    by = {basis.basis: basis for basis in answer.bases if basis.usable and basis.people is not None}
    if "share" not in by or "homicides" not in by:
        return ""
    latest = answer.subject.place.homicides if answer.subject.place else None
    if latest is not None and answer.inputs["homicides"] == 0:
        return (
            f"No homicide was reported here in {latest.year}: a share of residents asks how large a place is, not how much "
            "violence there is, and may count too many people here. Ask first whom a program would reach."
        )
    whose = answer.subject.place.name if answer.subject.place else "this place"
    share, homicides = by["share"].people or 0, by["homicides"].people or 0
    if homicides < 0.8 * share:
        return (
            f"They differ because {whose} has fewer homicides for its size than the cities the share comes from: a share of "
            "residents asks how large a place is, homicides ask how much violence there is."
        )
    if homicides > 1.25 * share:
        return (
            f"They differ because {whose} has more homicides for its size than the cities the share comes from: a share of "
            "residents asks how large a place is, homicides ask how much violence there is."
        )
    count = next((basis.people for basis in answer.bases if basis.basis == "local" and basis.usable), None)
    if count is not None and not 0.8 * min(share, homicides) <= count <= 1.25 * max(share, homicides):
        than = "lower" if count < share else "higher"
        return (
            f"Population and homicides nearly agree here; a count made here is {than} than either: read whom it counts."
        )
    if "local" in by:
        return "Population and homicides nearly agree here; a count made here is better than either."
    return "The two ways nearly agree here; a count made here would be better than either."


def rows_of(bases: Sequence[Basis]) -> list[dict[str, Any]]:
    """Return each basis for a table: name, source, people with their range, dollars with theirs, whether it is used, or why not."""
    return [
        {
            "basis": basis.basis,
            "name": BY[basis.basis][0].upper() + BY[basis.basis][1:],
            "source": basis.source,
            "url": basis.url,
            "people": people(basis.people) if basis.people is not None else "–",
            "people_range": span(basis.people_low, basis.people_high),
            "total": about_dollars(basis.total) if basis.total is not None else "–",
            "total_range": money_span(basis.total_low, basis.total_high),
            "used": basis.chosen,
            "reason": basis.reason,
        }
        for basis in bases
    ]


def dollars_of(answer: Answer) -> int:
    """Return the year whose dollars the one-year answer is in."""
    inputs = answer.inputs
    return int(inputs.get("dollars_of", inputs.get("price_year", 2024)))


def span(low: float | None, high: float | None) -> str:
    """Return a range of people: 116 to 439; one number where both ends read alike, a dash where there is none."""
    if low is None or high is None:
        return "–"
    ends = [people(low), people(high)]
    return ends[0] if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}"


def money_span(low: float | None, high: float | None) -> str:
    """Return a range of dollars as said aloud: $10.1 to $36.4 million."""
    if low is None or high is None:
        return "–"
    ends = [about_dollars(low), about_dollars(high)]
    if ends[0] == ends[1]:
        return ends[0]
    same_unit = low >= SHORTEST and high >= SHORTEST and ends[0].split(" ")[-1] == ends[1].split(" ")[-1]
    return f"{ends[0].split(' ')[0]} to {ends[1]}" if same_unit else f"{ends[0]} to {ends[1]}"


def _in_order(usable: Sequence[Basis]) -> list[Basis]:
    """Put a count made here first, then population, then homicides; of several counts only the leading one."""
    local = [basis for basis in usable if basis.basis == "local"][:1]
    return [*local, *(basis for basis in usable if basis.basis != "local")]
