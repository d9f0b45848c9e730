"""`POST solve/`: what an amount of money pays for."""

from django.http import HttpResponse
from rest_framework.request import Request

from calculator.answer import Answer
from calculator.api.body import refusal
from calculator.api.cited import site_of
from calculator.api.document import POSTING, Operation
from calculator.api.frame import Endpoint, json_response
from calculator.api.plan.reading import read_program
from calculator.api.solve.answer import SolveAnswer, solve_answer
from calculator.api.solve.body import SOLVE_POSTED
from calculator.api.subjects import read_subject
from calculator.asking.given import Fault, FaultyError
from calculator.asking.scenario import read_scenario
from calculator.solving import AMOUNT, solved_of


class Solve(Endpoint):
    """`POST solve/`."""

    operations = {
        "post": Operation(
            operation="start_from_money",
            tag="Budgets",
            summary="Say what an amount of money pays for",
            description="Of the coverages from 0 to 1 by 0.0001 the largest whose total is at most the amount, and what "
            "the next one adds. With any of the plan’s terms the amount is for all years together and the ramp is "
            "scaled; shares typed by year are refused. Nothing is stored.",
            answer=SolveAnswer,
            example="solve.json",
            statuses=POSTING,
            body="Solve",
            body_examples=SOLVE_POSTED,
        ),
    }

    def post(self, request: Request) -> HttpResponse:
        """Return the coverage and the answer at it."""
        given = self.body(request)
        try:
            scenario = read_scenario(given)
            subject = read_subject(given)
            amount = given.number(AMOUNT)
            if amount is None and not any(fault.name == AMOUNT.name for fault in given.faults):
                given.fault(Fault(AMOUNT.name, "is missing: say how much money there is", AMOUNT.allowed))
            question = read_program(given, scenario)
            given.refuse_unknown()
            given.raise_faults()
            answer = Answer(subject, question, link=site_of(request))
            found = solve_answer(answer, solved_of(answer, int(amount or 0)))
        except FaultyError as error:
            raise refusal(given, error) from None
        return json_response(found)
