from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.enums import ItemKind, ItemState, Outcome, PaperKind, Standing


class AgendaItemQuerySet(models.QuerySet):
    def accepted(self) -> Self:
        return self.filter(state=ItemState.ACCEPTED)

    def suggested(self) -> Self:
        return self.filter(state=ItemState.SUGGESTED)

    def in_pool(self) -> Self:
        """Accepted, but on no agenda yet."""
        return self.accepted().filter(meeting=None)

    def without_outcome(self) -> Self:
        """Still to be dealt with; an item with sub-items is dealt with when they are."""
        return self.accepted().filter(outcome=Outcome.OPEN, children=None)


class AgendaItem(models.Model):
    """What a committee is to talk about: on a meeting's agenda, suggested for one, or waiting in the topic pool."""

    committee = models.ForeignKey(
        "kog.Committee", models.PROTECT, related_name="agenda_items", verbose_name=_("committee")
    )
    meeting = models.ForeignKey(
        "meetings.Meeting", models.PROTECT, null=True, blank=True, related_name="items", verbose_name=_("meeting")
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("below")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    kind = models.CharField(_("kind"), max_length=12, choices=ItemKind, default=ItemKind.DISCUSSION)
    standing = models.CharField(_("standing item"), max_length=14, choices=Standing, blank=True)
    title = models.CharField(_("title"), max_length=300)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=10)
    presenter = models.CharField(_("presented by"), max_length=200, blank=True)
    text = models.TextField(_("background"), blank=True)
    text_html = models.TextField(blank=True, editable=False)
    proposed_resolution = models.TextField(_("proposed resolution"), blank=True)
    confidential = models.BooleanField(
        _("confidential"), default=False, help_text=_("Only members of this committee and the secretariat see it.")
    )
    state = models.CharField(_("state"), max_length=10, choices=ItemState, default=ItemState.ACCEPTED)
    matter = models.ForeignKey(
        "meetings.Matter", models.PROTECT, null=True, blank=True, related_name="items", verbose_name=_("matter")
    )
    protocol = models.ForeignKey(
        "meetings.Protocol", models.PROTECT, null=True, blank=True, related_name="approval_items", editable=False
    )
    mandate = models.ForeignKey(
        "meetings.Mandate",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="report_items",
        verbose_name=_("report on the mandate"),
    )
    circular = models.ForeignKey(
        "meetings.CircularProcedure", models.PROTECT, null=True, blank=True, related_name="items", editable=False
    )
    carried_from = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="carried_to", editable=False
    )
    suggested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    suggested_from = models.ForeignKey(
        "kog.Committee",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="suggested_items",
        verbose_name=_("suggested by the group"),
    )
    decline_reason = models.TextField(_("reason for declining"), blank=True)
    late_since = models.DateTimeField(_("changed after the release"), null=True, blank=True)
    late_reason = models.CharField(_("reason for the late change"), max_length=300, blank=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, default=Outcome.OPEN, blank=True)
    outcome_reason = models.CharField(_("reason"), max_length=300, blank=True)
    discussion = models.TextField(_("discussion"), blank=True)
    discussion_html = models.TextField(blank=True, editable=False)
    discussion_version = models.PositiveIntegerField(default=0, editable=False)
    discussion_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        indexes = [
            models.Index(fields=["meeting", "position"], name="item_by_meeting"),
            models.Index(fields=["committee", "state"], condition=Q(meeting=None), name="item_in_pool"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=ItemState.DECLINED) | ~Q(decline_reason=""),
                name="declined_item_has_a_reason",
                violation_error_message=_("Declining needs a reason."),
            ),
            models.UniqueConstraint(
                fields=["meeting", "standing"],
                condition=~Q(standing="") & ~Q(standing=Standing.PROTOCOL),
                name="standing_item_once",
            ),
            models.UniqueConstraint(
                fields=["mandate"],
                condition=Q(mandate__isnull=False, outcome="", state=ItemState.ACCEPTED),
                name="mandate_is_reported_on_once",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("meetings:item", args=[self.pk])

    @property
    def folder_key(self) -> str:
        """By which the drive knows the item's folder, if it has one."""
        return f"item:{self.pk}"


class AgendaComment(models.Model):
    """What the chair says to the draft of an agenda before it is released."""

    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="comments", verbose_name=_("meeting"))
    item = models.ForeignKey("meetings.AgendaItem", models.PROTECT, null=True, blank=True, related_name="comments")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), default=timezone.now)
    text = models.TextField(_("comment"))

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("comment")
        verbose_name_plural = _("comments")

    def __str__(self) -> str:
        return self.text[:60]


class Paper(models.Model):
    """A document on an agenda item, in time or late."""

    item = models.ForeignKey("meetings.AgendaItem", models.PROTECT, related_name="papers", verbose_name=_("item"))
    document = models.ForeignKey(
        "documents.Document", models.PROTECT, related_name="papers", verbose_name=_("document")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=PaperKind, default=PaperKind.PAPER)
    late = models.BooleanField(_("late"), default=False)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    added_at = models.DateTimeField(_("added"), default=timezone.now)
    # The number of a version of this very document, so it cannot be that of another one. Versions are never deleted.
    pinned_number = models.PositiveIntegerField(_("version that is held"), null=True, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("paper")
        verbose_name_plural = _("papers")
        constraints = [
            models.UniqueConstraint(fields=["item", "document"], name="paper_once_per_item"),
            models.CheckConstraint(
                condition=Q(pinned_number=None) | Q(pinned_number__gte=1), name="held_version_counts_from_one"
            ),
        ]

    def __str__(self) -> str:
        return str(self.document)

    @property
    def numbers(self) -> range:
        """Of its versions, the newest first; where `newest` was asked for with it."""
        return range(self.newest, 0, -1)


class Guest(models.Model):
    """Someone who is not a member and may see one item and its papers until a day."""

    item = models.ForeignKey("meetings.AgendaItem", models.PROTECT, related_name="guests", verbose_name=_("item"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="guest_items", verbose_name=_("person")
    )
    until = models.DateField(_("until"))
    ended_at = models.DateTimeField(_("access ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("guest")
        verbose_name_plural = _("guests")
        constraints = [models.UniqueConstraint(fields=["item", "person"], name="guest_once_per_item")]

    def __str__(self) -> str:
        return str(self.person)
