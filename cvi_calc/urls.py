"""The whole site on one screen."""

from django.conf import settings
from django.contrib import admin
from django.contrib.sitemaps import views as sitemaps
from django.urls import include, path, re_path
from django.views.generic import RedirectView

from calculator.api.guide.pages import docs, reference
from calculator.releases.catalog import ReleaseFeed
from calculator.views.calculator import free_calculator, place_calculator
from calculator.views.cities import cities
from calculator.views.compare import compare
from calculator.views.data import catalog, data, release_file, release_page
from calculator.views.downloads import document, table, workbook
from calculator.views.embed import card
from calculator.views.funders import funders
from calculator.views.home import home
from calculator.views.methodology import methodologies, methodology
from calculator.views.papers import memo
from calculator.views.pictures import chart, preview
from calculator.views.profile import place_profile
from calculator.views.saved import save, saved, saved_file
from custody.pages import privacy, security, security_txt
from custody.second_factor import second_factor
from cvi_calc.health import healthz, readyz
from cvi_calc.patterns import patterns
from profiles.views import pages, submissions
from profiles.views.discovery import SITEMAPS, robots

urlpatterns = [
    # Programs: /api/v1, first because they ask most often
    path("api/v1/", include("calculator.api.urls")),
    path("api/docs/", docs, name="api-docs"),
    path("api/docs/reference/", reference, name="api-reference"),
    # People
    path("", home, name="home"),
    path("cities/", cities, name="cities"),
    path("cities/<slug:slug>/", place_profile, name="profile"),
    path("cities/<slug:slug>/calculator/", place_calculator, name="place-calculator"),
    path("calculator/", free_calculator, name="calculator"),
    path("compare/", compare, name="compare"),
    path("scenarios/", save, name="save"),
    path("s/<str:key>/", saved, name="saved"),
    re_path(r"^s/(?P<key>[^/]+)/budget\.(?P<ending>pdf|docx|xlsx|csv|json)$", saved_file, name="saved-file"),
    # Papers and pictures that leave the building
    path("cities/<slug:slug>/budget.pdf", memo, name="place-memo"),
    path("calculator/budget.pdf", memo, name="memo"),
    path("cities/<slug:slug>/budget.docx", memo, {"ending": "docx"}, name="place-memo-docx"),
    path("calculator/budget.docx", memo, {"ending": "docx"}, name="memo-docx"),
    path("cities/<slug:slug>/handout.pdf", memo, {"ending": "handout"}, name="place-handout"),
    path("calculator/handout.pdf", memo, {"ending": "handout"}, name="handout"),
    path("cities/<slug:slug>/budget.xlsx", workbook, name="place-workbook"),
    path("cities/<slug:slug>/budget.csv", table, name="place-table"),
    path("cities/<slug:slug>/budget.json", document, name="place-document"),
    path("calculator/budget.xlsx", workbook, name="workbook"),
    path("calculator/budget.csv", table, name="table"),
    path("calculator/budget.json", document, name="document"),
    path("cities/<slug:slug>/budget.svg", chart, {"ending": "svg"}, name="place-chart"),
    path("cities/<slug:slug>/budget.png", chart, {"ending": "png"}, name="place-chart-png"),
    path("calculator/budget.svg", chart, {"ending": "svg"}, name="chart"),
    path("calculator/budget.png", chart, {"ending": "png"}, name="chart-png"),
    path("cities/<slug:slug>/og.png", preview, name="place-preview"),
    path("embed/<slug:slug>/", card, name="embed"),
    path("cities/<slug:slug>/correct/", submissions.correct, name="correct"),
    path("strategies/", pages.strategies, name="strategies"),
    path("strategies/<slug:slug>/", pages.strategy, name="strategy"),
    path("evidence/", pages.evidence, name="evidence"),
    path("evidence/add/", submissions.add_story, name="add-story"),
    path("resources/", pages.resources, name="resources"),
    path("funders/", funders, name="funders"),
    path("methodology/", methodologies, name="methodologies"),
    path("methodology/<str:reference>/", methodology, name="methodology"),
    path("data/", data, name="data"),
    path("data.json", catalog, name="catalog"),
    path("data/feed.atom", ReleaseFeed(), name="release-feed"),
    path("data/<str:name>/", release_page, name="release"),
    path("data/<str:name>/<str:file>", release_file, name="release-file"),
    path("faq/", pages.questions, name="faq"),
    path("about/", pages.about, name="about"),
    path("privacy/", privacy, name="privacy"),
    path("security/", security, name="security"),
    path(".well-known/security.txt", security_txt, name="security-txt"),
    path("feedback/", submissions.feedback, name="feedback"),
    path("feedback/<slug:reference>/", submissions.status, name="submission-status"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemaps.index, {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap"}, name="sitemap-index"),
    path("sitemap-<section>.xml", sitemaps.sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    # Editors and operators
    path("admin/second-factor/", second_factor, name="second-factor"),
    path("admin/", admin.site.urls),
    path("patterns/", patterns, name="patterns"),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("favicon.ico", RedirectView.as_view(url="/static/img/favicon.svg"), name="favicon"),
]

if settings.METRICS:
    from django_prometheus.exports import ExportToDjangoView

    urlpatterns.append(path("metrics", ExportToDjangoView, name="metrics"))

handler400 = "web.error_pages.bad_request"
handler403 = "web.error_pages.forbidden"
handler404 = "web.error_pages.not_found"
handler500 = "web.error_pages.server_error"
