"""Saving a scenario, and reading it again: the same numbers for ever."""

from django.http import HttpResponse
from django.urls import reverse
from rest_framework.request import Request

from calculator.answer import Answer
from calculator.api.asked import Asked
from calculator.api.body import refusal
from calculator.api.document import POSTING, READING_ONE, Operation, path_parameter
from calculator.api.frame import Endpoint, Reading, json_response, not_found
from calculator.api.keeping.answer import ScenarioAnswer, saved_answer
from calculator.api.keeping.body import SCENARIO_POSTED
from calculator.api.keeping.reading import read_whole_question
from calculator.api.subjects import read_subject
from calculator.asking.given import FaultyError
from calculator.asking.scenario import read_scenario
from calculator.keeping.saved import SavedNotFound, count_saving, find_saved, save_scenario

EXAMPLE = "scenario.json"


class Scenarios(Endpoint):
    """`POST scenarios/`."""

    operations = {
        "post": Operation(
            operation="save_scenario",
            tag="Scenarios",
            summary="Save a scenario",
            description="Keeps the question, the version of its method and the facts of today; the answer never changes. The "
            "body is the whole question, each part as its own resource takes it: that of POST budgets/ with the years, "
            "`funding` and `current_staff` of plans/, the `effect` and `perspective` of returns/, the terms of "
            "grant-budgets/, `solve`, the memo’s words, and a `name` and a `note`. The page shows them all. Saving the "
            "same again gives the same id, so a request may be repeated.",
            answer=ScenarioAnswer,
            example=EXAMPLE,
            statuses=(*POSTING, 410),
            body="Scenario",
            body_examples=SCENARIO_POSTED,
            status=201,
        )
    }

    def post(self, request: Request) -> HttpResponse:
        """Save the scenario whole, or say what is wrong with it and save nothing."""
        count_saving(request._request)
        given = self.body(request)
        try:
            scenario = read_scenario(given)
            subject = read_subject(given)
            trace = given.yes("trace")
            question = read_whole_question(given, scenario)
            given.refuse_unknown()
            given.raise_faults()
            _refuse_request(Answer(subject, question))
            key = save_scenario(subject, question)
        except FaultyError as error:
            raise refusal(given, error) from None
        response = json_response(saved_answer(find_saved(key), request, trace=bool(trace)), status=201)
        response["Location"] = request.build_absolute_uri(reverse("api:scenario", args=[key]))
        return response


def _refuse_request(answer: Answer) -> None:
    """Refuse a request that the program has not: more posts than are planned, more in organizations than are asked for."""
    if answer.question.grant.query() and answer.grant_faults:
        raise FaultyError(answer.grant_faults)


class SavedScenario(Reading):
    """`GET scenarios/{id}/`."""

    may_be_taken_down = True
    operations = {
        "get": Operation(
            operation="read_scenario",
            tag="Scenarios",
            summary="Read a saved scenario",
            description="The question, and the answer as it was: methods and facts that changed since then do not touch it.",
            answer=ScenarioAnswer,
            example=EXAMPLE,
            parameters=[path_parameter("scenario", "The id of a saved scenario", example="k3v9x2m7qd")],
            statuses=(*READING_ONE, 410),
        )
    }

    def read(self, request: Request, given: Asked, **path: str) -> ScenarioAnswer:
        """Return the saved scenario."""
        try:
            saved = find_saved(path["scenario"])
        except SavedNotFound as error:
            raise not_found(str(error)) from None
        given.refuse_unknown()
        given.raise_faults()
        return saved_answer(saved, request, trace=False)
