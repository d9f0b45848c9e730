"""`POST sensitivity/`: how sure the budget is."""

from django.http import HttpResponse
from rest_framework.request import Request

from calculator.answer import Answer
from calculator.api.body import refusal
from calculator.api.cited import site_of
from calculator.api.document import POSTING, Operation
from calculator.api.frame import Endpoint, json_response
from calculator.api.guide.examples import POSTED
from calculator.api.sensitivity.answer import SensitivityAnswer, sensitivity_answer
from calculator.api.subjects import read_subject
from calculator.asking.given import FaultyError
from calculator.asking.question import question_of
from calculator.asking.scenario import read_scenario


class HowSure(Endpoint):
    """`POST sensitivity/`."""

    operations = {
        "post": Operation(
            operation="test_a_budget",
            tag="Budgets",
            summary="Say how sure a budget is",
            description="The total with each uncertain parameter at the low and the high end of its evidence, what moves "
            "it most first; and 10,000 draws of all of them at once, which the same question repeats. What is sent is "
            "certain and stays put. Nothing is stored.",
            answer=SensitivityAnswer,
            example="sensitivity.json",
            statuses=POSTING,
            body="Budget",
            body_examples=POSTED,
        ),
    }

    def post(self, request: Request) -> HttpResponse:
        """Return the swings and the joint band."""
        given = self.body(request)
        try:
            scenario = read_scenario(given)
            subject = read_subject(given)
            given.yes("trace")
            given.refuse_unknown()
            given.raise_faults()
            found = sensitivity_answer(Answer(subject, question_of(scenario), link=site_of(request)))
        except FaultyError as error:
            raise refusal(given, error) from None
        return json_response(found)
