"""People who work in the admin, and their browsers."""

from django.contrib.auth.models import Group, User
from django.test import Client

from profiles.models import Place, Submission
from profiles.submissions.deciding import approve

OFFICE = {
    "place": "5157000", "kind": "office", "title": "Office, moved", "origin": "official",
    "url": "https://www.norfolk.gov/o", "note": "",
}  # fmt: skip
PASSWORD = "a long enough password"


def person(name: str, *roles: str, **rights: bool) -> User:
    """Return an account with these roles and rights."""
    user = User.objects.create_user(name, password=PASSWORD, is_staff=True, **rights)
    user.groups.set(Group.objects.filter(name__in=roles))
    return user


def visitors_story(place: Place) -> Submission:
    """Return a story that a visitor sent, and nobody has looked at."""
    return Submission.objects.create(
        kind="story", place=place, place_name=place.name, message="All is well", period="2024", figure="90% fewer",
        source_url="https://x.org/",
    )  # fmt: skip


def publish_story(story: Submission) -> None:
    """Let one reviewer take a story on and another publish it."""
    for name in ("first-reviewer", "second-reviewer"):
        known = User.objects.filter(username=name).first()
        approve(story, by=known or person(name, "reviewer"))


def client_of(user: User) -> Client:
    """Return a client that is logged in as them."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client
