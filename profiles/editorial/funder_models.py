"""What editors know of a funder's terms beyond what ships with an edition: a correction of one, or a funder of its own."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from simple_history.models import HistoricalRecords

from profiles.editorial.models import Reviewed

KINDS = (
    ("federal_grant", "Federal grant"),
    ("state", "State"),
    ("city_general_fund", "City or county general fund"),
    ("philanthropy", "Philanthropy"),
    ("medicaid", "Medicaid"),
    ("arpa", "ARPA"),
    ("other", "Other"),
)
GROUPS = (("applicant", "May apply themselves"), ("subrecipient", "Take part as subrecipients of a government"))
LONGEST = 600


def _words(label: str) -> models.TextField:
    return models.TextField(label, blank=True, max_length=LONGEST)


class FunderTerms(Reviewed):
    """A funder's terms. What is left blank stays as it ships, or for a new funder says that nobody has checked it."""

    key = models.SlugField(
        max_length=60, unique=True,
        help_text="As in the address of the funders page: bja-cvipi for /funders/#bja-cvipi. Another key adds a funder.",
    )  # fmt: skip
    name = models.CharField(
        max_length=160, blank=True, help_text="Needed for a funder that does not ship with the site."
    )
    kind = models.CharField(max_length=20, choices=KINDS, blank=True)
    cap_usd = models.PositiveBigIntegerField("most for one award, dollars", null=True, blank=True)
    months = models.PositiveSmallIntegerField("longest term, months", null=True, blank=True)
    eligible = _words("who may apply")
    community_groups = models.CharField("community organizations", max_length=12, choices=GROUPS, blank=True)
    match = _words("match")
    match_share = models.FloatField(
        null=True, blank=True, validators=[MinValueValidator(0), MaxValueValidator(1)],
        help_text="Of the project's cost: 0.2 is 20%.",
    )  # fmt: skip
    allowed = _words("what is allowed")
    forbidden = _words("what is not allowed")
    pays = _words("how it pays")
    pays_police = models.BooleanField("pays enforcement costs", null=True, blank=True)
    dates = _words("dates")
    spend_by = models.DateField("last day to spend it", null=True, blank=True)
    states = models.CharField(
        max_length=200, blank=True, help_text="Postal codes with commas, such as CA, NY; blank: as shipped, or everywhere.",
        validators=[RegexValidator(r"^[A-Z]{2}(,\s*[A-Z]{2})*$", "Two-letter postal codes with commas, such as CA, NY.")],
    )  # fmt: skip
    source_title = models.CharField(
        "source", max_length=300, help_text="The notice or law that says so, with its year."
    )
    source_url = models.URLField("link to the source", max_length=500)
    checked_on = models.DateField("checked on", help_text="The day somebody held this against the source.")
    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar = ["key"]
        verbose_name = "funder's terms"
        verbose_name_plural = "funders' terms"

    def __str__(self) -> str:
        return self.name or self.key

    def clean(self) -> None:
        """Refuse a name without a kind, which is no funder."""
        if self.name and not self.kind:
            raise ValidationError({"kind": "A funder with a name needs a kind too."})
