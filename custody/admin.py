"""The log of decisions, to read."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from custody.models import LogEntry


@admin.register(LogEntry)
class LogAdmin(admin.ModelAdmin):
    """Who decided what; nobody writes here."""

    list_display = ("number", "at", "actor", "action", "subject")
    list_filter = ("action", "at")
    search_fields = ("actor", "subject")
    ordering = ("-number",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Rows come from decisions."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """No row changes."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """No row goes."""
        return False
