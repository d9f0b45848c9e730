"""Every place's budget at once, and one budget by JSON body."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from rest_framework.request import Request

from calculator.api.asked import Asked, refusal
from calculator.api.budget_json import budget_json
from calculator.api.bulk import read_bulk
from calculator.api.frame import RowsReading, json_response
from calculator.api.subjects import read_subject
from calculator.given import FaultyError
from calculator.scenario import read_scenario
from calculator.services import budget_for


class Budgets(RowsReading):
    """`GET budgets/` and `POST budgets/`."""

    def read(self, request: Request, given: Asked, **path: str) -> HttpResponseBase:
        """Return one row a place, or a group of places."""
        return read_bulk(request, given, as_csv=self.format_of(request, given) == "csv")

    def post(self, request: Request) -> HttpResponse:
        """Return the budget of a population, of several places taken together, or of a county."""
        given = self.body(request)
        try:
            scenario = read_scenario(given)
            subject = read_subject(given)
            trace = given.switch("trace")
            given.refuse_unknown()
            given.raise_faults()
            budget = budget_for(subject, scenario)
        except FaultyError as error:
            raise refusal(given, error) from None
        return json_response(budget_json(budget, subject, trace=bool(trace)))
