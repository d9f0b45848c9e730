"""Saved scenarios for editors to look up; nothing here can be changed."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from calculator.models import Scenario, Tombstone


class ReadOnlyAdmin(admin.ModelAdmin):
    """Rows that nobody writes here."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Scenarios are saved on the site."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody changes one."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Links that were given out keep working."""
        return False


@admin.register(Scenario)
class ScenarioAdmin(ReadOnlyAdmin):
    """A list and a page to read."""

    list_display = ("id", "name", "methodology", "total", "data_version", "created")
    list_filter = ("methodology", "created")
    search_fields = ("id", "name")


@admin.register(Tombstone)
class TombstoneAdmin(ReadOnlyAdmin):
    """What was taken down, to read; `manage.py take_down` sets and lifts."""

    list_display = ("scenario", "reason", "record", "by", "at")
    list_filter = ("at",)
    search_fields = ("scenario__id", "record")
