"""The method held against published figures: figures that are stated, presets that open, misses that stay."""

import pytest
from django.test import Client

from calculator.validation import checked, median_share, of_yearly_figures, programs, spent

pytestmark = pytest.mark.django_db
# What the method's text states, ours over the published figure.
STATED = {"norfolk": 1.0, "cure_the_streets": 1.03, "people_of_promise": 0.99, "readi": 1.0}


def test_programs_come_near_their_published_cost() -> None:
    ratios = {row.program.key: row.ratio for row in checked()}
    assert {key: ratios[key] for key in STATED} == pytest.approx(STATED, abs=0.011)
    assert all(0.8 < ratio < 1.25 for ratio in ratios.values())


def test_every_program_is_a_question_that_opens_and_says_where_its_figure_stands(client: Client) -> None:
    page = client.get("/validation/").content.decode()
    for row in checked():
        assert not row.answer.question.faults
        assert row.program.url.startswith("http") or "; address not recorded" in page
        assert f'id="{row.program.key}"' in page
    assert client.get(checked()[3].url).status_code == 200


def test_the_api_lists_programs_and_what_places_spend(client: Client) -> None:
    answer = client.get("/api/v1/validation/").json()
    kinds = [row["kind"] for row in answer["results"]]
    assert answer["count"] == len(kinds) > len(programs())
    assert kinds.count("program") == len(programs())
    spending = [row for row in answer["results"] if row["kind"] == "spending"]
    assert all(row["ratio"] == pytest.approx(row["published_low"] / row["ours"], abs=0.001) for row in spending)
    assert 0 < answer["median_spending_share"] < 0.5


def test_the_median_of_whole_programs_and_the_texts_own_are_both_said(client: Client) -> None:
    assert median_share(spent()) == 0.18
    assert median_share(of_yearly_figures(spent())) == 0.17  # what the method's text says
    page = client.get("/validation/").content.decode()
    assert "a median of 18%, because" in page
    assert "The median is over the 14 figures" in page
    assert "it is 17% without Newark" in page
