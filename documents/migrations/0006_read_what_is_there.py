"""What lay in the drive before texts were read waits for a worker like everything new."""

from django.db import migrations


def wait(apps, _schema_editor):
    content, reading = apps.get_model("documents", "Content"), apps.get_model("documents", "Reading")
    unread = content.objects.filter(reading=None).values_list("pk", flat=True)
    reading.objects.bulk_create((reading(content_id=pk) for pk in list(unread)), batch_size=1000)


class Migration(migrations.Migration):
    dependencies = [("documents", "0005_texts_of_files")]

    operations = [migrations.RunPython(wait, migrations.RunPython.noop)]
