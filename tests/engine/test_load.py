"""A methodology file is taken whole or refused with its file, line and token."""

import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.engine.errors import MethodologyError
from calculator.engine.load import load_methodology
from calculator.engine.load_records import load_roles
from calculator.engine.methodology import Methodology
from tests.engine.small import FILE, ROLES, methodology_text

TEXT = methodology_text()


def load(text: str, file: str = FILE) -> Methodology:
    return load_methodology(text, file=file, roles=load_roles(ROLES, file="roles.yaml"))


def damaged(old: str, new: str, *, after: str = "") -> tuple[str, int]:
    """Return the text with the first `old` after `after` replaced, and the line (from 1) where that is."""
    start = TEXT.index(after)
    at = TEXT.index(old, start)
    return TEXT[:at] + new + TEXT[at + len(old) :], TEXT.count("\n", 0, at) + 1


def test_the_small_methodology_is_whole() -> None:
    method = load(TEXT)
    assert (method.reference, method.roles[0].label) == ("small@1.0", "Outreach worker")
    assert method.parameters["outreach_salary"].confidence == "medium"


def test_lines_are_put_in_order_whatever_the_file_says() -> None:
    text, _ = damaged("formula: high_risk\n", "formula: MIN(all_staff, high_risk)\n")
    text = text.replace("formula: outreach_workers\n", "formula: high_risk\n").replace(
        "SUM(frontline_staff, supervisors, ovp_staff)", "frontline_staff"
    )
    order = list(load(text).lines)
    assert order.index("all_staff") < order.index("people_served")


