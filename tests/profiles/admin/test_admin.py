"""The editors' side: roles, review, history, lock-out, nothing editable that files own."""

import re
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import NoReverseMatch, reverse

from profiles.editorial.memory import forget_editorial, local_estimates
from profiles.models import EvidenceEntry, LocalEstimate, Place, Resource, Spending, Submission
from tests import people

PASSWORD = "a long enough password"
ESTIMATE = {
    "place": "5157000", "people": "310", "low": "280", "high": "340", "kind": "total", "year": "2024", "offered": "on",
    "citation": "City of Norfolk <script>alert(1)</script>, 2024", "url": "https://www.norfolk.gov/report", "note": "",
}  # fmt: skip


@pytest.fixture(autouse=True)
def fresh_editorial(db: None) -> Iterator[None]:
    forget_editorial()
    yield
    forget_editorial()


def person(*roles: str) -> User:
    user = User.objects.create_user("-".join(roles) or "nobody", password=PASSWORD, is_staff=True)
    user.groups.set(Group.objects.filter(name__in=roles))
    return user


def logged_in(*roles: str) -> Client:
    client = Client()
    client.force_login(person(*roles), backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_an_estimate_an_editor_adds_and_a_reviewer_approves_is_seen_everywhere(client: Client) -> None:
    editor, reviewer = logged_in("editor"), logged_in("reviewer")
    added = editor.post(reverse("admin:profiles_localestimate_add"), {**ESTIMATE, "state": "approved"}, follow=True)
    assert "not public until a reviewer who did not write it" in added.content.decode()
    estimate = LocalEstimate.objects.get(place="5157000")
    assert estimate.state == "waiting"
    assert local_estimates("5157000") == ()
    changed = reverse("admin:profiles_localestimate_change", args=[estimate.pk])
    reviewer.post(changed, {**ESTIMATE, "state": "approved"})
    found = local_estimates("5157000")[0]
    assert (found.people, found.low, found.high, found.kind) == (310, 280, 340, "total")

    profile = client.get("/cities/norfolk-va/").content.decode()
    assert "City of Norfolk &lt;script&gt;alert(1)&lt;/script&gt;, 2024" in profile
    assert "<script>alert(1)" not in profile
    calculator = client.get("/cities/norfolk-va/calculator/").content.decode()
    assert "310" in calculator
    assert "<script>alert(1)" not in calculator
    answer = client.get("/api/v1/cities/norfolk-va/").json()
    assert answer["local_estimates"][0]["people"] == 310
    assert answer["local_estimates"][0]["citation"] == ESTIMATE["citation"]

    history = reviewer.get(reverse("admin:profiles_localestimate_history", args=[estimate.pk])).content.decode()
    assert "editor" in history
    assert "reviewer" in history
    assert [entry.history_user.username for entry in estimate.history.all()] == ["reviewer", "editor"]


def test_an_answer_kept_by_a_cache_is_not_taken_for_current(client: Client, norfolk: Place) -> None:
    before = client.get("/api/v1/cities/norfolk-va/")
    LocalEstimate.objects.create(
        place=norfolk, people=310, year=2024, citation="City", url="https://x.org/", state="approved"
    )
    after = client.get("/api/v1/cities/norfolk-va/", headers={"If-None-Match": before["ETag"]})
    assert after.status_code == 200
    assert after["ETag"] != before["ETag"]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"low": "320", "high": ""}, "must lie within the range"),
        ({"people": "400"}, "must lie within the range"),
        ({"people": "0"}, "greater than or equal to 1"),
        ({"url": "javascript:alert(1)"}, "Enter a valid URL"),
        ({"citation": ""}, "required"),
    ],
)
def test_a_faulty_estimate_is_refused_with_words(values: dict[str, str], words: str) -> None:
    client = logged_in("reviewer")
    response = client.post(reverse("admin:profiles_localestimate_add"), {**ESTIMATE, "state": "approved", **values})
    assert words in response.content.decode()
    assert not LocalEstimate.objects.filter(place="5157000").exists()


