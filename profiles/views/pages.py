"""Strategies, evidence, resources, questions, about."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from profiles.editorial.library import find_strategy
from profiles.presenters.evidence import present_evidence, read_filter
from profiles.presenters.strategies import present_strategies, present_strategy
from profiles.presenters.words import present_about, present_questions, present_resources
from profiles.views.freshness import revalidated


@revalidated
def strategies(request: HttpRequest) -> HttpResponse:
    """Every strategy and service."""
    return render(request, "strategies.html", present_strategies())


@revalidated
def strategy(request: HttpRequest, slug: str) -> HttpResponse:
    """One strategy: what it does, who does it, what pays for it, where it runs, what is known; 404 for another slug."""
    found = find_strategy(slug)
    if found is None:
        raise Http404("We know no strategy of that name. All of them are listed under Strategies.")
    return render(request, "strategy.html", present_strategy(found))


@revalidated
def evidence(request: HttpRequest) -> HttpResponse:
    """The evidence library, by place, strategy and kind."""
    wanted, faults = read_filter({name: value for name, value in request.GET.items() if isinstance(value, str)})
    return render(request, "evidence.html", present_evidence(wanted, faults))


@revalidated
def resources(request: HttpRequest) -> HttpResponse:
    """Organizations and publications."""
    return render(request, "resources.html", present_resources())


@revalidated
def questions(request: HttpRequest) -> HttpResponse:
    """Questions people ask."""
    return render(request, "faq.html", present_questions())


@revalidated
def about(request: HttpRequest) -> HttpResponse:
    """What this is, who it is for, what it is not."""
    return render(request, "about.html", present_about())
