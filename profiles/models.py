"""Every model of the app, where Django looks for them: the door to those of facts, editors and visitors."""

from profiles.editorial.funder_models import FunderTerms
from profiles.editorial.local_models import (
    LOCAL_MODELS,
    CostOfViolence,
    LocalHomicides,
    PublishedPay,
    ShippedRecord,
    Spending,
)
from profiles.editorial.models import EditorialVersion, EvidenceEntry, LocalEstimate, PlaceLink, Resource
from profiles.facts.history_models import FactChange, FactLoad
from profiles.facts.homicide_models import (
    AgencyCount,
    CountedYear,
    HomicideCount,
    HomicideException,
    MunicipioHomicides,
    PoliceAgency,
    StateHomicides,
)
from profiles.facts.models import (
    County,
    DatasetVersion,
    Metro,
    Place,
    PlaceCounty,
    PopulationEstimate,
    Source,
    State,
)
from profiles.submissions.models import Submission

EDITORIAL_MODELS = (LocalEstimate, PlaceLink, Resource, EvidenceEntry, FunderTerms, *LOCAL_MODELS)

__all__ = [
    "EDITORIAL_MODELS",
    "AgencyCount",
    "CostOfViolence",
    "CountedYear",
    "County",
    "DatasetVersion",
    "EditorialVersion",
    "EvidenceEntry",
    "FactChange",
    "FactLoad",
    "FunderTerms",
    "HomicideCount",
    "HomicideException",
    "LocalEstimate",
    "LocalHomicides",
    "Metro",
    "MunicipioHomicides",
    "Place",
    "PlaceCounty",
    "PlaceLink",
    "PoliceAgency",
    "PopulationEstimate",
    "PublishedPay",
    "Resource",
    "ShippedRecord",
    "Source",
    "Spending",
    "State",
    "StateHomicides",
    "Submission",
]  # fmt: skip
