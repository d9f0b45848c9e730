"""How each source is refreshed: where a program can fetch its table, and how it is read and checked."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from profiles.refresh.agency_files import read_case_list, read_explorer, read_index
from profiles.refresh.reading import AgencyYear


@dataclass(frozen=True, slots=True)
class Refreshed:
    """A source of counts by agency; `address` is empty where the publisher has no file a program can fetch."""

    source: str
    read: Callable[[Path], list[AgencyYear]]
    what: str
    address: str = ""


REFRESHED = {
    kind.source: kind
    for kind in (
        Refreshed(
            "rtci",
            read_index,
            "A newer file of the index",
            "https://raw.githubusercontent.com/AH-Datalytics/rtci/main/data/previous%20samples/Crime_Index_Reported_Crime_Trends_Jan17_Jun26.csv",
        ),
        Refreshed("fbi_shr", read_case_list, "A newer case list of the FBI"),
        Refreshed("fbi_cde", read_explorer, "Newer counts of the Crime Data Explorer"),
    )
}
