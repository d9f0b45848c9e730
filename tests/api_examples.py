"""The answers kept as examples: what a test compares, and `python -m tests.api_examples` to write them anew."""

import json
from typing import Any

from django.test import Client

from calculator.api.guide.examples import FOLDER, REQUESTS


def answers(client: Client) -> dict[str, Any]:
    """Return today's answer to every example's request, by file name."""
    return {name: client.get(url, headers={"host": "localhost"}).json() for name, url in REQUESTS.items()}


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cvi_calc.settings")
    django.setup()
    for file, answer in answers(Client()).items():
        text = json.dumps(answer, ensure_ascii=False, indent=2) + "\n"
        (FOLDER / file).write_text(text, encoding="utf-8")
