"""Facts of saved scenarios, stored once: a row names the facts of its places by digest, however many rows share them."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from calculator.models import KeptFacts

DIGEST_LENGTH = 22  # 88 bits: no two facts of the country share one by chance


def shelve(snapshot: Mapping[str, Any]) -> dict[str, Any]:
    """Return a snapshot with its places replaced by digests, the facts themselves stored where they are new."""
    places = [(_digest(place), place) for place in snapshot["places"]]
    facts = dict(places)
    known = set(KeptFacts.objects.filter(pk__in=facts).values_list("pk", flat=True))
    KeptFacts.objects.bulk_create(
        [KeptFacts(digest=digest, facts=values) for digest, values in facts.items() if digest not in known],
        ignore_conflicts=True,  # somebody else saves the same place at this moment
    )
    return {**snapshot, "places": [digest for digest, _ in places]}


def unshelve(stored: Mapping[str, Any]) -> dict[str, Any]:
    """Return the snapshot that `shelve` took apart; one that holds its facts itself, as they were first stored, stays as it is.

    Until counties were subjects of their own, a county was kept beside its places.
    """
    names = [name for name in (*stored["places"], stored.get("county")) if isinstance(name, str)]
    facts = {row.pk: row.facts for row in KeptFacts.objects.filter(pk__in=names)}
    whole = [facts[place] if isinstance(place, str) else place for place in stored["places"]]
    county = stored.get("county")
    beside = {"county": facts[county] if isinstance(county, str) else county} if "county" in stored else {}
    return {**stored, "places": whole, **beside}


def _digest(facts: Mapping[str, Any]) -> str:
    text = json.dumps(facts, sort_keys=True, allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()[:DIGEST_LENGTH]
