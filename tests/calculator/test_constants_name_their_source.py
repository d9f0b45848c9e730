"""Every constant of the methods names where it comes from: a table of the registry by its exact address and the day it was
retrieved, a publication by its own page, or an assumption that says so.
"""

import csv
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml
from django.conf import settings

EDITION = settings.BASE_DIR / "calculator/editions/2027.1"
CONTENT = settings.BASE_DIR / "profiles/content"
FILES = ("caps.yaml", "field.yaml", "plan.yaml", "returns.yaml", "measures.yaml")
# Publishers of tables: what is cited of them is a row of the registry.
AGENCIES = ("bls.gov", "bea.gov", "census.gov", "ucr.cjis.gov", "github.com")
# The coalition states its method on its front page.
WHOLE_SITES = {"cviecosystem.org"}


def registry() -> dict[str, dict[str, str]]:
    with (settings.BASE_DIR / "data/sources.csv").open(encoding="utf-8", newline="") as file:
        return {row["url"]: row for row in csv.DictReader(file)}


def cited() -> list[tuple[str, str, dict]]:
    """(file, key, source) of every edition file, and the index of prices."""
    found = []
    for name in FILES:
        document = yaml.safe_load((EDITION / name).read_text(encoding="utf-8"))
        found += [(name, key, source) for key, source in document["sources"].items()]
    prices = yaml.safe_load((EDITION / "cpi.yaml").read_text(encoding="utf-8"))["source"]
    return [*found, ("cpi.yaml", "cpi", prices)]


@pytest.mark.parametrize(("file", "key", "source"), cited(), ids=lambda value: value if isinstance(value, str) else "")
def test_a_source_is_an_exact_address(file: str, key: str, source: dict) -> None:
    url = source["url"]
    if url.startswith("/"):
        assert url.rstrip("/") in ("/methodology", "/evidence", "/validation", "/data/#sources"), url
        return
    host = urlsplit(url).netloc
    if host.endswith(AGENCIES):
        row = registry()[url]
        assert row["retrieved_on"], f"{file}: {key}"
    else:
        assert len(urlsplit(url).path) > 1 or host in WHOLE_SITES, f"{file}: {key} is a home page, {url}"


@pytest.mark.parametrize("name", FILES)
def test_every_constant_has_one_of_these_sources(name: str) -> None:
    """No constant stands without a source, and none names one that no file knows."""
    caps = yaml.safe_load((EDITION / "caps.yaml").read_text(encoding="utf-8"))["sources"]
    document = yaml.safe_load((EDITION / name).read_text(encoding="utf-8"))
    known = caps.keys() | document["sources"].keys()
    for section in ("facts", "indices", "parameters"):
        for constant, record in (document.get(section) or {}).items():
            if "value" in record and (name != "field.yaml" or "source" in record):
                assert record["source"] in known, constant


def test_the_index_of_prices_is_the_bureaus() -> None:
    """Against the annual averages as the Bureau of Labor Statistics gives them."""
    stated = yaml.safe_load((EDITION / "cpi.yaml").read_text(encoding="utf-8"))["index"]
    with (settings.BASE_DIR / "tests/reference/consumer_prices.csv").open(encoding="utf-8", newline="") as file:
        given = {row["year"]: float(row["annual"]) for row in csv.DictReader(file)}
    assert stated == {year: given[year] for year in stated}
    assert {"2021", "2024", "2025"} <= stated.keys()


@pytest.mark.parametrize(
    "file",
    [EDITION / "programs.yaml", CONTENT / "figures.yaml", CONTENT / "evidence.yaml"],
    ids=lambda path: path.name,
)
def test_every_published_figure_has_the_address_of_its_own_page(file: Path) -> None:
    """A program, a figure of the home page, an entry of the library; where no exact page is known its source says so."""
    entries = yaml.safe_load(file.read_text(encoding="utf-8"))
    vague = [
        key
        for key, entry in entries.items()
        if len(urlsplit(str(entry.get("url", ""))).path) < 2 and "no exact page is known" not in entry["source"]
    ]
    assert [key for key in vague if urlsplit(entries[key]["url"]).netloc not in WHOLE_SITES] == []
