"""The admin attacked page by page: sessions, tokens, stored markup, what each role opens, a visitor who is no visitor."""

import pytest
from django.apps import apps
from django.db.models import CharField, Model, TextField, URLField
from django.test import Client
from django.urls import get_resolver, reverse

from custody.chain import record
from custody.models import LogEntry
from profiles.editorial.memory import forget_editorial
from profiles.models import Place, PlaceLink, Submission
from profiles.roles import WRITTEN
from tests.people import OFFICE, PASSWORD, client_of, person, publish_story, visitors_story

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh")]
HARM = '"><svg onload=alert(1)><script>alert(2)</script>'
EDITED = [
    model
    for model in apps.get_app_config("profiles").get_models()
    if hasattr(model, "history") and hasattr(model, "state")
]
CITED = {"cite", "data_release", "permalink", "data_version"}
MAY = {
    "editor": {"add", "change"}, "reviewer": {"add", "change", "delete"}, "admin": {"add", "change", "delete"},
}  # fmt: skip


def test_a_session_lasts_hours_and_gets_a_new_key_when_somebody_signs_in(client: Client) -> None:
    person("eve", "editor")
    client.get(reverse("admin:login"))
    client.cookies["sessionid"] = "f" * 32  # planted by somebody who waits for it to be signed in
    sent = {"username": "eve", "password": PASSWORD, "next": "https://evil.example/"}
    answer = client.post(reverse("admin:login"), sent)
    assert answer.status_code == 302
    assert "evil.example" not in answer["Location"]
    cookie = client.cookies["sessionid"]
    assert cookie.value != "f" * 32
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert not cookie["max-age"], "it ends with the browser"
    assert client.session.get_expiry_age() <= 12 * 3600


def test_a_form_without_its_token_does_nothing(link: PlaceLink) -> None:
    user = person("eve", "reviewer")
    client = Client(enforce_csrf_checks=True)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    address = reverse("admin:profiles_placelink_change", args=[link.pk])
    assert client.post(address, {**OFFICE, "state": "waiting"}).status_code == 403
    assert client.post(reverse("admin:profiles_placelink_delete", args=[link.pk]), {"post": "yes"}).status_code == 403
    assert PlaceLink.objects.get(pk=link.pk).state == "approved"


def test_a_visitors_story_is_labeled_and_changes_no_figure(norfolk: Place) -> None:
    address = "/api/v1/cities/norfolk-va/budget/"
    before = Client().get(address).json()
    story = visitors_story(norfolk)
    publish_story(story)
    assert "All is well" in Client().get("/cities/norfolk-va/").content.decode()
    assert "Sent in by a visitor" in Client().get("/evidence/").content.decode()
    after = Client().get(address).json()
    assert {name for name in before if after[name] != before[name]} <= CITED, (
        "the answer is no longer that of a release"
    )
    last = LogEntry.objects.first()
    assert last is not None
    assert (last.actor, last.action, last.subject) == ("second-reviewer", "approved", f"submission {story.reference}")


@pytest.mark.filterwarnings("ignore:Calling select_related")  # of django-simple-history, on what has no foreign key
@pytest.mark.parametrize("model", EDITED, ids=lambda model: model.__name__)
def test_markup_in_any_field_of_an_editor_is_shown_as_text(model: type[Model], norfolk: Place) -> None:
    """Validators are passed over, as by somebody who writes into the database."""
    record = _harmful(model, norfolk)
    record.save()
    forget_editorial()
    eve = client_of(person("eve", "admin"))
    address = f"admin:profiles_{model._meta.model_name}"
    pages = [eve.get(reverse(f"{address}_changelist"))]
    pages += [eve.get(reverse(f"{address}_{page}", args=[record.pk])) for page in ("change", "history")]
    pages += [Client().get(path) for path in ("/cities/norfolk-va/", "/evidence/", "/resources/", "/funders/")]
    shown = "".join(page.content.decode() for page in pages)
    assert {page.status_code for page in pages} == {200}
    assert "<svg onload" not in shown
    assert "<script>alert" not in shown
    assert "&lt;svg onload" in shown


