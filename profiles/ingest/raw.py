"""Reading the raw extracts: every cell as text, GEOID and FIPS codes whole, and a clear complaint about a
missing file.
"""

from pathlib import Path

import pandas as pd

from profiles.ingest.extracts import RawError


def read_raw(source: Path, name: str, *, separator: str = ",") -> pd.DataFrame:
    """A raw extract as text; no cell is guessed at (an empty cell stays empty, "NA" stays "NA")."""
    path = source / name
    try:
        return pd.read_csv(path, sep=separator, dtype=str, keep_default_na=False, encoding="utf-8")
    except FileNotFoundError:
        raise RawError(f"{name} is not in {source}") from None


def whole_numbers(column: pd.Series) -> pd.Series:
    """A column of whole numbers, <NA> where empty."""
    return pd.to_numeric(column.replace("", None)).astype("Int64")
