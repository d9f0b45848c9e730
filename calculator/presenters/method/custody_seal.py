"""The sealed log of decisions as visitors of /data/ see it: its newest daily seals, and whether it is whole."""

from typing import Any

from django.core.cache import cache

from custody.chain import check, daily_roots

KEPT_SECONDS = 60
KEY = "custody-seal"


def present_seal() -> dict[str, Any]:
    """Return the newest days' seals and a warning where the log was tampered with; read at most once a minute."""
    found = cache.get(KEY)
    if found is None:
        seal = check()
        found = {
            "rows": seal.rows,
            "broken": seal.broken_at,
            "days": [{"day": f"{root.day}", "number": root.number, "digest": root.digest} for root in daily_roots()],
        }
        cache.set(KEY, found, KEPT_SECONDS)
    return found
