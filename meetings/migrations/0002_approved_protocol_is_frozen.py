"""The database itself refuses to change or delete an approved protocol and its sections."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

MESSAGE = "An approved protocol never changes."
SEALED = "SELECT 1 FROM meetings_protocol WHERE id = {row}.protocol_id AND state = 'approved'"

SQLITE = {
    "protocol_frozen_update": f"""
        CREATE TRIGGER protocol_frozen_update BEFORE UPDATE ON meetings_protocol
        WHEN OLD.state = 'approved' BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END""",
    "protocol_frozen_delete": f"""
        CREATE TRIGGER protocol_frozen_delete BEFORE DELETE ON meetings_protocol
        WHEN OLD.state = 'approved' BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END""",
    "section_frozen_update": f"""
        CREATE TRIGGER section_frozen_update BEFORE UPDATE ON meetings_protocolsection
        WHEN EXISTS ({SEALED.format(row="OLD")}) OR EXISTS ({SEALED.format(row="NEW")})
        BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END""",
    "section_frozen_delete": f"""
        CREATE TRIGGER section_frozen_delete BEFORE DELETE ON meetings_protocolsection
        WHEN EXISTS ({SEALED.format(row="OLD")}) BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END""",
    "section_frozen_insert": f"""
        CREATE TRIGGER section_frozen_insert BEFORE INSERT ON meetings_protocolsection
        WHEN EXISTS ({SEALED.format(row="NEW")}) BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END""",
}

POSTGRESQL = f"""
    CREATE FUNCTION refuse_approved_protocol() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_TABLE_NAME = 'meetings_protocol' THEN
            IF OLD.state = 'approved' THEN
                RAISE EXCEPTION USING MESSAGE = '{MESSAGE}', ERRCODE = 'integrity_constraint_violation';
            END IF;
        ELSE
            IF TG_OP <> 'DELETE' AND EXISTS ({SEALED.format(row="NEW")}) THEN
                RAISE EXCEPTION USING MESSAGE = '{MESSAGE}', ERRCODE = 'integrity_constraint_violation';
            END IF;
            IF TG_OP <> 'INSERT' AND EXISTS ({SEALED.format(row="OLD")}) THEN
                RAISE EXCEPTION USING MESSAGE = '{MESSAGE}', ERRCODE = 'integrity_constraint_violation';
            END IF;
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER protocol_frozen BEFORE UPDATE OR DELETE ON meetings_protocol
        FOR EACH ROW EXECUTE FUNCTION refuse_approved_protocol();
    CREATE TRIGGER section_frozen BEFORE INSERT OR UPDATE OR DELETE ON meetings_protocolsection
        FOR EACH ROW EXECUTE FUNCTION refuse_approved_protocol();
"""
POSTGRESQL_BACK = """
    DROP TRIGGER protocol_frozen ON meetings_protocol;
    DROP TRIGGER section_frozen ON meetings_protocolsection;
    DROP FUNCTION refuse_approved_protocol();
"""


def freeze(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL)
    else:
        for trigger in SQLITE.values():
            schema_editor.execute(trigger)


def thaw(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL_BACK)
    else:
        for name in SQLITE:
            schema_editor.execute(f"DROP TRIGGER {name}")


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_initial")]
    operations = [migrations.RunPython(freeze, thaw)]
