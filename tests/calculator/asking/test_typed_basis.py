"""Without scripts too: a count or homicides typed into the calculator are what people are counted by, with a way back."""

import re
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
NORFOLK = "/cities/norfolk-va/calculator/"


def form_of(page: str) -> dict[str, list[str]]:
    """Return what a browser without scripts sends from the calculator's form as it stands."""
    form = re.search(r"<form[^>]*data-calculator.*?</form>", page, re.DOTALL)
    assert form
    sent: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", form[0]):
        name, value, kind = (re.search(rf'\b{key}="([^"]*)"', tag) for key in ("name", "value", "type"))
        if name and (kind is None or kind[1] not in ("radio", "checkbox") or " checked" in tag):
            sent.setdefault(name[1], []).append(unescape(value[1]) if value else "")
    return sent


def send(client: Client, sent: dict[str, list[str]], **typed: str) -> Any:
    answer = client.get(NORFOLK, {**sent, **{name: [text] for name, text in typed.items()}})
    assert answer.status_code == 303, answer.content.decode()[:3000]
    return client.get(answer["Location"]), parse_qs(urlsplit(answer["Location"]).query)


@pytest.mark.parametrize(("name", "text", "basis"), [("local_high_risk", "1,200", "3"), ("homicides", "60", "2")])
def test_what_is_typed_is_counted_by_and_can_be_taken_back(client: Client, name: str, text: str, basis: str) -> None:
    plain = client.get(NORFOLK)
    page, asked = send(client, form_of(plain.content.decode()), **{name: text})
    assert asked["high_risk_basis"] == [basis]
    assert "basis_was" not in asked
    assert page.context["result"]["total"] != plain.context["result"]["total"]
    undo = page.context["tab"]["typed"]["undo"]
    assert f'href="{undo["url"]}"'.replace("&", "&amp;") in page.content.decode()
    back = client.get(undo["url"])
    assert back.context["tab"]["bases"]["bases"][0]["selected"]
    _, asked = send(client, form_of(back.content.decode()))
    assert "high_risk_basis" not in asked, "what was taken back does not come again by sending the same form"


def test_a_basis_chosen_by_hand_stays_whatever_is_typed(client: Client) -> None:
    sent = form_of(client.get(NORFOLK).content.decode())
    _, asked = send(client, sent, local_high_risk="900", high_risk_basis="2")
    assert asked["high_risk_basis"] == ["2"]
    page = client.get(f"{NORFOLK}?high_risk_basis=2&local_high_risk=900").content.decode()
    _, asked = send(client, form_of(page))
    assert asked["high_risk_basis"] == ["2"]


def test_a_count_leads_where_both_are_typed(client: Client) -> None:
    _, asked = send(client, form_of(client.get(NORFOLK).content.decode()), local_high_risk="900", homicides="60")
    assert asked["high_risk_basis"] == ["3"]
