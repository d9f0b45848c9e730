"""What attacks on the admin begin with: editors' words as nobody has changed them, and a link to change."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from profiles.editorial.memory import forget_editorial
from profiles.models import Place, PlaceLink


@pytest.fixture
def fresh(settings, tmp_path: Path) -> Iterator[None]:
    settings.ERASURES_PATH = str(tmp_path / "erasures.jsonl")
    forget_editorial()
    yield
    forget_editorial()


@pytest.fixture
def link(norfolk: Place) -> PlaceLink:
    return PlaceLink.objects.create(
        place=norfolk, kind="office", title="Office", url="https://www.norfolk.gov/", state="approved"
    )
