"""What the calculator stores: scenarios that somebody saved."""

import secrets
from typing import Any, NoReturn

from django.db import models
from django.utils import timezone

# Lower-case base 32 without the letters that look like digits: 50 bits in ten characters, easy to read out.
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
ID_LENGTH = 10


class ImmutableError(TypeError):
    """A saved scenario never changes."""

    def __init__(self) -> None:
        super().__init__("a saved scenario never changes; save another one")


class WriteOnce(models.QuerySet["Scenario"]):
    """Rows that are added and read, and nothing else."""

    def update(self, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise ImmutableError

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise ImmutableError

    def delete(self) -> NoReturn:
        """Refuse."""
        raise ImmutableError


class KeptFacts(models.Model):
    """The facts of one place or county as some saved scenarios hold them; named by their digest, so stored once."""

    digest = models.CharField(primary_key=True, max_length=22, editable=False)
    facts = models.JSONField()

    class Meta:
        verbose_name = verbose_name_plural = "kept facts"

    def __str__(self) -> str:
        """Return whose facts they are."""
        return f"{self.facts.get('name')} ({self.digest})"


def new_id() -> str:
    """Return an id that nobody can guess."""
    return "".join(secrets.choice(ALPHABET) for _ in range(ID_LENGTH))


def is_id(text: str) -> bool:
    """Return whether this may be an id: ten letters and digits. PostgreSQL fails at what it cannot hold, such as NUL."""
    return len(text) == ID_LENGTH and text.isascii() and text.isalnum()


class Scenario(models.Model):
    """A question with its method's version, and the facts it was asked about, as they were that day.

    `content` is a digest of all that makes the answer: saving the same again finds the first row, so a repeated click
    or a request sent twice leaves one scenario.
    """

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    created = models.DateTimeField("saved", auto_now_add=True, db_index=True)
    name = models.CharField("for", max_length=300)
    methodology = models.CharField("methodology and version", max_length=60)
    data_version = models.CharField("version of the facts", max_length=100)
    query = models.TextField("question", help_text="The calculator's query string, its methodology pinned.")
    subject = models.JSONField("facts as saved")
    total = models.BigIntegerField("total, USD a year")
    content = models.CharField("digest of the content", max_length=64, unique=True)

    objects = WriteOnce.as_manager()

    class Meta:
        ordering = ("-created",)
        verbose_name = "saved scenario"

    def __str__(self) -> str:
        """Return what it is for, and its id."""
        return f"{self.name} ({self.id})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row; an existing one is refused with ImmutableError."""
        if not self._state.adding:
            raise ImmutableError
        super().save(*args, **{**kwargs, "force_insert": True})

    def get_absolute_url(self) -> str:
        """Return the short link."""
        return f"/s/{self.id}/"

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse: links that were given out keep working."""
        raise ImmutableError


class Tombstone(models.Model):
    """Why a saved scenario is no longer shown: `reason` is public, `record` (an order, a ticket) for operators."""

    scenario = models.OneToOneField(Scenario, on_delete=models.PROTECT, primary_key=True, related_name="tombstone")
    reason = models.TextField("reason, shown at the address", max_length=600)
    record = models.CharField("record of the decision", max_length=200)
    by = models.CharField("set by", max_length=150)
    at = models.DateTimeField("set", default=timezone.now)

    def __str__(self) -> str:
        """Return what was taken down."""
        return f"{self.scenario_id}: {self.reason[:60]}"
