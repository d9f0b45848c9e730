"""Homicides as counted locally, spending, costs of violence, pay: what editors write beside counts of people."""

from django.contrib import admin

from profiles import models
from profiles.admin.columns import money
from profiles.admin.editorial import STATE
from profiles.admin.review import ReviewedAdmin

COSTS = (money("per_fatal_usd", "a fatal shooting"), money("per_nonfatal_usd", "a nonfatal shooting"))
WHERE = ("Where it is published", {"fields": ["publisher", "url"]})


class LocalAdmin(ReviewedAdmin):
    """A record of a place with its publisher."""

    autocomplete_fields = ["place"]
    list_filter = ["state", "place__state"]
    list_select_related = ["place"]
    ordering = ["-state", "-updated_at"]


@admin.register(models.LocalHomicides)
class LocalHomicidesAdmin(LocalAdmin):
    """A year's homicides as police, coroner, sheriff or state police count them; approved, it leads every other source."""

    list_display = ["place", "state", "year", "low", "high", "what", "publisher", "updated_at"]
    search_fields = ["place__name", "publisher"]
    fieldsets = [(None, {"fields": ["place", "year", ("low", "high"), "what"]}), WHERE, STATE]


@admin.register(models.Spending)
class SpendingAdmin(LocalAdmin):
    """What a place spends, with what the figure contains."""

    list_display = [
        "place",
        "state",
        "program",
        "years",
        money("annual_usd", "a year"),
        "beside_recommendation",
        "updated_at",
    ]
    search_fields = ["place__name", "program", "publisher"]
    fieldsets = [
        (None, {"fields": ["place", "program", "years", ("dollars", "annual_usd"), "standing", "contains"]}),
        ("Who it pays for", {"fields": [("staff", "participants"), "staff_by_role"]}),
        ("On the profile", {"fields": ["beside_recommendation"]}),
        WHERE,
        STATE,
    ]


@admin.register(models.CostOfViolence)
class CostOfViolenceAdmin(LocalAdmin):
    """What a shooting costs there."""

    list_display = ["place", "state", "year", "perspective", *COSTS, "updated_at"]
    search_fields = ["place__name", "publisher"]
    fieldsets = [
        (None, {"fields": ["place", "year", "perspective", ("per_fatal_usd", "per_nonfatal_usd"), "components"]}),
        WHERE,
        STATE,
    ]


@admin.register(models.PublishedPay)
class PublishedPayAdmin(LocalAdmin):
    """Pay for a role."""

    list_display = [
        "role",
        "state",
        "place",
        "employer",
        "year",
        money("low_usd", "from"),
        money("high_usd", "to"),
        "updated_at",
    ]
    search_fields = ["place__name", "place_name", "role", "publisher"]
    fieldsets = [
        (
            None,
            {"fields": ["place", "place_name", "role", "employer", "year", ("low_usd", "high_usd"), "basis", "remark"]},
        ),
        WHERE,
        STATE,
    ]
