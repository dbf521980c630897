"""PostgreSQL finds words of titles in vectors of their own: in the long ones it would read every text for it."""

from django.db import migrations

ADD = [
    "ALTER TABLE kog_searchindex ADD COLUMN title tsvector GENERATED ALWAYS AS (ts_filter(vector, '{a}')) STORED",
    "CREATE INDEX kog_searchindex_title ON kog_searchindex USING gin (title) WITH (fastupdate = off)",
]


def add(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for statement in ADD:
            schema_editor.execute(statement)


def remove(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE kog_searchindex DROP COLUMN title")


class Migration(migrations.Migration):

    dependencies = [
        ('kog', '0010_notices_and_digests'),
    ]

    operations = [
        migrations.RunPython(add, remove),
    ]
