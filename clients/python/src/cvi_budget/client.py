"""The API of a running site."""

import csv
import io
import json
import time
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import Request, urlopen

from cvi_budget.answers import Budget, Found
from cvi_budget.offline import Method
from cvi_budget.problems import Problem, Unreachable

if TYPE_CHECKING:
    import pandas as pd

CODES = ("geoid", "geoidfq", "county_fips", "cbsa", "metro", "methodology_version", "data_release", "data_version")
LEVELS = {2: "states", 5: "counties", 7: "cities", 10: "towns"}  # by the length of a GEOID
TABLES = ("cities", "towns", "counties", "states", "metros", "budgets")
LONGEST_WAIT_SECONDS = 60.0
Value = str | int | float | bool


class Client:
    """A site's API. `data` names a release of the data that every GET answers from, such as `2026.11`."""

    def __init__(self, site: str, *, data: str | None = None, timeout: float = 60.0) -> None:
        if urlsplit(site).scheme not in ("http", "https"):
            raise ValueError(f"{site!r} is no address of a site; write for example http://127.0.0.1:8000")
        self.site = site.rstrip("/")
        self.data = data
        self.timeout = timeout

    def budget(self, place: str, **question: Value) -> Budget:
        """Return the budget of a slug or GEOID; `question` holds parameters and facts by their name in the method.

        A GEOID of 7 digits is a place, of 10 a town, of 5 a county, of 2 a state. Raises Problem, Unreachable.
        """
        level = LEVELS.get(len(place), "cities") if place.isdigit() else "cities"
        return Budget.read(self.get(f"{level}/{quote(place, safe='')}/budget/", **question))

    def together(self, places: Sequence[str], **question: Value) -> Budget:
        """Return the budget of several places taken together, summed before the formulas run."""
        return Budget.read(self.post("budgets/", {"places": list(places), **question}))

    def search(self, name: str, *, limit: int = 10) -> list[Found]:
        """Return what a name may mean, best first."""
        found = self.get("search/", q=name, limit=limit)["results"]
        return [Found(**{member: row[member] for member in Found.__dataclass_fields__}) for row in found]

    def method(self, name: str = "caps") -> Method:
        """Return a method with its formulas, to compute with offline."""
        return Method.read(self.get(f"methodologies/{quote(name, safe='@')}/"))

    def rows(self, table: str, **question: Value) -> list[dict[str, str]]:
        """Return every row of a table (`budgets`, `cities`, `towns`, `counties`, `states`, `metros`) as text."""
        return list(csv.DictReader(io.StringIO(self.csv(table, **question))))

    def csv(self, table: str, **question: Value) -> str:
        """Return a table as CSV."""
        if table not in TABLES:
            raise ValueError(f"{table!r} is no table; there are {', '.join(TABLES)}")
        return self._asked(f"{table}/", {"format": "csv", **question}).decode()

    def frame(self, table: str, **question: Value) -> "pd.DataFrame":
        """Return a table as a data frame: codes are text, what nobody reported is missing. Needs pandas."""
        import pandas as pd

        text = self.csv(table, **question)
        return pd.read_csv(
            io.StringIO(text), dtype=dict.fromkeys(CODES, "string"), keep_default_na=False, na_values=[""]
        )

    def get(self, path: str, **question: Value) -> Any:
        """Return the JSON of any address under `/api/v1/`."""
        return json.loads(self._asked(path, question))

    def post(self, path: str, body: Mapping[str, Any]) -> Any:
        """Return the JSON answer to a body posted to any address under `/api/v1/`."""
        return json.loads(self._sent(path, json.dumps(body).encode()))

    def _asked(self, path: str, question: Mapping[str, Value]) -> bytes:
        pairs = {name: str(value).lower() if isinstance(value, bool) else value for name, value in question.items()}
        if self.data and "data" not in pairs:
            pairs["data"] = self.data
        return self._sent(f"{path}?{urlencode(pairs)}" if pairs else path, None)

    def _sent(self, path: str, body: bytes | None) -> bytes:
        headers = {"Accept": "application/json, text/csv;q=0.9", "User-Agent": "cvi-budget-client"}
        if body is not None:
            headers["Content-Type"] = "application/json"
        request = Request(f"{self.site}/api/v1/{path}", data=body, headers=headers)  # noqa: S310 (http or https)
        for again in (True, False):
            try:
                with urlopen(request, timeout=self.timeout) as answer:  # noqa: S310
                    return bytes(answer.read())
            except HTTPError as error:
                wait = error.headers.get("Retry-After", "")
                if again and error.code in (429, 503) and wait.isdecimal() and float(wait) <= LONGEST_WAIT_SECONDS:
                    time.sleep(float(wait))
                    continue
                raise _problem(error) from None
            except (URLError, TimeoutError) as error:
                raise Unreachable(f"{self.site} does not answer: {getattr(error, 'reason', error)}") from None
        raise AssertionError("unreachable")


def _problem(error: HTTPError) -> Problem:
    try:
        return Problem.read(error.code, json.loads(error.read()))
    except ValueError:
        return Problem(error.code, f"{error.url} answered {error.code} {error.reason}")
