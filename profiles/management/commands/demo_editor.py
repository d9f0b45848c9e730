"""`manage.py demo_editor`: an account to try the editors' side with, on one's own machine."""

import secrets
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from custody.chain import BY_COMMAND
from custody.chain import record as log

NAME = "demo-editor"
ROLES = ("editor", "reviewer")


class Command(BaseCommand):
    """Create the account, or give it a new password."""

    help = "Create a local account that may edit and review, and print its password."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take a password, else make one."""
        parser.add_argument("--password", help="the password to set (otherwise a new one is made)")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Write the account in one transaction; refuse where the site is public."""
        if settings.HTTPS:
            raise CommandError("This is a public site (HTTPS is on). Make accounts with `manage.py createsuperuser`.")
        password = options["password"] or secrets.token_urlsafe(12)
        user, created = User.objects.get_or_create(username=NAME, defaults={"is_staff": True})
        user.is_staff = user.is_active = True
        user.set_password(password)
        user.save()
        user.groups.set(Group.objects.filter(name__in=ROLES))
        action = "made an account" if created else "set the password of"
        log(BY_COMMAND, action, f"auth.user {user.pk}", {"name": NAME, "roles": sorted(ROLES)})
        self.stdout.write(f"{'Created' if created else 'New password for'} {NAME}, who may edit and review.")
        self.stdout.write(f"  Log in at /admin/ as {NAME} with the password {password}")
