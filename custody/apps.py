"""The app that keeps what people entrusted to the site, and the record of who decided what."""

from django.apps import AppConfig


class CustodyConfig(AppConfig):
    """The log of decisions and the changes that wait for a second person."""

    name = "custody"
    verbose_name = "Custody"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Keep from now on when somebody signs in."""
        import custody.sessions  # noqa: F401
