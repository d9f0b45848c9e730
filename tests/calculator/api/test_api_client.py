"""The schema as others use it: valid OpenAPI 3.1, complete, and good enough to make a client that type-checks."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from openapi_spec_validator import validate
from pytest_django.live_server_helper import LiveServer

from calculator.api.openapi import openapi
from calculator.methods import find_methodology

FETCH = """
from cvi_client import Client
from cvi_client.api.budgets import compute_budget, read_city_budget
from cvi_client.api.cities import list_cities
from cvi_client.models import BudgetAnswer, BudgetForPopulation, CityList, ReadCityBudgetMethodology

client = Client(base_url={url!r})
read = read_city_budget.sync(city="norfolk-va", client=client, population=238005)
assert isinstance(read, BudgetAnswer), read
posted = compute_budget.sync(client=client, body=BudgetForPopulation(population=238005))
assert isinstance(posted, BudgetAnswer), posted
pinned = read_city_budget.sync(
    city="norfolk-va", client=client, methodology=ReadCityBudgetMethodology.FIELD2026_1, population=238005
)
assert isinstance(pinned, BudgetAnswer), pinned  # nothing is sent along that an older edition does not know
assert pinned.method == "field@2026.1" and not pinned.changed.additional_properties.keys() - {{"population"}}, pinned
page = list_cities.sync(client=client, state="VA", limit=1)
assert isinstance(page, CityList), page
assert page.results[0].geoid.startswith("51"), page
print(read.total, posted.total, read.place.slug, [row.count for row in read.staffing][:6])
"""


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    return openapi()


@pytest.fixture(scope="module")
def client_folder(schema: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the package `cvi_client`, made by openapi-python-client."""
    folder = tmp_path_factory.mktemp("client")
    (folder / "schema.json").write_text(json.dumps(schema), encoding="utf-8")
    (folder / "config.yaml").write_text("package_name_override: cvi_client\npost_hooks: []\n", encoding="utf-8")
    made = run(
        "openapi_python_client", "generate", "--meta", "none", "--path", "schema.json", "--config", "config.yaml",
        "--output-path", "cvi_client", folder=folder,
    )  # fmt: skip
    assert "warning" not in made.lower(), made
    return folder


