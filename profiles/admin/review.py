"""Approving and rejecting, the same wherever something is reviewed: one writes, another publishes."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import CharField, Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from simple_history.admin import SimpleHistoryAdmin

from custody.chain import record as log
from custody.lists import SoundLists
from custody.proposals import ProposalError, apply, check_sound, differences, drop, one_held, proposal_for, propose
from profiles.admin.acting import still_here
from profiles.admin.seen import check_seen, opened
from profiles.editorial.kinds import ReviewState
from profiles.editorial.writers import CHANGE_APPROVED, DECIDED, is_for_others, writers_of

MAY_REVIEW = "profiles.review_editorial"
LONG = 120  # characters of a field that holds a sentence


def may_review(request: HttpRequest) -> bool:
    """Whether the person may approve and reject."""
    return request.user.has_perm(MAY_REVIEW)


def held(record: Model) -> Any:
    """Return the record as it is now, held until the transaction ends; None where it was deleted meanwhile."""
    return one_held(type(record), record.pk)


class ReasonForm(ActionForm):
    """The row above a list: an action, and a reason for it."""

    reason = forms.CharField(required=False, max_length=600, label="Reason (needed to reject)")
    listed = forms.CharField(
        required=False, label="", widget=forms.HiddenInput, initial=lambda: timezone.now().isoformat()
    )


class HistoryAdmin(SoundLists, SimpleHistoryAdmin):
    """A record with its history, listed under the site's own content policy."""

    object_history_list_template = "admin/review_history.html"

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """Find a record; one that is about to be changed is held and read anew, so that nobody decides about it meanwhile."""
        if request.method == "POST":
            still_here(request)
        found = super().get_object(request, object_id, from_field)
        return self.hold(found) if found is not None and request.method == "POST" else found

    def hold(self, record: Any) -> Any:
        """Return it as it is now, held until the transaction ends, and before the log's end is; None where it was deleted."""
        return held(record)

    def history_form_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show an earlier version; putting one back would publish what nobody else has read."""
        if request.method not in ("GET", "HEAD"):
            raise PermissionDenied
        response: HttpResponse = super().history_form_view(request, *args, **kwargs)
        return response

    def revert_disabled(self, request: HttpRequest, obj: Any = None) -> bool:
        """Offer no button for it."""
        return True


class ReviewedAdmin(HistoryAdmin):
    """A record with a review state. A change of what is public waits beside it; nobody approves their own words."""

    reasons_are_sealed = True  # in the log of decisions, where nothing can be erased
    actions = ["approve_selected", "reject_selected"]
    action_form = ReasonForm
    save_on_top = True
    formfield_overrides = {CharField: {"widget": AdminTextInputWidget(attrs={"size": 70})}}

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Give a sentence a box that shows it: the admin's own is as wide as a name, whatever it holds."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(db_field, CharField) and not db_field.choices and (db_field.max_length or 0) >= LONG:
            field.widget.attrs["class"] = "vLargeTextField"
        return field

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        """Leave the state to reviewers; show a proposal as what it would change."""
        return ["updated_at", "proposal"] if may_review(request) else ["state", "updated_at", "proposal"]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Put a waiting proposal first."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is not None and proposal_for(obj):
            return [("A change that waits", {"fields": ["proposal"]}), *fieldsets]
        return fieldsets

    @admin.display(description="Would change")
    def proposal(self, record: Any) -> SafeString:
        """Show what a waiting change would make of the public record."""
        waiting = proposal_for(record)
        if waiting is None:
            return format_html("{}", "–")
        rows = format_html_join(
            "",
            "<tr><th scope='row'>{}</th><td><del>{}</del></td><td><ins>{}</ins></td></tr>",
            ((change.label, change.old, change.new) for change in differences(waiting)),
        )
        return format_html(
            "<table><thead><tr><th scope='col'>Field</th><th scope='col'>Public now</th><th scope='col'>Proposed</th></tr>"
            "</thead><tbody>{}</tbody></table><p>By {}, {}. Approve or reject it with the actions of the list.</p>",
            rows,
            ", ".join(waiting.authors),
            waiting.proposed_at.strftime("%B %-d, %Y, %H:%M UTC"),
        )

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, obj: Any = None, **kwargs: Any
    ) -> HttpResponse:
        """Show a record, and keep what of it a reviewer was shown."""
        if obj is not None and request.method == "GET" and may_review(request):
            opened(request, obj)
        response: HttpResponse = super().render_change_form(request, context, *args, obj=obj, **kwargs)
        return response

    def save_model(self, request: HttpRequest, obj: Any, form: forms.ModelForm, change: bool) -> None:
        """Save what is not public yet; keep a change of what is public as a proposal for somebody else."""
        if not change:
            still_here(request, self.has_add_permission)
        written = [name for name in form.changed_data if name not in DECIDED]
        before = (
            type(obj)._default_manager.filter(pk=obj.pk).values_list("state", flat=True).first() if change else None
        )
        decided = may_review(request) and change and obj.state != before
        if before == ReviewState.APPROVED and obj.state != before and proposal_for(obj):
            obj.state = before
            messages.error(
                request, "A change waits beside this record: approve or reject that first. Nothing was saved."
            )
            request.proposed = True  # type: ignore[attr-defined]
            return
        if before == ReviewState.APPROVED and written:
            if "note" in form.changed_data:  # nobody waits for a note to editors; saved before the log's end is held
                public = self._held(obj)
                public.note = obj.note
                public.save()
            self._propose(request, obj, written)
            return
        if obj.state == ReviewState.APPROVED and before != ReviewState.APPROVED:
            refusal = self._refusal(request, obj, written)
            if refusal:
                obj.state = ReviewState.WAITING
                messages.warning(request, refusal)
                decided = False
        super().save_model(request, obj, form, change)
        if decided:
            log(request.user.get_username(), f"set to {obj.state}", self._name(obj))
        if obj.state == ReviewState.WAITING:
            messages.info(request, "Saved. It is not public until a reviewer who did not write it approves it.")

    def message_user(self, request: HttpRequest, message: Any, level: int | str = messages.INFO, **kwargs: Any) -> None:
        """Say what happened; a change that only waits is not said to be made."""
        if level != messages.SUCCESS or not getattr(request, "proposed", False):
            super().message_user(request, message, level, **kwargs)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Delete, with the change that waits for it, and keep who did."""
        if self.hold(obj) is None:  # somebody else did, and the log says who
            return
        if (waiting := proposal_for(obj)) is not None:
            drop(waiting)
        name = self._name(obj)
        super().delete_model(request, obj)
        log(request.user.get_username(), "deleted", name)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Delete each, and keep who did."""
        for record in queryset:
            with transaction.atomic():
                still_here(request, self.has_delete_permission)
                self.delete_model(request, record)

    def has_approve_permission(self, request: HttpRequest) -> bool:
        """Whether the actions are offered."""
        return may_review(request)

    @admin.action(description="Approve: show to the public", permissions=["approve"])
    def approve_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Approve each, one by one, so that each has its line of history and of the log."""
        self._decide(request, queryset, self._approve, request.POST.get("reason", ""), "Approved")

    @admin.action(
        description="Reject: take off the site, or drop a waiting change (give a reason)", permissions=["approve"]
    )
    def reject_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Drop each one's waiting change, or take the record itself off the site, with the reason."""
        reason = request.POST.get("reason", "").strip()
        if not reason:
            messages.error(request, "Nothing was rejected: give a reason in the field beside the action.")
            return
        self._decide(request, queryset, self._reject, reason, "Rejected")

    def _decide(
        self,
        request: HttpRequest,
        queryset: QuerySet[Any],
        decide: Callable[[HttpRequest, Any, str], None],
        reason: str,
        done: str,
    ) -> None:
        """Decide about each record, held meanwhile; say which could not be, and how many were."""
        count = 0
        for record in queryset:
            try:
                with transaction.atomic():
                    still_here(request, may_review)
                    decide(request, self._held(record), reason)
            except ProposalError as error:
                messages.error(request, f"{record}: {error}")
            else:
                count += 1
        if count:
            messages.success(request, f"{done}: {count}.")

    def _reject(self, request: HttpRequest, record: Any, reason: str) -> None:
        name, waiting = request.user.get_username(), proposal_for(record)
        if waiting is not None:
            drop(waiting)
            if not self.reasons_are_sealed:
                kept = {"default_user": request.user, "default_change_reason": reason[:100]}
                type(record).history.bulk_history_create([record], update=True, **kept)
            log(name, "rejected a change of", self._name(record), self._sealed(reason))
            return
        record.state = ReviewState.REJECTED
        self._save(record, reason)
        log(name, "rejected", self._name(record), self._sealed(reason))

    def _sealed(self, reason: str) -> dict[str, str]:
        return {"reason": reason} if self.reasons_are_sealed else {}

    def _approve(self, request: HttpRequest, record: Any, reason: str) -> None:
        name, waiting = request.user.get_username(), proposal_for(record)
        check_seen(request, record)
        if waiting is not None and record.state != ReviewState.APPROVED:
            raise ProposalError("The record is not public, so no change of it can be: reject the change first.")
        if waiting is not None:
            authors, fields = list(waiting.authors), sorted(waiting.new)
            apply(waiting, by=name, reason=reason)
            log(name, CHANGE_APPROVED, self._name(record), {"written by": authors, "fields": fields})
        elif record.state != ReviewState.APPROVED:
            writers = writers_of(record)
            if is_for_others(record, name):
                raise ProposalError("You wrote this: somebody else has to approve it.")
            record.state = ReviewState.APPROVED
            check_sound(record)
            self._save(record, reason)
            log(name, "approved", self._name(record), {"written by": sorted(writers)})

    def _propose(self, request: HttpRequest, obj: Any, written: list[str]) -> None:
        name = request.user.get_username()
        propose(obj, written, author=name)
        request.proposed = True  # type: ignore[attr-defined]
        log(name, "proposed a change of", self._name(obj), {"fields": sorted(written)})
        messages.info(
            request, "Your change waits beside what is public, until a reviewer who did not write it approves."
        )

    def _refusal(self, request: HttpRequest, obj: Any, written: list[str]) -> str:
        """Return why the person may not publish this by themselves; empty where they may."""
        if not may_review(request):
            return "A reviewer has to approve this, so it waits."
        if written or obj.pk is None or is_for_others(obj, request.user.get_username()):
            return "You wrote this: somebody else has to approve it, so it waits."
        return ""

    def _held(self, record: Any) -> Any:
        now = self.hold(record)
        if now is None:
            raise ProposalError("It was deleted meanwhile.")
        return now

    def _name(self, record: Any) -> str:
        return f"{self.model._meta.label_lower} {record.pk}"

    def _save(self, record: Any, reason: str) -> None:
        record._change_reason = reason.strip()[:100] or None
        record.save()
