"""How a place's answer and its row name the county and the metropolitan area that it lies in."""

from typing import Annotated

from calculator.api.shapes import told

CountyFips = Annotated[
    str | None, told("FIPS code of the county where most residents live, 5 digits, text; null where none is known")
]
CountyName = Annotated[str | None, told("Name of that county")]
Cbsa = Annotated[str | None, told("Code of the metropolitan or micropolitan area, 5 digits, text; null outside any")]
MetroTitle = Annotated[str | None, told("Name of that area; null outside any")]
