"""What a release says of itself: every field with type, unit, description and source, as a Frictionless data package."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from calculator.api.components import tidy
from calculator.api.shapes import Shape
from calculator.releases.about import CONTRIBUTORS, DESCRIPTION, LICENSE, TITLE
from profiles.selectors import SourceFacts


@dataclass(frozen=True, slots=True)
class Field:
    """A column: name, Frictionless type, whether it is always there, and what it is."""

    name: str
    type: str
    required: bool
    description: str
    unit: str
    source: str

    def described(self) -> dict[str, Any]:
        """Return the field as a data package has it."""
        said = {"name": self.name, "type": self.type, "description": self.description, "source": self.source}
        said["unit"] = self.unit or "none"
        return {**said, "constraints": {"required": self.required}}


def fields_of(shape: type[Shape]) -> list[Field]:
    """Return the columns of a shape, in order."""
    _, components = msgspec.json.schema_components([shape], ref_template="#/{name}")
    found = []
    for name, schema in tidy(components[shape.__name__])["properties"].items():
        kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        found.append(
            Field(
                name=name,
                type=kinds[0],
                required="null" not in kinds,
                description=schema["description"],
                unit=schema.get("x-unit", ""),
                source=schema["x-source"],
            )
        )
    return found


def table_described(
    *, name: str, title: str, fields: list[Field], key: tuple[str, ...], sha256: str, size: int
) -> dict[str, Any]:
    """Return a resource as a data package has it."""
    return {
        "name": name,
        "title": title,
        "path": f"{name}.csv",
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "header": True},
        "bytes": size,
        "hash": f"sha256:{sha256}",
        "schema": {"fields": [field.described() for field in fields], "primaryKey": list(key), "missingValues": [""]},
    }


def package(
    *, name: str, date: str, data_version: str, tables: list[dict[str, Any]], sources: Mapping[str, SourceFacts]
) -> dict[str, Any]:
    """Return the data package of a release."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "cvi-budget",
        "title": TITLE,
        "description": DESCRIPTION,
        "version": name,
        "created": f"{date}T00:00:00Z",
        "data_version": data_version,
        "licenses": [LICENSE],
        "contributors": CONTRIBUTORS,
        "sources": [
            {"key": source.key, "title": source.title, "publisher": source.publisher, "path": source.url,
             "vintage": source.vintage, "licence": source.licence}
            for source in sources.values()
        ],
        "resources": tables,
    }  # fmt: skip
