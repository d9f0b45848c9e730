"""Price levels: BEA's all-items regional price parity of every metro and of the rest of every state; and
national pay.
"""

from pathlib import Path

import pandas as pd

from profiles.ingest.extracts import RawError
from profiles.ingest.raw import read_raw

PRICE_LEVEL_YEAR = 2024

# The occupations the methodologies take their pay from.
OCCUPATIONS = ("11-9151", "15-2051", "21-1018", "21-1023", "21-1094", "21-1099")


def compile_price_levels(source: Path) -> pd.DataFrame:
    """area, price_level by area code: a CBSA code, or state FIPS + "999" for the nonmetropolitan rest of
    a state.
    """
    metro = _all_items(source, "bea_marpp_msa_2008_2024.csv")
    portions = _all_items(source, "bea_parpp_stateportions_2008_2024.csv")
    nonmetro = portions[portions.index.str.fullmatch(r"\d\d999") & portions.area.str.contains("Nonmetropolitan")]
    metro = metro[~metro.index.str.startswith("00")]
    table = pd.concat([metro, nonmetro]).sort_index()
    if table.index.has_duplicates:
        raise RawError("BEA price levels: an area code repeats")
    return table


def _all_items(source: Path, name: str) -> pd.DataFrame:
    raw = read_raw(source, name)
    raw = raw[raw.Description.str.strip() == "RPPs: All items"]
    price_level = pd.to_numeric(raw[str(PRICE_LEVEL_YEAR)].str.strip(), errors="coerce")
    code = raw.GeoFIPS.str.strip(' "')
    table = pd.DataFrame(
        {"area": raw.GeoName.str.strip(' "*').to_numpy(), "price_level": price_level.to_numpy()},
        index=code.to_numpy(),
    )
    # BEA prints 0 where it has no figure (nonmetropolitan Delaware; New Jersey has no such portion).
    return table[table.price_level > 0]


def compile_pay(source: Path) -> pd.DataFrame:
    """National annual pay in dollars of the occupations the methodologies name, sorted by code."""
    raw = read_raw(source, "bls_oews_national_may2024.csv").set_index("OCC_CODE")
    missing = set(OCCUPATIONS) - set(raw.index)
    if missing:
        raise RawError(f"bls_oews_national_may2024.csv has no row for {', '.join(sorted(missing))}")
    pay = raw.loc[sorted(OCCUPATIONS)]
    if pay.index.has_duplicates:
        pay = pay[pay.O_GROUP == "detailed"]
    columns = ["OCC_TITLE", "TOT_EMP", "A_MEAN", "A_PCT10", "A_PCT25", "A_MEDIAN", "A_PCT75", "A_PCT90"]
    return pay[columns]
