"""The forms for visitors, and what became of what they sent, in words."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.formats import date_format

from profiles.editorial.kinds import ReviewState
from profiles.models import Submission
from profiles.selectors import PlaceFacts
from profiles.submissions.fields import present_errors, present_fields
from profiles.submissions.forms import SubmissionForm
from profiles.submissions.ticket import new_ticket

_STATES = {
    ReviewState.WAITING: ("Received", "An editor will read it. Nothing of it is public yet."),
    ReviewState.APPROVED: ("Accepted", "Thank you. An editor checked it and took it up."),
    ReviewState.REJECTED: ("Not taken up", "An editor read it and decided against it."),
}


@dataclass(frozen=True, slots=True)
class FormPage:
    """What is said around a form."""

    title: str
    lede: str
    button: str
    path: str
    crumbs: list[dict[str, str]] = field(default_factory=list)


def story_page() -> FormPage:
    """Return the words around the story form."""
    return FormPage(
        title="Add a story",
        lede="A result from a city, with its source. It appears in the evidence library once an editor has checked it.",
        button="Send the story",
        path="/evidence/add/",
        crumbs=[{"label": "Evidence", "url": "/evidence/"}, {"label": "Add a story", "url": ""}],
    )


def feedback_page() -> FormPage:
    """Return the words around the feedback form."""
    return FormPage(
        title="Feedback",
        lede="The method expects to change. Tell us what is wrong, missing or hard to understand.",
        button="Send feedback",
        path="/feedback/",
    )


def correction_page(place: PlaceFacts) -> FormPage:
    """Return the words around a place's correction form."""
    home = place.path
    return FormPage(
        title=f"Correct {place.name}",
        lede=f"What is wrong on the page of {place.name}, {place.state_name}, and where is the right figure published?",
        button="Send the correction",
        path=f"{home}correct/",
        crumbs=[
            {"label": "Cities", "url": "/cities/"},
            {"label": place.name, "url": home},
            {"label": "Suggest a correction", "url": ""},
        ],
    )


def present_form(form: SubmissionForm, page: FormPage) -> dict[str, Any]:
    """Return the context of a form: what was typed is kept, the ticket stays unless it is the fault."""
    sent_ticket = form.data.get("ticket", "") if form.is_bound else ""
    return {
        "page": page,
        "canonical_url": page.path,
        "section": "evidence" if page.path.startswith("/evidence/") else "",
        "fields": present_fields(form),
        "errors": present_errors(form),
        "ticket": new_ticket() if not sent_ticket or form.non_field_errors() else sent_ticket,
    }


def present_status(submission: Submission) -> dict[str, Any]:
    """Return what became of a submission; nothing of what was written in it."""
    title, text = _STATES[ReviewState(submission.state)]
    story = submission.kind == Submission.Kind.STORY and submission.state == ReviewState.APPROVED
    return {
        "title": title,
        "text": text,
        "kind": submission.get_kind_display().lower(),
        "reference": submission.reference,
        "received": date_format(submission.created_at, "F j, Y"),
        "reason": submission.reason if submission.state != ReviewState.WAITING else "",
        "story_url": f"/evidence/#story-{submission.entry_id}" if story and submission.entry_id else "",
        "waiting": submission.state == ReviewState.WAITING,
    }
