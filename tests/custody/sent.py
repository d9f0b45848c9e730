"""What a visitor sent, which is to be found nowhere once it is forgotten."""

from django.db import connection

SECRET_TEXT = "My cousin Xanthippe was shot on Quarrel Street"


def everything_in_the_database() -> str:
    with connection.cursor() as cursor:
        texts = []
        for table in connection.introspection.table_names(cursor):
            if not table.startswith(("profiles_population", "profiles_homicide", "profiles_placecounty")):
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
                texts.append(repr(cursor.fetchall()))
    return " ".join(texts)
