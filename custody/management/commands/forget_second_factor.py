"""`manage.py forget_second_factor NAME`: for somebody who lost the app and the printed codes."""

from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser

from custody.chain import BY_COMMAND
from custody.second_factor import forget


class Command(BaseCommand):
    """Take an account's second factor away; at the next login its owner sets up a new one."""

    help = "Forget an account's second factor, so that its owner sets up a new one at the next login."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the account's name."""
        parser.add_argument("username")

    def handle(self, *args: Any, **options: Any) -> None:
        """Forget it, or say that there is no such account."""
        user = User.objects.filter(username=options["username"]).first()
        if user is None:
            raise CommandError(f"No account is called {options['username']!r}; nothing was changed.")
        gone = forget(user, by=BY_COMMAND)
        self.stdout.write(f"{'Forgotten' if gone else 'There was none'}. {user} sets up a new one at the next login.")
