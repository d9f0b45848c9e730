"""The answers of plans/ and returns/ kept as examples: `python -m tests.plan_examples` writes them anew."""

import json
from typing import Any

from django.test import Client


def answers(client: Client) -> dict[str, Any]:
    """Return today's answer to each example's request, by file name."""
    from calculator.api.grant.body import GRANT_POSTED
    from calculator.api.plan.body import PLAN_POSTED, RETURN_POSTED

    asked = {
        "plan.json": ("/api/v1/plans/", next(iter(PLAN_POSTED.values()))),
        "return.json": ("/api/v1/returns/", next(iter(RETURN_POSTED.values()))),
        "grant-budget.json": ("/api/v1/grant-budgets/", next(iter(GRANT_POSTED.values()))),
    }
    return {
        name: client.post(url, posted, content_type="application/json", headers={"host": "localhost"}).json()
        for name, (url, posted) in asked.items()
    }


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cvi_calc.settings")
    django.setup()
    from calculator.api.guide.examples import FOLDER

    for file, answer in answers(Client()).items():
        (FOLDER / file).write_text(json.dumps(answer, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
