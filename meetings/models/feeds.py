from django.conf import settings
from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import GreaterThanOrEqual
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.enums import AssignmentsInCalendar


class CalendarFeed(models.Model):
    """The secret address at which a person's calendar is read without signing in; a new one ends the old one."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="calendar_feed", verbose_name=_("person")
    )
    token = models.CharField(max_length=64, unique=True, editable=False)
    includes_assignments = models.CharField(
        _("assignments"), max_length=5, choices=AssignmentsInCalendar, default=AssignmentsInCalendar.EVENT
    )
    rotated_at = models.DateTimeField(_("address valid since"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("calendar feed")
        verbose_name_plural = _("calendar feeds")
        constraints = [
            models.CheckConstraint(
                condition=GreaterThanOrEqual(Length("token"), 32), name="calendar_address_cannot_be_guessed"
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)