DAMAGE = [
    # (what is replaced, by what, after which text, what the error says)
    ("summary:", "sumary:", "", "unknown key 'sumary' in methodology; allowed are based_on, budget, changes"),
    (
        "    step: 1\n",
        "    stepp: 1\n",
        "outreach_salary:",
        "unknown key 'stepp' in parameter outreach_salary",
    ),
    ("    formula: high_risk", "    formul: high_risk", "", "unknown key 'formul' in line people_served"),
    ("    title:", "    titel:", "sources:", "unknown key 'titel' in source guess"),
    ("    date:", "    day:", "", "unknown key 'day' in change"),
    (
        "unit: people",
        "unit: peple",
        "outreach_salary:",
        "parameter outreach_salary: unit 'peple' is not one of people",
    ),
    ("unit: staff", "unit: stuff", "  total:", "line total: unit 'stuff' is not one of"),
    ("unit: people", "unit: [people]", "", "parameter population: unit ['people'] is not one of"),
    (
        "source: guess",
        "source: gess",
        "outreach_salary:",
        "parameter outreach_salary: source 'gess' is not one of guess",
    ),
    (
        "value: 1",
        "value: 101",
        "outreach_salary:",
        "parameter outreach_salary: value 101 is outside 0 to 100",
    ),
    ("value: 1", "value: -1", "outreach_salary:", "value -1 is outside 0 to 100"),
    ("value: 1", "value: .nan", "outreach_salary:", "value is not a number: nan"),
    ("value: 1", "value: .inf", "outreach_salary:", "value is not a number: inf"),
    ("value: 1", "value: '1'", "outreach_salary:", "value is not a number: '1'"),
    ("value: 1", "value: true", "outreach_salary:", "value is not a number: True"),
    ("value: 1", "value: [1]", "outreach_salary:", "value is not a number: [1]"),
    ("value: 1", "value: 2026-01-01", "outreach_salary:", "value is not a number: datetime.date"),
    ("min: 0", "min: null", "outreach_salary:", "min is not a number: None"),
    ("max: 100", "max: 0", "outreach_salary:", "max 0 is not above min 0"),
    ("step: 1", "step: 0", "outreach_salary:", "step 0 is not above 0"),
    ("step: 1", "step: 1\n    low: 1", "outreach_salary:", "low 1 and high None are no range"),
    ("step: 1", "low: 3\n    high: 2\n    step: 1", "outreach_salary:", "low 3 and high 2 are no range"),
    ("step: 1", "high: 200\n    low: 2\n    step: 1", "outreach_salary:", "high 200 is outside 0 to 100"),
    (
        "step: 1",
        "slider: [0, 101]\n    step: 1",
        "outreach_salary:",
        "slider [0, 101] is not two rising numbers",
    ),
    ("step: 1", "slider: ['a', 'b']\n    step: 1", "outreach_salary:", "slider ['a', 'b'] is not two rising"),
    ("step: 1", "slider: 5\n    step: 1", "outreach_salary:", "slider 5 is not two rising numbers"),
    (
        "step: 1",
        "confidence: sure\n    step: 1",
        "outreach_salary:",
        "confidence 'sure' is not one of high, medium",
    ),
    ("step: 1", "note: 7\n    step: 1", "outreach_salary:", "note is not text: 7"),
    ('label: "outreach_salary"', "label: ''", "", "parameter outreach_salary: label is not text: ''"),
    ('label: "outreach_salary"', "label: 3", "", "parameter outreach_salary: label is not text: 3"),
    (
        "  outreach_salary:\n",
        "  outreach_salary: 3\n  x:\n",
        "",
        "parameter outreach_salary is not a mapping",
    ),
    ("  outreach_salary:", "  Outreach:", "", "'Outreach' is not a name in every language"),
    ("  outreach_salary:", "  salary2:", "", "'salary2' is not a name in every language"),
    ("  outreach_salary:", "  lambda:", "", "'lambda' is not a name in every language"),
    ("  outreach_salary:", "  new:", "", "'new' is not a name in every language"),
    ("  outreach_salary:", "  r:", "", "'r' is not a name in every language"),
    ("  outreach_salary:", "  population:", "", "'population' is the name of another input already"),
    ("  outreach_salary:", "  high_risk_basis:", "parameters:", "the key 'high_risk_basis' is given twice"),
    ("  outreach_salary:", "  7:", "", "a key is not a name: 7"),
    ("  outreach_salary:", "  ? {a: b}\n  :", "", "a key is not a name: {'a': 'b'}"),
    ("  outreach_pay:", "  pay_index:", "", "line pay_index has the name of an input"),
    ("  outreach_pay:", "  yield:", "", "'yield' is not a name in every language"),
    (
        "formula: high_risk",
        "formula: high_risc",
        "",
        "formula of people_served uses an unknown name: 'high_risc'",
    ),
    ("formula: high_risk", "formula: ROUND(high_risk, 2)", "", "its second argument is 0: '2'"),
    ("formula: high_risk", "formula: ABS(high_risk)", "", "unknown function"),
    (
        "formula: high_risk",
        "formula: [high_risk]",
        "",
        "line people_served: formula is not text: ['high_risk']",
    ),
    ("formula: high_risk", "formula: null", "", "line people_served: formula is not text: None"),
    ("population * high_risk_basis", "total", "", "lines depend on themselves: "),
    (
        "formula: high_risk",
        "formula: people_served",
        "",
        "lines depend on themselves: people_served -> people_served",
    ),
    ("  total:", "  sum:", "lines:", "lines lacks 'total', which every methodology has"),
    ("  homicides:", "  murders:", "", "facts lacks 'homicides', which every methodology has"),
    (
        "  - outreach_workers",
        "  - mediators",
        "staffing:",
        "staffing names 'mediators', which the methodology does",
    ),
    ("  - total", "  - totl", "budget:", "budget names 'totl', which the methodology does not have"),
    ("  - total", "  - total\n  - total", "budget:", "budget names 'total' twice"),
    ("  - total", "  - 7", "budget:", "budget is not a list of names: [7]"),
    ("  - total", "  total: 1", "budget:", "budget is not a list of names: {'total': 1}"),
    ("budget:\n  - total", "budget: []", "", "budget is not a list of names: []"),
    ("id: small", "id: other", "", "belong into 1.0/other.yaml"),
    ("id: small", "id: null", "", "methodology: id is not text: None"),
    ("id: small", "id: 'Small 1'", "", "id 'Small 1' is not lower-case letters"),
    ('version: "1.0"', "version: 1.0", "", "methodology: version is not text: 1.0"),
    ('version: "1.0"', "version: one", "", "version 'one' is not numbers with points between"),
    ('version: "1.0"', 'version: "1.1"', "", "belong into 1.1/small.yaml"),
    ("status: draft", "status: final", "", "status 'final' is not one of draft, released"),
    ('  - version: "1.0"', '  - version: "0.9"', "changes:", "changes does not say what version 1.0 changed"),
    ('date: "2026-01-01"', "date: 2026-01-01", "", "change: date is not text: datetime.date"),
    (
        '  - version: "1.0"\n    date: "2026-01-01"\n    text: "First."',
        "  - 1",
        "",
        "changes is not a list of versions",
    ),
    (
        '  - version: "1.0"\n    date: "2026-01-01"\n    text: "First."',
        "  7",
        "",
        "changes is not a list of versions",
    ),
    ("  guess:\n", "  guess: 7\n  other:\n", "", "source guess is not a mapping of keys: 7"),
    (
        '    url: "/methodology/"',
        '    url: "javascript:alert(1)"',
        "",
        "begins neither with https:// nor with /",
    ),
    ("    year: null", "    year: soon", "", "source guess: year 'soon' is neither a year nor null"),
    ('    publisher: "Nobody"\n', "", "", "source guess lacks the key 'publisher'"),
    ('summary: "For tests."', 'summary: "For tests', "", "while scanning a quoted scalar|found|mapping"),
    ("status: draft", "status: *draft", "", "found undefined alias 'draft'"),
    ("status: draft", "status: !!python/name:os.system draft", "", "could not determine a constructor"),
    ("status: draft", "status: draft\x07", "", "the character '\\x07' is not allowed"),
]


