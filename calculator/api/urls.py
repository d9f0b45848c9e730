"""Everything under /api/v1/."""

from django.urls import path

from calculator.api.budget.view import Budgets
from calculator.api.grant.view import GrantBudgets
from calculator.api.keeping.view import SavedScenario, Scenarios
from calculator.api.library.evidence import Evidence
from calculator.api.library.funders import Funders
from calculator.api.library.sources import Sources
from calculator.api.library.strategies import Strategies
from calculator.api.match.view import Match
from calculator.api.measures.view import SizedMeasures
from calculator.api.method.view import Methodologies, MethodologyDetail
from calculator.api.places.levels import LEVELS, endpoints
from calculator.api.places.view import ListCities, ReadCity, ReadCityBudget
from calculator.api.plan.view import Plans
from calculator.api.portfolio.view import Portfolios
from calculator.api.releases.view import Releases
from calculator.api.returns.view import ReturnEstimates
from calculator.api.schema_view import Schema
from calculator.api.search.view import Search
from calculator.api.sensitivity.view import HowSure
from calculator.api.solve.view import Solve
from calculator.api.validation.view import Validations

app_name = "api"
urlpatterns = [
    path("cities/", ListCities.as_view(), name="cities"),
    path("cities/<str:city>/", ReadCity.as_view(), name="city"),
    path("cities/<str:city>/budget/", ReadCityBudget.as_view(), name="city-budget"),
    *(
        path(f"{level.plural}/{key}", view.as_view(), name=f"{level.key}{ending}")
        for level in LEVELS
        for (key, ending), view in zip(
            (("", "-list"), (f"<str:{level.parameter}>/", ""), (f"<str:{level.parameter}>/budget/", "-budget")),
            endpoints(level),
            strict=True,
        )
    ),
    path("budgets/", Budgets.as_view(), name="budgets"),
    path("grant-budgets/", GrantBudgets.as_view(), name="grant-budgets"),
    path("measures/", SizedMeasures.as_view(), name="measures"),
    path("plans/", Plans.as_view(), name="plans"),
    path("returns/", ReturnEstimates.as_view(), name="returns"),
    path("match/", Match.as_view(), name="match"),
    path("methodologies/", Methodologies.as_view(), name="methodologies"),
    path("methodologies/<str:methodology>/", MethodologyDetail.as_view(), name="methodology"),
    path("evidence/", Evidence.as_view(), name="evidence"),
    path("funders/", Funders.as_view(), name="funders"),
    path("strategies/", Strategies.as_view(), name="strategies"),
    path("scenarios/", Scenarios.as_view(), name="scenarios"),
    path("scenarios/<str:scenario>/", SavedScenario.as_view(), name="scenario"),
    path("portfolios/", Portfolios.as_view(), name="portfolios"),
    path("search/", Search.as_view(), name="search"),
    path("sensitivity/", HowSure.as_view(), name="sensitivity"),
    path("solve/", Solve.as_view(), name="solve"),
    path("validation/", Validations.as_view(), name="validation"),
    path("sources/", Sources.as_view(), name="sources"),
    path("releases/", Releases.as_view(), name="releases"),
    path("schema/", Schema.as_view(), name="schema"),
]
