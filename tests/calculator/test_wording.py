"""Numbers in words: the same in Python and in the browser, and what a box shows reads back as the number."""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from calculator.asking.given import Fault, Number
from calculator.asking.scenario import number_for
from calculator.methods import find_methodology
from calculator.words import wording
from calculator.words.numbers import in_percent, number_in, typed_number
from tests.engine.node import WITHOUT_NODE

Case = list[Any]
BATCH = 100  # cases a question to Node
amounts = st.one_of(st.integers(0, 10**12).map(float), st.floats(1e-6, 1e9), st.decimals(0, 10**6, places=3).map(float))
shares = st.one_of(st.integers(0, 10_000).map(lambda n: n / 10_000), st.floats(1e-6, 1))
units = st.sampled_from(["share", "USD a year", "people", "multiplier"])
bounds = st.sampled_from([0.0, 0.05, 0.125, 1.0, 12.0, 50_000.0, 1e7])
years = st.integers(2005, 2050).map(float)
typed_texts = st.from_regex(
    r"[ +−-]?(USD |\$)?[0-9]{0,4}([, \u00a0][0-9]{3}){0,2}(\.[0-9]{0,3})?(e[0-9])? ?(%|percent|k|m|M|million|bn)?( USD)?",
    fullmatch=True,
)
cases = st.one_of(
    st.tuples(st.sampled_from(["dollars", "signedDollars", "people"]), amounts),
    st.tuples(st.just("typed"), st.one_of(shares, amounts), units),
    st.tuples(st.just("typed"), years, st.just("year")),
    st.tuples(st.just("allowed"), st.builds(dict, min=years, max=years, unit=st.just("year"))),
    st.tuples(st.just("counted"), amounts, st.just("worker"), st.just("workers")),
    st.tuples(st.sampled_from(["numberIn", "inPercent"]), typed_texts),
    st.tuples(st.just("numberTyped"), typed_texts, st.booleans()),
    st.tuples(st.just("allowed"), st.builds(dict, min=bounds, max=bounds, unit=units)),
)


class Browser:
    """The browser's wording, run by Node."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def say(self, asked: list[Case]) -> list[Any]:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        found: list[Any] = json.loads(self._process.stdout.readline())
        return found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    node = shutil.which("node")
    assert node, WITHOUT_NODE
    script = Path(__file__).with_name("wording.mjs")
    with subprocess.Popen([node, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Browser(process)
        process.terminate()


def in_python(name: str, *arguments: Any) -> Any:
    parameter = find_methodology("caps").parameters["coverage_share"]
    if name == "numberIn":
        return typed_number(*arguments)
    if name == "numberTyped":
        text, share = arguments
        read = Number("x", -1e300, 1e300, share=share).read(in_percent(text) if share else text, typed=True)
        return None if isinstance(read, Fault) else read
    if name == "inPercent":
        return in_percent(*arguments)
    if name == "allowed":
        said = arguments[0]
        record = replace(parameter, unit=said["unit"], min=said["min"], max=said["max"])
        return number_for(record).allowed_in_box
    if name == "typed":
        return wording.typed(arguments[0], replace(parameter, unit=arguments[1]))
    python_names = {"signedDollars": "signed_dollars"}
    return getattr(wording, python_names.get(name, name))(*arguments)


@settings(
    max_examples=25, phases=[Phase.generate]
)  # a hundred cases are not worth shrinking: the message names the one
@given(st.lists(cases, min_size=BATCH, max_size=BATCH))
def test_the_browser_says_the_same_words(browser: Browser, asked: list[Case]) -> None:
    said = browser.say([list(case) for case in asked])
    for case, words in zip(asked, said, strict=True):
        number = (
            case[0] in ("numberIn", "numberTyped") and words is not None
        )  # JSON has no sign of a float beyond 2**53
        assert (float(words) if number else words) == in_python(*case), case


@given(st.one_of(shares, amounts), st.sampled_from(["share", "people"]))
def test_what_a_box_shows_reads_back_as_the_number(value: float, unit: str) -> None:
    parameter = replace(find_methodology("caps").parameters["coverage_share"], unit=unit)
    assert number_in(wording.typed(value, parameter)) == value


@pytest.mark.parametrize("words", [wording.dollars, wording.about_dollars, wording.axis_dollars(1e6)])
def test_no_line_ends_between_a_minus_and_its_dollars(words: Callable[[float], str]) -> None:
    assert words(-300_000).startswith("\u2212\u2060$")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("$4,000,000", 4e6),
        ("1,200", 1200),
        ("1 200", 1200),
        ("1\u00a0200\u00a0000", 1.2e6),
        ("4m", 4e6),
        ("$3.5 million", 3.5e6),
        ("500k", 5e5),
        ("USD 4,000,000", 4e6),
        ("4000000 USD", 4e6),
        ("50 percent", 0.5),
        ("−3", -3),
        ("12 34", None),
        ("4 x", None),
        ("", None),
        ("9" * 10_000, None),
    ],
)
def test_a_box_takes_what_people_type(text: str, value: float | None) -> None:
    assert typed_number(text) == value


@pytest.mark.parametrize("typed", [False, True])
@pytest.mark.parametrize("text", ["50%", "50 %", "50 percent"])
def test_a_percentage_is_no_number_of_people(text: str, typed: bool) -> None:
    """Read as half a homicide it would be a count that nobody reported."""
    said = Number("homicides", 0, 10_000).read(text, typed=typed)
    assert isinstance(said, Fault)
    assert said.message == f"“{text}” is not a number"


def test_programs_are_read_strictly() -> None:
    assert [number_in(text) for text in ("1 200", "USD 4", "50 percent", "4bn")] == [None] * 4


@pytest.mark.parametrize(
    ("amount", "words"),
    [(1.62, "$1.62"), (-0.03, "−\u2060$0.03"), (-0.004, "$0.00"), (1234.5, "$1,234.50"), (None, "–")],
)
def test_what_comes_back_for_a_dollar_has_cents_and_no_minus_before_nothing(amount: float | None, words: str) -> None:
    assert wording.cents(amount) == words
