"""The shapes of places. Nothing here runs when a request is answered."""

from rest_framework.serializers import BooleanField, CharField, ChoiceField, FloatField, IntegerField, Serializer

from calculator.api.budget.shapes import BudgetSummarySerializer
from calculator.api.serializers import PageSerializer, optional


class CityRowSerializer(Serializer):
    """A place in a list."""

    geoid = CharField(help_text="Census GEOID: state and place FIPS code, 7 digits, text")
    slug = CharField(help_text="The place's name in URLs")
    name = CharField(help_text="Plain name")
    state = CharField(help_text="Postal code")
    state_name = CharField()
    kind = CharField(help_text="city, town, village, borough or another legal kind")
    county = optional(CharField, "The county where most residents live")
    metro = optional(CharField, "Metropolitan or micropolitan area")
    latitude = optional(FloatField, "Degrees north")
    longitude = optional(FloatField, "Degrees east")
    featured = BooleanField(help_text="One of the 50 places of 100,000 or more with the highest homicide rates")
    population = IntegerField(help_text="Residents on 1 July of population_year")
    population_year = IntegerField()
    homicides = optional(IntegerField, "Victims in the latest reported year; null: not reported, which is not zero")
    homicides_year = optional(IntegerField, "The latest reported year")
    homicides_per_100k = optional(FloatField, "Homicides per 100,000 residents of that year, or of the police area")
    homicides_area_population = optional(
        IntegerField, "Residents of the police agency's area, where count and rate are of that larger area"
    )
    price_level = optional(FloatField, "BEA regional price parity, U.S. = 100")
    data_version = CharField(help_text="Version of the facts")


class CityListSerializer(PageSerializer):
    """A page of places."""

    results = CityRowSerializer(many=True)


class FigureSerializer(Serializer):
    """A figure with its year and source."""

    value = IntegerField()
    year = IntegerField()
    source = CharField(help_text="A key of sources/")


class YearValueSerializer(Serializer):
    """A figure of a year."""

    year = IntegerField()
    value = IntegerField()


class SourceValueSerializer(Serializer):
    """What another source counts."""

    source = CharField(help_text="A key of sources/")
    value = IntegerField()


class HomicidesSerializer(Serializer):
    """Homicides of a year; all null where nobody reported."""

    value = optional(IntegerField, "Victims; null: not reported, which is not zero")
    year = optional(IntegerField, "The year")
    rate_per_100k = optional(
        FloatField, "Per 100,000 residents of the place, or of the police area where that is given"
    )
    population_year = optional(IntegerField, "Year of the place's population in the rate")
    area_population = optional(
        IntegerField, "Residents of the police agency's area, where count and rate are of that larger area"
    )
    firearm = optional(IntegerField, "Victims by firearm")
    source = optional(CharField, "A key of sources/")
    disagreement = SourceValueSerializer(
        many=True, allow_null=True, help_text="Other counts, where one differs by more than 2 and by more than 10 %"
    )


class PriceLevelSerializer(Serializer):
    """The price level of the place's metro, or of its state's rest."""

    value = optional(FloatField, "BEA regional price parity, U.S. = 100")
    year = optional(IntegerField, "The year")
    area = optional(CharField, "The area it describes")
    source = optional(CharField, "A key of sources/")


class CountySerializer(Serializer):
    """A county."""

    geoid = CharField(help_text="FIPS code, 5 digits, text")
    name = CharField()


class MetroSerializer(Serializer):
    """A metropolitan or micropolitan area."""

    cbsa = CharField(help_text="CBSA code, 5 digits, text")
    title = CharField()


class LinksSerializer(Serializer):
    """Where to go from a place."""

    self = CharField()
    budget = CharField()
    profile = CharField(help_text="The page for people")
    calculator = CharField(help_text="The calculator page")


class LocalEstimateSerializer(Serializer):
    """People at highest risk as counted locally."""

    people = IntegerField()
    low = optional(IntegerField, "Lowest count")
    high = optional(IntegerField, "Highest count")
    year = IntegerField()
    citation = CharField()
    url = CharField(allow_blank=True)
    kind = ChoiceField(choices=["total", "target"], help_text="Everybody, or the part a programme means to reach")


class ResourceSerializer(Serializer):
    """A place's own publication or office."""

    kind = CharField()
    title = CharField()
    url = CharField()


class CitySerializer(Serializer):
    """Everything known of a place."""

    geoid = CharField(help_text="Census GEOID, 7 digits, text")
    slug = CharField()
    name = CharField(help_text="Plain name")
    census_name = CharField(help_text="The name as the Census Bureau publishes it")
    state = CharField(help_text="Postal code")
    state_name = CharField()
    kind = CharField()
    county = CountySerializer(allow_null=True)
    metro = MetroSerializer(allow_null=True)
    latitude = optional(FloatField, "Degrees north")
    longitude = optional(FloatField, "Degrees east")
    featured = BooleanField()
    featured_rank = optional(IntegerField, "1 to 50")
    population = FigureSerializer()
    population_history = YearValueSerializer(many=True)
    homicides = HomicidesSerializer(help_text="The latest reported year")
    homicide_history = HomicidesSerializer(many=True)
    price_level = PriceLevelSerializer()
    local_estimates = LocalEstimateSerializer(many=True, help_text="Newest first")
    resources = ResourceSerializer(many=True, help_text="The place's own plans and offices")
    data_version = CharField(help_text="Version of the facts")
    budget = BudgetSummarySerializer(help_text="By the caps methodology, nothing moved")
    links = LinksSerializer()
