from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from kog.enums import Majority, TieRule


class Rules(models.Model):
    """A committee's rules of procedure (Geschäftsordnung) as settings, valid from a day until the next row begins.

    The defaults follow the usual practice of committees and §§ 88–93 VwVfG. A meeting keeps the rules of its day.
    """

    committee = models.ForeignKey(
        "kog.Committee",
        models.PROTECT,
        related_name="rules",
        verbose_name=_("committee"),
    )
    valid_from = models.DateField(_("valid from"))
    notice_days = models.PositiveSmallIntegerField(_("notice period in days"), default=21)
    item_deadline_days = models.PositiveSmallIntegerField(_("items are handed in, days before"), default=28)
    quorum_min = models.PositiveSmallIntegerField(_("quorum: at least this many votes"), default=3)
    quorum_share = models.PositiveSmallIntegerField(
        _("quorum: more than this share of the votes, in percent"), default=50, validators=[MaxValueValidator(100)]
    )
    majority = models.CharField(_("majority"), max_length=12, choices=Majority, default=Majority.CONSENSUS)
    tie_rule = models.CharField(
        _("when votes are equal"),
        max_length=10,
        choices=TieRule,
        default=TieRule.REJECTED,
    )
    minutes_days = models.PositiveSmallIntegerField(_("protocol within days"), default=28)
    objection_days = models.PositiveSmallIntegerField(_("objections within days"), default=14)
    confirmation_days = models.PositiveSmallIntegerField(
        _("an answer counts without confirmation after, days"),
        default=21,
        help_text=_("Who brought a matter up confirms its answer; after half of the days a reminder is sent."),
    )
    circular_working_days = models.PositiveSmallIntegerField(_("circular procedure, working days"), default=10)
    silence_is_consent = models.BooleanField(_("silence counts as consent"), default=False)
    call_share = models.PositiveSmallIntegerField(
        _("share that may demand a meeting, in percent"), default=33, validators=[MaxValueValidator(100)]
    )
    full_form = models.BooleanField(
        _("full form"),
        default=True,
        help_text=_("Otherwise an agenda and a short protocol are enough."),
    )
    basis = models.CharField(_("decided by"), max_length=300, blank=True)

    class Meta:
        ordering = ["committee", "-valid_from"]
        verbose_name = _("rules of procedure")
        verbose_name_plural = _("rules of procedure")
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "valid_from"],
                name="rules_once_a_day",
                violation_error_message=_("There are rules from this day already."),
            ),
            models.CheckConstraint(
                condition=models.Q(quorum_share__lte=100),
                name="quorum_share_is_a_percentage",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.committee}: {self.valid_from}"
