"""What a page weighs before compression: a phone parses every byte of it."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
MOST_BYTES = 90_000


@pytest.mark.parametrize(
    "question",
    [
        "norfolk-va/calculator/",
        "norfolk-va/calculator/?population=777777",
        "norfolk-va/calculator/?outreach_caseload=9&coverage_share=0.37",
        "chicago-il/calculator/",
        "houston-tx/calculator/",
    ],
)
def test_the_calculator_is_light(question: str) -> None:
    assert len(Client().get(f"/cities/{question}").content) <= MOST_BYTES
