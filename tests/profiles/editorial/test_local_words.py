"""What comes with the site about single places reads as an American office writes: thousands in threes, names in full."""

import csv
import re

import pytest
from django.conf import settings
from django.test import Client

FOLDER = settings.BASE_DIR / "data/local"
CODES = {"key", "geoid", "url"}
UNGROUPED = re.compile(r"\$\d{4,}|(?<![\d,.-])\d{5,}(?![\d-])")
ABBREVIATION = re.compile(r"\b[A-Z]{3,}\b")
KNOWN = {"CVI", "PRESS", "HOPE"}  # CVI: the pages say what it is; the others are names, in capitals
SPELLED_OUT = ("program", "standing", "contains", "staff_by_role")


def told(name: str) -> list[dict[str, str]]:
    """Return a file's rows, the words alone."""
    with (FOLDER / name).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        {column: text or "" for column, text in row.items() if column not in CODES and not (text or "").isdigit()}
        for row in rows
    ]


@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.glob("*.csv")))
def test_every_amount_in_words_has_its_commas(name: str) -> None:
    found = [text for row in told(name) for text in row.values() if UNGROUPED.search(text)]
    assert not found


def test_a_program_is_named_in_full_where_its_letters_stand() -> None:
    unexplained = [
        f"{row['program']}: {letters}"
        for row in told("spending.csv")
        for column in SPELLED_OUT
        for letters in ABBREVIATION.findall(row[column])
        if letters not in KNOWN
        and f"({letters})" not in row[column]
        # the letters after a comma, inside the brackets of the longer name
        and f", {letters})" not in row[column]
    ]
    assert not unexplained


@pytest.mark.django_db
@pytest.mark.parametrize("city", ["minneapolis-mn", "milwaukee-wi", "washington-dc", "stockton-ca"])
def test_a_profile_prints_no_amount_without_commas(client: Client, city: str) -> None:
    page = client.get(f"/cities/{city}/").content.decode()
    assert not re.findall(r"\$\d{4,}[^\d]", re.sub(r"<script\b.*?</script>", "", page, flags=re.DOTALL))


@pytest.mark.django_db
def test_a_state_stands_among_fifty_states_and_the_district(client: Client) -> None:
    page = client.get("/states/va/").content.decode()
    assert "12th largest of the 50 states and the District of Columbia by residents" in page
