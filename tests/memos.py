"""Random scenarios as URLs, and a memo's text and structure as a reader of PDFs sees them."""

import io
import random
from typing import Any
from urllib.parse import urlencode

from pypdf import PdfReader

from calculator.asking.scenario import number_for
from calculator.methods import latest
from calculator.words.numbers import written
from profiles.selectors import place_table

SPECIAL = ("norfolk-va", "chicago-il", "monowi-ne", "new-york-ny")
HOSTILE = (
    'The "Quoted" & <b>bold</b> Fund',
    r"back\slash \n $x$ #panic() = *star* _under_ @ref `raw` ~ [link]",
    "=HYPERLINK(1) +1 -1 @SUM",
    "🔥 Ñandú Œuvre Ελλάδα",
    "x" * 120,
)


def random_queries(count: int, *, seed: int) -> list[tuple[str, str]]:
    """Return `count` pairs of a place's slug and a query string: places of every size, any parameter, years, money."""
    chance = random.Random(seed)
    places = place_table().places
    return [(chance.choice(places).slug, urlencode(_pairs(chance))) for _ in range(count)]


def _pairs(chance: random.Random) -> list[tuple[str, str]]:
    method = chance.choice(list(latest().values()))
    pairs = [("methodology", method.id)]
    names = [name for name, record in method.parameters.items() if record.value is not None and record.unit != "basis"]
    for name in chance.sample(names, chance.randint(0, 6)):
        record = method.parameters[name]
        low, high = record.slider or (record.min, min(record.max, 2 * (record.value or 1) + 1))
        value = round(chance.uniform(low, high), 4)
        pairs.append((name, written(float(round(value)) if number_for(record).whole else value)))
    if chance.random() < 0.4:
        pairs.append(("population", str(int(10 ** chance.uniform(0, 6.8)))))
    if chance.random() < 0.4:
        pairs.append(("homicides", str(chance.choice([0, 1, 2, 7, 40, 900]))))
    if chance.random() < 0.5:
        pairs += [("years", str(chance.randint(1, 10))), ("ramp", chance.choice(["full", "even", "sc2"]))]
    for number in range(chance.choice([0, 0, 1, 3, 12])):
        row = {"name": chance.choice(HOSTILE), "kind": "state", "amount": str(chance.randint(0, 9_000_000))}
        row |= {"first_year": "2027", "last_year": str(2027 + number % 4), "certainty": "committed"}
        pairs += [(f"funding_{column}", cell) for column, cell in row.items()]
    return pairs


def pdf_of(content: bytes) -> PdfReader:
    """Return the file, read strictly."""
    return PdfReader(io.BytesIO(content), strict=True)


def text_of(reader: PdfReader) -> str:
    """Return every page's words with single spaces."""
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def structure_types(reader: PdfReader) -> list[str]:
    """Return the types of the structure tree's elements, in reading order."""
    found: list[str] = []
    waiting: list[Any] = [reader.root_object["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop()
        node = node.get_object() if hasattr(node, "get_object") else node
        if not isinstance(node, dict):
            continue
        if "/S" in node:
            found.append(str(node["/S"]))
        kids = node.get("/K", [])
        kids = kids.get_object() if hasattr(kids, "get_object") else kids
        waiting += reversed(kids if isinstance(kids, list) else [kids])
    return found
