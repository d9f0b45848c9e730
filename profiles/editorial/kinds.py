"""The closed lists that editors, forms, filters and the API choose from, with their labels."""

from django.db import models


class ReviewState(models.TextChoices):
    """Where a record stands."""

    WAITING = "waiting", "Waiting for review"
    APPROVED = "approved", "Approved"
    REJECTED = "rejected", "Rejected"


class EvidenceKind(models.TextChoices):
    """How strong a design is, weakest first."""

    ANNOUNCEMENT = "announcement", "Announcement"
    BEFORE_AFTER = "before_after", "Before and after"
    QUASI_EXPERIMENTAL = "quasi_experimental", "Quasi-experimental"
    RANDOMIZED = "randomized", "Randomized"
    REVIEW = "review", "Review of studies"


class LinkKind(models.TextChoices):
    """What a place may publish about its own violence prevention."""

    COST_REPORT = "cost_report", "Cost of violence report"
    PREVENTION_PLAN = "prevention_plan", "Violence prevention plan"
    PROBLEM_ANALYSIS = "problem_analysis", "Gun violence problem analysis"
    OFFICE = "office", "Office of violence prevention"
    PROGRAM = "program", "Program"
    BUDGET = "budget", "Budget"
    AWARD = "award", "Federal award"
    AUDIT = "audit", "Audit"
    EVALUATION = "evaluation", "Evaluation"


class LinkOrigin(models.TextChoices):
    """Who keeps the page that a link leads to, the place's own first."""

    OFFICIAL = "official", "The government's own page"
    OTHER = "other", "Another publisher"
    MIRROR = "mirror", "A mirror: a copy kept by somebody else"


class ResourceKind(models.TextChoices):
    """What a resource is."""

    COALITION = "coalition", "The coalition"
    STRATEGY = "strategy", "Leaders of a strategy"
    NETWORK = "network", "Networks for cities"
    PUBLICATION = "publication", "Plans and publications"
    DATA = "data", "Data and research"
