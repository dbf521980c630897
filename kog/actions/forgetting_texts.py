"""What old mails said is let go; to whom they went, when and with which result stays as the proof of dispatch."""

import datetime as dt

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from kog.models import OutboxMail

PORTION = 500
EMPTY = {"text": "", "html": "", "calendar": "", "files": [], "unsubscribe_url": ""}


def forget_old_texts() -> int:
    """How many mails were emptied, a portion at a time; none when MAIL_KEEP_DAYS is 0, and none that still waits."""
    if not settings.MAIL_KEEP_DAYS:
        return 0
    before = timezone.now() - dt.timedelta(days=settings.MAIL_KEEP_DAYS)
    old = OutboxMail.objects.filter(~Q(**EMPTY), due_at=None, created_at__lt=before).order_by("pk")
    number = 0
    while portion := list(old.values_list("pk", flat=True)[:PORTION]):
        number += OutboxMail.objects.filter(pk__in=portion).update(**EMPTY)
    return number
