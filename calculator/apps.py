"""The calculator as a Django application."""

from django.apps import AppConfig


class CalculatorConfig(AppConfig):
    """What a program costs."""

    name = "calculator"
    default_auto_field = "django.db.models.BigAutoField"
