"""The admin's lists: what an address asks for that no database can look up is said, and rows that are only to be read."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import BadRequest
from django.db import DataError, transaction
from django.db.models import QuerySet
from django.http import HttpRequest


class SoundList(ChangeList):
    """A list of records. Django asks the database only after it has looked at the address: a year 0 fails there."""

    def get_results(self, request: HttpRequest) -> None:
        """Read the rows. Raises IncorrectLookupParameters, which the admin answers with the whole list."""
        try:
            with transaction.atomic():
                super().get_results(request)
                list(self.result_list)  # read once, and kept
        except (ValueError, OverflowError, DataError) as error:
            raise IncorrectLookupParameters from error


class SoundLists:
    """For a table of the admin: lists that answer whatever their address asks."""

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """Return the list."""
        return SoundList

    def response_action(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Do an action. Raises BadRequest where what was chosen is no key of this table: no page of ours sends that."""
        chosen: QuerySet[Any] = kwargs["queryset"]
        try:
            chosen.filter(pk__in=request.POST.getlist(ACTION_CHECKBOX_NAME))
        except ValueError:
            raise BadRequest("What was chosen is no row of this list.") from None
        return super().response_action(request, *args, **kwargs)  # type: ignore[misc]  # of the admin it is mixed into


class ReadOnlyAdmin(SoundLists, admin.ModelAdmin):
    """Rows that nobody adds, changes or deletes in the admin."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody adds."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody changes."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody deletes."""
        return False