def run(module: str, *arguments: str, folder: Path) -> str:
    done = subprocess.run([sys.executable, "-m", module, *arguments], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_the_schema_is_valid_openapi_31(schema: dict[str, Any]) -> None:
    assert schema["openapi"] == "3.1.0"
    validate(schema)


def test_every_operation_is_described_with_examples_and_statuses(schema: dict[str, Any]) -> None:
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            where = f"{method} {path}"
            assert operation["summary"], where
            assert operation["description"], where
            statuses = set(operation["responses"])
            assert {"200", "400", "406", "429", "503"} <= statuses or {"201", "400"} <= statuses, where
            assert ("304" in statuses) == (method == "get"), where
            assert "404" in statuses or "{" not in path, where
            assert {"413", "415"} <= statuses or method == "get", where
            answers = [answer for status, answer in operation["responses"].items() if status in ("200", "201")]
            assert all("examples" in answer["content"]["application/json"] for answer in answers), where
            for parameter in operation["parameters"]:
                known = resolved(schema, parameter)
                assert known["description"], f"{where}: {known['name']}"


def resolved(schema: dict[str, Any], part: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in part:
        return part
    kind, name = part["$ref"].split("/")[2:]
    return dict(schema["components"][kind][name])


def parts_of(schema: Any, where: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every object of a schema with the way to it."""
    if isinstance(schema, dict):
        yield where, schema
        for name, part in schema.items():
            if name not in ("enum", "examples", "x-defaults"):
                yield from parts_of(part, f"{where}/{name}")
    elif isinstance(schema, list):
        for number, part in enumerate(schema):
            yield from parts_of(part, f"{where}/{number}")


def test_every_object_is_a_named_component_and_only_bodies_are_closed(schema: dict[str, Any]) -> None:
    schemas = schema["components"]["schemas"]
    inline = [where for where, part in parts_of(schemas) if "properties" in part and where.count("/") > 1]
    assert [where for where in inline if not where.endswith("/properties")] == []
    assert [where for where, part in parts_of(schema["paths"]) if "properties" in part] == []
    asked = {
        name
        for operations in schema["paths"].values()
        for operation in operations.values()
        for name in used(schema, operation.get("requestBody", {}))
    }
    answered = {
        name
        for operations in schema["paths"].values()
        for operation in operations.values()
        for answer in operation["responses"].values()
        for name in used(schema, resolved(schema, answer))
    }
    assert asked | answered == set(schemas)
    assert not asked & answered
    closed = {name for name, part in schemas.items() if part.get("additionalProperties") is False}
    assert closed == asked


def used(schema: dict[str, Any], part: Any, seen: frozenset[str] = frozenset()) -> frozenset[str]:
    """Return the names of the components that a part refers to, and those refer to."""
    for _, found in parts_of(part):
        name = str(found.get("$ref", "")).removeprefix("#/components/schemas/")
        if name in schema["components"]["schemas"] and name not in seen:
            seen = used(schema, schema["components"]["schemas"][name], seen | {name})
    return seen


def test_numbers_that_are_asked_for_have_unit_range_and_default(schema: dict[str, Any]) -> None:
    """What stands where nobody gives a number is a value, or a description of what does."""
    bodies = [part for part in schema["components"]["schemas"].values() if part.get("additionalProperties") is False]
    members = [(name, part, part["description"]) for body in bodies for name, part in body["properties"].items()]
    shared = schema["components"]["parameters"].items()
    members += [(name, part["schema"], part["description"]) for name, part in shared if name not in ("limit", "offset")]
    numbers = [known for known in members if re.search("integer|number", str(known[1].get("type")))]
    assert len(numbers) > 300
    for name, part, words in numbers:
        assert part["x-unit"], name
        assert part["minimum"] < part["maximum"], name
        if "x-default" in part:
            assert "Default: " in words, name
    salary = schema["components"]["parameters"]["outreach_salary"]["schema"]
    assert (salary["x-default"], salary["x-defaults"]["field@2027.1"]) == (55_000, 55_970)
    assert find_methodology("field@2027.1").parameters["outreach_salary"].value == 55_970


def test_a_union_of_objects_has_a_discriminator_unless_a_member_tells_them_apart(schema: dict[str, Any]) -> None:
    for where, part in parts_of({"paths": schema["paths"], "schemas": schema["components"]["schemas"]}):
        choices = [one for one in part.get("oneOf", part.get("anyOf", ())) if "$ref" in one]
        if len(choices) > 1 and "discriminator" not in part:
            required = [frozenset(resolved(schema, one)["required"]) for one in choices]
            assert len(set(required)) == len(required), where


def test_every_problem_has_the_one_shape(schema: dict[str, Any]) -> None:
    for operations in schema["paths"].values():
        for operation in operations.values():
            for status, answer in operation["responses"].items():
                if int(status) >= 400:
                    assert answer == {"$ref": f"#/components/responses/Problem{status}"}
    for answer in schema["components"]["responses"].values():
        (content,) = answer["content"].items()
        assert content == ("application/problem+json", {"schema": {"$ref": "#/components/schemas/Problem"}})


@pytest.mark.django_db
def test_the_posted_examples_are_answered(client: Client, schema: dict[str, Any]) -> None:
    posts = [(path, operations["post"]) for path, operations in schema["paths"].items() if "post" in operations]
    for path, operation in posts:
        for example in operation["requestBody"]["content"]["application/json"]["examples"].values():
            answer = client.post(path, json.dumps(example["value"]), content_type="application/json")
            assert answer.status_code in (200, 201), (path, answer.content)


def test_a_generated_client_type_checks(client_folder: Path) -> None:
    run("mypy", "--config-file=/dev/null", "cvi_client", folder=client_folder)


def test_a_generated_client_fetches_norfolk(client_folder: Path, live_server: LiveServer) -> None:
    (client_folder / "fetch.py").write_text(FETCH.format(url=live_server.url), encoding="utf-8")
    printed = run("fetch", folder=client_folder)
    assert printed.strip() == "19888485 19888485 norfolk-va [16, 17, 10, 5, 8, 6]"


def test_names_are_snake_case(schema: dict[str, Any]) -> None:
    for name, component in schema["components"]["schemas"].items():
        for member in component.get("properties", {}):
            assert re.fullmatch(r"[a-z][a-z0-9_]*", member), f"{name}.{member}"
