"""`manage.py createsuperuser`, the framework's own, with its row in the log of decisions."""

from typing import Any

from django.contrib.auth.management.commands import createsuperuser

from custody.accounts import in_the_log


class Command(createsuperuser.Command):
    """Make a superuser, and keep that one was made."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Make it; no row without an account, no account without a row."""
        with in_the_log("made a superuser"):
            super().handle(*args, **options)
