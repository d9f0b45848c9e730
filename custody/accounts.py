"""Accounts that were closed: they stay, so that what they wrote stays theirs, and a restored backup closes them again."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models.signals import post_save, pre_save
from django.utils import timezone

from custody import ledger
from custody.chain import BY_COMMAND, UNREADABLE
from custody.chain import record as log
from custody.models import LogEntry

CLOSED, OPEN = "closed", "open"
OF_ACCOUNT = "auth.user "  # how the log names an account


@contextmanager
def in_the_log(action: str) -> Iterator[None]:
    """Write a row of the log with each account that is saved meanwhile, both or neither; nothing is held while somebody types."""
    with ExitStack() as saving:

        def begin(instance: User, **signal: object) -> None:
            saving.enter_context(transaction.atomic())
            now = hold(instance.pk)
            for field in User._meta.concrete_fields if now else ():
                if field.attname != "password":  # all else is as somebody may have made it while the password was typed
                    setattr(instance, field.attname, getattr(now, field.attname))

        def end(instance: User, **signal: object) -> None:
            log(BY_COMMAND, action, f"auth.user {instance.pk}", {"name": instance.get_username()})
            saving.close()

        pre_save.connect(begin, sender=User, weak=False)
        post_save.connect(end, sender=User, weak=False)
        try:
            yield
        finally:
            pre_save.disconnect(begin, sender=User)
            post_save.disconnect(end, sender=User)


def hold(key: int | None) -> User | None:
    """Return an account as it is now, held until the transaction ends, before anything of it or the log's end is; None where
    there is none.
    """
    return None if key is None else User.objects.select_for_update(no_key=True).filter(pk=key).first()


def note(account: User) -> None:
    """Note outside the database whether an account is closed. Raises ledger.LedgerError."""
    ledger.note({**_named(account), "is": OPEN if account.is_active else CLOSED})


def end_sessions(account: User) -> None:
    """End every session of an account: one that is opened again later is not open where it was before."""
    for session in Session.objects.filter(expire_date__gte=timezone.now()):
        if session.get_decoded().get(SESSION_KEY) == str(account.pk):
            session.delete()


def closed() -> list[dict[str, str]]:
    """Return the closed accounts of this database as lines of the ledger."""
    return [{**_named(account), "is": CLOSED} for account in User.objects.filter(is_active=False)]


def _named(account: User) -> dict[str, str]:
    """Return whom a line is about: after a restore the next account gets the number of one that was made since the backup."""
    return {"account": str(account.pk), "name": account.username}


def decided() -> list[tuple[int, str]]:
    """Return what the log says of accounts: the number of each row, and its words with the moment, who, and the account's name.

    Where a row was spoilt, so that it cannot be read, the last words say that there is more.
    """
    names = {f"{OF_ACCOUNT}{key}": name for key, name in User.objects.values_list("pk", "username")}
    found = []
    try:
        for row in LogEntry.objects.filter(subject__startswith=OF_ACCOUNT).order_by("number"):
            about = ", ".join(f"{key} {value}" for key, value in row.detail.items() if key != "name")
            words = f"{row.at:%Y-%m-%d %H:%M}, {row.actor}: {row.action} {names.get(row.subject, row.subject)}"
            found.append((row.number, f"{words} ({about})" if about else words))
    except UNREADABLE:
        found.append((sys.maxsize, "and what cannot be read: the log of the former database is broken"))
    return found


def close_again(*, by: str, also: Iterable[dict[str, str]] = ()) -> int:
    """Close once more what the ledger, and `also` the database that served before, last said to be closed; return how many.

    None is opened again: a person does that. A line without a name is about whoever has the number. Raises ledger.LedgerError.
    """
    said = [line for line in (*ledger.lines(), *also) if "account" in line]
    open_now = User.objects.filter(is_active=True).in_bulk()
    last = {
        account.pk: line["is"]
        for line in said
        if (account := open_now.get(int(line["account"]))) and line.get("name", account.username) == account.username
    }
    found = [open_now[key] for key, state in last.items() if state == CLOSED]
    for account in found:
        User.objects.filter(pk=account.pk).update(is_active=False)
        end_sessions(account)
        log(by, "closed an account", f"auth.user {account.pk}", {"name": account.username})
    return len(found)
