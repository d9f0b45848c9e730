"""The methods: parameters with their evidence, formulas, sources, versions and changes."""

from rest_framework.request import Request

from calculator.api.asked import Asked
from calculator.api.cited import said
from calculator.api.document import READING_ONE, Operation, path_parameter
from calculator.api.frame import Reading, not_found
from calculator.api.method.answer import Method, MethodList, method_answer, method_summary
from calculator.methods import UnknownMethodologyError, find_methodology, latest
from web.problems import FieldProblem
from web.quoting import quoted


class Methodologies(Reading):
    """Every method in its newest version."""

    operations = {
        "get": Operation(
            operation="list_methodologies",
            tag="Methods",
            summary="List methodologies",
            description="Every methodology in its newest version, with what each version changed.",
            answer=MethodList,
            example="methodologies.json",
        )
    }

    def read(self, request: Request, given: Asked, **path: str) -> MethodList:
        """Return the methods in short."""
        given.refuse_unknown()
        given.raise_faults()
        methods = tuple(method_summary(method) for method in latest().values())
        return MethodList(count=len(methods), results=methods, **said(request, "methodologies"))


class MethodologyDetail(Reading):
    """One method, by id (its newest version) or by id@version."""

    operations = {
        "get": Operation(
            operation="read_methodology",
            tag="Methods",
            summary="Read one methodology",
            description="Parameters with evidence and sources, formulas in the order computed, roles.",
            answer=Method,
            example="methodology.json",
            parameters=[path_parameter("methodology", "caps, field, or a pinned version.", example="caps@2026.1")],
            statuses=READING_ONE,
        )
    }

    def read(self, request: Request, given: Asked, **path: str) -> Method:
        """Return the method in full."""
        given.refuse_unknown()
        given.raise_faults()
        try:
            method = find_methodology(path["methodology"])
        except UnknownMethodologyError as error:
            near = FieldProblem(parameter="methodology", message="is not released", allowed=", ".join(error.allowed))
            raise not_found(f"There is no methodology {quoted(path['methodology'][:80])}.", errors=(near,)) from None
        return method_answer(method, said(request, f"method {method.reference}"))
