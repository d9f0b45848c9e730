"""`manage.py changepassword`, the framework's own, with its row in the log of decisions."""

from typing import Any

from django.contrib.auth.management.commands import changepassword

from custody.accounts import in_the_log


class Command(changepassword.Command):
    """Set somebody's password, and keep whose."""

    def handle(self, *args: Any, **options: Any) -> str | None:
        """Set it; no row without a password, no password without a row."""
        with in_the_log("set the password of"):
            said: str | None = super().handle(*args, **options)
        return said
