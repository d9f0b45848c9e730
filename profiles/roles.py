"""The roles of people who keep the site, and what each may do. Kept up after every migration; nothing is taken away.

editor: writes what waits; reviewer: also decides; admin: also keeps accounts, but never one above their own.
"""

from typing import Any

from django.apps import AppConfig
from django.contrib.auth.models import Group, Permission

WRITTEN = (
    "localestimate", "placelink", "resource", "evidenceentry", "localhomicides", "spending", "costofviolence",
    "publishedpay", "funderterms",
)  # fmt: skip
FACTS = ("place", "county", "metro", "state", "source", "populationestimate", "homicidecount", "datasetversion",
    "countedyear", "statehomicides", "policeagency", "agencycount", "municipiohomicides", "homicideexception",
    "factload", "factchange",
)  # fmt: skip

EDITOR = (
    *(f"profiles.{verb}_{model}" for model in WRITTEN for verb in ("add", "change", "view")),
    *(f"profiles.view_{model}" for model in (*FACTS, "submission")),
)
REVIEWER = (
    *EDITOR,
    "profiles.review_editorial",
    "profiles.change_submission",
    "custody.view_logentry",
    *(f"profiles.delete_{model}" for model in WRITTEN),
)
ADMIN = (
    *REVIEWER,
    "profiles.delete_submission",
    *(f"auth.{verb}_user" for verb in ("add", "change", "view")),
    "auth.view_group",
)
ROLES = {"editor": EDITOR, "reviewer": REVIEWER, "admin": ADMIN}


def keep_roles(sender: AppConfig, **kwargs: Any) -> None:
    """Make each role that is missing, and give each the rights it lacks; called after every migration."""
    wanted = {right for rights in ROLES.values() for right in rights}
    known = {
        f"{app}.{codename}": pk
        for pk, app, codename in Permission.objects.values_list("pk", "content_type__app_label", "codename")
        if f"{app}.{codename}" in wanted
    }
    for name, rights in ROLES.items():
        role, _ = Group.objects.get_or_create(name=name)
        role.permissions.add(*(known[right] for right in rights if right in known))
