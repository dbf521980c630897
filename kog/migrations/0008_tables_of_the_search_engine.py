"""The engine's own tables: no model describes them, and each database has the one it can fill."""

from django.db import migrations

SQLITE = [
    "CREATE VIRTUAL TABLE kog_searchindex USING fts5(title, body, tokenize = 'unicode61 remove_diacritics 0')",
    "CREATE VIRTUAL TABLE kog_searchtrigram USING fts5(word, content = 'kog_searchword', content_rowid = 'id', "
    "tokenize = 'trigram')",
    "CREATE TRIGGER kog_searchword_added AFTER INSERT ON kog_searchword BEGIN "
    "INSERT INTO kog_searchtrigram (rowid, word) VALUES (new.id, new.word); END",
    "CREATE TRIGGER kog_searchword_removed AFTER DELETE ON kog_searchword BEGIN "
    "INSERT INTO kog_searchtrigram (kog_searchtrigram, rowid, word) VALUES ('delete', old.id, old.word); END",
]
POSTGRES = [
    "CREATE TABLE kog_searchindex (id bigint PRIMARY KEY, vector tsvector NOT NULL)",
    "CREATE INDEX kog_searchindex_vector ON kog_searchindex USING gin (vector) WITH (fastupdate = off)",
    # Without the extension (it needs a right in the database) parts of words are found by reading the vocabulary.
    "DO $$ BEGIN CREATE EXTENSION IF NOT EXISTS pg_trgm; "
    "CREATE INDEX kog_searchword_trigram ON kog_searchword USING gin (word gin_trgm_ops); "
    "EXCEPTION WHEN OTHERS THEN RAISE NOTICE 'pg_trgm is not available'; END $$",
]
TABLES = {"sqlite": SQLITE, "postgresql": POSTGRES}
AWAY = ["DROP TRIGGER IF EXISTS kog_searchword_added", "DROP TRIGGER IF EXISTS kog_searchword_removed"]


def create(apps, schema_editor):
    for statement in TABLES[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def remove(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for statement in [*AWAY, "DROP TABLE kog_searchtrigram"]:
            schema_editor.execute(statement)
    schema_editor.execute("DROP TABLE kog_searchindex")


class Migration(migrations.Migration):

    dependencies = [
        ('kog', '0007_search'),
    ]

    operations = [
        migrations.RunPython(create, remove),
    ]
