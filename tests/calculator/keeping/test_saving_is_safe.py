"""What is saved cannot be changed, filled with others' words, or lost; what cannot be answered is not saved."""

import pytest
from django.core.cache import cache
from django.db import IntegrityError, connection
from django.test import Client

from calculator import methods, models
from calculator.keeping import saved
from calculator.models import ImmutableError, Scenario
from tests.saving import NORFOLK, save
from web.counting import trust_the_cache_again
from web.throttling import Rate

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def uncounted() -> None:
    cache.clear()


def test_a_saved_scenario_cannot_be_changed_or_removed(client: Client) -> None:
    save(client)
    row = Scenario.objects.get()
    row.total = 1
    for attempt in (
        row.save,
        row.delete,
        lambda: Scenario.objects.update(total=1),
        lambda: Scenario.objects.bulk_update([row], ["total"]),
        lambda: Scenario.objects.all().delete(),
    ):
        with pytest.raises(ImmutableError):
            attempt()
    assert Scenario.objects.get().total != 1


def test_an_id_that_exists_is_never_overwritten(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    save(client)
    known = Scenario.objects.get()
    with pytest.raises(IntegrityError):
        Scenario(id=known.id, name="Other", content="other", subject={}, total=0).save()
    connection.set_rollback(True)


@pytest.mark.parametrize(
    ("path", "query", "says"),
    [
        (NORFOLK, "outreach_caseload=0", "1 to 200"),
        (NORFOLK, "otreach_caseload=12", "outreach_caseload"),
        ("/calculator/", "", "population"),
        ("/calculator/", "place=nowhere", "nowhere"),
        ("/calculator/", "population=5000&high_risk_basis=2", "not reported"),
        ("/cities/nowhere-xx/calculator/", "", "nowhere-xx"),
        ("https://elsewhere.example/", "", "calculator"),
        ("", "", "calculator"),
    ],
)
def test_what_cannot_be_answered_is_not_saved(client: Client, path: str, query: str, says: str) -> None:
    answer = save(client, path, query)
    assert answer.status_code == 400
    assert says in answer.content.decode()
    assert "elsewhere.example/?" not in answer.content.decode()
    assert not Scenario.objects.exists()


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://elsewhere.example"}],
)
def test_another_site_cannot_save_through_its_visitors(client: Client, headers: dict[str, str]) -> None:
    assert save(client, **headers).status_code == 403
    assert not Scenario.objects.exists()


def test_our_own_page_needs_no_cookie() -> None:
    client = Client(enforce_csrf_checks=True)
    answer = save(client, **{"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver"})
    assert answer.status_code == 303
    assert not answer.cookies


def test_one_address_cannot_fill_the_database(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saved, "SAVING", Rate(2, 3600))
    assert [save(client).status_code for _ in range(3)] == [303, 303, 429]
    posted = client.post("/api/v1/scenarios/", {"population": 9}, content_type="application/json")
    assert posted.status_code == 429
    assert int(posted["Retry-After"]) > 0


def test_a_dead_cache_does_not_stop_saving(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def dead(*_: object, **__: object) -> None:
        raise ConnectionError("no cache")

    monkeypatch.setattr("web.counting.cache.add", dead)
    assert save(client).status_code == 303
    trust_the_cache_again()


@pytest.mark.parametrize("key", ["aaaaaaaaaa", "short", "a" * 300, "%00", "../etc", "éé"])
def test_an_id_that_nobody_has_helps_on(client: Client, key: str) -> None:
    for url in (f"/s/{key}/", f"/api/v1/scenarios/{key}/"):
        answer = client.get(url)
        assert answer.status_code == 404
    assert client.get(f"/s/{key}/budget.csv").status_code == 404


def test_the_404_says_what_an_id_is(client: Client) -> None:
    page = client.get("/s/aaaaaaaaaa/").content.decode()
    assert "10 letters and digits" in page


def test_an_id_read_out_in_capitals_is_found(client: Client) -> None:
    link = save(client)["Location"]
    assert client.get(link.upper().replace("/S/", "/s/"))["Location"] == link


def test_the_api_saves_and_reads_the_same(client: Client) -> None:
    body = {"places": ["norfolk-va"], "coverage_share": 0.5, "case_manager_caseload": 12}
    posted = client.post("/api/v1/scenarios/", body, content_type="application/json")
    assert posted.status_code == 201
    read = client.get(posted["Location"])
    assert read.json() == posted.json()
    assert read.json()["budget"]["methodology"] == {"id": "caps", "version": methods.newest().version}
    assert save(client)["Location"] == f"/s/{read.json()['id']}/"
    assert client.get(read.json()["links"]["page"]).status_code == 200
    assert client.get(read.json()["links"]["calculator"]).status_code == 200


def test_the_api_names_every_fault_and_saves_nothing(client: Client) -> None:
    body = {"population": -1, "otreach_caseload": 3, "coverage_share": 2}
    answer = client.post("/api/v1/scenarios/", body, content_type="application/json")
    assert answer.status_code == 400
    assert {fault["pointer"] for fault in answer.json()["errors"]} == {
        "/population",
        "/otreach_caseload",
        "/coverage_share",
    }
    assert not Scenario.objects.exists()


def test_editors_may_look_and_not_touch(admin_client: Client) -> None:
    save(admin_client)
    row = models.Scenario.objects.get()
    assert admin_client.get("/admin/calculator/scenario/").status_code == 200
    page = admin_client.get(f"/admin/calculator/scenario/{row.id}/change/")
    assert page.status_code == 200
    assert b'name="_save"' not in page.content
    assert admin_client.get("/admin/calculator/scenario/add/").status_code == 403
    assert admin_client.post(f"/admin/calculator/scenario/{row.id}/delete/", {"post": "yes"}).status_code == 403
