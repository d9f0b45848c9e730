"""The app of what is known about places."""

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_migrate, post_save


class ProfilesConfig(AppConfig):
    """What is known about a place."""

    name = "profiles"
    verbose_name = "Places and the public site"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Announce every change of what editors own, however it is made."""
        from profiles import models
        from profiles.editorial.memory import mark_changed
        from profiles.refresh.recount import on_local_count
        from profiles.roles import keep_roles
        from profiles.submissions.retention import keep_no_samples_of_words

        for signal in (post_save, post_delete):  # before the editors’ version is held: see `writing_facts`
            signal.connect(on_local_count, sender=models.LocalHomicides, dispatch_uid="recount")
        for model in models.EDITORIAL_MODELS:
            for signal in (post_save, post_delete):
                signal.connect(mark_changed, sender=model, dispatch_uid=f"editorial-{model.__name__}")
        post_migrate.connect(keep_roles, dispatch_uid="keep-roles")
        post_migrate.connect(keep_no_samples_of_words, sender=self, dispatch_uid="keep-no-samples")
