"""What waits for editors: how much of each kind, and for how long."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Min, Model
from django.urls import reverse
from django.utils import timezone

from custody.models import Proposal
from profiles.editorial.kinds import ReviewState
from profiles.models import EDITORIAL_MODELS, EvidenceEntry, Submission


@dataclass(frozen=True, slots=True)
class Waiting:
    """One kind of work: its words, such as `3 waiting, oldest 4 days`, and where it is done."""

    label: str
    words: str
    url: str


def work_list() -> list[Waiting]:
    """Return what waits, kind by kind; kinds where nothing waits are left out."""
    found = []
    for model, moment in (
        (Submission, "created_at"),
        (EvidenceEntry, "updated_at"),
        *((model, "updated_at") for model in EDITORIAL_MODELS if model is not EvidenceEntry),
    ):
        rows = model._default_manager.filter(state=ReviewState.WAITING)
        waiting = rows.aggregate(count=Count("pk"), since=Min(moment))
        if waiting["count"]:
            found.append(_entry(model, str(model._meta.verbose_name_plural), **waiting))
    for kind in Proposal.objects.values("content_type").annotate(count=Count("pk"), since=Min("proposed_at")):
        model_class = ContentType.objects.get_for_id(kind["content_type"]).model_class()
        if model_class is not None:
            label = f"changes of public {model_class._meta.verbose_name_plural}"
            found.append(_entry(model_class, label, kind["count"], kind["since"], waiting_only=False))
    return found


def _entry(model: type[Model], label: str, count: int, since: datetime, *, waiting_only: bool = True) -> Waiting:
    days = (timezone.now() - since).days
    age = "today" if days == 0 else f"{days} day{'s' if days != 1 else ''}"
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    return Waiting(
        label=label[:1].upper() + label[1:],
        words=f"{count:,} waiting, oldest {age}",
        url=f"{address}?state__exact={ReviewState.WAITING}" if waiting_only else address,
    )
