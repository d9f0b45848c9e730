"""The shape of a grant budget, for the schema. Nothing here runs when a request is answered."""

from rest_framework.serializers import (
    BooleanField,
    CharField,
    DictField,
    FloatField,
    IntegerField,
    ListField,
    Serializer,
)

from calculator.api.serializers import MethodReferenceSerializer, optional


class GrantTermsSerializer(Serializer):
    """What the applicant decides."""

    subawards = IntegerField(help_text="Subawards to community organizations, taken as equal in size")
    de_minimis = BooleanField(help_text="Whether the de minimis rate is used")
    indirect_rate = FloatField(help_text="Share, 0–1")
    indirect_base = CharField(help_text="mtdc, personnel or direct")
    mapping = DictField(child=CharField(), help_text="Treatment by line")


class GrantFactorSerializer(Serializer):
    """One factor of a computation."""

    value = FloatField()
    unit = CharField(help_text="positions, usd, time, share, people, price_index, staffing or posts")


class GrantLineSerializer(Serializer):
    """One line of the worksheet, whole dollars."""

    line = CharField()
    label = CharField()
    treatment = CharField()
    object_class = CharField(help_text="SF-424A letter; personnel covers a and b")
    amount = IntegerField()
    pay = optional(IntegerField, "Pay before benefits, for staff")
    fringe = optional(IntegerField, "Benefits, for staff; pay and fringe add up to the amount")
    fringe_share = optional(FloatField, "Benefits as a share of pay")
    factors = GrantFactorSerializer(many=True)
    computation = CharField(help_text="The arithmetic in words")


class GrantWholeSerializer(Serializer):
    """Object classes of a budget period, or of all of them."""

    label = CharField()
    object_classes = DictField(child=IntegerField(), help_text="a_personnel to k_total, whole dollars")
    indirect_base = IntegerField(help_text="Dollars on which indirect charges are taken")


class GrantPeriodSerializer(GrantWholeSerializer):
    """A budget period with its lines."""

    lines = GrantLineSerializer(many=True)


class GrantNarrativeSerializer(Serializer):
    """A line's paragraph of the budget narrative."""

    line = CharField()
    label = CharField()
    text = CharField()


class GrantSourceSerializer(Serializer):
    """A rule that is followed."""

    title = CharField()
    url = CharField()


class GrantBudgetSerializer(Serializer):
    """A budget for a federal application."""

    methodology = MethodReferenceSerializer()
    data_version = CharField()
    place = DictField(help_text="Whom the budget is for")
    budget_total = IntegerField(help_text="The scenario's total over all periods; equals i_total_direct of `whole`")
    terms = GrantTermsSerializer()
    periods = GrantPeriodSerializer(many=True)
    whole = GrantWholeSerializer()
    indirect_working = ListField(child=CharField(), help_text="How indirect charges came about, sentence by sentence")
    narratives = GrantNarrativeSerializer(many=True)
    sources = GrantSourceSerializer(many=True)
