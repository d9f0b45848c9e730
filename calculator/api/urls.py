"""Everything under /api/v1/."""

from django.urls import path

from calculator.api.budgets import Budgets
from calculator.api.cities import Cities, City, CityBudget
from calculator.api.methodologies import Methodologies, MethodologyDetail
from calculator.api.sources import Sources

app_name = "api"
urlpatterns = [
    path("cities/", Cities.as_view(), name="cities"),
    path("cities/<str:city>/", City.as_view(), name="city"),
    path("cities/<str:city>/budget/", CityBudget.as_view(), name="city-budget"),
    path("budgets/", Budgets.as_view(), name="budgets"),
    path("methodologies/", Methodologies.as_view(), name="methodologies"),
    path("methodologies/<str:methodology>/", MethodologyDetail.as_view(), name="methodology"),
    path("sources/", Sources.as_view(), name="sources"),
]
