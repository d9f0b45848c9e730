"""People who work in the admin, and their browsers."""

from django.contrib.auth.models import Group, User
from django.test import Client

from profiles.models import Submission
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
