"""The schema as others use it: valid OpenAPI 3.1, complete, and good enough to make a client that type-checks."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from openapi_spec_validator import validate
from pytest_django.live_server_helper import LiveServer

from calculator.api.openapi import openapi

FETCH = """
from cvi_client import Client
from cvi_client.api.budgets import compute_budget, read_city_budget
from cvi_client.api.cities import list_cities
from cvi_client.models import BudgetAnswer, BudgetForPopulation, CityList

client = Client(base_url={url!r})
read = read_city_budget.sync(city="norfolk-va", client=client, population=238005)
assert isinstance(read, BudgetAnswer), read
posted = compute_budget.sync(client=client, body=BudgetForPopulation(population=238005))
assert isinstance(posted, BudgetAnswer), posted
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
            for parameter in operation.get("parameters", []):
                assert parameter["description"], f"{where}: {parameter['name']}"


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
