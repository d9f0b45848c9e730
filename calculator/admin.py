"""Saved scenarios for editors to look up; nothing here can be changed."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from calculator.models import Scenario


@admin.register(Scenario)
class ScenarioAdmin(admin.ModelAdmin):
    """A list and a page to read."""

    list_display = ("id", "name", "methodology", "total", "data_version", "created")
    list_filter = ("methodology", "created")
    search_fields = ("id", "name")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Scenarios are saved on the site."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody changes one."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Links that were given out keep working."""
        return False
