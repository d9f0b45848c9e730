"""A disk that is full while scenarios are saved: whole ones or none, and a clear answer."""

import os

import pytest
from django.db import connection
from django.test import Client

from calculator.models import Scenario

ROUNDS = range(int(os.environ.get("FAULT_ROUNDS", "1")))
SCENARIOS = "/api/v1/scenarios/"


@pytest.mark.django_db(transaction=True)
def test_a_full_disk_saves_nothing_by_halves() -> None:
    if connection.vendor != "sqlite":
        return  # the server's own disk; `web.away` knows its code
    client = Client(raise_request_exception=False)
    for number in ROUNDS:
        with connection.cursor() as cursor:
            pages = cursor.execute("PRAGMA page_count").fetchone()[0]
            cursor.execute(f"PRAGMA max_page_count = {pages}")
        try:
            sent = [
                client.post(
                    SCENARIOS,
                    {"population": (6_000 + number) * 1000 + n},
                    content_type="application/json",
                    REMOTE_ADDR=f"192.0.2.{number}",
                )
                for n in range(60)
            ]
        finally:
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA max_page_count = 1073741823")
        refused = [answer for answer in sent if answer.status_code == 503]
        assert refused
        assert {answer.status_code for answer in sent} <= {201, 503}
        assert int(refused[0].headers["Retry-After"]) > 0
        kept = {answer.json()["id"] for answer in sent if answer.status_code == 201}
        assert kept == set(
            Scenario.objects.filter(query__contains=f"population={6_000 + number}").values_list("id", flat=True)
        )
        assert client.get("/cities/norfolk-va/").status_code == 200
