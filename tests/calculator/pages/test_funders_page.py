"""The funders page and its API."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_the_page_names_every_funder_with_its_source_and_what_nobody_checked(client: Client) -> None:
    page = client.get("/funders/").content.decode()

    assert "$2,000,000" in page
    assert "48 months" in page
    assert "Not checked" in page
    assert page.count("Source: <a href=") == 9


def test_the_answer_says_what_is_not_checked(client: Client) -> None:
    found = {funder["key"]: funder for funder in client.get("/api/v1/funders/").json()["results"]}

    cvipi = found["bja-cvipi"]
    assert (cvipi["cap"], cvipi["months"], cvipi["match"]) == (2_000_000, 48, "not checked")
    assert "match" in cvipi["not_checked"]
    assert cvipi["source"]["url"].startswith("https://")
    assert found["arpa-slfrf"]["spend_by"] == "2026-12-31"


def test_one_kind_only_and_no_unknown_kind(client: Client) -> None:
    assert {row["kind"] for row in client.get("/api/v1/funders/?kind=state").json()["results"]} == {"state"}
    assert client.get("/api/v1/funders/?kind=gift").status_code == 400
