"""A count or a figure of homicides that somebody types is the basis they mean, unless they choose another by hand."""

from collections.abc import Mapping, Sequence

from calculator.asking.question import Question

BASIS = "high_risk_basis"
BASIS_OF = {"local_high_risk": "3", "homicides": "2"}  # a count leads
WAS = "basis_was"  # what stood in the form: the basis, then the box of each of those


def chosen_by_typing(values: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Return what a form sent, with the basis of the box that changed where the basis itself did not."""
    sent = {name: list(items) for name, items in values.items() if name != WAS}
    was = values.get(WAS, ())
    if len(was) != 1 + len(BASIS_OF) or sent.get(BASIS, [""])[-1] != was[0]:
        return sent
    for (name, basis), before in zip(BASIS_OF.items(), was[1:], strict=True):
        now = sent.get(name, [""])[-1].strip()
        if now and now != before.strip():
            return {**sent, BASIS: [basis]}
    return sent


def typed_basis(question: Question) -> str | None:
    """Return the name of the typed figure that the chosen basis starts from; None where it starts from another."""
    scenario = question.scenario
    chosen = scenario.moved.get(BASIS)
    typed = {**scenario.moved, **scenario.facts}
    return next((name for name, basis in BASIS_OF.items() if chosen == float(basis) and name in typed), None)
