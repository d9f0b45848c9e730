"""The grant tab of edition 2027.1: request, organizations, payers, cautions, and faults at their fields."""

import re

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
BASE = "/calculator/?methodology=field@2027.1&population=231105&price_level=97.941&years=3&tab=grant"


def page(client: Client, more: str = "", status: int = 200) -> str:
    response = client.get(BASE + more)
    assert response.status_code == status, response.content[:500]
    return re.sub(r"\s+", " ", response.content.decode())


def test_computations_name_posts_and_months(client: Client) -> None:
    found = page(client)

    assert re.search(r"\d+ posts × \$[\d,]+ × [\d.]+ of 12 months = \$", found)
    assert "% of time" not in found
    assert "Not yet assigned" in found


def test_a_request_that_fits_says_so_and_who_pays_the_rest(client: Client) -> None:
    found = page(client, "&request_cap=2000000&request_fit=1&current_outreach_workers_community=4")

    assert "Made to fit" in found
    assert "Nobody yet" in found
    assert "Supplanting" in found
    assert 'value="2000000"' in found


def test_an_award_over_its_cap_says_by_how_much(client: Client) -> None:
    assert "is over its cap by $" in page(client, "&request_cap=2000000")


def test_organizations_have_a_sheet_each(client: Client) -> None:
    rows = "&subrecipient_name=Peacekeepers&subrecipient_posts_outreach_workers=2&subrecipient_documents_due=Audit"
    found = page(client, rows + "&other_name=Travel&other_amount=12000&other_treatment=travel")

    assert 'id="organization-1"' in found
    assert "Documents due:" in found
    assert "Travel" in found
    assert "above the scenario" in found


def test_what_cannot_be_asked_for_is_told_at_its_field(client: Client) -> None:
    found = page(client, "&request_posts_outreach_workers=900&request_services=150%25", status=400)

    assert 'id="p-request_posts_outreach_workers-error"' in found
    assert 'id="p-request_services-error"' in found
    assert 'value="900"' in found


def test_a_row_can_be_added(client: Client) -> None:
    assert page(client, "&edit_subrecipient=add").count('id="p-subrecipient_name-') == 1
