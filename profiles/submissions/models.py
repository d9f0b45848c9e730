"""What visitors send: a story, a correction, feedback. Never public; read by editors, decided by reviewers."""

import secrets
from typing import ClassVar

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from profiles.editorial.kinds import ReviewState

# No 0/O, 1/I/L: a reference is read out on the telephone.
REFERENCE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
REFERENCE_LENGTH = 10


def new_reference() -> str:
    """Return a reference such as `7KQ2X-M9WPA`: 49 random bits, so that it cannot be guessed."""
    letters = "".join(secrets.choice(REFERENCE_ALPHABET) for _ in range(REFERENCE_LENGTH))
    return f"{letters[:5]}-{letters[5:]}"


class Submission(models.Model):
    """Something a visitor sent. Only `contact` is personal; it is optional, and can be erased for good."""

    class Kind(models.TextChoices):
        """What was sent."""

        STORY = "story", "Story"
        CORRECTION = "correction", "Correction"
        FEEDBACK = "feedback", "Feedback"

    reference = models.CharField(max_length=11, unique=True, default=new_reference, editable=False)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=ReviewState.choices, default=ReviewState.WAITING, db_index=True)
    created_at = models.DateTimeField("received", auto_now_add=True)
    place = models.ForeignKey("profiles.Place", on_delete=models.SET_NULL, null=True, blank=True)
    place_name = models.CharField("place as typed", max_length=120, blank=True)
    page = models.CharField("page or figure", max_length=300, blank=True)
    message = models.TextField("claim or message")
    figure = models.CharField(max_length=40, blank=True)
    period = models.CharField(max_length=120, blank=True)
    source_url = models.URLField("link to a source", max_length=500, blank=True)
    contact = models.EmailField("sender’s e-mail address", blank=True)
    reason = models.TextField(
        "reason", max_length=600, blank=True, help_text="Shown to the sender under the reference number."
    )
    decided_at = models.DateTimeField("decided", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    entry = models.OneToOneField(
        "profiles.EvidenceEntry", on_delete=models.SET_NULL, null=True, blank=True, related_name="submission",
        verbose_name="evidence made from it",
    )  # fmt: skip
    # The contact is kept out of the history, or erasing it would erase nothing.
    history = HistoricalRecords(excluded_fields=["contact"])

    class Meta:
        ordering: ClassVar = ["-created_at"]
        permissions: ClassVar = [("review_editorial", "Can approve and reject what editors and visitors wrote")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.reference}"
