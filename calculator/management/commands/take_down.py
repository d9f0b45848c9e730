"""`manage.py take_down ID --reason … --record …`: a saved scenario that may no longer be shown; `--again` for all of them."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from calculator.keeping.takedown import TakedownError, put_back, set_again, take_down
from custody.chain import BY_COMMAND
from custody.ledger import LedgerError

BY = BY_COMMAND


class Command(BaseCommand):
    """Set or lift a tombstone."""

    help = "Take a saved scenario down; its address then says when and why. --lift puts it back."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the id, the reason to show, and the record of the decision."""
        parser.add_argument("scenario", nargs="?", default="")
        parser.add_argument("--reason", default="", help="shown to whoever opens the address")
        parser.add_argument("--record", default="", help="an order's number or a ticket; for operators alone")
        parser.add_argument("--lift", action="store_true", help="put it back")
        parser.add_argument("--again", action="store_true", help="decide once more what the list of marks says")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, or say why not."""
        key, record = options["scenario"], options["record"]
        if options["again"] == bool(key):
            raise CommandError("Give one saved scenario's id, or --again. Nothing was changed.")
        try:
            if options["again"]:
                self.stdout.write(f"Taken down or put back again: {set_again(by=BY)}.")
                return
            if options["lift"]:
                put_back(key, record=record, by=BY)
            else:
                take_down(key, reason=options["reason"], record=record, by=BY)
        except (TakedownError, LedgerError) as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"/s/{key}/ {'is shown again' if options['lift'] else 'now says that it was taken down'}.")
