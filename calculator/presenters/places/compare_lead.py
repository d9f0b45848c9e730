"""What a comparison says first: who is who, and what differs in a sentence each."""

from collections import Counter
from collections.abc import Sequence

from calculator.keeping.comparing import Column
from calculator.words.wording import counted, dollars, people

MANY_TIMES = 3


def column_names(columns: Sequence[Column]) -> list[str]:
    """Return a name for every column, no two alike: whose it is, and what it is called where it has settings of its own."""
    names = [_name(column) for column in columns]
    many, seen = Counter(names), Counter[str]()
    for index, name in enumerate(names):
        seen[name] += 1
        if many[name] > 1:
            names[index] = f"{name} ({seen[name]})"
    return names


def leading_words(columns: Sequence[Column], names: Sequence[str]) -> list[dict[str, str]]:
    """Return a sentence for each column after the first: its total, its people and its staff against the first's."""
    return [
        {"name": name, "text": _against(column, columns[0])}
        for name, column in list(zip(names, columns, strict=True))[1:]
    ]


def _name(column: Column) -> str:
    place, question = column.subject.place, column.question
    whose = place.label if place else column.subject.name
    if column.pair[0] == "city":
        return whose
    if question.name:
        return f"{whose}: {question.name}"
    if column.saved:
        return f"{whose}, saved as {column.saved.id}"
    scenario = question.scenario
    alone = question.query() == [*question.subject, *scenario.query()] and not scenario.moved and not scenario.facts
    return f"{whose}, {column.budget.methodology.title} preset" if alone and place else f"{whose}, as linked"


def _against(column: Column, first: Column) -> str:
    budget, other = column.budget, first.budget
    change = budget.total - other.total
    if change:
        share = f" ({_share(budget.total / other.total)})" if other.total else ""
        money = f"costs {dollars(abs(change))}{share} {'more' if change > 0 else 'less'} a year"
    else:
        money = "costs the same a year"
    reached = budget.people_served - other.people_served
    staff = int(budget.values["all_staff"]) - int(other.values["all_staff"])
    rest = [
        _more(round(reached), f"{people(abs(reached))} {{}} people reached", "as many people reached"),
        _more(staff, f"{counted(abs(staff), 'worker', 'workers')} {{}}", "as many staff"),
    ]
    return f"{money}, with {rest[0]} and {rest[1]}."


def _share(ratio: float) -> str:
    """Return a ratio to the first in words: 12%, or how many times as much where percent say little."""
    return f"about {ratio:,.0f} times as much" if ratio >= MANY_TIMES else f"{abs(ratio - 1) * 100:.0f}%"


def _more(change: int, words: str, same: str) -> str:
    return words.format("more" if change > 0 else "fewer") if change else same
