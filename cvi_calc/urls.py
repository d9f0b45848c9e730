"""The whole site on one screen."""

from django.conf import settings
from django.contrib import admin
from django.contrib.sitemaps import views as sitemaps
from django.urls import include, path, re_path
from django.views.generic import RedirectView

from calculator.api.guide.pages import docs, llms_txt, markdown, notebook, reference
from calculator.releases.catalog import ReleaseFeed
from calculator.views.calculator import free_calculator, place_calculator
from calculator.views.cities import cities
from calculator.views.compare import compare
from calculator.views.data import catalog, data, release_file, release_page
from calculator.views.downloads import document, table, workbook
from calculator.views.embed import card
from calculator.views.funders import funders
from calculator.views.home import home
from calculator.views.map import map_names, map_outlines, map_page, map_picture
from calculator.views.measures import measures, measures_sheet
from calculator.views.methodology import methodologies, methodology
from calculator.views.papers import memo
from calculator.views.pictures import chart, preview
from calculator.views.portfolio import portfolio, portfolio_table
from calculator.views.profile import profile
from calculator.views.regions import metros, puerto_rico, states
from calculator.views.saved import save, saved, saved_file
from calculator.views.start import start
from calculator.views.validation import validation
from calculator.views.verify import verify
from custody.pages import privacy, security, security_txt
from custody.second_factor import second_factor
from custody.sign_in import own_password, sign_in
from cvi_calc.health import healthz, readyz
from patterns.views import patterns
from profiles.views import pages, submissions
from profiles.views.discovery import SITEMAPS, robots

# What every subject has: a place or town, a county, a state, a metro.
SUBJECT_PAGES = [
    path("", profile),
    path("start/", start),
    path("calculator/", place_calculator),
    path("budget.pdf", memo),
    path("budget.docx", memo, {"ending": "docx"}),
    path("handout.pdf", memo, {"ending": "handout"}),
    path("budget.xlsx", workbook),
    path("budget.csv", table),
    path("budget.json", document),
    path("budget.svg", chart, {"ending": "svg"}),
    path("budget.png", chart, {"ending": "png"}),
    path("og.png", preview),
]

urlpatterns = [
    # Programs: /api/v1, first because they ask most often
    path("api/v1/", include("calculator.api.urls")),
    path("api/docs/", docs, name="api-docs"),
    path("api/docs/featured-cities.ipynb", notebook, name="api-notebook"),
    path("api/docs.md", markdown, name="api-docs-markdown"),
    path("llms.txt", llms_txt, name="llms"),
    path("api/docs/reference/", reference, name="api-reference"),
    # People
    path("", home, name="home"),
    path("cities/", cities, name="cities"),
    path("states/", states, name="states"),
    path("states/pr/", puerto_rico, name="puerto-rico"),
    path("counties/", RedirectView.as_view(url="/states/"), name="counties"),
    path("metros/", metros, name="metros"),
    path("map/", map_page, name="map"),
    path("portfolio/", portfolio, name="portfolio"),
    path("portfolio/portfolio.csv", portfolio_table, name="portfolio-table"),
    path("map/<slug:measure>.svg", map_picture, name="map-picture"),
    path("map/outlines.json", map_outlines, name="map-outlines"),
    path("map/<slug:measure>.json", map_names, name="map-names"),
    path("cities/<slug:slug>/", include(SUBJECT_PAGES)),
    *(
        path(f"{home}/<slug:slug>/", include(SUBJECT_PAGES), {"level": level})
        for level, home in (("county", "counties"), ("state", "states"), ("metro", "metros"))
    ),
    path("calculator/", free_calculator, name="calculator"),
    path("compare/", compare, name="compare"),
    path("scenarios/", save, name="save"),
    path("s/<str:key>/", saved, name="saved"),
    re_path(r"^s/(?P<key>[^/]+)/budget\.(?P<ending>pdf|docx|xlsx|csv|json)$", saved_file, name="saved-file"),
    path("s/<str:key>/handout.pdf", saved_file, {"ending": "handout"}, name="saved-handout"),
    path("verify/", verify, name="verify"),
    # Papers and pictures that leave the building
    path("calculator/budget.pdf", memo, name="memo"),
    path("calculator/budget.docx", memo, {"ending": "docx"}, name="memo-docx"),
    path("calculator/handout.pdf", memo, {"ending": "handout"}, name="handout"),
    path("calculator/budget.xlsx", workbook, name="workbook"),
    path("calculator/budget.csv", table, name="table"),
    path("calculator/budget.json", document, name="document"),
    path("calculator/budget.svg", chart, {"ending": "svg"}, name="chart"),
    path("calculator/budget.png", chart, {"ending": "png"}, name="chart-png"),
    path("embed/<slug:slug>/", card, name="embed"),
    path("cities/<slug:slug>/correct/", submissions.correct, name="correct"),
    path("strategies/", pages.strategies, name="strategies"),
    path("strategies/<slug:slug>/", pages.strategy, name="strategy"),
    path("evidence/", pages.evidence, name="evidence"),
    path("evidence/add/", submissions.add_story, name="add-story"),
    path("resources/", pages.resources, name="resources"),
    path("funders/", funders, name="funders"),
    path("validation/", validation, name="validation"),
    path("measures/", measures, name="measures"),
    path("measures/measures.csv", measures_sheet, name="measures-sheet"),
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
    path("admin/login/", sign_in, name="sign-in"),
    path("admin/password_change/", own_password, name="own-password"),
    path("admin/second-factor/", second_factor, name="second-factor"),
    path("admin/", admin.site.urls),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("favicon.ico", RedirectView.as_view(url="/static/img/favicon.svg"), name="favicon"),
]

if settings.PATTERNS:
    urlpatterns.append(path("patterns/", patterns, name="patterns"))
if settings.METRICS:
    from django_prometheus.exports import ExportToDjangoView

    urlpatterns.append(path("metrics", ExportToDjangoView, name="metrics"))

handler400 = "web.error_pages.bad_request"
handler403 = "web.error_pages.forbidden"
handler404 = "web.error_pages.not_found"
handler500 = "web.error_pages.server_error"
