"""`POST measures/`: what a program of this size can promise to do and count, by quarter."""

from dataclasses import replace

from django.http import HttpResponse
from rest_framework.request import Request

from calculator.answer import Answer
from calculator.api.body import refusal
from calculator.api.cited import site_of
from calculator.api.document import POSTING, Operation
from calculator.api.frame import Endpoint, json_response
from calculator.api.measures.answer import MeasureList, measures_answer
from calculator.api.measures.body import MEASURES_POSTED
from calculator.api.plan.reading import read_program
from calculator.api.subjects import read_subject
from calculator.asking.given import FaultyError
from calculator.asking.scenario import read_scenario


class SizedMeasures(Endpoint):
    """`POST measures/`."""

    operations = {
        "post": Operation(
            operation="size_measures",
            tag="Grant budgets",
            summary="Size measures to a program’s staff",
            description="People engaged, contacts, mediations, responses at scenes and in hospitals, caseload ceilings: "
            "targets by quarter that follow from the posts at work, each with what it rests on. They are ceilings to plan "
            "by, not results. Nothing is stored.",
            answer=MeasureList,
            example="measures.json",
            statuses=POSTING,
            body="Measures",
            body_examples=MEASURES_POSTED,
        ),
    }

    def post(self, request: Request) -> HttpResponse:
        """Return the measures."""
        given = self.body(request)
        try:
            scenario = read_scenario(given)
            subject = read_subject(given)
            question = replace(read_program(given, scenario), tab="grant")
            given.refuse_unknown()
            given.raise_faults()
            found = measures_answer(Answer(subject, question, link=site_of(request)))
        except FaultyError as error:
            raise refusal(given, error) from None
        return json_response(found)
