"""The last touches to the OpenAPI document: components named by the methods, links between operations, its header."""

from typing import Any

from calculator.api.budget.body import row_schemas, subject_bodies

DESCRIPTION = """\
What community violence intervention costs in any U.S. city: people at highest risk, the staff who reach them,
and dollars. Read anonymously. JSON is snake_case; shares are 0 to 1, money is whole U.S. dollars, codes (GEOID,
FIPS, CBSA) are text, and a figure that nobody reported is null, never zero. Unknown parameters are errors. Every
error is an RFC 9457 problem document.
"""
LINKS: dict[str, dict[str, tuple[str, dict[str, str]]]] = {
    "list_cities": {
        "city": ("read_city", {"city": "$response.body#/results/0/slug"}),
        "budget": ("read_city_budget", {"city": "$response.body#/results/0/geoid"}),
    },
    "read_city": {"budget": ("read_city_budget", {"city": "$response.body#/slug"})},
    "list_methodologies": {"methodology": ("read_methodology", {"methodology": "$response.body#/results/0/id"})},
    "list_budgets": {"city": ("read_city", {"city": "$response.body#/results/0/geoid"})},
}


def finish(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Be drf-spectacular's postprocessing hook."""
    result["info"] |= {"description": DESCRIPTION, "license": {"name": "MIT", "identifier": "MIT"}}
    result["components"]["schemas"] |= {**subject_bodies(), **row_schemas()}
    for operations in result["paths"].values():
        for operation in operations.values():
            if "requestBody" in operation:
                operation["requestBody"]["required"] = True
            links = LINKS.get(operation["operationId"], {})
            if links:
                operation["responses"]["200"]["links"] = {
                    name: {"operationId": target, "parameters": parameters}
                    for name, (target, parameters) in links.items()
                }
    return result
