"""The consumer price index: what turns dollars of one year into those of another."""

from collections.abc import Mapping
from dataclasses import dataclass

from calculator.engine.reading import read_record

_KEYS = frozenset(["version", "source", "index"])


@dataclass(frozen=True, slots=True)
class PriceIndex:
    """The index's annual averages by year, and where they come from."""

    averages: Mapping[int, float]
    title: str
    publisher: str
    url: str
    note: str

    @property
    def years(self) -> tuple[int, ...]:
        """The years that have an average."""
        return tuple(self.averages)

    def between(self, year: int, to: int) -> float:
        """Return what a dollar of `year` is in dollars of `to`. Raises KeyError where there is no average of either year."""
        return self.averages[to] / self.averages[year]


def load_price_index(text: str, *, file: str) -> PriceIndex:
    """Return the index that `text` holds. Raises MethodologyError naming file, line and fault."""
    document = read_record(text, file=file)
    document.check_keys(allowed=_KEYS, required=_KEYS, what="price index")
    index, source = document.record("index", what="index"), document.record("source", what="source")
    return PriceIndex(
        averages={int(year): index.number(year, what="index") for year in sorted(index)},
        title=source.text("title", what="source"),
        publisher=source.text("publisher", what="source"),
        url=source.text("url", what="source"),
        note=source.text("note", what="source"),
    )
