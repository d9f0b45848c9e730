"""What attacks on the admin begin with: editors' words as nobody has changed them, and a link to change."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from profiles.editorial.memory import forget_editorial
from profiles.models import Place, PlaceLink, Submission
from tests.custody.sent import SECRET_TEXT
from tests.people import publish_story


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


@pytest.fixture
def published(norfolk: Place) -> Submission:
    story = Submission.objects.create(
        kind="story", place=norfolk, place_name="Norfolk, Virginia", message=SECRET_TEXT, period="2024",
        source_url="https://x.org/", contact="xanthippe@x.org",
    )  # fmt: skip
    publish_story(story)
    story.message = SECRET_TEXT + " again"
    story.save()
    entry = story.entry
    entry.claim = SECRET_TEXT + ", edited"
    entry.save()
    return story
