"""Every place's budget at once, and one budget by JSON body."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from rest_framework.request import Request

from calculator.answer import Answer
from calculator.api.asked import Asked
from calculator.api.body import refusal
from calculator.api.budget.answer import BudgetAnswer, budget_answer
from calculator.api.bulk.view import read_bulk
from calculator.api.cited import site_of
from calculator.api.document import POSTING, Operation
from calculator.api.frame import RowsReading, json_response
from calculator.api.guide.examples import POSTED
from calculator.api.parameters import bulk_parameters
from calculator.api.subjects import read_subject
from calculator.asking.given import FaultyError
from calculator.asking.question import question_of
from calculator.asking.scenario import read_scenario


class Budgets(RowsReading):
    """`GET budgets/` and `POST budgets/`."""

    operations = {
        "get": Operation(
            operation="list_budgets",
            tag="Budgets",
            summary="Compute every place’s budget",
            description="One row a place, or a state or metropolitan area, under any scenario, computed in one pass.",
            answer="BudgetPage",
            example="budgets.json",
            parameters=bulk_parameters(),
            csv="The same rows with a header, streamed; empty cells where a fact that the scenario needs is missing.",
        ),
        "post": Operation(
            operation="compute_budget",
            tag="Budgets",
            summary="Compute a budget for a population, several places or a county",
            description="Exactly one of population, places and county. Places are summed before the formulas run; a "
            "county has its own population. Nothing is stored.",
            answer=BudgetAnswer,
            example="city-budget.json",
            statuses=POSTING,
            body="Budget",
            body_examples=POSTED,
        ),
    }

    def read(self, request: Request, given: Asked, **path: str) -> HttpResponseBase:
        """Return one row a place, or a group of places."""
        return read_bulk(request, given, as_csv=self.format_of(request, given) == "csv")

    def post(self, request: Request) -> HttpResponse:
        """Return the budget of a population, of several places taken together, or of a county."""
        given = self.body(request)
        try:
            scenario = read_scenario(given)
            subject = read_subject(given)
            trace = given.yes("trace")
            given.refuse_unknown()
            given.raise_faults()
            found = budget_answer(Answer(subject, question_of(scenario), link=site_of(request)), trace=bool(trace))
        except FaultyError as error:
            raise refusal(given, error) from None
        return json_response(found)
