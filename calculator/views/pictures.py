"""Pictures of a budget: the chart to copy as SVG and PNG, and the preview that other sites show for a link."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from calculator.answer import Answer
from calculator.exports.memo.press import png
from calculator.presenters.budget.picture import present_chart, present_preview
from calculator.views.asked import RefusedError, cached, read_asked, refused, unchanged
from calculator.views.costly import costly

CHART_PPI, PREVIEW_PPI = 144, 72


@require_safe
@costly
def chart(request: HttpRequest, ending: str, slug: str | None = None, level: str = "place") -> HttpResponseBase:
    """Return the stacked budget bar with its table, as `svg` or `png`."""
    known = unchanged(request)
    if known is not None:
        return known
    try:
        asked = read_asked(request, slug, level)
    except RefusedError as error:
        return refused(request, error)
    context = present_chart(asked, link=_short_link(request, asked))
    drawing = render_to_string("pictures/budget.svg", context)
    if ending == "svg":
        response = HttpResponse(drawing, content_type="image/svg+xml")
        # Opened on its own an SVG is a document: it may run nothing and load nothing.
        response["Content-Security-Policy"] = "default-src 'none'"
    else:
        page = {"svg": drawing, "width": context["width"], "height": context["height"]}
        response = HttpResponse(png("picture.typ", page, ppi=CHART_PPI), content_type="image/png")
    response["Content-Disposition"] = f'inline; filename="{asked.file_name}.{ending}"'
    return cached(request, response)


@require_safe
@costly
def preview(request: HttpRequest, slug: str, level: str = "place") -> HttpResponseBase:
    """Return a place's preview image, 1200 by 630."""
    known = unchanged(request)
    if known is not None:
        return known
    try:
        asked = read_asked(request, slug, level)
    except RefusedError as error:
        return refused(request, error)
    image = png("preview.typ", present_preview(asked), ppi=PREVIEW_PPI)
    return cached(request, HttpResponse(image, content_type="image/png"))


def _short_link(request: HttpRequest, asked: Answer) -> str:
    place = asked.subject.place
    return f"{request.get_host()}{place.path if place else '/calculator/'}"
