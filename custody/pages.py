"""What is kept of visitors and for how long; how the site is guarded; whom to tell of a hole in it."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

VALID_DAYS = 180
KEPT_AN_HOUR = cache_control(public=True, max_age=3600)


@require_safe
@KEPT_AN_HOUR
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept, for how long, and how to have it erased, in plain words and from the settings in force."""
    context = {
        "canonical_url": "/privacy/",
        "operator": settings.OPERATOR,
        "contact": settings.CONTACT,
        "contact_days": settings.KEEP_CONTACT_DAYS,
        "submission_days": settings.KEEP_SUBMISSIONS_DAYS,
        "attempt_days": settings.KEEP_ATTEMPTS_DAYS,
    }
    return render(request, "custody/privacy.html", context)


@require_safe
@KEPT_AN_HOUR
def security(request: HttpRequest) -> HttpResponse:
    """Who might harm the site or its readers, how, and what stands against it."""
    return render(request, "custody/security.html", {"canonical_url": "/security/", "contact": settings.CONTACT})


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Answer RFC 9116's questions; the date is half a year ahead of whoever asks."""
    until = (datetime.now(UTC) + timedelta(days=VALID_DAYS)).replace(hour=0, minute=0, second=0, microsecond=0)
    contact = f"mailto:{settings.CONTACT}" if settings.CONTACT else request.build_absolute_uri("/feedback/")
    lines = (
        f"Contact: {contact}",
        f"Expires: {until.isoformat().replace('+00:00', 'Z')}",
        f"Policy: {request.build_absolute_uri('/security/')}",
        "Preferred-Languages: en",
        f"Canonical: {request.build_absolute_uri('/.well-known/security.txt')}",
    )
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
