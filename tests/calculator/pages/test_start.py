"""Make it yours: five questions, one a page, skippable, in any order, with nothing kept but the address."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
START = "/cities/norfolk-va/start/"


def sent(page: str, **typed: str) -> dict[str, str]:
    """Return what a browser without scripts sends from a page's form, with some boxes filled in."""
    form = re.search(r'<form class="form start-form".*?</form>', page, re.DOTALL)
    assert form
    boxes = re.findall(r'<input[^>]*name="(\w+)"[^>]*?value="([^"]*)"', form[0])
    return {**dict(boxes), **typed}


def asked(address: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(address).query))


def test_five_questions_lead_to_the_papers_of_this_city(client: Client) -> None:
    typed = (
        {"local_high_risk": "1 200", "local_citation": "Analysis, 2025"},
        {"current_outreach_workers_community": "4"},
        {"outreach_salary": "$61k", "fringe_share_community": "28"},
        {"solve": "USD 3m"},
        {"first_year": "2028", "years": "3"},
    )
    address = START
    for number, answers in enumerate(typed, start=1):
        page = client.get(address).content.decode()
        assert f"question {number} of 5" in page
        assert page.count("<h1") == 1
        response = client.get(START, sent(page, **answers))
        assert response.status_code == 303
        address = response["Location"]
    assert asked(address) | {"step": ""} == {
        "step": "",
        "methodology": "caps",
        "local_high_risk": "1200",
        "high_risk_basis": "3",
        "outreach_salary": "61000",
        "fringe_share_community": "0.28",
        "local_citation": "Analysis, 2025",
        "years": "3",
        "first_year": "2028",
        "current_outreach_workers_community": "4",
        "solve": "3000000",
    }
    response = client.get(address)
    page = response.content.decode()
    assert response.status_code == 200
    for words in (
        "1,200 people counted here",
        "Street outreach workers: 4",
        "$61,000",
        "28%",
        "$3,000,000",
        "2028 to 2030",
    ):
        assert words in page
    for file in ("budget.pdf", "budget.docx", "handout.pdf", "budget.xlsx"):
        link = re.search(rf'href="(/cities/norfolk-va/{file}[^"]*)"', page)
        assert link
        assert "solve=3000000" in link[1]
    assert (
        client.get(
            re.search(r'href="(/cities/norfolk-va/budget.xlsx[^"]*)"', page)[1].replace("&amp;", "&")
        ).status_code
        == 200
    )  # type: ignore[index]


def test_skipping_going_back_changing_and_sending_twice_lose_nothing(client: Client) -> None:
    address = f"{START}?{urlencode({'step': 'pay', 'homicides': '0', 'high_risk_basis': '2'})}"
    page = client.get(address).content.decode()
    skip = re.search(r'href="(/cities[^"]*)">Skip this', page)
    assert skip
    assert asked(skip[1].replace("&amp;", "&")) == {
        "step": "money", "methodology": "caps", "homicides": "0", "high_risk_basis": "2",
    }  # fmt: skip
    back = client.get(START, sent(page, go="back", outreach_salary="70000"))
    assert asked(back["Location"])["step"] == "staff"
    assert asked(back["Location"])["outreach_salary"] == "70000"
    twice = client.get(f"{START}?from=pay&from=pay&outreach_salary=70000&outreach_salary=71000")
    assert twice.status_code == 400
    assert "given 2 times" in twice.content.decode()
    check = client.get(f"{START}?step=check&homicides=0&high_risk_basis=2").content.decode()
    assert "0 homicides in a year" in check
    change = re.search(r'id="change-people" href="([^"]*)"', check)
    assert change
    page = client.get(change[1].replace("&amp;", "&")).content.decode()
    done = client.get(START, sent(page, homicides="12"))
    assert asked(done["Location"])["step"] == "check"
    emptied = client.get(START, sent(page, homicides=""))
    assert "high_risk_basis" not in asked(emptied["Location"])


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"from": "people", "homicides": "<b>many</b>"}, "&lt;b&gt;many&lt;/b&gt;"),
        ({"from": "people", "local_citation": "x" * 10_000}, "text of at most 500 characters"),
        ({"from": "money", "solve": "a lot"}, "is not a number"),
        ({"from": "pay", "boxes": "percent", "fringe_share_community": "400"}, "allowed is 0% to"),
        ({"step": "sixth"}, "There is no question “sixth”"),
        ({"step": "check", "outreach_salary": "gold"}, "Pay of a street outreach worker"),
        ({"step": "check", "nonsense": "1"}, "is not a known parameter"),
        ({"step": "check", "high_risk_basis": "3"}, "give a figure"),
    ],
)
def test_what_cannot_be_used_is_said_at_its_box(client: Client, query: dict[str, str], words: str) -> None:
    response = client.get(START, query)
    assert response.status_code == 400
    assert words in response.content.decode()
    assert response["Cache-Control"] == "no-store"


def test_right_to_left_text_and_every_kind_of_subject(client: Client) -> None:
    response = client.get(START, {"from": "people", "local_high_risk": "5", "local_citation": "تحليل المشكلة"})
    assert "تحليل المشكلة" in client.get(response["Location"]).content.decode()
    page = client.get("/cities/norfolk-va/").content.decode()
    assert f'href="{START}"' in page
    for path in ("/counties/cook-county-il/", "/states/va/", "/cities/irvington-nj/"):
        assert client.get(f"{path}start/?step=check").status_code == 200
    assert client.get("/cities/nowhere-at-all/start/").status_code == 404
