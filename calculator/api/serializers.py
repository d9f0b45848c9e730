"""The shapes of answers, for the schema and the clients made from it. Nothing here runs when a request is answered."""

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers
from rest_framework.serializers import (
    BooleanField,
    CharField,
    ChoiceField,
    DictField,
    FloatField,
    IntegerField,
    ListField,
    Serializer,
)


def optional(field: type[serializers.Field], text: str) -> serializers.Field:
    """Return a field that is always there and null where nothing is known."""
    return field(allow_null=True, help_text=text)


class FaultSerializer(Serializer):
    """One thing wrong with a request."""

    message = CharField(help_text="What is wrong")
    parameter = CharField(required=False, help_text="The query or path parameter it is about")
    pointer = CharField(required=False, help_text="Where in the body, as a JSON pointer (RFC 6901)")
    allowed = CharField(required=False, help_text="What is allowed there")
    suggestion = CharField(required=False, help_text="What was probably meant")


class ProblemSerializer(Serializer):
    """Why there is no answer (RFC 9457): the same shape for every error."""

    type = CharField(help_text="A page that explains this kind of problem")
    title = CharField(help_text="The kind of problem in words")
    status = IntegerField(help_text="The HTTP status")
    detail = CharField(help_text="What happened here")
    instance = CharField(help_text="The path that was asked")
    errors = FaultSerializer(many=True, required=False, help_text="Everything wrong, at once")


class MethodReferenceSerializer(Serializer):
    """A methodology and its version."""

    id = CharField(help_text="caps or field")
    version = CharField(help_text="A released version never changes")


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


class PageSerializer(Serializer):
    """A page of a list."""

    count = IntegerField(help_text="Rows in the whole list, not only on this page")
    data_version = CharField(help_text="Version of the facts")
    next = optional(CharField, "The next page")
    previous = optional(CharField, "The previous page")


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


class BudgetSummarySerializer(Serializer):
    """A budget in short."""

    methodology = MethodReferenceSerializer()
    high_risk = FloatField(help_text="People at highest risk, not rounded")
    people_served = FloatField(help_text="Of them, those who are reached")
    frontline_staff = IntegerField()
    supervisors = IntegerField()
    ovp_staff = IntegerField(help_text="Staff of the city's Office of Violence Prevention")
    all_staff = IntegerField()
    total = IntegerField(help_text="USD a year")
    per_resident = optional(IntegerField, "USD a resident; null where nobody lives")


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


class SubjectSerializer(Serializer):
    """Whom a budget is for."""

    kind = ChoiceField(choices=["place", "region", "county", "typed"])
    name = CharField()
    geoid = optional(CharField, "GEOID of the place or county")
    slug = optional(CharField, "Slug of the place")
    state = optional(CharField, "Postal code")
    population_year = optional(IntegerField, "Year of the published population")
    homicides_year = optional(IntegerField, "Year of the published homicides")
    places = ListField(child=CharField(), help_text="GEOIDs of the places taken together")


class StaffSerializer(Serializer):
    """A role."""

    role = CharField()
    label = CharField()
    group = ChoiceField(choices=["frontline", "supervision", "ovp"])
    count = IntegerField(help_text="People")
    salary = IntegerField(help_text="USD a year each, before benefits")
    cost = IntegerField(help_text="USD a year for all of them, with benefits")
    description = CharField(help_text="What the person does")


class StaffTotalsSerializer(Serializer):
    """Staff in all."""

    frontline_staff = IntegerField()
    supervisors = IntegerField()
    ovp_staff = IntegerField()
    all_staff = IntegerField()


class BudgetLineSerializer(Serializer):
    """A line of the budget."""

    line = CharField()
    label = CharField()
    amount = IntegerField(help_text="USD a year")
    share = FloatField(help_text="Of the total, 0 to 1")


class WraparoundLineSerializer(Serializer):
    """A service for the people served."""

    line = CharField()
    label = CharField()
    amount = IntegerField(help_text="USD a year")


class AdviceSerializer(Serializer):
    """Something a careful colleague would add."""

    code = CharField()
    text = CharField()


class StepSerializer(Serializer):
    """The working of one line."""

    line = CharField()
    label = CharField()
    unit = CharField()
    formula = CharField(help_text="In the common subset of Python, JavaScript and spreadsheets")
    values = DictField(child=FloatField(allow_null=True), help_text="What was put into it")
    result = FloatField()


@extend_schema_serializer(component_name="BudgetAnswer")  # a Budget with a budget confuses generated clients
class BudgetSerializer(Serializer):
    """One year's budget."""

    methodology = MethodReferenceSerializer()
    data_version = CharField(help_text="Version of the facts")
    place = SubjectSerializer()
    inputs = DictField(child=FloatField(allow_null=True), help_text="Every parameter and fact used, by name")
    high_risk = FloatField(help_text="People at highest risk, not rounded")
    people_served = FloatField(help_text="Of them, those who are reached")
    workload = FloatField(help_text="People served after economies of scale")
    staffing = StaffSerializer(many=True)
    totals = StaffTotalsSerializer()
    budget = BudgetLineSerializer(many=True, help_text="Lines that add up to the total")
    wraparound = WraparoundLineSerializer(many=True, help_text="The parts of wraparound_cost")
    total = IntegerField(help_text="USD a year")
    per_resident = optional(IntegerField, "USD a resident; null where nobody lives")
    per_person_served = optional(IntegerField, "USD a person served; null where nobody is")
    per_homicide = optional(IntegerField, "USD for each homicide a year; null where none is reported")
    served_per_frontline_worker = optional(FloatField, "People served for each frontline worker")
    advice = AdviceSerializer(many=True)
    trace = StepSerializer(many=True, required=False, help_text="The working, where trace=1 was asked")


class ScenarioLinksSerializer(Serializer):
    """Where to go from a saved scenario."""

    self = CharField()
    page = CharField(help_text="The short link, a page for people")
    calculator = CharField(help_text="The same question over the facts of today")


class ScenarioSerializer(Serializer):
    """A saved scenario: the same numbers for ever."""

    id = CharField(help_text="Ten letters and digits that nobody can guess")
    created = serializers.DateTimeField(help_text="When it was first saved")
    query = CharField(help_text="The question as the calculator's query string, its methodology pinned")
    budget = BudgetSerializer(help_text="Computed from the facts kept with it, under the pinned version")
    links = ScenarioLinksSerializer()


class SourceSerializer(Serializer):
    """A publication."""

    key = CharField()
    title = CharField()
    publisher = CharField()
    url = CharField()
    year = IntegerField(help_text="Latest year it describes")
    vintage = CharField()
    licence = CharField()


class SourceListSerializer(Serializer):
    """Every source."""

    count = IntegerField()
    data_version = CharField()
    results = SourceSerializer(many=True)
