"""The API explained to people: a quick start with snippets that run, and a reference made from the schema."""

from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from calculator.api.cited import site_of
from calculator.api.guide.markdown import guide_markdown, llms
from calculator.api.guide.problem_kinds import PROBLEM_KINDS
from calculator.api.guide.reference import reference_sections, shape_tables
from calculator.api.guide.snippets import WRITTEN_FOR, snippets
from calculator.methods import DEFAULT_ID, latest
from profiles.releases.shelf import releases
from profiles.selectors import place_table

NOTEBOOK = Path(__file__).parent / "content" / "featured-cities.ipynb"


def docs(request: HttpRequest) -> HttpResponse:
    """Show how to begin, what is promised, what changed, how to cite."""
    root = request.build_absolute_uri("/")[:-1]
    context = {
        **_frame("API", reverse("api-docs"), [{"label": "API", "url": ""}]),
        "root": root,
        "snippets": snippets(root),
        "problems": PROBLEM_KINDS,
        "methods": list(latest().values()),
        "pinned": latest()[DEFAULT_ID].reference,
        "residents": place_table().sources["census_places"],
        "release": newest_release(),
        "year": place_table().homicide_years[0],
        "data_version": place_table().version,
        "places": f"{len(place_table().places):,}",
        "published": list(place_table().sources.values()),
    }
    return render(request, "api/docs.html", context)


def reference(request: HttpRequest) -> HttpResponse:
    """Show every operation with its parameters, statuses and an answer."""
    crumbs = [{"label": "API", "url": reverse("api-docs")}, {"label": "Reference", "url": ""}]
    context = {
        **_frame("API reference", reverse("api-reference"), crumbs),
        "root": site_of(request),
        "sections": reference_sections(),
        "shapes": shape_tables(),
    }
    return render(request, "api/reference.html", context)


def notebook(request: HttpRequest) -> HttpResponse:
    """Return the notebook, asking this site."""
    text = NOTEBOOK.read_text(encoding="utf-8").replace(WRITTEN_FOR, site_of(request))
    name = f'attachment; filename="{NOTEBOOK.name}"'
    return HttpResponse(text, content_type="application/x-ipynb+json", headers={"Content-Disposition": name})


def markdown(request: HttpRequest) -> HttpResponse:
    """Return the whole documentation as Markdown."""
    return HttpResponse(guide_markdown(site_of(request)), content_type="text/markdown; charset=utf-8")


def llms_txt(request: HttpRequest) -> HttpResponse:
    """Say to programs that read the web what this is and where to read it."""
    text = llms(site_of(request), newest_release())
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def newest_release() -> str:
    """Return the newest release's name, nothing before the first."""
    found = releases()
    return found[0].name if found else ""


def _frame(title: str, url: str, crumbs: list[dict[str, str]]) -> dict[str, Any]:
    return {
        "section": "api",
        "title": title,
        "canonical_url": url,
        "crumbs": [{"label": "Home", "url": "/"}, *crumbs],
    }
