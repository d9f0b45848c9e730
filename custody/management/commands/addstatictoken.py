"""`manage.py addstatictoken`, django-otp's own: a code that opens somebody's second step, with its row in the log of decisions."""

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django_otp.plugins.otp_static.management.commands import addstatictoken

from custody.chain import BY_COMMAND
from custody.chain import record as log


class Command(addstatictoken.Command):
    """Add a printed code to an account, and keep to whose."""

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Add it; no row without a code, no code without a row."""
        super().handle(*args, **options)
        account = User.objects.get(username=options["username"])
        log(BY_COMMAND, "gave a printed code to", f"auth.user {account.pk}", {"name": account.get_username()})
