"""Does the process live, can it answer."""

from unittest.mock import patch

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from cvi_calc import health
from profiles.selectors import FactsNotLoaded


def test_a_living_process_says_so_without_a_database() -> None:
    assert Client().get("/healthz").json() == {"status": "ok"}


@pytest.mark.django_db
def test_ready_with_facts_and_migrations() -> None:
    response = Client().get("/readyz")
    assert (response.status_code, response.json()) == (200, {"status": "ready"})


@pytest.mark.django_db
def test_not_ready_while_a_migration_is_missing() -> None:
    MigrationRecorder.Migration.objects.filter(app="sessions").delete()
    response = Client().get("/readyz")
    assert response.status_code == 503
    assert "migrate" in response.json()["reason"]


@pytest.mark.django_db
def test_not_ready_without_facts() -> None:
    with patch.object(health, "place_table", side_effect=FactsNotLoaded):
        response = Client().get("/readyz")
    assert response.status_code == 503
    assert "load_data" in response.json()["reason"]


@pytest.mark.django_db
def test_not_ready_while_the_database_is_away() -> None:
    with patch.object(connection, "cursor", side_effect=OperationalError("connection refused")):
        response = Client().get("/readyz")
    assert response.status_code == 503
    assert response.json()["reason"] == "the database does not answer"


@pytest.mark.django_db
def test_probes_that_are_refused_are_one_line_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with patch.object(health, "is_warming", return_value=True):
        assert [Client().get("/readyz").status_code for _ in range(3)] == [503] * 3
    Client().get("/readyz")
    assert [record.getMessage() for record in caplog.records] == [
        "Not ready: facts are being read into memory", "Ready again",
    ]  # fmt: skip
