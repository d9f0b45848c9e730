"""The reference method's lines as an OpenFisca country package, for measuring its web API beside ours."""

from openfisca_core.parameters import ParameterNode
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_cvi import variables
from openfisca_cvi.entities import ENTITIES

PARAMETERS = {
    "high_risk_share": {
        "description": "Share of residents at highest risk",
        "values": {"2020-01-01": 0.001},
    }
}


class CountryTaxBenefitSystem(TaxBenefitSystem):
    """One place: residents in, people at highest risk, staff and dollars out."""

    def __init__(self) -> None:
        super().__init__(ENTITIES)
        self.parameters = ParameterNode("", data=PARAMETERS)
        self.add_variables(*variables.VARIABLES)