def test_actions_need_the_right_and_rejecting_a_reason(norfolk: Place) -> None:
    entry = EvidenceEntry.objects.create(
        place=norfolk, place_name="Norfolk, Virginia", kind="announcement", claim="x", period="y", source="z",
        url="https://x.org/",
    )  # fmt: skip
    address = reverse("admin:profiles_evidenceentry_changelist")

    def act(client: Client, action: str, reason: str = "") -> str:
        data = {"action": action, "_selected_action": [entry.pk], "reason": reason}
        page = client.post(address, data, follow=True).content.decode()
        entry.refresh_from_db()
        return page

    act(logged_in("editor"), "approve_selected")
    assert entry.state == "waiting"
    reviewer = logged_in("reviewer")
    act(reviewer, "approve_selected")
    assert entry.state == "approved"
    assert "give a reason" in act(reviewer, "reject_selected")
    assert entry.state == "approved"
    act(reviewer, "reject_selected", "Withdrawn by the city")
    assert entry.state == "rejected"
    assert entry.history.first().history_change_reason == "Withdrawn by the city"


@pytest.fixture
def story(norfolk: Place) -> Submission:
    return Submission.objects.create(
        kind="story", place=norfolk, place_name="Norfolk, Virginia", message="Shootings fell <b>a lot</b>",
        period="2025", source_url="https://www.norfolk.gov/x", contact="someone@example.org",
    )  # fmt: skip


def test_the_queue_is_decided_on_its_own_page(story: Submission) -> None:
    reviewer = logged_in("reviewer")
    address = reverse("admin:profiles_submission_change", args=[story.pk])
    page = reviewer.get(address).content.decode()
    assert "Shootings fell &lt;b&gt;a lot&lt;/b&gt;" in page
    refused = reviewer.post(address, {"decision": "reject", "reason": ""})
    assert "Give a reason" in refused.content.decode()
    taken_on = reviewer.post(address, {"decision": "approve", "reason": "Checked."}, follow=True)
    assert "not public until a second reviewer approves it" in taken_on.content.decode()
    story.refresh_from_db()
    assert story.entry is not None
    assert (story.state, story.entry.state) == ("waiting", "waiting")
    people.client_of(people.person("second", "reviewer")).post(address, {"decision": "approve", "reason": "Checked."})
    story.refresh_from_db()
    assert (story.state, story.reason, story.decided_by.username) == ("approved", "Checked.", "second")
    assert story.entry.state == "approved"
    assert [entry.state for entry in story.history.all()] == ["approved", "waiting", "waiting"]
    users = EvidenceEntry.history.values_list("history_user__username", flat=True)
    assert list(users) == ["second", "reviewer"]


def test_editors_read_the_queue_and_decide_nothing(story: Submission) -> None:
    editor = logged_in("editor")
    address = reverse("admin:profiles_submission_change", args=[story.pk])
    assert editor.get(address).status_code == 200
    assert editor.post(address, {"decision": "approve", "reason": ""}).status_code == 403
    assert Submission.objects.get().state == "waiting"


def test_the_contact_is_erased_from_the_list(story: Submission) -> None:
    data = {"action": "erase_selected", "_selected_action": [story.pk], "reason": ""}
    logged_in("reviewer").post(reverse("admin:profiles_submission_changelist"), data)
    story.refresh_from_db()
    assert story.contact == ""


def test_facts_can_be_looked_at_and_not_changed(norfolk: Place) -> None:
    superuser = User.objects.create_superuser("root", password=PASSWORD)
    client = Client()
    client.force_login(superuser, backend="django.contrib.auth.backends.ModelBackend")
    address = reverse("admin:profiles_place_change", args=[norfolk.pk])
    assert "231105" in client.get(address).content.decode().replace(",", "")
    assert client.post(address, {"name": "Elsewhere"}).status_code == 403
    assert client.get(reverse("admin:profiles_place_add")).status_code == 403
    found = client.get(reverse("admin:profiles_place_changelist"), {"q": "norfolk va"}).content.decode()
    assert "1 place" in found


def test_a_list_tells_amounts_with_their_commas_and_the_state_first(norfolk: Place) -> None:
    Spending.objects.create(
        place=norfolk, program="A program with a long name", years="2025", dollars=10_355_232, annual_usd=10_355_232,
        standing="budget", contains="everything", publisher="The city", url="https://example.org/", state="waiting",
    )  # fmt: skip
    page = logged_in("editor").get(reverse("admin:profiles_spending_changelist")).content.decode()
    assert ">$10,355,232<" in page
    assert "10355232" not in page
    assert page.index("field-state") < page.index("field-program")


