"""Every kind of record that editors write goes the same way: one writes, another approves, its changes wait; on each database."""

from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from custody.models import Proposal
from profiles.admin.review import held
from profiles.models import EDITORIAL_MODELS, Place
from tests.people import client_of, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh")]
SAID = {"publisher": "The city", "url": "https://x.org/", "note": ""}
AT = {"place": "5157000"}
CHANGED = {
    "localestimate": "people", "placelink": "year", "resource": "title", "evidenceentry": "period", "funderterms": "cap_usd",
    "localhomicides": "high", "spending": "annual_usd", "costofviolence": "per_fatal_usd", "publishedpay": "high_usd",
}  # fmt: skip
FORMS: dict[str, dict[str, str]] = {
    "localestimate": {**AT, **SAID, "people": "410", "kind": "total", "year": "2023", "citation": "Count, 2023"},
    "placelink": {**AT, **SAID, "kind": "office", "title": "Office", "origin": "official", "year": "2023"},
    "resource": {**SAID, "kind": "network", "title": "2023", "text": "What it is"},
    "evidenceentry": {
        **AT, **SAID, "place_name": "Norfolk", "period": "2023", "claim": "Fewer", "measure": "share", "source": "The city",
        "kind": "announcement",
    },
    "funderterms": {
        "key": "bja-cvipi", "cap_usd": "2023", "pays_police": "unknown", "source_title": "Notice", "checked_on": "2026-01-01",
        "source_url": "https://x.org/", "note": "",
    },
    "localhomicides": {**AT, **SAID, "year": "1995", "low": "61", "high": "61", "what": "homicides"},
    "spending": {
        **AT, **SAID, "program": "Program", "years": "2023", "dollars": "2023", "annual_usd": "2023", "standing": "Budget",
        "contains": "all",
    },
    "costofviolence": {**AT, **SAID, "year": "2023", "perspective": "taxpayers", "per_fatal_usd": "2023"},
    "publishedpay": {
        **AT, **SAID, "role": "outreach", "employer": "city", "year": "2023", "low_usd": "10", "high_usd": "2023",
        "basis": "annual",
    },
}  # fmt: skip


def decide(client: Client, kind: str, pk: Any, action: str) -> None:
    sent = {"action": action, "_selected_action": [pk], "reason": "because", "post": "yes"}
    assert client.post(reverse(f"admin:profiles_{kind}_changelist"), sent).status_code == 302


@pytest.mark.parametrize("model", EDITORIAL_MODELS, ids=lambda model: model._meta.model_name)
def test_one_writes_another_approves_and_a_change_waits(model: Any, norfolk: Place) -> None:
    kind = model._meta.model_name
    name, known = CHANGED[kind], set(model.objects.values_list("pk", flat=True))
    ann, bob = client_of(person("ann", "reviewer")), client_of(person("bob", "reviewer"))
    ann.post(reverse(f"admin:profiles_{kind}_add"), {**FORMS[kind], "state": "approved"})
    record = model.objects.exclude(pk__in=known).get()
    page = reverse(f"admin:profiles_{kind}_change", args=[record.pk])

    def now() -> tuple[str, str]:
        record.refresh_from_db()
        return record.state, str(getattr(record, name))

    before = str(getattr(record, name))
    decide(ann, kind, record.pk, "approve_selected")
    ann.post(page, {**FORMS[kind], "state": "approved"})
    assert now() == ("waiting", before)
    decide(bob, kind, record.pk, "approve_selected")
    assert now() == ("approved", before)
    bob.post(page, {**FORMS[kind], name: "2024", "state": "rejected"})
    decide(bob, kind, record.pk, "approve_selected")
    assert now() == ("approved", before)
    assert "<ins>" in ann.get(page).content.decode()
    decide(ann, kind, record.pk, "approve_selected")
    assert (now(), Proposal.objects.count()) == (("approved", "2024"), 0)
    decide(ann, kind, record.pk, "reject_selected")
    assert now()[0] == "rejected"
    decide(bob, kind, record.pk, "delete_selected")
    assert not model.objects.filter(pk=record.pk).exists()


@pytest.mark.parametrize("model", EDITORIAL_MODELS, ids=lambda model: model._meta.model_name)
def test_a_record_is_held_alone(model: Any) -> None:
    """A join would hold a place with it, and PostgreSQL refuses to hold what may be missing."""
    with transaction.atomic(), CaptureQueriesContext(connection) as asked:
        held(model(pk=1))
    assert not [query["sql"] for query in asked.captured_queries if "JOIN" in query["sql"]]
