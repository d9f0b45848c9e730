"""The log of decisions, each row sealed onto the one before, and proposals that wait for a second person."""

from typing import Any, ClassVar, NoReturn

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class SealedError(TypeError):
    """The log is written at its end and nowhere else."""

    def __init__(self) -> None:
        super().__init__("a row of the log never changes; what is wrong is set right by another row")


class AddedOnly(models.QuerySet["LogEntry"]):
    """Rows that are added and read, and nothing else."""

    def update(self, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise SealedError

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise SealedError

    def delete(self) -> NoReturn:
        """Refuse."""
        raise SealedError


class LogEntry(models.Model):
    """Who decided what, when. `digest` seals the row and, through `previous`, every row before it.

    No text that a visitor wrote is ever put here, so that erasing a text never has to change a row.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField("when")
    actor = models.CharField("who", max_length=150)
    action = models.CharField("did what", max_length=40)
    subject = models.CharField("to what", max_length=200)
    detail = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64, unique=True)

    objects = AddedOnly.as_manager()

    class Meta:
        ordering: ClassVar = ["-number"]
        verbose_name = "decision"

    def __str__(self) -> str:
        """Return the row in a line."""
        return f"{self.number}: {self.actor} {self.action} {self.subject}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row; an existing one is refused with SealedError."""
        if not self._state.adding:
            raise SealedError
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise SealedError


class LogHead(models.Model):
    """Where the log ends: one row, held while another is added, so that two writers never take one number."""

    SINGLETON_ID = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=SINGLETON_ID)
    number = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        """Return how many rows there are."""
        return f"{self.number} rows"


class Proposal(models.Model):
    """A change of a public record that waits; what is public stays as it is until somebody else approves.

    `old` and `new` hold the changed fields by name, as their stored values; `authors` are user names.
    """

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
    object_id = models.CharField(max_length=40)
    old = models.JSONField(encoder=DjangoJSONEncoder)
    new = models.JSONField(encoder=DjangoJSONEncoder)
    authors = models.JSONField(default=list)
    proposed_at = models.DateTimeField("proposed", auto_now=True)

    class Meta:
        ordering: ClassVar = ["proposed_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["content_type", "object_id"], name="one_proposal_a_record"),
        ]

    def __str__(self) -> str:
        """Return whose change it is and of what."""
        return f"{', '.join(self.authors)}: {self.content_type} {self.object_id}"
