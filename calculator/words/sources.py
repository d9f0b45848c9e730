"""How a source is named in one line, and whether it has an address of its own to link to."""

THE_USER = "the user"  # the publisher an edition names where a figure is whoever's who asks
YOURS = "Your figure"
NO_ADDRESS = "/methodology/"  # where an edition sends sources that are on no page: it says nothing about them


def source_words(title: str, publisher: str, year: int | None) -> str:
    """Return a source in one line: publisher, title, year; of a figure of whoever asks what it is called."""
    if publisher == THE_USER:
        return title or YOURS
    return ", ".join(part for part in (publisher, title, str(year) if year else "") if part)


def source_link(url: str) -> str:
    """Return the address at which a source can be read; empty where there is none, and so no link to draw."""
    return "" if url == NO_ADDRESS else url


def your_figure(citation: str = "") -> str:
    """Return the source of a figure that was typed in, with where it is from in the words given."""
    return f"{YOURS}: {citation}" if citation else YOURS
