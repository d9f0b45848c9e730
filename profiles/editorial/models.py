"""What editors know about places beyond the published figures: estimates, links, resources, stories, each reviewed.

Nothing here is public before its review state is approved. Every change is kept with who made it and when.
"""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from simple_history.models import HistoricalRecords

from profiles.editorial.kinds import EvidenceKind, LinkKind, LinkOrigin, ResourceKind, ReviewState
from profiles.editorial.library import strategy_choices

FIRST_YEAR, LAST_YEAR = 1990, 2100


class Reviewed(models.Model):
    """A record that somebody other than a visitor has to approve."""

    state = models.CharField(
        "review state", max_length=10, choices=ReviewState.choices, default=ReviewState.WAITING,
        help_text="Only what is approved is shown to the public, within a second.",
    )  # fmt: skip
    note = models.TextField("note to editors", blank=True, help_text="Never shown to the public.")
    updated_at = models.DateTimeField("last change", auto_now=True)

    class Meta:
        abstract = True


class LocalEstimate(Reviewed):
    """How many people are at highest risk in a place, as somebody there has counted or estimated them."""

    place = models.ForeignKey("profiles.Place", on_delete=models.PROTECT, related_name="local_estimates")
    people = models.PositiveIntegerField(
        validators=[MinValueValidator(1)], help_text="The number, or the middle of the range."
    )
    low = models.PositiveIntegerField("lowest", null=True, blank=True, help_text="If a range was published.")
    high = models.PositiveIntegerField("highest", null=True, blank=True, help_text="Alone: at most so many.")
    kind = models.CharField(
        max_length=8, default="total",
        choices=[
            ("total", "Everyone at highest risk"),
            ("network", "Network: members of groups, most of whom shoot nobody"),
            ("target", "Target: the part a program means to reach"),
            ("served", "Served: the people a program reached"),
        ],
    )  # fmt: skip
    when_counted = models.CharField(
        max_length=40, blank=True, help_text="On a day, in a year, over several years: they are different numbers."
    )
    definition = models.CharField("who is counted", max_length=200, blank=True)
    publisher = models.CharField(max_length=160, blank=True)
    confidence = models.CharField(
        max_length=6, blank=True, choices=[("high", "High"), ("medium", "Medium"), ("low", "Low")]
    )
    offered = models.BooleanField(
        default=True, help_text="Whether the calculator offers it as the number of people; only sound totals."
    )
    year = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)],
        help_text="The year the number describes.",
    )
    citation = models.CharField(
        max_length=300,
        help_text="Who counted, title, year. For example: NICJR, Gun Violence Problem Analysis, 2023.",
    )
    url = models.URLField("link to the source", max_length=500)
    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar = ["place", "-year"]

    def __str__(self) -> str:
        return f"{self.people:,} people at highest risk in {self.place} ({self.year})"

    def clean(self) -> None:
        """Refuse a number outside its own range."""
        people = self.people or 0  # an empty box is refused on its own
        if (self.low is not None and self.low > people) or (self.high is not None and self.high < people):
            raise ValidationError({"people": "The number must lie within the range: lowest ≤ number ≤ highest."})


class PlaceLink(Reviewed):
    """A place's own publication or office, such as its violence prevention plan."""

    place = models.ForeignKey("profiles.Place", on_delete=models.PROTECT, related_name="links")
    kind = models.CharField(max_length=20, choices=LinkKind.choices)
    title = models.CharField(max_length=200)
    publisher = models.CharField(max_length=160, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    origin = models.CharField(max_length=8, choices=LinkOrigin.choices, default=LinkOrigin.OFFICIAL)
    url = models.URLField("link", max_length=500)
    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar = ["place", "kind", "title"]
        verbose_name = "link of a place"
        verbose_name_plural = "links of places"

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.title}"


class Resource(Reviewed):
    """An organization or publication on the resources page, beside those that come with the site."""

    kind = models.CharField(max_length=20, choices=ResourceKind.choices)
    title = models.CharField(max_length=200)
    text = models.TextField("what it is", max_length=600)
    url = models.URLField("link", max_length=500)
    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar = ["title"]

    def __str__(self) -> str:
        return self.title


class EvidenceEntry(Reviewed):
    """A story or evaluation in the evidence library, beside those that come with the site."""

    place = models.ForeignKey(
        "profiles.Place", on_delete=models.PROTECT, null=True, blank=True, related_name="evidence",
        help_text="The city it shows up with. Leave empty for a county or region.",
    )  # fmt: skip
    place_name = models.CharField("place as shown", max_length=120, help_text="For example: Fort Worth, Texas.")
    kind = models.CharField("kind of evidence", max_length=20, choices=EvidenceKind.choices)
    strategy = models.CharField(max_length=60, blank=True, choices=strategy_choices)
    figure = models.CharField(max_length=40, blank=True, help_text="Short, such as −31%. Shown large.")
    claim = models.TextField(max_length=1000, help_text="One or two sentences, without claiming causation.")
    period = models.CharField(max_length=120, help_text="For example: first half of 2024 against 2023.")
    design = models.TextField(max_length=600, blank=True, help_text="How it was studied. Empty for an announcement.")
    caution = models.TextField(max_length=600, blank=True, help_text="What the reader should keep in mind.")
    outcome = models.CharField(max_length=80, blank=True, help_text="Of what: shootings, homicides, reinjury …")
    measure = models.CharField(
        max_length=20, default="share",
        choices=[
            ("share", "Share of change"), ("odds_ratio", "Odds ratio"), ("share_of_findings", "Share of findings"),
            ("share_a_year", "Share in a year"),
        ],
    )  # fmt: skip
    effect = models.FloatField(null=True, blank=True, help_text="−0.14 is 14% less.")
    effect_low = models.FloatField("lower end", null=True, blank=True, help_text="Of the 95% interval.")
    effect_high = models.FloatField("upper end", null=True, blank=True)
    n = models.PositiveIntegerField("people or units studied", null=True, blank=True)
    source = models.CharField(max_length=200, help_text="Who says so: publisher, title, year.")
    url = models.URLField("link to the source", max_length=500)
    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar = ["-updated_at"]
        verbose_name = "evidence or story"
        verbose_name_plural = "evidence and stories"

    def __str__(self) -> str:
        return f"{self.place_name}: {self.claim[:60]}"


class EditorialVersion(models.Model):
    """One row, rewritten whenever something editors own changes, so that every process reads it anew."""

    SINGLETON_ID = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=SINGLETON_ID)
    version = models.CharField(max_length=32)

    def __str__(self) -> str:
        return self.version