def test_a_list_counts_its_rows_with_commas(norfolk: Place) -> None:
    client, address = logged_in("editor"), reverse("admin:profiles_place_changelist")
    whole = client.get(address).content.decode().partition('<nav class="paginator"')[2].partition("</nav>")[0]
    assert re.search(r"\b\d\d,\d{3} places\b", whole), whole
    found = client.get(address, {"q": "springfield"}).content.decode()
    assert re.search(r"\d results \(<a ", found)


def test_nothing_that_the_methods_files_own_is_in_the_admin() -> None:
    client = logged_in("editor", "reviewer", "admin")
    index = client.get(reverse("admin:index")).content.decode()
    assert "Local estimates" in index
    assert "ethodolog" not in index
    with pytest.raises(NoReverseMatch):
        reverse("admin:calculator_methodology_changelist")


def test_the_roles_grow_from_editor_to_admin() -> None:
    rights = {
        name: set(Group.objects.get(name=name).permissions.values_list("codename", flat=True))
        for name in ("editor", "reviewer", "admin")
    }
    assert rights["editor"] < rights["reviewer"] < rights["admin"]
    assert "review_editorial" not in rights["editor"]
    assert "add_user" in rights["admin"] - rights["reviewer"]
    assert not {right for right in rights["admin"] if right.startswith(("add_place", "change_place", "delete_place"))} - {
        "add_placelink", "change_placelink", "delete_placelink",
    }  # fmt: skip


def test_somebody_without_a_role_sees_nothing(client: Client) -> None:
    assert logged_in().get(reverse("admin:profiles_submission_changelist")).status_code == 403
    assert client.get(reverse("admin:profiles_submission_changelist")).status_code == 302


def test_repeated_failures_lock_the_account_out(client: Client) -> None:
    person("editor")
    login = reverse("admin:login")
    statuses = [
        client.post(login, {"username": "editor", "password": f"wrong {attempt}"}).status_code for attempt in range(6)
    ]
    assert statuses[0] == 200
    assert statuses[-1] == 429
    assert client.post(login, {"username": "editor", "password": PASSWORD}).status_code == 429


def test_demo_editor_makes_an_account_that_edits_and_reviews(client: Client, capsys) -> None:
    call_command("demo_editor", password=PASSWORD)
    call_command("demo_editor")
    password = capsys.readouterr().out.split()[-1]
    response = client.post(reverse("admin:login"), {"username": "demo-editor", "password": password})
    assert response.status_code == 302
    user = User.objects.get()
    assert not user.is_superuser
    assert user.has_perm("profiles.review_editorial")
    assert user.has_perm("profiles.add_localestimate")


def test_demo_editor_stays_away_from_a_public_site(settings) -> None:
    settings.HTTPS = True
    with pytest.raises(CommandError, match="public site"):
        call_command("demo_editor")
    assert not User.objects.exists()


@pytest.mark.browser
def test_an_editor_works_under_the_sites_own_policy(page, axe, live_server) -> None:
    user = person("editor", "reviewer")
    page.goto(f"{live_server.url}/admin/")
    page.fill("#id_username", user.username)
    page.fill("#id_password", PASSWORD)
    page.click("[type=submit]")
    page.goto(f"{live_server.url}/admin/profiles/localestimate/add/")
    page.click(".select2-selection")
    page.fill(".select2-search__field", "norfolk va")
    page.click(".select2-results__option:has-text('norfolk-va')")
    for name in ("people", "year", "citation", "url"):
        page.fill(f"#id_{name}", ESTIMATE[name])
    page.locator("[name=_save]").first.click()
    page.wait_for_selector(".success")
    page.click("text=310 people at highest risk >> nth=0")
    page.click("text=History")
    assert user.username in page.inner_text("#content")
    page.goto(f"{live_server.url}/admin/profiles/submission/")
    axe(page)
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(f"{live_server.url}/admin/profiles/localestimate/")
    assert page.locator("select[name=action]").bounding_box()["width"] > 200, "a choice on a phone can be read"
    page.set_viewport_size({"width": 1280, "height": 900})
    assert Resource.objects.count() == 0
    added = LocalEstimate.objects.get(citation=ESTIMATE["citation"])
    approve = {"action": "approve_selected", "_selected_action": [added.pk], "reason": ""}
    logged_in("reviewer").post(reverse("admin:profiles_localestimate_changelist"), approve)
    forget_editorial()
    page.goto(f"{live_server.url}/cities/norfolk-va/")
    assert "City of Norfolk <script>alert(1)</script>, 2024" in page.inner_text("main")
