"""What a page weighs before compression: a phone parses every byte of it."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
MOST_BYTES = 90_000


def test_the_calculator_is_light() -> None:
    assert len(Client().get("/cities/norfolk-va/calculator/").content) <= MOST_BYTES
