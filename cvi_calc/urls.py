"""The whole site on one screen."""

from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from cvi_calc.health import healthz, readyz
from cvi_calc.patterns import patterns

urlpatterns = [
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
