"""The shapes of the evidence library, the strategies and the sources, for the schema."""

from rest_framework.serializers import CharField, ChoiceField, IntegerField, ListField, Serializer

from calculator.api.serializers import optional


class StorySerializer(Serializer):
    """A claim with its place, period, source, and how strong the evidence is."""

    slug = CharField()
    place = CharField()
    geoids = ListField(child=CharField(), help_text="The places it is shown with; none for a county")
    state = optional(CharField, "Postal code")
    figure = optional(CharField, "The figure claimed, in words")
    claim = CharField()
    period = CharField(allow_blank=True)
    kind = CharField(help_text="announcement, before_after, quasi_experimental or randomized")
    kind_label = CharField()
    strategies = ListField(child=CharField(), help_text="Slugs of strategies/")
    design = optional(CharField, "How it was studied")
    caution = CharField(allow_blank=True, help_text="What to keep in mind")
    source = CharField()
    url = CharField(allow_blank=True)


class StoryListSerializer(Serializer):
    """The evidence library, strongest design first."""

    count = IntegerField()
    results = StorySerializer(many=True)


class RoleLinkSerializer(Serializer):
    """A role of the methodology."""

    role = CharField()
    label = CharField()


class LineLinkSerializer(Serializer):
    """A budget line of the methodology."""

    line = CharField()
    label = CharField()


class WhereSerializer(Serializer):
    """Where a strategy runs."""

    place = CharField()
    slug = CharField(allow_blank=True, help_text="Empty where the place has no page")
    text = CharField(allow_blank=True)


class OrganizationSerializer(Serializer):
    """Who runs or supports it."""

    label = CharField()
    url = CharField(allow_blank=True)


class StrategySerializer(Serializer):
    """A strategy, or another service, with the roles and budget lines that belong to it."""

    slug = CharField()
    name = CharField()
    group = ChoiceField(choices=["strategy", "service"])
    summary = CharField()
    does = ListField(child=CharField(), help_text="Paragraphs")
    roles = RoleLinkSerializer(many=True)
    lines = LineLinkSerializer(many=True)
    where = WhereSerializer(many=True)
    organizations = OrganizationSerializer(many=True)


class StrategyListSerializer(Serializer):
    """The strategies and services in the order of the page."""

    count = IntegerField()
    results = StrategySerializer(many=True)


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