@pytest.mark.parametrize(("old", "new", "after", "says"), DAMAGE, ids=[f"{row[1]!r}" for row in DAMAGE])
def test_damage_is_refused_with_file_line_and_token(old: str, new: str, after: str, says: str) -> None:
    text, _ = damaged(old, new, after=after)
    with pytest.raises(MethodologyError) as caught:
        load(text)
    assert caught.value.file == FILE
    assert str(caught.value).startswith(f"{FILE}, line {caught.value.line}: ")
    assert any(part in str(caught.value) for part in says.split("|"))


@pytest.mark.parametrize(
    ("old", "new", "after"),
    [row[:3] for row in DAMAGE if row[3].startswith(("unknown key", "parameter", "formula of", "line "))],
)
def test_the_line_named_is_the_damaged_one(old: str, new: str, after: str) -> None:
    text, line = damaged(old, new, after=after)
    with pytest.raises(MethodologyError) as caught:
        load(text)
    assert caught.value.line == line


@pytest.mark.parametrize("section", ["sources", "facts", "indices", "parameters", "lines"])
@pytest.mark.parametrize("content", ["7", "[1, 2]", "null", "text"])
def test_a_section_that_is_no_mapping_is_refused_by_its_line(section: str, content: str) -> None:
    start = TEXT.index(f"\n{section}:\n") + 1
    end = re.compile(r"^\w", re.MULTILINE).search(TEXT, start + len(section) + 2)
    assert end
    text = f"{TEXT[:start]}{section}: {content}\n{TEXT[end.start() :]}"
    with pytest.raises(MethodologyError, match=f"{section} is not a mapping of keys") as caught:
        load(text)
    assert caught.value.line == TEXT.count("\n", 0, start) + 1


@pytest.mark.parametrize("key", ["id", "lines", "parameters", "staffing", "changes"])
def test_a_missing_key_is_named(key: str) -> None:
    text = re.sub(rf"^{key}:(.*\n)((?:[ ].*\n)*)", "", TEXT, flags=re.MULTILINE)
    with pytest.raises(MethodologyError, match=f"methodology lacks the key '{key}'"):
        load(text)


@pytest.mark.parametrize("text", ["", "7", "- a", "null", "text", "[" * 3_000])
def test_what_is_no_methodology_at_all_is_refused(text: str) -> None:
    with pytest.raises(MethodologyError):
        load(text)


@given(
    st.integers(0, TEXT.count("\n") - 1),
    st.sampled_from(["", "x", "  x: 1", "x: [", "- y", "\t", "x: *y", ": :"]),
)
def test_any_line_replaced_is_read_or_refused_and_nothing_else(line: int, new: str) -> None:
    lines = TEXT.splitlines()
    lines[line] = new
    with suppress(MethodologyError):
        load("\n".join(lines))


@given(st.text())
def test_any_text_as_a_file_is_refused(text: str) -> None:
    with pytest.raises(MethodologyError):
        load(text)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("group: frontline", "group: back", "role outreach_workers: group 'back' is not one of frontline"),
        ("employer: community", "employer: state", "employer 'state' is not one of community, city"),
        ("  plural:", "  plurel:", "unknown key 'plurel' in role outreach_workers"),
        ("salary: outreach_salary", "salary: 5", "role outreach_workers: salary is not text: 5"),
        (
            "outreach_workers:\n",
            "outreach_workers: 3\nx:\n",
            "role outreach_workers is not a mapping of keys: 3",
        ),
    ],
)
def test_a_damaged_role_is_refused(old: str, new: str, says: str) -> None:
    with pytest.raises(MethodologyError, match=re.escape(says)):
        load_roles(ROLES.replace(old, new, 1), file="roles.yaml")


@pytest.mark.parametrize(
    ("old", "new", "missing"),
    [
        ("pay_line: outreach_pay", "pay_line: no_pay", "no_pay"),
        ("cost_line: total", "cost_line: no_cost", "no_cost"),
        ("salary: outreach_salary", "salary: no_salary", "no_salary"),
    ],
)
def test_a_role_whose_lines_the_methodology_lacks_is_refused(old: str, new: str, missing: str) -> None:
    roles = load_roles(ROLES.replace(old, new, 1), file="roles.yaml")
    with pytest.raises(MethodologyError, match=f"staffing names '{missing}'"):
        load_methodology(TEXT, file=FILE, roles=roles)
