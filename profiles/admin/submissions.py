"""The queue of what visitors sent: read, decide with a reason, erase who sent it."""

from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from custody.chain import record as log
from custody.ledger import LedgerError
from profiles.admin.acting import still_here
from profiles.admin.review import HistoryAdmin, ReasonForm, may_review
from profiles.editorial.kinds import ReviewState
from profiles.models import Submission
from profiles.publishing import PublishError
from profiles.submissions.deciding import DecisionError, approve, hold_all, reject
from profiles.submissions.retention import erase, erase_contact

SENT = [
    "reference",
    "kind",
    "created_at",
    "place",
    "place_name",
    "page",
    "message",
    "figure",
    "period",
    "source_url",
    "contact",
]
DECIDED = ["state", "decided_at", "decided_by", "entry"]
TAKEN_ON = "Taken on. It is not public until a second reviewer approves it."


class DecisionForm(forms.ModelForm):
    """A decision about one submission."""

    decision = forms.ChoiceField(
        choices=[("", "Leave it as it is"), ("approve", "Approve"), ("reject", "Reject")],
        required=False,
        help_text="Approving a story takes it on: it waits under “Evidence and stories”, where it can be edited, until a "
        "second reviewer approves it: here as it was sent, there once it was edited.",
    )

    class Meta:
        model = Submission
        fields = ["reason"]

    def clean(self) -> dict[str, Any]:
        """Ask for a reason where something is rejected."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("decision") == "reject" and not cleaned.get("reason", "").strip():
            self.add_error("reason", "Give a reason: the sender sees it under the reference number.")
        return cleaned


@admin.register(Submission)
class SubmissionAdmin(HistoryAdmin):
    """Stories, corrections and feedback, those that wait first."""

    form = DecisionForm
    action_form = ReasonForm
    actions = ["approve_selected", "reject_selected", "erase_selected"]
    list_display = ["reference", "kind", "place_name", "beginning", "state", "created_at"]
    list_filter = ["state", "kind", "created_at"]
    search_fields = ["reference", "place_name", "message"]
    ordering = ["-state", "-created_at"]
    date_hierarchy = "created_at"
    readonly_fields = [*SENT, *DECIDED]
    fieldsets = [
        ("What was sent", {"fields": SENT}),
        ("Decision", {"fields": ["decision", "reason", *DECIDED]}),
    ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Visitors add; editors do not."""
        return False

    def has_approve_permission(self, request: HttpRequest) -> bool:
        """Whether the decisions are offered."""
        return may_review(request)

    @admin.display(description="Message")
    def beginning(self, submission: Submission) -> str:
        """How the message begins."""
        return submission.message[:80]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Leave the decision out for those who only read."""
        if self.has_change_permission(request, obj):
            return self.fieldsets
        return [("What was sent", {"fields": SENT}), ("Decision", {"fields": ["reason", *DECIDED]})]

    def save_model(self, request: HttpRequest, obj: Submission, form: forms.ModelForm, change: bool) -> None:
        """Take the decision, if there is one."""
        decision, reason = form.cleaned_data.get("decision"), form.cleaned_data.get("reason", "")
        if decision == "approve":
            try:
                if not approve(obj, by=_reviewer(request), reason=reason):
                    messages.info(request, TAKEN_ON)
            except DecisionError as error:
                messages.error(request, str(error))
        elif decision == "reject":
            reject(obj, by=_reviewer(request), reason=reason)
        else:
            super().save_model(request, obj, form, change)
            if "reason" in form.changed_data:  # its sender reads it, under the decision of somebody else
                log(_reviewer(request).get_username(), "changed the reason of", f"submission {obj.reference}")

    def changelist_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """List and act; nothing is erased that could not be noted."""
        return _told(request, super().changelist_view, *args, **kwargs)

    def delete_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Erase; nothing is erased that could not be noted."""
        return _told(request, super().delete_view, *args, **kwargs)

    def delete_model(self, request: HttpRequest, obj: Submission) -> None:
        """Forget it everywhere: deleting what a person sent leaves no copy in any history."""
        erase(obj, by=_reviewer(request).get_username())

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Submission]) -> None:
        """Forget each."""
        still_here(request, self.has_delete_permission)
        for submission in _all_held(queryset):
            self.delete_model(request, submission)

    @admin.action(description="Approve", permissions=["approve"])
    def approve_selected(self, request: HttpRequest, queryset: QuerySet[Submission]) -> None:
        """Approve each that is not approved yet."""
        approved = 0
        still_here(request, may_review)
        for submission in _all_held(queryset.exclude(state=ReviewState.APPROVED)):
            try:
                decided = approve(submission, by=_reviewer(request), reason=request.POST.get("reason", ""))
            except DecisionError as error:
                messages.error(request, f"{submission}: {error}")
                continue
            approved += decided
            if not decided:
                messages.info(request, f"{submission}: {TAKEN_ON}")
        messages.success(request, f"Approved: {approved}.")

    @admin.action(description="Reject (give a reason)", permissions=["approve"])
    def reject_selected(self, request: HttpRequest, queryset: QuerySet[Submission]) -> None:
        """Reject each, with the same reason."""
        still_here(request, may_review)
        chosen = _all_held(queryset)
        try:
            for submission in chosen:
                reject(submission, by=_reviewer(request), reason=request.POST.get("reason", ""))
        except DecisionError as error:
            messages.error(request, str(error))
            return
        messages.success(request, f"Rejected: {len(chosen)}.")

    @admin.action(description="Erase the sender’s e-mail address", permissions=["approve"])
    def erase_selected(self, request: HttpRequest, queryset: QuerySet[Submission]) -> None:
        """Forget who sent these."""
        still_here(request, may_review)
        chosen = _all_held(queryset)
        for submission in chosen:
            erase_contact(submission, by=_reviewer(request).get_username())
        messages.success(request, f"Erased the address of {len(chosen)}.")


def _all_held(queryset: QuerySet[Submission]) -> list[Submission]:
    """Return them as they are now, all held before the first is decided."""
    chosen = list(queryset.values_list("pk", flat=True))
    return hold_all(Q(pk__in=chosen))


def _reviewer(request: HttpRequest) -> User:
    """Who decides; the admin lets nobody in who is not logged in."""
    return cast(User, request.user)


def _told(request: HttpRequest, view: Callable[..., HttpResponseBase], *args: Any, **kwargs: Any) -> HttpResponseBase:
    """Answer, or say why nothing was erased."""
    try:
        with transaction.atomic():
            return view(request, *args, **kwargs)
    except (LedgerError, PublishError) as error:
        messages.error(request, f"Nothing was erased: {str(error).rstrip('.')}.")
        return redirect("admin:profiles_submission_changelist")
