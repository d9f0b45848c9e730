"""`POST grant-budgets/`: the budget as a federal application, SF-424A classes a–k with computations."""

from collections.abc import Mapping
from dataclasses import replace

from django.http import HttpResponse
from rest_framework.request import Request

from calculator.answer import Answer
from calculator.api.asked import AskedInBody, refusal
from calculator.api.document import POSTING, Operation
from calculator.api.frame import Endpoint, json_response
from calculator.api.grant.answer import GrantBudget, grant_answer
from calculator.api.grant.body import GRANT_POSTED
from calculator.api.plan.reading import read_strict_plan
from calculator.api.subjects import read_subject
from calculator.asking.given import Fault, FaultyError
from calculator.asking.grant import PREFIX, GrantSection, read_grant, usual_mapping
from calculator.asking.question import Question
from calculator.asking.scenario import read_scenario
from calculator.engine.methodology import Methodology


class GrantBudgets(Endpoint):
    """`POST grant-budgets/`."""

    operations = {
        "post": Operation(
            operation="compute_grant_budget",
            tag="Grant budgets",
            summary="Lay a budget out for a federal application",
            description="SF-424A object classes a to k by budget period, each line's computation and narrative, and "
            "indirect costs by the de minimis rule (2 CFR 200.414(f)) or a negotiated rate. With any of the plan's "
            "parameters every year of the plan is a budget period. Direct charges equal the scenario's total to the dollar. "
            "Nothing is stored.",
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
            question = Question(scenario=scenario, tab="grant", subject=(), faults=())
            question = replace(
                question, plan=read_strict_plan(given, scenario), grant=read_terms(given, scenario.methodology)
            )
            given.refuse_unknown()
            given.raise_faults()
            application = Answer(subject, question).application
        except FaultyError as error:
            raise refusal(given, error) from None
        return json_response(grant_answer(subject, scenario.methodology, application))


def read_terms(given: AskedInBody, method: Methodology) -> GrantSection:
    """Read subawards, de_minimis or indirect_rate, indirect_base and mapping from `given`, which keeps the faults."""
    if given.switch("de_minimis") and given.one("indirect_rate") is not None:
        given.fault(Fault("de_minimis", "is true beside an indirect_rate; give one of them", "one of the two"))
    for name in given.names:
        if name.startswith(PREFIX):
            given.fault(Fault(name, "is how a form says it; here it is a member of mapping", "", "", "mapping"))
    mapping = given.one("mapping")
    if mapping is not None:
        _put_mapping(given, mapping, method)
    section = read_grant(given, method)
    given.faults[:] = [
        _in_mapping(fault) if fault.given and fault.name.startswith(PREFIX) else fault for fault in given.faults
    ]
    return replace(section, subawards=section.subawards or section.rules.subawards)


def _put_mapping(given: AskedInBody, mapping: object, method: Methodology) -> None:
    lines = usual_mapping(method.reference)
    if not isinstance(mapping, Mapping):
        given.fault(Fault("mapping", "is not an object", "an object of lines and treatments"))
        return
    for line, treatment in mapping.items():
        if line in lines and isinstance(treatment, str):
            given.put(PREFIX + line, treatment)
        elif line in lines:
            given.fault(Fault("mapping", f"{line}: is no text", "a treatment, or leave the line out"))
        else:
            given.fault(Fault("mapping", f"{str(line)[:80]!r} is no line that can be mapped", ", ".join(lines)))


def _in_mapping(fault: Fault) -> Fault:
    """Return the fault of a line as one of the object it stands in."""
    line = fault.name.removeprefix(PREFIX)
    return replace(fault, name="mapping", message=f"{line}: {fault.message}")
