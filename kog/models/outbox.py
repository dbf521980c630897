from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kog.enums import MailState, Pace

from .claimable import Claimable, waiting_index


class OutboxMailQuerySet(models.QuerySet):
    def in_state(self, state: MailState) -> "OutboxMailQuerySet":
        return self.filter(IN_STATE[state])

    def latest_of_each_message(self) -> "OutboxMailQuerySet":
        """One row for what went to several people; the others are its further recipients."""
        later = self.order_by().filter(message=OuterRef("message"), pk__gt=OuterRef("pk"))
        return self.filter(Q(message="") | ~Exists(later))


IN_STATE = {
    MailState.WAITING: Q(due_at__isnull=False),
    MailState.SENT: Q(sent_at__isnull=False, came_back_at=None),
    MailState.UNCONFIRMED: Q(due_at=None, sent_at=None, handed_over_at__isnull=False, came_back_at=None),
    MailState.FAILED: Q(due_at=None, sent_at=None, handed_over_at=None, gathered_for=""),
    MailState.GATHERED: ~Q(gathered_for=""),
    MailState.CAME_BACK: Q(came_back_at__isnull=False),
}


class OutboxMail(Claimable):
    """A mail to one recipient: a row first, written with the change it tells of, and sent by the worker after it.

    `files` names what is attached (kog/enclosures.py); `about` is the record it tells of, for the proof of dispatch.
    Rows with the same `message` told several people the same on one day.
    """

    kind = models.CharField(_("kind"), max_length=60)
    message = models.CharField(_("message"), max_length=40, blank=True)
    recipient = models.EmailField(_("recipient"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("person"),
    )
    about_type = models.ForeignKey(ContentType, models.PROTECT, null=True, blank=True, related_name="+")
    about_id = models.BigIntegerField(null=True, blank=True)
    about = GenericForeignKey("about_type", "about_id")
    subject = models.CharField(_("subject"), max_length=250)
    text = models.TextField(_("text"))
    html = models.TextField(_("HTML"), blank=True)
    calendar = models.TextField(_("calendar entry"), blank=True)
    calendar_method = models.CharField(_("what the calendar entry asks for"), max_length=10, blank=True)
    files = models.JSONField(_("attachments"), default=list, blank=True)
    reply_to = models.EmailField(_("answers go to"), blank=True)
    unsubscribe_url = models.CharField(_("address to unsubscribe"), max_length=500, blank=True)
    # Wanted in a digest: this mail itself never goes out.
    gathered_for = models.CharField(_("for the digest"), max_length=10, choices=Pace, blank=True)
    gathered_in = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="gathered", verbose_name=_("digest")
    )
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    handed_over_at = models.DateTimeField(_("handed over"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    came_back_at = models.DateTimeField(_("came back"), null=True, blank=True)

    objects = OutboxMailQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        indexes = [
            waiting_index("outbox_waiting"),
            models.Index(fields=["about_type", "about_id"], name="outbox_about"),
            models.Index(fields=["person", "-id"], name="outbox_person"),
            models.Index(fields=["message", "-id"], name="outbox_message"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(came_back_at=None) | Q(handed_over_at__isnull=False), name="what_came_back_was_handed_over"
            ),
            models.CheckConstraint(condition=Q(gathered_for="") | Q(due_at=None), name="gathered_mail_does_not_go_out"),
            models.CheckConstraint(condition=Q(sent_at=None) | Q(due_at=None), name="sent_mail_waits_no_more"),
            models.CheckConstraint(
                condition=Q(calendar="") | ~Q(calendar_method=""), name="calendar_entry_says_what_it_asks_for"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recipient}: {self.subject}"

    @property
    def state(self) -> MailState:
        if self.gathered_for:
            return MailState.GATHERED
        if self.came_back_at:
            return MailState.CAME_BACK
        if self.sent_at:
            return MailState.SENT
        if self.due_at:
            return MailState.WAITING
        return MailState.UNCONFIRMED if self.handed_over_at else MailState.FAILED
