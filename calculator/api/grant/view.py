"""`POST grant-budgets/`: the budget as a federal application, SF-424A classes a–k with computations."""

from collections.abc import Sequence
from dataclasses import replace

from django.http import HttpResponse
from rest_framework.request import Request

from calculator.answer import Answer
from calculator.api.body import refusal
from calculator.api.cited import site_of
from calculator.api.document import POSTING, Operation
from calculator.api.frame import Endpoint, json_response
from calculator.api.grant.answer import GrantBudget, grant_answer
from calculator.api.grant.body import GRANT_POSTED
from calculator.api.grant.reading import read_terms
from calculator.api.plan.reading import read_program
from calculator.api.subjects import read_subject
from calculator.asking.given import Fault, FaultyError
from calculator.asking.scenario import read_scenario


class GrantBudgets(Endpoint):
    """`POST grant-budgets/`."""

    operations = {
        "post": Operation(
            operation="compute_grant_budget",
            tag="Grant budgets",
            summary="Lay a budget out for a federal application",
            description="SF-424A object classes a to k by budget period, each line’s computation and narrative, and "
            "indirect costs by the de minimis rule (2 CFR 200.414(f)) or a negotiated rate. With any of the plan’s "
            "parameters every year of the plan is a budget period. The request is the program’s posts that nobody pays yet, "
            "unless `request` asks for others; `subrecipients` divide the subaward lines. Nothing is stored.",
            answer=GrantBudget,
            example="grant-budget.json",
            statuses=POSTING,
            body="Grant",
            body_examples=GRANT_POSTED,
        ),
    }

    def post(self, request: Request) -> HttpResponse:
        """Return the application's budget."""
        given = self.body(request)
        try:
            scenario = read_scenario(given)
            subject = read_subject(given)
            question = replace(read_program(given, scenario), tab="grant")
            sound = not given.faults
            question = replace(question, grant=read_terms(given, scenario.methodology), faults=tuple(given.faults))
            given.refuse_unknown()
            answer = Answer(subject, question, link=site_of(request))
            if sound:  # then what the program cannot give is told beside what is written wrongly
                given.faults += _beyond_program(answer)
            given.raise_faults()
            shape = grant_answer(answer)
        except FaultyError as error:
            raise refusal(given, error) from None
        return json_response(shape)


def _beyond_program(answer: Answer) -> Sequence[Fault]:
    """Return what of the request the program cannot give, or why there is no program to ask."""
    try:
        return answer.grant_faults
    except FaultyError as error:
        return error.faults
