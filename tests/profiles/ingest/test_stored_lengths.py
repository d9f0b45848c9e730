"""What SQLite takes and PostgreSQL refuses: text longer than its column."""

import pytest
from django.apps import apps
from django.db.models import CharField, Max
from django.db.models.functions import Length


@pytest.mark.django_db
@pytest.mark.parametrize("model", list(apps.get_app_config("profiles").get_models()), ids=lambda model: model.__name__)
def test_no_loaded_text_is_longer_than_its_column(model: type) -> None:
    fields = [field for field in model._meta.concrete_fields if isinstance(field, CharField) and field.max_length]
    longest = model._base_manager.aggregate(**{f"of_{field.name}": Max(Length(field.name)) for field in fields})
    too_long = {field.name: (longest[f"of_{field.name}"], field.max_length) for field in fields}
    assert all(found is None or found <= most for found, most in too_long.values()), too_long