def _harmful(model: type[Model], place: Place) -> Model:
    record = model(state="approved")  # type: ignore[call-arg]
    for field in model._meta.concrete_fields:
        if field.name == "place":
            setattr(record, field.name, place)
        elif field.auto_created or field.is_relation or field.name in ("state", "updated_at"):
            continue
        elif field.choices:
            setattr(record, field.name, field.choices[0][0])
        elif isinstance(field, URLField):
            setattr(record, field.name, f"https://x.org/{HARM}")
        elif isinstance(field, CharField | TextField):
            setattr(record, field.name, HARM[: field.max_length] if field.max_length else HARM)
        elif not field.null and not field.has_default():
            setattr(record, field.name, 2024 if "Integer" in type(field).__name__ else field.to_python("2024-01-01"))
    return record


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", " javascript:alert(1)", "vbscript:x"])
def test_a_link_that_runs_something_is_refused(url: str) -> None:
    eve = client_of(person("eve", "reviewer"))
    said = eve.post(reverse("admin:profiles_placelink_add"), {**OFFICE, "url": url, "state": "waiting"})
    assert said.status_code == 200
    assert not PlaceLink.objects.filter(title=OFFICE["title"]).exists()


@pytest.mark.parametrize("role", ["editor", "reviewer", "admin"])
def test_each_role_opens_what_is_its_own_and_nothing_else(role: str, link: PlaceLink) -> None:
    """Every table that the admin has: adding, changing, deleting."""
    client = client_of(person("eve", role))
    story = Submission.objects.create(kind="feedback", message="x")
    own = {f"profiles_{name}": MAY[role] for name in WRITTEN}
    own["profiles_submission"] = {"editor": set[str](), "reviewer": {"change"}, "admin": {"change", "delete"}}[role]
    own["auth_user"] = {"add", "change"} if role == "admin" else set()
    keys = {"profiles_placelink": link.pk, "auth_user": person("bob", "editor").pk, "profiles_submission": story.pk}
    names = [key for key in get_resolver().namespace_dict["admin"][1].reverse_dict if isinstance(key, str)]
    kinds = [name.removesuffix("_changelist") for name in names if name.endswith("_changelist")]
    assert len(kinds) > 20
    opened = {kind: {"add"} for kind in kinds if client.get(reverse(f"admin:{kind}_add")).status_code == 200}
    for kind, key in keys.items():
        for verb in ("change", "delete"):
            if client.post(reverse(f"admin:{kind}_{verb}", args=[key]), {}).status_code != 403:
                opened.setdefault(kind, set()).add(verb)
    assert {kind: verbs - own.get(kind, set()) for kind, verbs in opened.items() if verbs - own.get(kind, set())} == {}
    assert {kind: opened.get(kind, set()) for kind in keys} == {kind: own[kind] for kind in keys}


@pytest.mark.parametrize(
    "path",
    [
        "profiles/placelink/?place__state=%00",
        "profiles/submission/?state__exact=%00",
        "calculator/scenario/%00/change/",
    ],
)
def test_a_character_that_no_text_has_is_refused_and_no_fault_of_ours(path: str) -> None:
    """PostgreSQL refuses it in a query; SQLite finds nothing."""
    assert client_of(person("boss", "admin", is_superuser=True)).get(f"/admin/{path}").status_code in (200, 302, 400)


def test_such_a_character_in_a_form_is_refused_too(link: PlaceLink) -> None:
    client = client_of(person("bob", "reviewer"))
    sent = {"action": "approve_selected", "_selected_action": ["\0"]}
    assert client.post(reverse("admin:profiles_placelink_changelist"), sent).status_code == 400


@pytest.mark.parametrize("kind", ["profiles_placelink", "profiles_submission", "profiles_localhomicides"])
@pytest.mark.parametrize("action", ["approve_selected", "reject_selected", "delete_selected"])
@pytest.mark.parametrize("chosen", ["abc", "1.5", "1,2"])
def test_what_is_no_row_of_a_list_is_refused_and_no_fault_of_ours(kind: str, action: str, chosen: str) -> None:
    boss = client_of(person("boss", "admin"))
    sent = {"action": action, "_selected_action": [chosen], "reason": "x"}
    assert boss.post(reverse(f"admin:{kind}_changelist"), sent).status_code == 400


@pytest.mark.parametrize(
    "asked",
    [
        "at__year=0",
        "at__year__gte=0",
        "at__year=99999",
        "at__year__lte=999999999999",
        "at__day=x",
        "number=99999999999999999999",
    ],
)
@pytest.mark.parametrize(
    ("page", "moment"),
    [("custody_logentry", "at"), ("profiles_submission", "created_at"), ("calculator_scenario", "created"),
     ("calculator_tombstone", "at")],
)  # fmt: skip
def test_a_list_asked_for_what_no_database_can_look_up_answers(page: str, moment: str, asked: str) -> None:
    record("ada", "approved", "a thing")
    eve = client_of(person("eve", "admin", is_superuser=True))
    answer = eve.get(reverse(f"admin:{page}_changelist") + "?" + asked.replace("at__", f"{moment}__"), follow=True)
    assert answer.status_code in (200, 400)
