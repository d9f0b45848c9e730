"""The formula language: everything in it, and that everything else is refused by its token."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.engine.formula import FUNCTIONS, FormulaError, parse_formula, substitute
from calculator.engine.functions import SCALAR_FUNCTIONS


def value_of(text: str, **names: float) -> float:
    return eval(parse_formula(text).python, {**SCALAR_FUNCTIONS, "__builtins__": {}}, names)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7", 7),
        ("0.25", 0.25),
        ("a", 3),
        ("a + b", 5),
        ("a - b - 1", 0),
        ("a - (b - 1)", 2),
        ("a * b + 1", 7),
        ("a + b * 2", 7),
        ("(a + b) * 2", 10),
        ("-a + b", -1),
        ("a - -b", 5),
        ("a * -b", -6),
        ("a / b / 2", 0.75),
        ("ROUND(a / b, 0)", 2),
        ("MAX(a, b, 10)", 10),
        ("MIN(a)", 3),
        ("SUM(a, b, 1)", 6),
        ("POWER(a, b)", 9),
        ("IF(a < b, 1, 2)", 2),
        ("IF(a <= 3, 1, 2)", 1),
        ("IF(a > b, 1, 2)", 1),
        ("IF(a >= 3, 1, 2)", 1),
        ("IF(a > b, IF(b > a, 1, 2), 3)", 2),
        ("  a\n  + b  ", 5),
        ("MAX(0, MIN(a, b) - 1) * (1 - 0.5)", 0.5),
    ],
)
def test_everything_in_the_language_has_its_value(text: str, value: float) -> None:
    assert value_of(text, a=3.0, b=2.0) == value


@pytest.mark.parametrize(
    ("text", "token"),
    [
        ("", ""),
        ("   ", "   "),
        ("a ** b", "* b"),
        ("a // b", "/ b"),
        ("a % b", "%"),
        ("a ^ b", "^"),
        ("a & b", "&"),
        ("a = b", "="),
        ("a == b", "=="),
        ("a != b", "!="),
        ("a <> b", "> b"),
        ("a < b", "a < b"),
        ("IF(a, 1, 2)", "a"),
        ("IF(1, 1, 2)", "1"),
        ("IF(a < b < 3, 1, 2)", "a < b < 3"),
        ("IF((a < b) + 1 > 1, 1, 2)", "a < b"),
        ("IF(a < b, 1)", "IF"),
        ("IF(a < b, 1, 2, 3)", "IF"),
        ("ROUND(a)", "ROUND"),
        ("ROUND(a, 2)", "2"),
        ("ROUND(a, b)", "b"),
        ("ROUND(a, -0)", "-0"),
        ("POWER(a)", "POWER"),
        ("MAX()", "MAX"),
        ("ABS(a)", "ABS"),
        ("round(a, 0)", "round(a, 0)"),
        ("Max(a, b)", "Max"),
        ("MAX", "MAX"),
        ("a1 + 2", "a1"),
        ("_a", "_a"),
        ("A", "A"),
        ("a.b", ".b"),
        ("a[0]", "[0]"),
        ("a(b)", "a(b)"),
        ("(MAX)(a)(b)", "(MAX)(a)(b)"),
        ("1e5", "1e5"),
        ("1.", "1."),
        (".5", ".5"),
        ("1_000", "1_000"),
        ("0x10", "0x10"),
        ("'text'", "'text'"),
        ('"text"', '"text"'),
        ("$a", "$a"),
        ("a; b", ";"),
        ("a # b", "#"),
        ("a, b", "a, b"),
        ("(a, b)", "a, b"),
        ("MAX(a, (b, 1))", "b, 1"),
        ("+a", "+a"),
        ("a --b", "--"),
        ("a + ", "a +"),
        ("a b", "b"),
        ("(a", ""),
        ("a)", ")"),
        ("MAX(a b)", "b)"),
        ("a if b else c", "a if b else c"),
        ("lambda", "lambda"),
        ("a and b", "a and b"),
        ("not a", "not a"),
        ("MAX(*a)", "*a"),
        ("é", "é"),
        ("9" * 400, "999"),
        ("9" * 400 + ".5", "999"),
        ("9" * 5_000, "999"),
        ("True", "True"),
        ("a\0", "\0"),
        ("a\u00a0+ b\u2212 1", "\u2212"),
        ("()", "()"),
    ],
)
def test_everything_else_is_refused_by_its_token(text: str, token: str) -> None:
    with pytest.raises(FormulaError) as caught:
        parse_formula(text)
    assert token in caught.value.token
    assert repr(caught.value.token) in str(caught.value)


def test_a_formula_too_deep_to_read_is_refused() -> None:
    with pytest.raises(FormulaError):
        parse_formula("(" * 5_000 + "a" + ")" * 5_000)


def test_names_are_listed_once_in_order_of_first_use() -> None:
    assert parse_formula("b + a * b - MAX(c, a)").names == ("b", "a", "c")


def test_the_text_is_kept_on_one_line() -> None:
    assert parse_formula("a\n   +  b").text == "a + b"


def test_division_by_zero_in_the_branch_not_taken_is_harmless() -> None:
    assert value_of("IF(a <= 0, 7, b / a)", a=0.0, b=1.0) == 7
    assert value_of("IF(a <= 0, b / a, 7)", a=1.0, b=1.0) == 7


def test_substitution_replaces_whole_names_only() -> None:
    assert substitute("pay + pay_index * MAX(pay, x)", {"pay": "B2", "x": "$C$9"}) == "B2 + pay_index * MAX(B2, $C$9)"


@given(st.text())
def test_any_text_is_read_or_refused_and_nothing_else(text: str) -> None:
    try:
        formula = parse_formula(text)
    except FormulaError:
        return
    assert formula.python


@given(st.text(alphabet="ab01 .+-*/(),<>=" + "".join(sorted({letter for name in FUNCTIONS for letter in name}))))
def test_text_of_the_language_s_own_letters_is_read_or_refused(text: str) -> None:
    test_any_text_is_read_or_refused_and_nothing_else.hypothesis.inner_test(text)
