"""The API under schemathesis: every check, every operation, and walks along the schema's links.

SCHEMATHESIS_MAX_EXAMPLES raises the number of examples an operation; the suite's is small.
"""

import os
import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import override_settings
from hypothesis import HealthCheck, settings
from schemathesis.core.transport import Response
from schemathesis.generation.case import Case
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from calculator.api.openapi import openapi

MAX_EXAMPLES = int(os.environ.get("SCHEMATHESIS_MAX_EXAMPLES", "12"))
# What no schema can say: which places exist, which facts are reported, which parameters exclude each other.
BEYOND_THE_SCHEMA = re.compile(
    r"there is no data release|is no place we know|more are no places we know|is no county we know|is no state"
    r"|is needed where|is not reported for"
    r"|give one of them|shares for \d+ years|is before the first year|the effect (before|after) it"
    r"|chooses columns of a CSV"
    r"|is no column of this answer|is given beside|names [\d,]+ places|needs a negotiated rate|is true beside"
    r"|stands beside the ramp|is agreed beside|reaches too few people in|cannot be scaled to an amount"
    r"|is needed by what else was chosen|is a parameter of .* and not of this methodology"
    r"|is no funder we know|amount is missing|needs a cap to fit|finds [\d,]+ places"
)

# Bodies are those of every edition; one that is pinned may know fewer names.
OF_AN_EDITION = re.compile(BEYOND_THE_SCHEMA.pattern + r"|not (a )?known parameters?$|more faults are not listed")

# Loaded here and not by a fixture: the checks need the operations when tests are collected.
# A copy, for a walk writes its links into it.
API = schemathesis.openapi.from_dict(deepcopy(openapi()))
with override_settings(API_RATE="1000000/min"):
    site = WSGIHandler()


def uncompressed(environ: dict[str, Any], start_response: Any) -> Any:
    """Be the site for a client that says it reads gzip and does not."""
    return site({**environ, "HTTP_ACCEPT_ENCODING": "identity"}, start_response)


API.app = uncompressed

pytestmark = pytest.mark.django_db
fuzzed = settings(
    max_examples=MAX_EXAMPLES,
    deadline=None,
    derandomize=MAX_EXAMPLES <= 12,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(autouse=True)
def connection_kept() -> Iterator[None]:
    """Leave the test's connection open between requests, as Django's own test client does."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@schemathesis.check
def sensible_data_is_accepted(ctx: Any, response: Response, case: Case) -> None:
    """Data that fits the schema is refused only for what the schema cannot say, and then says so."""
    if response.status_code == 400:
        faults = response.json().get("errors", [])
        pinned = isinstance(case.body, dict) and "@" in str(case.body.get("methodology"))
        known = OF_AN_EDITION if pinned else BEYOND_THE_SCHEMA
        if faults and all(known.search(fault["message"]) for fault in faults):
            return
    positive_data_acceptance(ctx, response, case)


@schemathesis.check
def strange_data_is_refused(ctx: Any, response: Response, case: Case) -> None:
    """Data that does not fit the schema is refused, but for a blank number in an address, which is one left out."""
    if "" not in (case.query or {}).values():
        negative_data_rejection(ctx, response, case)


OURS_INSTEAD = [positive_data_acceptance, negative_data_rejection]


@API.parametrize()
@fuzzed
def test_every_operation(case: Case) -> None:
    response = case.call()
    case.validate_response(response, excluded_checks=OURS_INSTEAD)
    assert_finite(response)


def assert_finite(response: Response) -> None:
    if response.status_code >= 400:  # a problem quotes what was sent
        return
    text = re.sub(rb'"(latitude|longitude|effect|low|high)":-', b'"of_either_sign":', response.content)
    assert not re.search(rb'\bNaN\b|Infinity|":-\d|,-\d+,', text), text[:500]


class Walk(API.as_state_machine()):  # type: ignore[misc]
    """Follow links: from a list to a place to its budget."""

    def validate_response(self, response: Response, case: Case, **kwargs: Any) -> None:
        case.validate_response(response, excluded_checks=OURS_INSTEAD)


TestWalk = Walk.TestCase
TestWalk.settings = settings(fuzzed, max_examples=max(4, MAX_EXAMPLES // 5), stateful_step_count=5)
