"""The app of places and what is known about them."""

from django.apps import AppConfig


class ProfilesConfig(AppConfig):
    """What is known about a place."""

    name = "profiles"
    default_auto_field = "django.db.models.BigAutoField"
