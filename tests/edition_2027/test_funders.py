"""Funders as data, and what the stack is warned of."""

from typing import Any

import pytest

from calculator.engine.errors import MethodologyError
from calculator.engine.funders import load_funders
from calculator.engine.funding import FundingSource
from calculator.engine.rules_2027_1.stack import warnings_of
from tests.edition_2027.asking import FOLDER

TEXTS = {path.stem: path.read_text(encoding="utf-8") for path in sorted((FOLDER / "funders").glob("*.yaml"))}
FUNDERS = load_funders(TEXTS)


def warned(**given: Any) -> str:
    """Return what one source is warned of."""
    usual: dict[str, Any] = {"name": "Money", "kind": "federal_grant", "amount": 500_000, "first_year": 2027}
    return "\n".join(
        warnings_of([FundingSource(**{**usual, "last_year": 2029, "certainty": "asked", **given})], FUNDERS)
    )


def test_the_nine_funders_are_there_and_say_what_nobody_checked() -> None:
    assert {funder.key for funder in FUNDERS} == {
        "arpa-slfrf", "bja-cvipi", "byrne-jag", "calvip", "general-fund", "illinois-rpsa", "medicaid", "philanthropy",
        "voca",
    }  # fmt: skip
    cvipi = next(funder for funder in FUNDERS if funder.key == "bja-cvipi")
    assert (cvipi.cap_usd, cvipi.months, cvipi.community_groups) == (2_000_000, 48, "subrecipient")
    assert "match" in cvipi.not_checked


def test_recovery_money_after_2026_is_warned_of() -> None:
    assert "must be spent by December 31, 2026" in warned(kind="arpa")
    assert "must be spent" not in warned(kind="arpa", first_year=2026, last_year=2026)


def test_a_community_organization_does_not_apply_to_cvipi() -> None:
    assert "subrecipient of the government" in warned(funder="bja-cvipi", applicant="community")
    assert "subrecipient" not in warned(funder="bja-cvipi", applicant="city")
    assert "subrecipient" not in warned(funder="calvip", applicant="community", last_year=2027)


@pytest.mark.parametrize(("amount", "last_year", "said"), [(700_000, 2029, True), (500_000, 2029, False)])
def test_a_cap_passed_is_said(amount: int, last_year: int, said: bool) -> None:
    assert ("above the most" in warned(funder="bja-cvipi", amount=amount, last_year=last_year)) is said


def test_a_term_run_over_is_said() -> None:
    assert "60 months run over the 48" in warned(funder="bja-cvipi", amount=1, last_year=2031)
    assert "run over" not in warned(funder="bja-cvipi", amount=1, last_year=2030)


def test_money_that_may_pay_police_and_matches_are_said() -> None:
    assert "enforcement costs" in warned(funder="byrne-jag")
    assert "match of 20%" in warned(funder="voca")
    assert warned(kind="other") == ""


def test_a_damaged_funder_is_refused_with_its_line() -> None:
    text = TEXTS["bja-cvipi"].replace("kind: federal_grant", "kind: gift")

    with pytest.raises(MethodologyError, match=r"funders/bja-cvipi\.yaml, line 3"):
        load_funders({"bja-cvipi": text})
