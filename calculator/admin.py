"""Saved scenarios for editors to look up; nothing here can be changed."""

from django.contrib import admin

from calculator.models import Scenario, Tombstone
from custody.lists import ReadOnlyAdmin


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
