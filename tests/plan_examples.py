"""The answers to what is posted, kept as examples: `python -m tests.plan_examples` writes them anew."""

import json
from typing import Any

from django.test import Client

from calculator.api.guide.examples import REQUESTS


def answers(client: Client) -> dict[str, Any]:
    """Return today's answer to each example's request, by file name."""
    from calculator.api.urls import urlpatterns

    operations = {
        f"/api/v1/{pattern.pattern}": pattern.callback.cls.operations["post"]
        for pattern in urlpatterns
        if "post" in pattern.callback.cls.operations
    }
    return {
        told.example: client.post(
            url, next(iter(told.body_examples.values())), content_type="application/json", headers={"host": "localhost"}
        ).json()
        for url, told in operations.items()
        if told.example not in REQUESTS and told.status == 200
    }


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cvi_calc.settings")
    django.setup()
    from calculator.api.guide.examples import FOLDER

    for file, answer in answers(Client()).items():
        (FOLDER / file).write_text(json.dumps(answer, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
