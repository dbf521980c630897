import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.enums import HELD_STATES, OPEN_STATES, DatePrecision, MeetingFormat, MeetingState, Publicity


class MeetingQuerySet(models.QuerySet):
    def open(self) -> Self:
        """Planned or invited: what moves on can still be put on their agenda."""
        return self.filter(state__in=OPEN_STATES)

    def held(self) -> Self:
        return self.filter(state__in=HELD_STATES)

    def in_order(self) -> Self:
        return self.order_by("date", "pk")

    def after(self, meeting: "Meeting") -> Self:
        return self.filter(Q(date__gt=meeting.date) | Q(date=meeting.date, pk__gt=meeting.pk))

    def before(self, meeting: "Meeting") -> Self:
        return self.filter(Q(date__lt=meeting.date) | Q(date=meeting.date, pk__lt=meeting.pk))


class Meeting(models.Model):
    """A committee comes together: planned on a day, prepared, held, written down, followed up."""

    committee = models.ForeignKey("kog.Committee", models.PROTECT, related_name="meetings", verbose_name=_("committee"))
    year = models.PositiveSmallIntegerField(_("year of the number"))
    number = models.PositiveSmallIntegerField(_("number in the year"))
    designation = models.CharField(_("number"), max_length=80, unique=True)
    slug = models.SlugField(max_length=90, unique=True)
    title = models.CharField(_("title"), max_length=200, blank=True)
    date = models.DateField(_("date"))
    precision = models.CharField(max_length=5, choices=DatePrecision, default=DatePrecision.DAY)
    starts = models.TimeField(_("begins"), default=dt.time(10))
    ends = models.TimeField(_("ends"), default=dt.time(12, 30))
    place = models.CharField(_("place"), max_length=300, blank=True)
    format = models.CharField(_("form"), max_length=10, choices=MeetingFormat, default=MeetingFormat.ON_SITE)
    video_link = models.URLField(_("video link"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=MeetingState, default=MeetingState.PLANNED)
    turn = models.PositiveIntegerField(_("turn in the rotation"), null=True, blank=True)
    chair_seat = models.ForeignKey(
        "kog.Seat", models.PROTECT, null=True, blank=True, related_name="chaired_meetings", verbose_name=_("chair")
    )
    swap_reason = models.CharField(_("reason for the change of chair"), max_length=300, blank=True)
    minute_taker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("minutes by")
    )
    moderator = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("moderation")
    )
    note = models.TextField(_("note"), blank=True)
    publicity = models.CharField(
        _("in the public calendar"), max_length=5, choices=Publicity, default=Publicity.NONE, blank=True
    )
    released_at = models.DateTimeField(_("agenda released"), null=True, blank=True)
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    invited_at = models.DateTimeField(_("invited"), null=True, blank=True)
    short_notice_reason = models.CharField(_("reason for the short notice"), max_length=300, blank=True)
    opened_at = models.DateTimeField(_("opened"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True)
    cancel_reason = models.CharField(_("reason for cancelling"), max_length=300, blank=True)
    current_item = models.ForeignKey(
        "meetings.AgendaItem", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("current item")
    )

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-date", "-pk"]
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        indexes = [
            models.Index(fields=["-date", "-id"], name="meeting_by_date"),
            models.Index(fields=["committee", "date"], name="meeting_by_committee"),
            models.Index(fields=["state", "date"], name="meeting_by_state"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["committee", "year", "number"], name="meeting_number_once"),
            models.UniqueConstraint(
                fields=["committee", "turn"], condition=Q(turn__isnull=False), name="turn_taken_once"
            ),
            models.CheckConstraint(
                condition=~Q(state=MeetingState.CANCELLED) | Q(turn=None), name="cancelled_meeting_takes_no_turn"
            ),
            models.CheckConstraint(
                condition=Q(state=MeetingState.CANCELLED) ^ Q(cancelled_at=None), name="cancelled_meeting_says_when"
            ),
            models.CheckConstraint(
                condition=Q(state=MeetingState.CLOSED) ^ Q(closed_at=None), name="closed_meeting_says_when"
            ),
            models.CheckConstraint(
                condition=Q(starts__lt=models.F("ends")),
                name="meeting_ends_after_it_begins",
                violation_error_message=_("The meeting ends before it begins."),
            ),
        ]

    def __str__(self) -> str:
        return self.designation

    def get_absolute_url(self) -> str:
        return reverse("meetings:meeting", args=[self.slug])

    @property
    def folder_key(self) -> str:
        return f"meeting:{self.slug}"

    @property
    def where(self) -> str:
        """The place as one tells it: that one can come by video is part of it."""
        if self.place and self.format == MeetingFormat.HYBRID:
            return str(_("%(place)s, or by video") % {"place": self.place})
        return self.place or self.get_format_display()

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def is_running(self) -> bool:
        return self.state == MeetingState.RUNNING

    @property
    def is_closed(self) -> bool:
        return self.state == MeetingState.CLOSED

    @property
    def is_cancelled(self) -> bool:
        return self.state == MeetingState.CANCELLED

    @property
    def is_today(self) -> bool:
        return self.date == timezone.localdate()
