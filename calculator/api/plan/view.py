"""`POST plans/`: a program over years, with money in against need."""

from django.http import HttpResponse
from rest_framework.request import Request

from calculator.answer import Answer
from calculator.api.body import refusal
from calculator.api.cited import site_of
from calculator.api.document import POSTING, Operation
from calculator.api.frame import Endpoint, json_response
from calculator.api.plan.answer import PlanAnswer, plan_answer
from calculator.api.plan.body import PLAN_POSTED
from calculator.api.plan.reading import read_plan_question
from calculator.api.subjects import read_subject
from calculator.asking.given import FaultyError
from calculator.asking.scenario import read_scenario


class Plans(Endpoint):
    """`POST plans/`."""

    operations = {
        "post": Operation(
            operation="plan_a_program",
            tag="Plans",
            summary="Plan several years, and set sources of money against them",
            description="Each year runs the method’s own lines with its coverage, pay and prices; new posts stand empty "
            "for a while and cost a start-up. Sources pay by calendar year; a cliff is committed money that falls by 20% "
            "or more. `staffing_gap` sets staff in post against the one-year budget. Nothing is stored.",
            answer=PlanAnswer,
            example="plan.json",
            statuses=POSTING,
            body="Plan",
            body_examples=PLAN_POSTED,
        ),
    }

    def post(self, request: Request) -> HttpResponse:
        """Return the plan."""
        given = self.body(request)
        try:
            scenario = read_scenario(given)
            subject = read_subject(given)
            question = read_plan_question(given, scenario)
            given.refuse_unknown()
            given.raise_faults()
            found = plan_answer(Answer(subject, question, link=site_of(request)))
        except FaultyError as error:
            raise refusal(given, error) from None
        return json_response(found)
