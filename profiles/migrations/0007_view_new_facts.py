"""Who may look at facts may look at the new ones."""

from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

NEW_FACTS = ["countedyear", "factchange", "factload", "policeagency", "statehomicides"]


def allow_viewing(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    config = apps.get_app_config("profiles")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
    permissions = apps.get_model("auth", "Permission").objects.filter(
        codename__in=[f"view_{model}" for model in NEW_FACTS], content_type__app_label="profiles"
    )
    for role in apps.get_model("auth", "Group").objects.filter(name__in=["editor", "reviewer", "admin"]):
        role.permissions.add(*permissions)


class Migration(migrations.Migration):
    dependencies = [("profiles", "0006_homicide_status")]
    operations = [migrations.RunPython(allow_viewing, migrations.RunPython.noop)]
