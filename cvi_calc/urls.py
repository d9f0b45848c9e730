"""The whole site on one screen."""

from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from calculator.views.calculator import free_calculator, place_calculator
from calculator.views.home import home
from calculator.views.papers import memo
from calculator.views.profile import place_profile
from cvi_calc.health import healthz, readyz
from cvi_calc.patterns import patterns

urlpatterns = [
    # People
    path("", home, name="home"),
    path("cities/<slug:slug>/", place_profile, name="profile"),
    path("cities/<slug:slug>/calculator/", place_calculator, name="place-calculator"),
    path("calculator/", free_calculator, name="calculator"),
    # Papers and pictures that leave the building
    path("cities/<slug:slug>/budget.pdf", memo, name="place-memo"),
    path("calculator/budget.pdf", memo, name="memo"),
    # Programs: /api/v1
    path("api/v1/", include("calculator.api.urls")),
    path("api/v1/schema/", SpectacularAPIView.as_view(), name="schema"),
    path("api/docs/reference/", SpectacularSwaggerSplitView.as_view(url_name="schema"), name="api-reference"),
    # Editors and operators
    path("admin/", admin.site.urls),
    path("patterns/", patterns, name="patterns"),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("favicon.ico", RedirectView.as_view(url="/static/img/favicon.svg"), name="favicon"),
]

handler400 = "cvi_calc.error_pages.bad_request"
handler403 = "cvi_calc.error_pages.forbidden"
handler404 = "cvi_calc.error_pages.not_found"
handler500 = "cvi_calc.error_pages.server_error"
