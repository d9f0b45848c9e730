"""`POST portfolios/`: many subjects under several scenarios."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from rest_framework.request import Request

from calculator.api.body import Body, refusal
from calculator.api.bulk.question import KINDS
from calculator.api.cited import said
from calculator.api.document import POSTING, Operation
from calculator.api.frame import Endpoint, json_response
from calculator.api.places.filter import matching, read_filter
from calculator.api.plan.reading import read_plan_question, read_returns_question
from calculator.api.portfolio.answer import PortfolioAnswer, overlap_pairs, rows_of, totals_of
from calculator.api.portfolio.body import ANSWERS, MOST_YEARS, PORTFOLIO_POSTED
from calculator.api.subjects import in_places
from calculator.asking.given import Fault, FaultyError
from calculator.asking.question import Question
from calculator.asking.returns import unpriced
from calculator.asking.scenario import read_scenario
from calculator.permalink import difference
from calculator.portfolio import MOST_SCENARIOS, MOST_SUBJECTS, cost_in_files, overlaps, subjects_of
from profiles.selectors import PlaceFacts, place_table
from web.throttling import Rate, charge

CHEAP = 50  # subjects times scenarios; beyond it a request costs as much as a file


class Portfolios(Endpoint):
    """`POST portfolios/`."""

    operations = {
        "post": Operation(
            operation="answer_a_portfolio",
            tag="Budgets",
            summary="Compute many places under several scenarios",
            description=f"Up to {MOST_SUBJECTS:,} subjects, by slug or code or by a filter, under up to {MOST_SCENARIOS} "
            "scenarios: budgets, plans or returns as rows, and sums. Subjects that overlap, such as a city and its "
            "county, are told: sums count their people twice. Nothing is stored.",
            answer=PortfolioAnswer,
            example="portfolio.json",
            statuses=POSTING,
            body="Portfolio",
            body_examples=PORTFOLIO_POSTED,
        ),
    }

    def post(self, request: Request) -> HttpResponse:
        """Return the rows."""
        given = self.body(request)
        try:
            kind = given.choice("answer", ANSWERS) or "budget"
            years = given.whole("years", low=1, high=MOST_YEARS)
            questions = _questions(given, kind, years)
            subjects = _subjects(given)
            given.refuse_unknown()
            given.raise_faults()
            if len(subjects) * len(questions) > CHEAP:
                times = cost_in_files(len(subjects), questions, kind)
                charge(request._request, "portfolio", Rate.read(settings.FILE_RATE), times=times)
            rows = rows_of(subjects, questions, kind)
        except FaultyError as error:
            raise refusal(given, error) from None
        posted = {"answer": kind, "years": years, "scenarios": [difference(question.query()) for question in questions]}
        cited = said(request, _words(subjects, questions), posted={"places": len(subjects), **posted})
        return json_response(PortfolioAnswer(
            count=len(subjects), data_version=place_table().version, rows=tuple(rows),
            totals=tuple(totals_of(questions, rows)), overlaps=overlap_pairs(overlaps(subjects)), **cited,
        ))  # fmt: skip


def _words(subjects: Sequence[PlaceFacts], questions: Sequence[Question]) -> str:
    """Return in words what was asked: how many subjects, by which methods and with what that differs from them."""
    asked = dict.fromkeys(
        " with ".join(filter(None, (question.scenario.methodology.reference, difference(question.query()))))
        for question in questions
    )
    places = f"{len(subjects):,} place{'s' * (len(subjects) != 1)}"
    return f"{places} by {'; '.join(asked)}"


def _subjects(given: Body) -> tuple[PlaceFacts, ...]:
    """Return whom the body names, by `places` or by `filter`; `given` keeps the faults."""
    keys, wanted = given.one("places"), given.one("filter")
    if (keys is None) == (wanted is None):
        given.fault(Fault("places", "or filter: give one of them", "a list of slugs or codes, or an object"))
        return ()
    if keys is not None:
        if not isinstance(keys, list) or not all(isinstance(key, str) for key in keys):
            given.fault(Fault("places", "is not a list of texts", f"1 to {MOST_SUBJECTS:,} slugs or codes"))
            return ()
        try:
            return subjects_of(keys)
        except FaultyError as error:
            given.faults += in_places(error.faults, keys)
            return ()
    if not isinstance(wanted, dict):
        given.fault(Fault("filter", "is not an object", "an object with kind, state, min_population …"))
        return ()
    return _filtered(given, wanted)


def _filtered(given: Body, wanted: dict[str, Any]) -> tuple[PlaceFacts, ...]:
    inner = Body(wanted)
    kind = inner.choice("kind", KINDS) or KINDS[0]
    table = place_table()
    found = read_filter(inner, table)
    inner.refuse_unknown()
    given.take(inner, ("filter",))
    if inner.faults:
        return ()
    subjects = table.of(kind)
    indices = matching(subjects, found, kind)
    if not 1 <= len(indices) <= MOST_SUBJECTS:
        given.fault(Fault("filter", f"finds {len(indices):,} places", f"one that finds 1 to {MOST_SUBJECTS:,}"))
        return ()
    return tuple(subjects.places[index] for index in indices)


def _questions(given: Body, kind: str, years: int | None) -> list[Question]:
    """Return a question for each scenario; faults stand at their place in the list."""
    scenarios = given.one("scenarios")
    if scenarios is None:
        scenarios = [{}]
    if not isinstance(scenarios, list) or not 1 <= len(scenarios) <= MOST_SCENARIOS:
        given.fault(Fault("scenarios", "is not a list of so many", f"1 to {MOST_SCENARIOS} objects"))
        return []
    questions = []
    for number, sent in enumerate(scenarios):
        if not isinstance(sent, Mapping):
            given.fault(Fault(("scenarios", number), "is not an object", "an object with parameters"))
            continue
        inner = Body({**sent, **({"years": years} if years is not None and "years" not in sent else {})})
        scenario = read_scenario(inner)
        read = read_returns_question if kind == "return" else read_plan_question
        questions.append(question := read(inner, scenario))
        inner.refuse_unknown()
        if kind == "return" and (fault := unpriced(scenario, question.plan)) is not None:
            inner.fault(fault)
        given.take(inner, ("scenarios", number))
    return questions
