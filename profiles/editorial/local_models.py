"""What is known locally beside counts of people: homicides as counted there, spending, costs of violence, pay. Reviewed."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from simple_history.models import HistoricalRecords

from profiles.editorial.kinds import ReviewState
from profiles.editorial.models import FIRST_YEAR, LAST_YEAR, Reviewed

YEAR = (MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR))


class LocalRecord(Reviewed):
    """A record with who published it and where."""

    publisher = models.CharField(max_length=160, help_text="Who says so.")
    url = models.URLField("link to the source", max_length=500)

    class Meta:
        abstract = True


class LocalHomicides(LocalRecord):
    """Homicides of a year as police, coroner, sheriff or state police count them: it leads every other source."""

    place = models.ForeignKey("profiles.Place", on_delete=models.PROTECT, related_name="local_homicides")
    year = models.PositiveSmallIntegerField(validators=YEAR)
    low = models.PositiveIntegerField("count", help_text="The low end, where a range is published.")
    high = models.PositiveIntegerField(
        "high end", null=True, blank=True,
        help_text="The same number where there is no range. Empty: at least so many, and the year is not whole.",
    )  # fmt: skip
    what = models.CharField("what is counted", max_length=120, help_text="For example: homicides, coroner.")
    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar = ["place", "-year"]
        verbose_name = "local count of homicides"
        verbose_name_plural = "local counts of homicides"

    def __str__(self) -> str:
        return f"{self.low} homicides in {self.place}, {self.year}"

    def clean(self) -> None:
        """Refuse a range upside down, a year that is not over as a whole one, and a second count of a year."""
        if self.high is not None and self.low is not None and self.high < self.low:
            raise ValidationError({"high": f"The high end is under the low end, {self.low}."})
        if not self.year:  # not given, or refused before
            return
        today = timezone.localdate()
        if self.year > today.year:
            raise ValidationError({"year": f"{self.year} has not begun; the newest year is {today.year}."})
        if self.year == today.year and self.high is not None:
            raise ValidationError({"high": f"{self.year} is not over: leave the high end empty, for at least so many."})
        if other := self._other_of_the_year():
            where = f"{other.low}, {other.publisher} ({other.get_state_display().lower()})"
            raise ValidationError(
                {"year": f"There is a count of {self.year} for this place, {where}: change that one."}
            )

    def _other_of_the_year(self) -> "LocalHomicides | None":
        same = LocalHomicides.objects.filter(place_id=self.place_id, year=self.year)
        return same.exclude(pk=self.pk).exclude(state=ReviewState.REJECTED).first()


class Spending(LocalRecord):
    """What a place spends on violence intervention, with what the figure contains."""

    place = models.ForeignKey("profiles.Place", on_delete=models.PROTECT, related_name="spending")
    program = models.CharField(max_length=120)
    years = models.CharField(max_length=20, help_text="As published: 2024, FY2025, 2021-23.")
    dollars = models.PositiveBigIntegerField("dollars in all", help_text="Whole dollars of those years.")
    annual_usd = models.PositiveBigIntegerField("dollars a year")
    staff = models.PositiveIntegerField(null=True, blank=True)
    staff_by_role = models.CharField(max_length=300, blank=True)
    participants = models.PositiveIntegerField(null=True, blank=True)
    standing = models.CharField("adopted or", max_length=80, help_text="Budget, proposed, contract, award …")
    contains = models.CharField("what is inside", max_length=300)
    beside_recommendation = models.BooleanField(
        default=False,
        help_text="Whether it stands beside the recommendation: the place's main program, its newest year.",
    )
    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar = ["place", "-beside_recommendation", "-years"]
        verbose_name_plural = "spending"

    def __str__(self) -> str:
        return f"{self.program} ({self.years}): ${self.annual_usd:,} a year"


class CostOfViolence(LocalRecord):
    """What a shooting costs in a place, as published there."""

    place = models.ForeignKey("profiles.Place", on_delete=models.PROTECT, related_name="costs_of_violence")
    year = models.PositiveSmallIntegerField(validators=YEAR)
    perspective = models.CharField(max_length=80, help_text="Whose cost: taxpayers’, all of society’s …")
    per_fatal_usd = models.PositiveBigIntegerField("a fatal shooting", null=True, blank=True)
    per_nonfatal_usd = models.PositiveBigIntegerField("a nonfatal shooting", null=True, blank=True)
    components = models.CharField(max_length=300, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar = ["place", "-year"]
        verbose_name_plural = "costs of violence"

    def __str__(self) -> str:
        return f"{self.place}, {self.year}: {self.perspective}"


class PublishedPay(LocalRecord):
    """Pay for a role as published by an employer or the press."""

    place = models.ForeignKey(
        "profiles.Place", on_delete=models.PROTECT, null=True, blank=True, related_name="published_pay"
    )
    place_name = models.CharField(max_length=80, blank=True, help_text="Where it is a state or a region.")
    role = models.CharField(max_length=40)
    employer = models.CharField(max_length=20, help_text="community, city or state")
    year = models.PositiveSmallIntegerField(validators=YEAR)
    low_usd = models.PositiveIntegerField("from")
    high_usd = models.PositiveIntegerField("to")
    basis = models.CharField(max_length=80, help_text="annual, hourly × 2,080, loaded …")
    remark = models.CharField(max_length=240, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar = ["place", "-year"]
        verbose_name_plural = "published pay"

    def __str__(self) -> str:
        return f"{self.role}, {self.place or self.place_name}, {self.year}"


class ShippedRecord(models.Model):
    """A record that came with the site: which one it became, and its content then. Once that differs, somebody touched it
    and no load writes it again; once it is gone, no load brings it back.
    """

    key = models.CharField(primary_key=True, max_length=120)
    model = models.CharField(max_length=30)
    record_id = models.PositiveBigIntegerField()
    content = models.CharField(max_length=64, help_text="SHA-256 of what was written")

    def __str__(self) -> str:
        return self.key


LOCAL_MODELS = (LocalHomicides, Spending, CostOfViolence, PublishedPay)
