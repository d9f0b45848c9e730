"""The roles of people who keep the site: editor, reviewer, admin."""

from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

WRITTEN = ["localestimate", "placelink", "resource", "evidenceentry"]
FACTS = ["place", "county", "metro", "state", "source", "populationestimate", "homicidecount", "datasetversion"]

EDITOR = [
    *(f"{verb}_{model}" for model in WRITTEN for verb in ("add", "change", "view")),
    *(f"view_{model}" for model in [*FACTS, "submission"]),
]
REVIEWER = [*EDITOR, "review_editorial", "change_submission", *(f"delete_{model}" for model in WRITTEN)]
ADMIN = [
    *REVIEWER, "delete_submission",
    *(f"{verb}_user" for verb in ("add", "change", "delete", "view")), "view_group",
]  # fmt: skip


def create_roles(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for label in ("auth", "profiles"):
        # Permissions are otherwise made only after the last migration.
        config = apps.get_app_config(label)
        config.models_module = True
        create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
    permission, group = apps.get_model("auth", "Permission"), apps.get_model("auth", "Group")
    for name, codenames in (("editor", EDITOR), ("reviewer", REVIEWER), ("admin", ADMIN)):
        role, _ = group.objects.get_or_create(name=name)
        role.permissions.set(
            permission.objects.filter(codename__in=codenames, content_type__app_label__in=["auth", "profiles"])
        )


class Migration(migrations.Migration):
    dependencies = [
        ("profiles", "0002_editorial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(create_roles, migrations.RunPython.noop)]
