"""The shapes of plans and returns, for the schema. Nothing here runs when a request is answered."""

from rest_framework.serializers import (
    CharField,
    ChoiceField,
    DictField,
    FloatField,
    IntegerField,
    ListField,
    Serializer,
)

from calculator.api.serializers import MethodReferenceSerializer, optional
from calculator.engine.funding import CERTAINTIES


class PlanTermsSerializer(Serializer):
    """The plan's parameters as used."""

    version = CharField(help_text="Version of the plan's rules")
    ramp = CharField(help_text="full, even, sc2 or typed")
    years = IntegerField()
    first_year = IntegerField(help_text="Calendar year")
    pay_growth_share = FloatField()
    price_growth_share = FloatField()
    hiring_lag_months = FloatField()
    vacancy_share = FloatField()
    startup_per_post = FloatField(help_text="USD")


class PlanPostsSerializer(Serializer):
    """A role in one year."""

    role = CharField()
    label = CharField()
    group = CharField()
    count = IntegerField(help_text="Posts in the plan")
    new = IntegerField(help_text="Posts that were not there the year before")
    given_up = IntegerField(help_text="Posts that were there the year before")
    salary = IntegerField(help_text="USD, each")
    cost = IntegerField(help_text="USD with benefits, all")


class PlanLineSerializer(Serializer):
    """A line of a year's budget."""

    line = CharField()
    label = CharField()
    amount = IntegerField(help_text="USD")
    share = FloatField(help_text="Of the year's total")


class PlanYearSerializer(Serializer):
    """A year of a plan."""

    year = IntegerField(help_text="Calendar year")
    coverage_share = FloatField()
    people_served = FloatField()
    pay_index = FloatField(help_text="Pay, year 1 = 1")
    price_index = FloatField(help_text="Prices of support, year 1 = 1")
    filled_share = FloatField(help_text="Share of posts filled through the year")
    staffing = PlanPostsSerializer(many=True)
    all_staff = IntegerField()
    new_posts = IntegerField()
    posts_given_up = IntegerField()
    budget = PlanLineSerializer(many=True)
    total = IntegerField(help_text="USD, start-up of new posts included")
    funding = DictField(child=IntegerField(), help_text=f"USD by certainty: {', '.join(CERTAINTIES)}")
    gap = IntegerField(help_text="USD missing if every source comes through; never below 0")
    gap_committed = IntegerField(help_text="USD missing if only committed money comes")
    committed_share = FloatField(help_text="Of the year's total, at most 1")
    gap_is = optional(CharField, "What the gap is in workers or people; null where there is none")


class CliffSerializer(Serializer):
    """Committed money that falls by 20 % or more."""

    year = IntegerField(help_text="The year with less")
    before = IntegerField(help_text="USD")
    after = IntegerField(help_text="USD")
    share = FloatField(help_text="The part that goes")
    ending = ListField(child=CharField(), help_text="Sources that end")


class StaffingGapSerializer(Serializer):
    """A role: recommended for the one-year budget, in post, missing."""

    role = CharField()
    label = CharField()
    employer = ChoiceField(choices=["city", "community"], help_text="Who usually employs the role")
    recommended = IntegerField()
    city = IntegerField(help_text="In post with the city")
    community = IntegerField(help_text="In post with community organizations")
    missing = IntegerField()
    beyond = IntegerField(help_text="More than recommended")
    cost = IntegerField(help_text="USD a year for those missing, pay and benefits")


class PlanAnswerSerializer(Serializer):
    """A plan over years."""

    methodology = MethodReferenceSerializer()
    data_version = CharField()
    place = DictField(help_text="Whom the plan is for")
    plan = PlanTermsSerializer()
    years = PlanYearSerializer(many=True)
    cliffs = CliffSerializer(many=True)
    staffing_gap = StaffingGapSerializer(many=True)
    total = IntegerField(help_text="USD over all years")
    total_gap = IntegerField(help_text="USD over all years")


class PerspectiveSerializer(Serializer):
    """Whose money counts."""

    key = CharField()
    label = CharField()
    cost_per_homicide = FloatField(help_text="USD")
    cost_per_nonfatal = optional(FloatField, "USD; null: no figure, not counted")
    source = CharField()
    note = CharField()


class ThreeSerializer(Serializer):
    """Low, central and high."""

    low = optional(FloatField, "Low")
    central = optional(FloatField, "Central")
    high = optional(FloatField, "High")


class AvertedSerializer(Serializer):
    """Cases averted over the years counted."""

    homicides = FloatField()
    nonfatal_shootings = FloatField()


class ThreeAvertedSerializer(Serializer):
    """Cases averted: low, central and high."""

    low = AvertedSerializer()
    central = AvertedSerializer()
    high = AvertedSerializer()


class DrawsSerializer(Serializer):
    """Draws of benefit per dollar."""

    draws = IntegerField()
    edges = ListField(child=FloatField(), help_text="One more than counts")
    counts = ListField(child=IntegerField())
    percentile_5 = FloatField()
    median = FloatField()
    percentile_95 = FloatField()


class StudySerializer(Serializer):
    """An evaluation behind the effects."""

    place = CharField()
    program = CharField()
    finding = CharField()
    design = CharField()
    caution = CharField()
    title = CharField()
    url = CharField()
    year = IntegerField()


class ReturnAnswerSerializer(Serializer):
    """What a programme might return, from one perspective."""

    methodology = MethodReferenceSerializer()
    data_version = CharField()
    place = DictField(help_text="Whom it is for")
    version = CharField(help_text="Version of the return's rules")
    homicides = FloatField(help_text="A year, without the programme")
    nonfatal_per_homicide = FloatField()
    effect = ThreeSerializer()
    perspective = PerspectiveSerializer()
    seed = IntegerField()
    years_counted = IntegerField()
    cost = IntegerField(help_text="USD over the years counted")
    averted = ThreeAvertedSerializer()
    benefit = ThreeSerializer(help_text="USD over the years counted")
    benefit_per_dollar = ThreeSerializer(help_text="null where nothing is spent")
    probability_benefit_exceeds_cost = optional(FloatField, "Share of draws; null where nothing is spent")
    distribution = DrawsSerializer(allow_null=True)
    break_even_homicides = FloatField(help_text="A year, fatal cases only")
    break_even_homicides_with_nonfatal = FloatField(help_text="A year, with the nonfatal shootings that go with them")
    study_notes = StudySerializer(many=True)
