"""For search engines: every page there is, and what to leave alone."""

from django.contrib.sitemaps import Sitemap
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from profiles.editorial.library import services, strategies
from profiles.selectors import PlaceFacts, place_table

PAGES = (
    "/", "/cities/", "/states/", "/states/pr/", "/metros/", "/map/", "/portfolio/", "/calculator/", "/evidence/",
    "/strategies/", "/resources/", "/funders/", "/measures/", "/methodology/", "/validation/", "/faq/", "/about/",
    "/feedback/", "/api/docs/", "/data/",
)  # fmt: skip
# Questions, papers and forms: endless, private or empty of words to find.
CLOSED = ("/admin/", "/feedback/*-", "/s/", "/*budget.", "/*calculator/?", "/*start/?", "/*/correct/", "/patterns/")


class PageSitemap(Sitemap):
    """The site's own pages."""

    def items(self) -> list[str]:
        """Return their paths."""
        return [*PAGES, *(f"/strategies/{entry.slug}/" for entry in (*strategies(), *services()))]

    def location(self, item: str) -> str:
        """Return the path."""
        return item


class PlaceSitemap(Sitemap):
    """Every place, by GEOID, in pages that search engines take."""

    limit = 10_000
    level = "place"

    def items(self) -> tuple[PlaceFacts, ...]:
        """Return the places."""
        return place_table().of(self.level).places

    def location(self, item: PlaceFacts) -> str:
        """Return the profile's path."""
        return item.path


class TownSitemap(PlaceSitemap):
    """Every town and township."""

    level = "town"


class CountySitemap(PlaceSitemap):
    """Every county."""

    level = "county"


class StateSitemap(PlaceSitemap):
    """Every state."""

    level = "state"


class MetroSitemap(PlaceSitemap):
    """Every metropolitan and micropolitan area."""

    level = "metro"


SITEMAPS: dict[str, type[Sitemap]] = {
    "pages": PageSitemap, "places": PlaceSitemap, "towns": TownSitemap, "counties": CountySitemap,
    "states": StateSitemap, "metros": MetroSitemap,
}  # fmt: skip


@require_safe
@cache_control(public=True, max_age=86_400)
def robots(request: HttpRequest) -> HttpResponse:
    """Tell robots where the sitemap is and what to leave alone."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED)]
    lines += ["", f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
