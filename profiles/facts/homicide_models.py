"""Homicides as stored: counts by source with the status of the year, the years, the agencies, the states."""

from typing import ClassVar

from django.db import models

from profiles.homicides.counts import Status


class StateHomicides(models.Model):
    """The FBI's estimate of a state's homicides in a year."""

    state = models.ForeignKey("profiles.State", on_delete=models.CASCADE, related_name="homicides")
    year = models.PositiveSmallIntegerField()
    value = models.PositiveIntegerField()

    class Meta:
        ordering: ClassVar = ["state", "year"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["state", "year"], name="one_estimate_a_state_and_year")
        ]
        verbose_name_plural = "state homicides"

    def __str__(self) -> str:
        return f"{self.state_id} {self.year}: {self.value}"


class HomicideCount(models.Model):
    """Homicide victims of a place in a year as one source counts them; the status of the year stands at the count that
    leads it.
    """

    place = models.ForeignKey("profiles.Place", on_delete=models.CASCADE, related_name="homicide_counts")
    year = models.PositiveSmallIntegerField()
    source = models.ForeignKey("profiles.Source", on_delete=models.PROTECT)
    value = models.PositiveIntegerField(help_text="The low end, where a range is published")
    high = models.PositiveIntegerField(null=True, blank=True, help_text="The high end of a local count")
    months = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Case list: months with a homicide report. Explorer: months reported"
    )
    firearm = models.PositiveIntegerField(null=True, blank=True)
    area_population = models.PositiveIntegerField(
        null=True, blank=True, help_text="Residents of the police agency's area, where that is more than the place"
    )
    status = models.CharField(
        max_length=12, blank=True, choices=[(status.value, status.value) for status in Status],
        help_text="Of the year; empty where another source leads or an exception sets the count aside",
    )  # fmt: skip
    publisher = models.CharField(max_length=120, blank=True, help_text="Of a local count")
    url = models.URLField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["place", "year", "source"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["place", "year", "source"], name="one_count_a_year_and_source"),
            models.UniqueConstraint(
                fields=["place", "year"],
                condition=~models.Q(status=""),
                name="one_leading_count_a_year",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place_id} {self.year}: {self.value} ({self.source_id})"


class CountedYear(models.Model):
    """A year of homicide counts: the nation's change by the index, and whether the FBI still fills its case list."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    index = models.FloatField(help_text="Of the agencies in the index in all its years; 2019 = 1")
    unfinished = models.BooleanField()
    shown = models.BooleanField()

    class Meta:
        ordering: ClassVar = ["year"]

    def __str__(self) -> str:
        return str(self.year)


class PoliceAgency(models.Model):
    """A police agency and the place whose police it is, by the FBI's number for agencies."""

    ori = models.CharField(primary_key=True, max_length=7)
    place = models.ForeignKey("profiles.Place", on_delete=models.CASCADE, related_name="agencies")
    name = models.CharField(max_length=80)
    state = models.CharField(max_length=2)
    how = models.CharField(max_length=20, help_text="How it was matched to the place")

    class Meta:
        ordering: ClassVar = ["ori"]
        verbose_name_plural = "police agencies"

    def __str__(self) -> str:
        return f"{self.name} ({self.ori})"


class AgencyCount(models.Model):
    """Homicides that a county's own agency (its sheriff, its county police) counted in a year: not the county's total."""

    county = models.ForeignKey("profiles.County", on_delete=models.CASCADE, related_name="agency_counts")
    ori = models.CharField(max_length=7)
    agency = models.CharField(max_length=80)
    year = models.PositiveSmallIntegerField()
    source = models.ForeignKey("profiles.Source", on_delete=models.PROTECT)
    value = models.PositiveIntegerField()
    months = models.PositiveSmallIntegerField(null=True, blank=True)
    status = models.CharField(max_length=12, blank=True)

    class Meta:
        ordering: ClassVar = ["county", "ori", "year"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["ori", "year", "source"], name="one_count_an_agency_year_and_source")
        ]

    def __str__(self) -> str:
        return f"{self.agency} {self.year}: {self.value}"


class MunicipioHomicides(models.Model):
    """Homicides of a municipio of Puerto Rico in a year, as the index counts them."""

    municipio = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField()
    value = models.PositiveIntegerField()

    class Meta:
        ordering: ClassVar = ["municipio", "year"]
        verbose_name_plural = "municipio homicides"

    def __str__(self) -> str:
        return f"{self.municipio} {self.year}: {self.value}"


class HomicideException(models.Model):
    """A fault of a source that no rule finds, reviewed: what to do with a year of a place."""

    place = models.ForeignKey("profiles.Place", on_delete=models.CASCADE, related_name="homicide_exceptions")
    year = models.PositiveSmallIntegerField()
    use = models.CharField(max_length=10, help_text="fbi, index: only that figure counts; incomplete; none")
    why = models.CharField(max_length=300)
    url = models.CharField(max_length=300, blank=True)
    reviewed_on = models.DateField()

    class Meta:
        ordering: ClassVar = ["place", "year"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["place", "year"], name="one_exception_a_year")]

    def __str__(self) -> str:
        return f"{self.place_id} {self.year}: {self.use}"
