"""The facts of a place as stored: places, their counties and metros, population, homicides, and where each
came from.

Pages never read these row by row; they read the in-memory table of `profiles.selectors`. GEOID, FIPS and
CBSA codes are text with their leading zeros. A figure nobody reported has no row, or is null; it is never
zero.
"""

from typing import ClassVar

from django.db import models


class Source(models.Model):
    """A publication a figure was taken from."""

    key = models.CharField(primary_key=True, max_length=40)
    title = models.CharField(max_length=200)
    publisher = models.CharField(max_length=120)
    url = models.CharField(max_length=300, help_text="The exact table, not a home page")
    year = models.PositiveSmallIntegerField(help_text="Latest year the figures describe")
    vintage = models.CharField(max_length=80)
    licence = models.CharField(max_length=200)
    cadence_months = models.PositiveSmallIntegerField(default=0, help_text="Between editions; 0: no calendar")
    next_due = models.CharField(max_length=7, blank=True, help_text="YYYY-MM in which the next edition comes out")
    retrieved_on = models.DateField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True, help_text="Of the table as retrieved")

    class Meta:
        ordering: ClassVar = ["key"]

    def __str__(self) -> str:
        return f"{self.publisher}, {self.title} ({self.vintage})"


class State(models.Model):
    """A state or the District of Columbia."""

    fips = models.CharField(primary_key=True, max_length=2)
    usps = models.CharField(unique=True, max_length=2)
    name = models.CharField(max_length=40)
    population = models.PositiveIntegerField()
    population_year = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Metro(models.Model):
    """A metropolitan or micropolitan statistical area, as delineated in July 2023."""

    cbsa = models.CharField(primary_key=True, max_length=5)
    slug = models.SlugField(unique=True, max_length=120)
    title = models.CharField(max_length=120)
    kind = models.CharField(max_length=5, choices=[("metro", "Metropolitan"), ("micro", "Micropolitan")])

    class Meta:
        ordering: ClassVar = ["title"]

    def __str__(self) -> str:
        return self.title


class County(models.Model):
    """A county or its equivalent (Connecticut: planning region), with its own population, not the sum of
    its places.
    """

    geoid = models.CharField(primary_key=True, max_length=5)
    slug = models.SlugField(unique=True, max_length=120)
    name = models.CharField(max_length=80)
    state = models.ForeignKey(State, on_delete=models.PROTECT, related_name="counties")
    metro = models.ForeignKey(Metro, on_delete=models.SET_NULL, null=True, blank=True, related_name="counties")
    population = models.PositiveIntegerField()
    population_year = models.PositiveSmallIntegerField()
    age_0_14 = models.PositiveIntegerField(help_text="Residents of these ages; the five ages add up to the population")
    age_15_24 = models.PositiveIntegerField()
    age_25_44 = models.PositiveIntegerField()
    age_45_64 = models.PositiveIntegerField()
    age_65_up = models.PositiveIntegerField()
    latitude = models.FloatField()
    longitude = models.FloatField()

    class Meta:
        ordering: ClassVar = ["geoid"]
        verbose_name_plural = "counties"

    def __str__(self) -> str:
        return f"{self.name}, {self.state_id}"


class Place(models.Model):
    """A local government: an incorporated place (city, town, village, borough, consolidated government), or a town or
    township of the twelve states where those do what a city does elsewhere.
    """

    LEVELS = (("place", "Incorporated place"), ("town", "Town or township (county subdivision)"))

    geoid = models.CharField(primary_key=True, max_length=10, help_text="7 digits of a place, 10 of a town")
    level = models.CharField(max_length=5, choices=LEVELS, default="place")
    slug = models.SlugField(unique=True, max_length=120)
    name = models.CharField(max_length=100, help_text="Plain display name, e.g. Nashville")
    census_name = models.CharField(max_length=120, help_text="The name as the Census Bureau publishes it")
    kind = models.CharField(max_length=20)
    state = models.ForeignKey(State, on_delete=models.PROTECT, related_name="places")
    county = models.ForeignKey(
        County, on_delete=models.PROTECT, null=True, blank=True, related_name="primary_places",
        help_text="The county where most of its residents live",
    )  # fmt: skip
    metro = models.ForeignKey(Metro, on_delete=models.SET_NULL, null=True, blank=True, related_name="places")
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    price_level = models.FloatField(null=True, blank=True, help_text="Regional price parity, U.S. = 100")
    price_level_year = models.PositiveSmallIntegerField(null=True, blank=True)
    price_level_area = models.CharField(max_length=160, blank=True)
    featured = models.BooleanField(default=False)
    featured_rank = models.PositiveSmallIntegerField(null=True, blank=True)
    holds_places = models.BooleanField(
        default=False, help_text="A town with incorporated places inside it, whose residents are the town's too"
    )
    active = models.BooleanField(
        default=True, help_text="False once a newer vintage no longer lists it; its slug stays reserved"
    )
    counties = models.ManyToManyField(County, through="PlaceCounty", related_name="places")

    class Meta:
        ordering: ClassVar = ["geoid"]

    def __str__(self) -> str:
        return f"{self.name} ({self.slug})"


class PlaceCounty(models.Model):
    """A county in which part of a place lies."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE)
    county = models.ForeignKey(County, on_delete=models.CASCADE)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["place", "county"], name="one_row_a_place_and_county")]

    def __str__(self) -> str:
        return f"{self.place_id} in {self.county_id}"


class PopulationEstimate(models.Model):
    """Residents of a place on 1 July of a year, all years of one Census vintage."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="population_estimates")
    year = models.PositiveSmallIntegerField()
    value = models.PositiveIntegerField()

    class Meta:
        ordering: ClassVar = ["place", "year"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["place", "year"], name="one_population_a_year")]

    def __str__(self) -> str:
        return f"{self.place_id} {self.year}: {self.value}"


class DatasetVersion(models.Model):
    """What is loaded: one row, rewritten by every load, so that readers know when their memory is out of
    date.
    """

    SINGLETON_ID = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=SINGLETON_ID)
    version = models.CharField(max_length=80)
    data_hash = models.CharField(max_length=64, help_text="Content of the data folder last loaded")
    census_vintage = models.PositiveSmallIntegerField()
    loaded_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.version
