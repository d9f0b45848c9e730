"""Towns beside places; counties and metros with addresses of their own; counties by age.

What these columns hold comes with the next `load_data`; until then counties and metros have their codes for slugs.
"""

from django.db import migrations, models
from django.db.models import F

AGES = ("age_0_14", "age_15_24", "age_25_44", "age_45_64", "age_65_up")


def slugs_from_codes(apps, schema_editor):
    for name, code in (("County", "geoid"), ("Metro", "cbsa")):
        apps.get_model("profiles", name).objects.update(slug=F(code))


class Migration(migrations.Migration):
    dependencies = [("profiles", "0004_police_area_population")]

    operations = [
        migrations.AlterField(
            "place", "geoid",
            models.CharField(help_text="7 digits of a place, 10 of a town", max_length=10, primary_key=True, serialize=False),
        ),
        migrations.AddField(
            "place", "level",
            models.CharField(
                choices=[("place", "Incorporated place"), ("town", "Town or township (county subdivision)")],
                default="place", max_length=5,
            ),
        ),
        migrations.AddField(
            "place", "holds_places",
            models.BooleanField(
                default=False, help_text="A town with incorporated places inside it, whose residents are the town's too"
            ),
        ),
        *(
            migrations.AddField(name, "slug", models.SlugField(db_index=False, default="", max_length=120), preserve_default=False)
            for name in ("county", "metro")
        ),
        migrations.RunPython(slugs_from_codes, migrations.RunPython.noop),
        *(
            migrations.AlterField(name, "slug", models.SlugField(max_length=120, unique=True))
            for name in ("county", "metro")
        ),
        *(
            migrations.AddField(
                "county", age,
                models.PositiveIntegerField(
                    default=0,
                    **({"help_text": "Residents of these ages; the five ages add up to the population"} if age == AGES[0] else {}),
                ),
                preserve_default=False,
            )
            for age in AGES
        ),
    ]
