"""Which media type an answer comes in: what the caller prefers, by weight (RFC 9110, 12.5.1), ours first among equals."""

from collections.abc import Iterable

from django.http.request import MediaType
from rest_framework.exceptions import NotAcceptable
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request


class Negotiation(DefaultContentNegotiation):
    """DRF's choice of a renderer, with weights: `text/csv;q=0.5, application/json` is JSON. Empty is anything."""

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        """Return the renderer and its media type. Raises NotAcceptable where none is accepted."""
        renderers = list(renderers)
        accepted = request.META.get("HTTP_ACCEPT", "").strip()
        if accepted in ("", "*/*"):
            return renderers[0], renderers[0].media_type
        try:
            ranges = [MediaType(part) for part in accepted.split(",") if part.strip()]
            weights = [_weight(ranges, MediaType(renderer.media_type)) for renderer in renderers]
        except ValueError:  # a header that is too long to be read asks for nothing
            return renderers[0], renderers[0].media_type
        best = max(weights)
        if best <= 0:
            raise NotAcceptable(available_renderers=renderers)
        chosen = renderers[weights.index(best)]
        return chosen, chosen.media_type


def _weight(ranges: Iterable[MediaType], offered: MediaType) -> float:
    """Return the weight of the most specific range that a type is in; 0 there refuses it, whatever a wider range says."""
    found = [(known.specificity, float(known.quality)) for known in ranges if offered.match(str(known))]
    return max(found, default=(0, 0.0))[1]
