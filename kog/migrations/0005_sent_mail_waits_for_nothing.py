from django.db import migrations
from django.db.models import Q


def let_rest(apps, schema_editor):
    """What was sent, or given up after eight attempts, is due no more."""
    mails = apps.get_model("kog", "OutboxMail").objects
    mails.filter(Q(sent_at__isnull=False) | Q(attempts__gte=8)).update(due_at=None, claimed_until=None)


class Migration(migrations.Migration):

    dependencies = [
        ('kog', '0004_work_that_waits_in_rows'),
    ]

    operations = [
        migrations.RunPython(let_rest, migrations.RunPython.noop),
    ]
