"""The shape of a methodology, for the schema."""

from rest_framework.serializers import CharField, ChoiceField, FloatField, IntegerField, ListField, Serializer

from calculator.api.serializers import optional


class ChangeSerializer(Serializer):
    """What a version changed."""

    version = CharField()
    date = CharField()
    text = CharField()


class MethodSummarySerializer(Serializer):
    """A methodology in short."""

    id = CharField()
    version = CharField(help_text="A released version never changes")
    title = CharField()
    status = CharField()
    summary = CharField()
    versions = ListField(child=CharField(), help_text="Every released version, oldest first")
    changes = ChangeSerializer(many=True)


class MethodListSerializer(Serializer):
    """Every methodology in its newest version."""

    count = IntegerField()
    results = MethodSummarySerializer(many=True)


class EvidenceSerializer(Serializer):
    """What published evidence spans."""

    low = optional(FloatField, "Lowest")
    high = optional(FloatField, "Highest")


class AllowedSerializer(Serializer):
    """What is accepted at all."""

    min = FloatField()
    max = FloatField()
    step = FloatField()


class ParameterSourceSerializer(Serializer):
    """Where a number comes from."""

    title = CharField()
    publisher = CharField()
    url = CharField()
    year = optional(IntegerField, "Year, where there is one")


class ParameterSerializer(Serializer):
    """A number that may be moved, with its evidence."""

    name = CharField(help_text="The name it goes by in requests")
    label = CharField()
    unit = CharField()
    group = CharField()
    value = optional(FloatField, "The preset; null: none")
    evidence = EvidenceSerializer()
    allowed = AllowedSerializer()
    source = ParameterSourceSerializer()
    note = CharField(allow_blank=True)
    confidence = ChoiceField(choices=["high", "medium", "low"])


class FormulaLineSerializer(Serializer):
    """A computed number."""

    name = CharField()
    label = CharField()
    unit = CharField()
    formula = CharField()


class RoleSerializer(Serializer):
    """A job."""

    role = CharField()
    label = CharField()
    group = ChoiceField(choices=["frontline", "supervision", "ovp"])
    employer = ChoiceField(choices=["community", "city"])
    salary_parameter = CharField()
    description = CharField()


class MethodSerializer(MethodSummarySerializer):
    """A methodology in full."""

    facts = ParameterSerializer(many=True)
    parameters = ParameterSerializer(many=True)
    lines = FormulaLineSerializer(many=True, help_text="In the order computed")
    roles = RoleSerializer(many=True)
    budget = ListField(child=CharField())
    wraparound = ListField(child=CharField())
