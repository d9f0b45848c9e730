"""How long an answer of the database is waited for: by a request seconds, by a thread that nobody waits for a minute."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings

PATIENT_SECONDS = 60.0
_patient: ContextVar[bool] = ContextVar("patient", default=False)


@contextmanager
def patient() -> Iterator[None]:
    """Wait a minute for each answer in this block: for a thread that nobody waits for, and that reads every fact."""
    token = _patient.set(True)
    try:
        yield
    finally:
        _patient.reset(token)


def seconds() -> float:
    """Return how long an answer is waited for here; 0: without end."""
    return PATIENT_SECONDS if settings.DATABASE_SECONDS and _patient.get() else float(settings.DATABASE_SECONDS)
