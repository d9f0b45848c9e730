"""The methods: parameters with their evidence, formulas, sources, versions and changes."""

from dataclasses import asdict
from typing import Any

from drf_spectacular.utils import extend_schema_view
from rest_framework.request import Request

from calculator.api.asked import Asked
from calculator.api.document import READING_ONE, document, path_parameter
from calculator.api.frame import Reading, not_found
from calculator.api.method.shapes import MethodListSerializer, MethodSerializer
from calculator.engine.methodology import Methodology, Parameter
from calculator.registry import UnknownMethodologyError, find_methodology, latest, released
from web.problems import FieldProblem


@extend_schema_view(
    get=document(
        operation="list_methodologies",
        tag="Methods",
        summary="List methodologies",
        description="Every methodology in its newest version, with what each version changed.",
        answer=MethodListSerializer,
        example="methodologies.json",
    )
)
class Methodologies(Reading):
    """Every method in its newest version."""

    def read(self, request: Request, given: Asked, **path: str) -> dict[str, Any]:
        """Return the methods in short."""
        given.refuse_unknown()
        given.raise_faults()
        methods = [_summary(method) for method in latest().values()]
        return {"count": len(methods), "results": methods}


@extend_schema_view(
    get=document(
        operation="read_methodology",
        tag="Methods",
        summary="Read one methodology",
        description="Parameters with evidence and sources, formulas in the order computed, roles.",
        answer=MethodSerializer,
        example="methodology.json",
        parameters=[path_parameter("methodology", "caps, field, or a pinned version.", example="caps@2026.1")],
        statuses=READING_ONE,
    )
)
class MethodologyDetail(Reading):
    """One method, by id (its newest version) or by id@version."""

    def read(self, request: Request, given: Asked, **path: str) -> dict[str, Any]:
        """Return the method in full."""
        given.refuse_unknown()
        given.raise_faults()
        try:
            method = find_methodology(path["methodology"])
        except UnknownMethodologyError as error:
            near = FieldProblem(parameter="methodology", message="is not released", allowed=", ".join(error.allowed))
            raise not_found(f"There is no methodology {path['methodology'][:80]!r}.", errors=(near,)) from None
        return {
            **_summary(method),
            "facts": [_parameter(record) for record in method.facts.values()],
            "parameters": [_parameter(record) for record in method.parameters.values()],
            "lines": [
                {"name": line.name, "label": line.label, "unit": line.unit, "formula": line.formula.text}
                for line in method.lines.values()
            ],
            "roles": [
                {
                    "role": role.key,
                    "label": role.label,
                    "group": role.group,
                    "employer": role.employer,
                    "salary_parameter": role.salary,
                    "description": role.description,
                }
                for role in method.roles
            ],
            "budget": list(method.budget),
            "wraparound": list(method.wraparound),
        }


def _summary(method: Methodology) -> dict[str, Any]:
    return {
        "id": method.id,
        "version": method.version,
        "title": method.title,
        "status": method.status,
        "summary": method.summary,
        "versions": [known.version for known in released().values() if known.id == method.id],
        "changes": [asdict(change) for change in method.changes],
    }


def _parameter(record: Parameter) -> dict[str, Any]:
    return {
        "name": record.name,
        "label": record.label,
        "unit": record.unit,
        "group": record.group,
        "value": record.value,
        "evidence": {"low": record.low, "high": record.high},
        "allowed": {"min": record.min, "max": record.max, "step": record.step},
        "source": {
            "title": record.source.title,
            "publisher": record.source.publisher,
            "url": record.source.url,
            "year": record.source.year,
        },
        "note": record.note,
        "confidence": record.confidence,
    }
