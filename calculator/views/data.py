"""Releases for people and programs: what there is, each release with its files and citation, the files themselves."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import FileResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from calculator.presenters.method.data import present_release, present_releases
from calculator.releases.catalog import dcat, media_type
from calculator.releases.cite import cite
from profiles.releases.shelf import Release, UnknownRelease, find_release, releases
from web.conditional import conditional
from web.problems import Problem
from web.quoting import quoted

FOR_EVER = "public, max-age=31536000, immutable"
FOR_MINUTES = "public, max-age=300"
PAPERS = {"citation.txt": "text", "citation.bib": "bibtex", "citation.json": "csl"}
PAPER_TYPES = {
    "citation.txt": "text/plain; charset=utf-8",
    "citation.bib": "application/x-bibtex; charset=utf-8",
    "citation.json": "application/vnd.citationstyles.csl+json",
}


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """Show every release, how to ask for one again, and what is in it."""
    return render(request, "data.html", present_releases(releases(), _site(request)))


@require_safe
def release_page(request: HttpRequest, name: str) -> HttpResponse:
    """Show a release: its files with sizes and checksums, its citation, what it changed."""
    return render(request, "release.html", present_release(_release(name), _site(request)))


@require_safe
def release_file(request: HttpRequest, name: str, file: str) -> HttpResponseBase:
    """Return a file of a release; it never changes."""
    release = _release(name)
    if file in PAPERS:
        return _citation(request, release, file)
    if file not in release.public_files():
        raise Http404(f"Release {release.name} has no file {quoted(file[:60])}.")
    path = release.folder / file
    if not path.is_file():
        raise Problem(503, f"Release {release.name} lacks {file}.", headers={"Retry-After": "60"})
    kind = media_type(file)
    response = FileResponse(path.open("rb"), content_type=f"{kind}; charset=utf-8" if kind[:4] == "text" else kind)
    response.headers["Access-Control-Allow-Origin"] = "*"
    if not kind.startswith("text") and "json" not in kind:
        response.no_compress = True  # type: ignore[attr-defined] # compressed already, or read in ranges
    return conditional(request, response, f'"{release.files[file]}"', cache_control=FOR_EVER)


@require_safe
def catalog(request: HttpRequest) -> HttpResponse:
    """Return the releases as data catalogs read them."""
    headers = {"Cache-Control": FOR_MINUTES, "Access-Control-Allow-Origin": "*"}
    return JsonResponse(dcat(_site(request)), json_dumps_params={"ensure_ascii": False}, headers=headers)


def _citation(request: HttpRequest, release: Release, file: str) -> HttpResponse:
    citation = cite(release, f"{_site(request)}/data/{release.name}/")
    return HttpResponse(getattr(citation, PAPERS[file]), content_type=PAPER_TYPES[file])


def _release(name: str) -> Release:
    try:
        return find_release(name)
    except UnknownRelease as error:
        raise Http404(f"There is no data release {quoted(name[:40])}; there are {', '.join(error.allowed)}.") from None


def _site(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"
