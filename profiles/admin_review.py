"""Approving and rejecting, the same wherever something is reviewed."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.contrib.admin.widgets import AdminTextInputWidget
from django.db.models import CharField, Model, QuerySet
from django.http import HttpRequest
from simple_history.admin import SimpleHistoryAdmin

from profiles.kinds import ReviewState

MAY_REVIEW = "profiles.review_editorial"


def may_review(request: HttpRequest) -> bool:
    """Whether the person may approve and reject."""
    return request.user.has_perm(MAY_REVIEW)


class ReasonForm(ActionForm):
    """The row above a list: an action, and a reason for it."""

    reason = forms.CharField(required=False, max_length=600, label="Reason (needed to reject)")


class HistoryAdmin(SimpleHistoryAdmin):
    """A record with its history, listed under the site's own content policy."""

    object_history_list_template = "admin/review_history.html"


class ReviewedAdmin(HistoryAdmin):
    """A record with a review state: reviewers set it, an editor's change waits for them."""

    actions = ["approve_selected", "reject_selected"]
    action_form = ReasonForm
    save_on_top = True
    formfield_overrides = {CharField: {"widget": AdminTextInputWidget(attrs={"size": 70})}}

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        """Leave the state to reviewers."""
        return ["updated_at"] if may_review(request) else ["state", "updated_at"]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Offer a reviewer's own record as approved."""
        state = ReviewState.APPROVED if may_review(request) else ReviewState.WAITING
        return {**super().get_changeform_initial_data(request), "state": state}

    def save_model(self, request: HttpRequest, obj: Any, form: forms.ModelForm, change: bool) -> None:
        """Save; what an editor without the right to review has changed waits for somebody who has."""
        if not may_review(request):
            obj.state = ReviewState.WAITING
        super().save_model(request, obj, form, change)
        if obj.state == ReviewState.WAITING:
            messages.info(request, "Saved. It is not public until a reviewer approves it.")

    def has_approve_permission(self, request: HttpRequest) -> bool:
        """Whether the actions are offered."""
        return may_review(request)

    @admin.action(description="Approve: show to the public", permissions=["approve"])
    def approve_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Approve each, one by one, so that each change has its line of history."""
        for record in queryset:
            record.state = ReviewState.APPROVED
            self._save(record, request.POST.get("reason", ""))
        messages.success(request, f"Approved: {queryset.count()}.")

    @admin.action(description="Reject: take off the site (give a reason)", permissions=["approve"])
    def reject_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Reject each with the reason."""
        reason = request.POST.get("reason", "").strip()
        if not reason:
            messages.error(request, "Nothing was rejected: give a reason in the field beside the action.")
            return
        for record in queryset:
            record.state = ReviewState.REJECTED
            self._save(record, reason)
        messages.success(request, f"Rejected: {queryset.count()}.")

    def _save(self, record: Any, reason: str) -> None:
        record._change_reason = reason.strip()[:100] or None
        record.save()
