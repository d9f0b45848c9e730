"""Changes of public records that wait for a second person: proposing, showing, applying, dropping."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import NON_FIELD_ERRORS, FieldDoesNotExist, ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction

from custody.models import Proposal


class ProposalError(ValueError):
    """A proposal that cannot be taken over; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of a proposal, in words."""

    label: str
    old: str
    new: str


@transaction.atomic
def propose(record: models.Model, changed: Sequence[str], *, author: str) -> Proposal:
    """Keep the changed fields of `record` (not saved) beside the public row; a further edit joins the first."""
    public = type(record)._default_manager.get(pk=record.pk)
    proposal = proposal_for(record) or Proposal(content_type=_kind(record), object_id=str(record.pk), old={}, new={})
    for name in changed:
        field = _field(record, name)
        proposal.old.setdefault(name, _stored(public, field))
        proposal.new[name] = _stored(record, field)
    same = [name for name in proposal.new if proposal.new[name] == proposal.old[name]]
    for name in same:
        del proposal.new[name], proposal.old[name]
    if not proposal.new:
        if proposal.pk:
            proposal.delete()
        return proposal
    proposal.authors = list(dict.fromkeys([*proposal.authors, author]))
    proposal.save()
    return proposal


def proposal_for(record: models.Model) -> Proposal | None:
    """Return the proposal that waits for this record, or None."""
    return Proposal.objects.filter(content_type=_kind(record), object_id=str(record.pk)).first()


def differences(proposal: Proposal) -> list[Difference]:
    """Return what a proposal would change, in the order of the record's fields."""
    model = proposal.content_type.model_class()
    if model is None:
        return []
    names = [field.name for field in model._meta.concrete_fields if field.name in proposal.new]
    found = []
    for name in names:
        field = model._meta.get_field(name)
        words = [_in_words(field, values[name]) for values in (proposal.old, proposal.new)]
        found.append(Difference(str(getattr(field, "verbose_name", name)).capitalize(), *words))
    return found


@transaction.atomic
def apply(proposal: Proposal, *, by: str, reason: str = "") -> models.Model:
    """Take a proposal over into the public record. Raises ProposalError.

    Refused for whoever wrote it, and where the record was changed since or would break its own rules.
    """
    if by in proposal.authors:
        raise ProposalError("You wrote this change: somebody else has to approve it.")
    model = proposal.content_type.model_class()
    record = one_held(model, proposal.object_id) if model else None
    if record is None:
        raise ProposalError("The record was deleted; drop the proposal.")
    for name, value in proposal.new.items():
        field = _field(record, name)
        if _stored(record, field) != proposal.old[name]:
            raise ProposalError(f"“{field.verbose_name}” was changed since this was proposed; propose it again.")
        setattr(record, field.attname, field.to_python(value))
    check_sound(record)
    record._change_reason = reason.strip()[:100] or None
    record.save()
    proposal.delete()
    return record


def one_held(model: type[models.Model], pk: Any) -> Any:
    """Return a row as it is now, held until the transaction ends; None where there is none.

    In no order: a model's own may lead over a join, whose rows would be held too, and which PostgreSQL refuses to hold where
    nothing may be joined.
    """
    return model._default_manager.select_for_update().order_by().filter(pk=pk).first()


def check_sound(record: models.Model) -> None:
    """Raise ProposalError where the record's own rules refuse what is about to be public."""
    try:
        record.full_clean()
    except ValidationError as error:
        said = [f"{_label(record, name)}: {' '.join(words)}" for name, words in error.message_dict.items()]
        raise ProposalError(f"It cannot be public like this. {' '.join(said)}") from None


def drop(proposal: Proposal) -> None:
    """Forget a proposal."""
    proposal.delete()


def _kind(record: models.Model) -> ContentType:
    return ContentType.objects.get_for_model(type(record))


def _field(record: models.Model, name: str) -> "models.Field[Any, Any]":
    field = record._meta.get_field(name)
    if not isinstance(field, models.Field):
        raise FieldDoesNotExist(f"{name!r} is not stored in the record")
    return field


def _label(record: models.Model, name: str) -> str:
    """Return a field's name as people read it; what is wrong with all of it together is nobody's field."""
    return "Together" if name == NON_FIELD_ERRORS else str(_field(record, name).verbose_name).capitalize()


def _stored(record: models.Model, field: "models.Field[Any, Any]") -> Any:
    """Return a field's value as JSON keeps it, so that two readings of one value are equal."""
    return json.loads(json.dumps(getattr(record, field.attname), cls=DjangoJSONEncoder))


def _in_words(field: Any, value: Any) -> str:
    if value in (None, ""):
        return "–"
    if isinstance(field, models.ForeignKey):
        related = field.related_model._default_manager.filter(pk=value).first()
        return str(related or value)
    return str(dict(field.flatchoices).get(value, value))
