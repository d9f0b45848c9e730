"""The snippets of the quick start: files under content/snippets that the tests run as they stand."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "content" / "snippets"
WRITTEN_FOR = "http://127.0.0.1:8000"


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of code: what it is for, and its text against this site."""

    key: str
    title: str
    about: str
    text: str


ABOUT = (
    ("curl", "curl.sh", "On the command line", "A budget under your own assumptions, and several places together."),
    ("python", "one_city.py", "Python", "One city with the standard library alone."),
    ("pandas", "country.py", "pandas", "The whole country in one line. Keep codes as text: they have leading zeros."),
    ("r", "budgets.R", "R", "The rows of one state as a data frame."),
    ("javascript", "compare.mjs", "JavaScript", "Both methods side by side, in Node.js or in a browser."),
    (
        "spreadsheet",
        "spreadsheet.txt",
        "Spreadsheets",
        (
            "In Google Sheets as a formula. In Excel: Data, From Web, with the URL between the quotes, and set geoid to "
            "Text. In LibreOffice Calc: Sheet, Link to External Data."
        ),
    ),
)


@lru_cache(maxsize=8)  # one a host name
def snippets(root: str) -> tuple[Snippet, ...]:
    """Return the snippets with `root`, such as https://example.org, as the site they ask."""
    return tuple(
        Snippet(key, title, about, (FOLDER / file).read_text(encoding="utf-8").strip().replace(WRITTEN_FOR, root))
        for key, file, title, about in ABOUT
    )
