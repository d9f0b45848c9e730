"""Local estimates, links of places, resources, evidence: what editors write."""

from typing import Any, cast

from django.contrib import admin
from django.contrib.auth.models import User
from django.forms import ModelForm
from django.http import HttpRequest

from profiles import models
from profiles.admin.columns import counted, money
from profiles.admin.review import ReviewedAdmin
from profiles.submissions.deciding import follow, hold_behind

STATE = ("Review", {"fields": ["state", "note", "updated_at"]})


@admin.register(models.LocalEstimate)
class LocalEstimateAdmin(ReviewedAdmin):
    """How many people are at highest risk, by somebody who counted there."""

    autocomplete_fields = ["place"]
    list_display = ["place", "state", counted("people", "people"), "kind", "year", "citation", "updated_at"]
    list_filter = ["state", "kind", "year", "place__state"]
    search_fields = ["place__name", "citation"]
    list_select_related = ["place"]
    ordering = ["-state", "-updated_at"]
    fieldsets = [
        (
            None,
            {"fields": ["place", "people", ("low", "high"), "kind", "definition", "when_counted", "year", "offered"]},
        ),
        ("Where it is published", {"fields": ["publisher", "citation", "url", "confidence"]}),
        STATE,
    ]


@admin.register(models.PlaceLink)
class PlaceLinkAdmin(ReviewedAdmin):
    """A place's own reports, plan, analysis and office."""

    autocomplete_fields = ["place"]
    list_display = ["title", "place", "kind", "state", "updated_at"]
    list_filter = ["state", "kind", "place__state"]
    search_fields = ["place__name", "title", "url"]
    list_select_related = ["place"]
    ordering = ["-state", "-updated_at"]
    fieldsets = [(None, {"fields": ["place", "kind", "title", "publisher", "year", "origin", "url"]}), STATE]


@admin.register(models.Resource)
class ResourceAdmin(ReviewedAdmin):
    """Organizations and publications for everybody."""

    list_display = ["title", "kind", "state", "updated_at"]
    list_filter = ["state", "kind"]
    search_fields = ["title", "text", "url"]
    ordering = ["-state", "-updated_at"]
    fieldsets = [(None, {"fields": ["kind", "title", "text", "url"]}), STATE]


@admin.register(models.FunderTerms)
class FunderTermsAdmin(ReviewedAdmin):
    """What is known better of a funder's terms than what ships."""

    list_display = [
        "key",
        "state",
        "name",
        "kind",
        money("cap_usd", "largest award"),
        "months",
        "checked_on",
        "updated_at",
    ]
    list_filter = ["state", "kind"]
    search_fields = ["key", "name", "eligible"]
    ordering = ["-state", "-updated_at"]
    fieldsets = [
        (None, {"fields": ["key", "name", "kind", ("cap_usd", "months"), "eligible", "community_groups", "states"]}),
        ("What it pays", {"fields": ["match", "match_share", "allowed", "forbidden", "pays", "pays_police"]}),
        ("When", {"fields": ["dates", "spend_by"]}),
        ("Who says so", {"fields": ["source_title", "source_url", "checked_on"]}),
        STATE,
    ]


@admin.register(models.EvidenceEntry)
class EvidenceEntryAdmin(ReviewedAdmin):
    """Stories and evaluations. A reason may quote what a visitor sent, so it stays where it is erased: with the entry."""

    reasons_are_sealed = False
    autocomplete_fields = ["place"]
    list_display = ["place_name", "figure", "kind", "period", "source", "state", "updated_at"]
    list_filter = ["state", "kind", "strategy", "place__state"]
    search_fields = ["place_name", "claim", "source"]
    ordering = ["-state", "-updated_at"]
    fieldsets = [
        ("Where and when", {"fields": ["place", "place_name", "period"]}),
        ("What", {"fields": ["figure", "claim", "strategy"]}),
        ("As numbers", {"fields": ["outcome", "measure", ("effect", "effect_low", "effect_high"), "n"]}),
        ("How firm it is", {"fields": ["kind", "design", "caution"]}),
        ("Who says so", {"fields": ["source", "url"]}),
        STATE,
    ]

    def hold(self, record: Any) -> Any:
        """Hold what a visitor sent before the entry made from it."""
        hold_behind(record)
        return super().hold(record)

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm, change: bool) -> None:
        """Save it; a visitor's story that is public now is decided too."""
        super().save_model(request, obj, form, change)
        follow(obj, by=cast(User, request.user))

    def _approve(self, request: HttpRequest, record: Any, reason: str) -> None:
        super()._approve(request, record, reason)
        follow(record, by=cast(User, request.user))
