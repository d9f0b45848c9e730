"""Pictures of a budget: the chart to copy as SVG and PNG, and the preview that other sites show for a link."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from calculator.answer import Answer
from calculator.exports.memo.press import png
from calculator.presenters.budget.picture import present_chart, present_preview
from calculator.views.asked import answered
from calculator.views.costly import costly

CHART_PPI, PREVIEW_PPI = 144, 72


@require_safe
@costly
def chart(request: HttpRequest, ending: str, slug: str | None = None, level: str = "place") -> HttpResponseBase:
    """Return the stacked budget bar with its table, as `svg` or `png`."""

    def drawn(answer: Answer) -> HttpResponse:
        context = present_chart(answer, link=_short_link(request, answer))
        drawing = render_to_string("pictures/budget.svg", context)
        if ending == "svg":
            response = HttpResponse(drawing, content_type="image/svg+xml")
            # Opened on its own an SVG is a document: it may run nothing and load nothing.
            response["Content-Security-Policy"] = "default-src 'none'"
        else:
            page = {"svg": drawing, "width": context["width"], "height": context["height"]}
            response = HttpResponse(png("picture.typ", page, ppi=CHART_PPI), content_type="image/png")
        response["Content-Disposition"] = f'inline; filename="{answer.file_name}.{ending}"'
        return response

    return answered(request, slug, level, drawn)


@require_safe
@costly
def preview(request: HttpRequest, slug: str, level: str = "place") -> HttpResponseBase:
    """Return a place's preview image, 1200 by 630."""

    def drawn(answer: Answer) -> HttpResponse:
        return HttpResponse(png("preview.typ", present_preview(answer), ppi=PREVIEW_PPI), content_type="image/png")

    return answered(request, slug, level, drawn)


def _short_link(request: HttpRequest, answer: Answer) -> str:
    place = answer.subject.place
    return f"{request.get_host()}{place.path if place else '/calculator/'}"
