"""The five questions are one click from the first page and the profile, and the profile answers with what was answered."""

import re
from html import unescape

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
PROFILE = "/cities/norfolk-va/"
ANSWERS = "local_high_risk=1200&high_risk_basis=3&current_outreach_workers_community=4&years=3&first_year=2028"


def test_home_and_profile_lead_straight_to_the_five_questions(client: Client) -> None:
    home = client.get("/").content.decode()
    starts = re.findall(r'href="(/cities/[-\w]+/start/)"', home)
    assert "/cities/norfolk-va/start/" in starts
    assert len({*starts}) >= 3
    for address in (*starts[:2], *re.findall(r'href="([^"]+start/)"', client.get(PROFILE).content.decode())[:1]):
        assert "question 1 of 5" in client.get(address).content.decode()


def test_the_profile_takes_the_answers_and_hands_them_on(client: Client) -> None:
    plain, mine = client.get(PROFILE), client.get(f"{PROFILE}?{ANSWERS}")
    assert mine.status_code == 200
    total = client.get(f"{PROFILE}calculator/?{ANSWERS}").context["result"]["total"]
    page = unescape(mine.content.decode())
    assert total in page
    assert total not in unescape(plain.content.decode())
    assert "1,200 people counted here" in page
    hope = "a count made here would be better"
    assert (hope in plain.content.decode(), hope in page) == (True, False), "who has counted is not told to count"
    assert "2028 to 2030" in page
    links = {link["label"]: link["url"] for link in mine.context["actions"]}
    for label in ("Council memo", "Open the calculator", "Workbook"):
        assert "local_high_risk=1200" in links[label]
        assert client.get(links[label]).status_code == 200
    assert "With your answers" not in plain.content.decode()


def test_the_check_of_the_answers_leads_to_the_profile_with_them(client: Client) -> None:
    page = client.get(f"{PROFILE}start/?step=check&{ANSWERS}")
    link = next(item["url"] for item in page.context["more"] if "Profile" in item["label"])
    assert "local_high_risk=1200" in link
    assert "With your answers" in client.get(link).content.decode()


def test_an_answer_that_cannot_be_used_is_told_and_strangers_are_left_alone(client: Client) -> None:
    wrong = client.get(f"{PROFILE}?local_high_risk=many")
    assert wrong.status_code == 400
    assert "many" in re.findall(r'class="error-summary".*?</div>', wrong.content.decode(), re.DOTALL)[0]
    assert client.get(f"{PROFILE}?utm_source=letter").status_code == 200
    assert "With your answers" not in client.get(f"{PROFILE}?utm_source=letter").content.decode()


def test_the_profile_offers_to_choose_which_city_it_is(client: Client) -> None:
    page = client.get("/cities/norfolk-va/").content.decode()
    link = re.search(r'<a href="([^"#]*)#(\w+)">Which of these is your city\?</a>', page)
    assert link
    assert re.search(rf'<fieldset[^>]* id="{link[2]}"><legend>Which of these', client.get(link[1]).content.decode())
