"""`POST returns/`: what a program might return, from one perspective."""

from django.http import HttpResponse
from rest_framework.request import Request

from calculator.answer import Answer
from calculator.api.body import refusal
from calculator.api.cited import site_of
from calculator.api.document import POSTING, Operation
from calculator.api.frame import Endpoint, json_response
from calculator.api.plan.body import RETURN_POSTED
from calculator.api.plan.reading import read_returns_question
from calculator.api.returns.answer import ReturnAnswer, return_answer
from calculator.api.subjects import read_subject
from calculator.asking.given import FaultyError
from calculator.asking.scenario import read_scenario


class ReturnEstimates(Endpoint):
    """`POST returns/`."""

    operations = {
        "post": Operation(
            operation="estimate_return",
            tag="Returns",
            summary="Estimate what a program might return",
            description="Low, central and high from published effects, 10,000 draws between them that the seed makes "
            "repeatable, and the break-even. With any of the plan’s parameters the ramp carries through its years. "
            "Homicides must be known or given: a missing figure is not zero. It is a range to weigh, not a forecast, and "
            "says nothing about cause. Nothing is stored.",
            answer=ReturnAnswer,
            example="return.json",
            statuses=POSTING,
            body="Return",
            body_examples=RETURN_POSTED,
        ),
    }

    def post(self, request: Request) -> HttpResponse:
        """Return the estimate."""
        given = self.body(request)
        try:
            scenario = read_scenario(given)
            subject = read_subject(given)
            question = read_returns_question(given, scenario)
            given.refuse_unknown()
            given.raise_faults()
            shape = return_answer(Answer(subject, question, link=site_of(request)))
        except FaultyError as error:
            raise refusal(given, error) from None
        return json_response(shape)
