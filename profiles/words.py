"""What a search found, in words: what each thing is, and what to open where we have no page of it."""

from profiles.selectors import Entry, place_table

KIND_WORDS = {"cdp": "Census-designated place", "municipio": "Municipio"}
STATE_WORDS = {"PR": "Commonwealth", "MP": "Commonwealth", "DC": "Federal district"}
LEVEL_WORDS = {"county": "County", "state": "State", "metro": "Metro area"}


def about(entry: Entry) -> str:
    """Return what it is and where: "Township in Essex County, New Jersey", "City in Virginia"."""
    table = place_table()
    if entry.kind == "municipio":
        return "Municipio of Puerto Rico"
    if entry.kind == "state":
        return STATE_WORDS.get(entry.state, "State" if entry.covered else "U.S. territory")
    if entry.kind == "cdp":
        return f"Census-designated place in {entry.instead.full_name}" if entry.instead else KIND_WORDS["cdp"]
    facts = table.of(entry.kind).get(entry.geoid)
    if facts is None:
        return LEVEL_WORDS.get(entry.kind, "")
    if entry.kind == "metro":
        return "Metropolitan area" if facts.kind == "metro" else "Micropolitan area"
    if entry.kind == "county":
        return f"County in {facts.state_name}"
    kind = "City and county" if facts.kind == "consolidated" else facts.kind.capitalize()
    where = (
        f"{facts.county_name}, {facts.state_name}" if entry.kind == "town" and facts.county_name else facts.state_name
    )
    return f"{kind} in {where}"


def label(entry: Entry) -> str:
    """Return the name as a link: "Irvington, NJ"; a state or metro by its name alone."""
    return entry.name if entry.kind in ("state", "metro") else f"{entry.name}, {entry.state}"
