"""The shapes of budgets and saved scenarios. Nothing here runs when a request is answered."""

from drf_spectacular.utils import extend_schema_serializer
from rest_framework.serializers import (
    CharField,
    ChoiceField,
    DateTimeField,
    DictField,
    FloatField,
    IntegerField,
    ListField,
    Serializer,
)

from calculator.api.serializers import MethodReferenceSerializer, optional


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
    created = DateTimeField(help_text="When it was first saved")
    query = CharField(help_text="The question as the calculator's query string, its methodology pinned")
    budget = BudgetSerializer(help_text="Computed from the facts kept with it, under the pinned version")
    links = ScenarioLinksSerializer()
