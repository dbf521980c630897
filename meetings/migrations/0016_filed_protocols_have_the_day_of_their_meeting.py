from django.db import migrations
from django.db.models import OuterRef, Subquery


def date_them(apps, _schema_editor):
    protocol_files = apps.get_model("meetings", "ProtocolFile").objects.filter(document=OuterRef("pk"))
    filed = apps.get_model("documents", "Document").objects.filter(
        pk__in=apps.get_model("meetings", "ProtocolFile").objects.exclude(document=None).values("document")
    )
    filed.update(dated=Subquery(protocol_files.values("protocol__meeting__date")[:1]))


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0016_files_have_a_day"),
        ("meetings", "0015_public_meetings_and_sent_texts"),
    ]

    operations = [migrations.RunPython(date_them, migrations.RunPython.noop)]
