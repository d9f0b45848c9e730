"""What visitors may send, and what must be right about it."""

from typing import Any, ClassVar

from django import forms

from profiles.models import Submission
from profiles.submissions.ticket import TicketError, check_ticket

CONTACT_HINT = "Only if we may ask back. Seen by editors alone, never published, erased when you ask."
MACHINE_ERROR = (
    "A field that people do not see was filled in, perhaps by your browser. It is empty again: please send once more."
)
LINK_ERROR = "Give a full link, such as https://www.example.org/report."


def _link(label: str, hint: str, *, required: bool) -> forms.URLField:
    return forms.URLField(
        label=label,
        help_text=hint,
        required=required,
        max_length=500,
        assume_scheme="https",
        error_messages={"required": LINK_ERROR, "invalid": LINK_ERROR},
    )


def _words(label: str, hint: str, *, required: str, longest: int, rows: int = 6) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=longest,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": required, "max_length": f"Please keep it under {longest:,} characters."},
    )


class SubmissionForm(forms.Form):
    """What every form shares: a way to be asked back, and two traps for machines."""

    kind: ClassVar[Submission.Kind]

    contact = forms.EmailField(
        label="Your e-mail address",
        help_text=CONTACT_HINT,
        required=False,
        error_messages={"invalid": "Give an address such as name@example.org, or leave it empty."},
    )
    website = forms.CharField(required=False, widget=forms.TextInput)
    ticket = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([*(name for name in self.fields if name != "contact"), "contact"])

    def clean(self) -> dict[str, Any]:
        """Refuse what a machine filled in, and what was sent too fast or too late."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("website"):
            raise forms.ValidationError(MACHINE_ERROR)
        if self.errors:
            return cleaned  # the time is looked at once the rest is right, so that nobody is told two things at once
        try:
            check_ticket(cleaned.get("ticket", ""))
        except TicketError as error:
            raise forms.ValidationError(str(error)) from None
        return cleaned

    def values(self) -> dict[str, Any]:
        """Return what to store."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("website", "ticket")}


class StoryForm(SubmissionForm):
    """A result from somewhere, with its source."""

    kind = Submission.Kind.STORY

    place_name = forms.CharField(
        label="Place", max_length=120, help_text="City and state, such as Gary, Indiana.",
        error_messages={"required": "Say which city or county it happened in."},
    )  # fmt: skip
    message = _words("What happened", "One or two sentences.", required="Say what happened.", longest=1000, rows=4)
    figure = forms.CharField(
        label="The figure", max_length=40, required=False, help_text="If there is one, such as −31% or 25 to 0."
    )
    period = forms.CharField(
        label="Period", max_length=120, help_text="For example: first half of 2025 against 2024.",
        error_messages={"required": "Say when, and compared with when."},
    )  # fmt: skip
    source_url = _link("Link to the source", "Where we and others can read it.", required=True)


class CorrectionForm(SubmissionForm):
    """Something on a place's page that is wrong."""

    kind = Submission.Kind.CORRECTION

    page = forms.ChoiceField(
        label="What is wrong",
        choices=[
            ("", "Choose one"),
            ("Population", "Population"),
            ("Homicides", "Homicides"),
            ("Price level", "Price level"),
            ("Local estimate of people at highest risk", "Local estimate of people at highest risk"),
            ("A link: report, plan, analysis or office", "A link: report, plan, analysis or office"),
            ("A story", "A story"),
            ("Something else", "Something else"),
        ],
        error_messages={"required": "Choose what is wrong."},
    )
    message = _words(
        "What should it say?", "The right figure or words, and why.", required="Say what it should be.", longest=4000
    )
    source_url = _link("Link to a source", "Where the right figure is published.", required=False)


class FeedbackForm(SubmissionForm):
    """Anything about any page."""

    kind = Submission.Kind.FEEDBACK

    page = forms.CharField(
        label="Which page?",
        max_length=300,
        required=False,
        help_text="Its address or name. Leave empty for the whole site.",
    )
    message = _words("What should we know?", "", required="Say what is wrong or missing.", longest=4000)
    source_url = _link("Link to a source", "If there is one.", required=False)
