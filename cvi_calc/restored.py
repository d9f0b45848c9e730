"""Run by `bin/restore` on the new database: bring it up to date, check it, decide once more what was decided since.

Reads {"erased": [references], "senders": [references], "taken_down": [tombstones], "closed": [accounts], "backup": name}
from standard input, prints {"rows": {table: count}}, the number of "erased", "taken_down" and "closed", and of rows in the
backup's "log". Where the database "serves" already, only what was decided while it was restored is left to do.
"""

import json
import os
import sys

from django.core.management import CommandError, call_command

BY = "the site (restore)"
COUNTED = ("calculator.Scenario", "profiles.Submission", "profiles.EvidenceEntry", "custody.LogEntry", "auth.User")


def main() -> int:
    """Print what was found; 1 and the reason in one line where the backup cannot serve."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cvi_calc.settings")
    import django

    django.setup()
    from django.apps import apps
    from django.contrib.sessions.models import Session
    from django.db import DatabaseError, connection

    from calculator.keeping.takedown import set_again
    from custody.accounts import close_again
    from custody.chain import check, record
    from custody.ledger import LedgerError
    from custody.models import LogEntry
    from profiles.publishing import PublishError
    from profiles.submissions.retention import erase_again

    asked = json.load(sys.stdin)
    try:
        if not asked["serves"]:
            if "profiles_place" not in connection.introspection.table_names():
                return _refuse("the backup holds no table of this site")
            call_command("migrate", interactive=False, verbosity=0)
            call_command("load_data", verbosity=0)
            connection.check_constraints()
            seal = check()
            if not seal.whole:
                return _refuse(f"the backup's log of decisions is broken at row {seal.broken_at}")
            Session.objects.all().delete()  # whoever signed out, or was signed out, since the backup is in none
        sealed = LogEntry.objects.count()
        erased = erase_again(by=BY, also=asked["erased"], senders_also=asked["senders"])
        taken_down = set_again(by=BY, also=asked["taken_down"])
        rows = {name: apps.get_model(name)._base_manager.count() for name in COUNTED}
        again = {"erased": erased, "taken_down": taken_down, "closed": close_again(by=BY, also=asked["closed"])}
        if not asked["serves"]:
            record(BY, "restored", f"backup {asked['backup']}"[:200], {"rows": rows, "again": again})
    except (CommandError, DatabaseError, LedgerError, PublishError) as error:
        return _refuse(str(error).strip().replace("\n", " "))
    connection.close()
    print(json.dumps({"rows": rows, **again, "log": sealed}))
    return 0


def _refuse(reason: str) -> int:
    print(reason, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
