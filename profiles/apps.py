from django.apps import AppConfig


class ProfilesConfig(AppConfig):
    """What is known about a place."""

    name = "profiles"
    default_auto_field = "django.db.models.BigAutoField"
