"""A place's card for other people's pages: the only route that may be framed, and it is framed from anywhere."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from calculator.answer import Answer
from calculator.presenters.budget.bases import headline, in_use
from calculator.presenters.budget.one_year import present_bar, present_lede
from calculator.views.asked import answered
from calculator.words.wording import dollars

# Everything the site forbids stays forbidden; a card also has no form, no script and nothing to navigate to inside its frame.
CARD_CSP: dict[str, Any] = {
    **settings.SECURE_CSP,
    "script-src": ["'none'"],
    "form-action": ["'none'"],
    "frame-ancestors": ["*"],
}


@require_safe
@xframe_options_exempt
@csp_override(CARD_CSP)
def card(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Return the card: the sentence, the bar, the lines, and the way to the whole profile."""

    def drawn(answer: Answer) -> HttpResponse:
        budget, place = answer.budget, answer.subject.place
        home = place.path if place else "/calculator/"
        context = {
            "name": answer.subject.name,
            "lede": headline(answer) or present_lede(budget),
            "in_use": in_use(answer) if headline(answer) else "",
            "bar": present_bar(budget),
            "lines": [
                {"key": line.line, "label": line.label, "amount": dollars(line.amount)}
                for line in budget.budget
                if line.amount
            ],
            "method": budget.methodology.named,
            "url": answer.link if request.GET else home,
            "canonical_url": request.build_absolute_uri(home),
        }
        return render(request, "embed.html", context)

    return answered(request, slug, "any", drawn)
