"""The released methods as the Python client ships them: `python -m tests.client_methods` writes them anew."""

import json
from pathlib import Path
from typing import Any

from django.test import Client

FOLDER = Path(__file__).parent.parent / "clients" / "python" / "src" / "cvi_budget" / "methods"
KEPT = ("name", "value", "follows")


def shipped(client: Client) -> dict[str, str]:
    """Return by file name what an offline engine needs of every released method, as the API gives it."""
    texts = {}
    for row in client.get("/api/v1/methodologies/").json()["results"]:
        for version in row["versions"]:
            method = client.get(f"/api/v1/methodologies/{row['id']}@{version}/").json()
            records: dict[str, list[dict[str, Any]]] = {
                group: [
                    {
                        **{name: one[name] for name in KEPT},
                        "allowed": {end: one["allowed"][end] for end in ("min", "max")},
                    }
                    for one in method[group]
                ]
                for group in ("facts", "indices", "parameters")
            }
            lines = [{"name": line["name"], "formula": line["formula"]} for line in method["lines"]]
            document = {"id": row["id"], "version": version, **records, "lines": lines}
            texts[f"{row['id']}-{version}.json"] = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    return texts


if __name__ == "__main__":
    import django

    django.setup()
    for name, text in shipped(Client(headers={"host": "localhost"})).items():
        (FOLDER / name).write_text(text, encoding="utf-8")
