"""The published facts, to look at: `load_data` and `fetch_census` write them, nobody else."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from custody.lists import ReadOnlyAdmin
from profiles import models
from profiles.selectors import search_places

MOST_FOUND = 200


class FiguresInline(admin.TabularInline):
    """Figures by year."""

    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody adds."""
        return False


class PopulationInline(FiguresInline):
    """Residents by year."""

    model = models.PopulationEstimate


class HomicideInline(FiguresInline):
    """Homicides by year and source."""

    model = models.HomicideCount


@admin.register(models.Place)
class PlaceAdmin(ReadOnlyAdmin):
    """Places, found as visitors find them."""

    list_display = ["name", "state", "kind", "geoid", "featured_rank", "active"]
    list_filter = ["featured", "active", "kind", "state"]
    search_fields = ["name", "geoid"]
    search_help_text = "A name with or without its state (st louis mo), or a GEOID."
    list_select_related = ["state"]
    inlines = [PopulationInline, HomicideInline]
    show_full_result_count = False

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Find a place by whatever visitors may type."""
        if not search_term:
            return queryset, False
        found = [place.geoid for place in search_places(search_term, limit=MOST_FOUND)]
        return queryset.filter(geoid__in=found), False


@admin.register(models.Source)
class SourceAdmin(ReadOnlyAdmin):
    """Where the facts are from."""

    list_display = ["title", "publisher", "vintage", "year"]
    search_fields = ["title", "publisher"]


@admin.register(models.DatasetVersion)
class DatasetVersionAdmin(ReadOnlyAdmin):
    """What is loaded."""

    list_display = ["version", "census_vintage", "loaded_at"]
