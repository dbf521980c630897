"""Who was invited before calendar entries were kept stands in nobody's list: a move would reach none of them.

They were written to as holders of their seats, and know the meeting as it is.
"""

from django.db import migrations
from django.db.models import Count
from django.utils import timezone

RAISED_SEQUENCE = ("moved", "rearranged", "chair_swapped", "chair_followed")


def note_who_knows(apps, _schema_editor):
    Meeting, Attendee = apps.get_model("meetings", "Meeting"), apps.get_model("meetings", "Attendee")
    told = changes_told_by_then(apps)
    for meeting in Meeting.objects.filter(state="invited", attendees=None):
        rows = meeting.participations.filter(person__isnull=False).order_by("pk")
        people = {}
        for row in rows:
            if people.get(row.person_id) != "chair":
                people[row.person_id] = "chair" if row.seat_id == meeting.chair_seat_id else "member"
        state, sent_at = told.get(meeting.pk, 0), meeting.invited_at or timezone.now()
        Attendee.objects.bulk_create(
            Attendee(meeting=meeting, person_id=person, role=role, told=state, sequence=state, sent_at=sent_at)
            for person, role in people.items()
        )


def changes_told_by_then(apps):
    """By meeting, how often others had to be told anew."""
    kind = apps.get_model("contenttypes", "ContentType").objects.filter(app_label="meetings", model="meeting").first()
    entries = apps.get_model("kog", "HistoryEntry").objects.filter(subject_type=kind, verb__in=RAISED_SEQUENCE)
    return dict(entries.order_by().values_list("subject_id").annotate(times=Count("pk"))) if kind else {}


class Migration(migrations.Migration):
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("kog", "0010_notices_and_digests"),
        ("meetings", "0012_what_the_invited_know"),
    ]

    operations = [migrations.RunPython(note_who_knows, migrations.RunPython.noop)]
