"""What every answer says of itself: what was asked, what that changes, which facts and rules, and how it is cited."""

from collections.abc import Mapping
from typing import Annotated, Any

from calculator.answer import Answer
from calculator.api.numbers import number, numbers
from calculator.api.shapes import MethodReference, Shape, told
from calculator.api.subject import Subject, subject_answer
from calculator.asking.scenario import OneYear
from calculator.keeping.released import data_release
from calculator.permalink import difference, permalink
from profiles.selectors import place_table


class ChangedInput(Shape):
    """An input that differs from the method's preset, or from the subject's own fact."""

    value: Annotated[float | None, told("As asked, in the parameter’s own unit; null where there is none")]
    usual: Annotated[
        float | None, told("The preset, or the published fact, in the same unit; null where there is none")
    ]


class Answered(Shape):
    """The head of an answer."""

    methodology: Annotated[MethodReference, told("Use method: the methodology and its version", deprecated=True)]
    method: Annotated[str, told("The methodology with its version, such as caps@2027.1; a released one never changes")]
    data_version: Annotated[str, told("Version of the facts")]
    data_release: Annotated[str | None, told("The release those facts belong to; null where they are newer than any")]
    place: Annotated[Subject, told("Whom the answer is for")]
    inputs: Annotated[dict[str, float | None], told("Every parameter and fact used, by name")]
    changed: Annotated[dict[str, ChangedInput], told("What of them differs from the method and the published facts")]
    scenario: Annotated[str, told("All that differs, as a query string; empty where nothing does")]
    permalink: Annotated[str, told("The page that gives this answer for ever, method and release pinned")]
    cite: Annotated[str, told("How to cite it")]


def head(answer: Answer) -> dict[str, Any]:
    """Return the members of `Answered`."""
    method, scenario, facts = answer.scenario.methodology, answer.scenario, answer.subject.facts
    usual = {**method.usual, **facts}
    inputs = numbers({name: value for name, value in answer.inputs.items() if name not in method.indices})
    release = data_release(answer.data_version)
    address = permalink(answer, release=release)
    version = answer.data_version or place_table().version
    known = f"release {release}" if release else f"facts {version}, not released yet"
    return {
        "methodology": MethodReference(method.id, method.version),
        "method": method.reference,
        "data_version": version,
        "data_release": release,
        "place": subject_answer(answer.subject),
        "inputs": inputs,
        "changed": changed(scenario, usual),
        "scenario": difference(answer.question.query()),
        "permalink": address,
        "cite": f"CVI Budget, {answer.subject.name}, method {method.reference}, {known}. {address}",
    }


def changed(scenario: OneYear, usual: Mapping[str, float]) -> dict[str, ChangedInput]:
    """Return by name what a scenario asks otherwise than `usual`, the presets and published facts."""
    return {
        name: ChangedInput(number(value), number(float(usual[name])) if name in usual else None)
        for name, value in {**scenario.facts, **scenario.moved}.items()
        if usual.get(name) != value
    }
