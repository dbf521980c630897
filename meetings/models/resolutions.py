from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.enums import ResolutionMethod, ResolutionResult


class Resolution(models.Model):
    """What a committee resolved: the wording, and how it was decided. Votes count by seat, not by person."""

    meeting = models.ForeignKey(
        "meetings.Meeting", models.PROTECT, related_name="resolutions", verbose_name=_("meeting")
    )
    item = models.ForeignKey("meetings.AgendaItem", models.PROTECT, related_name="resolutions", verbose_name=_("item"))
    number = models.CharField(_("number"), max_length=90, unique=True)
    wording = models.TextField(_("wording"))
    wording_html = models.TextField(editable=False)
    method = models.CharField(_("decided"), max_length=10, choices=ResolutionMethod, default=ResolutionMethod.CONSENSUS)
    result = models.CharField(_("result"), max_length=10, choices=ResolutionResult, default=ResolutionResult.ACCEPTED)
    yes = models.PositiveSmallIntegerField(_("yes"), default=0)
    no = models.PositiveSmallIntegerField(_("no"), default=0)
    abstentions = models.PositiveSmallIntegerField(_("abstentions"), default=0)
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("resolution")
        verbose_name_plural = _("resolutions")
        constraints = [
            models.CheckConstraint(
                condition=~Q(method=ResolutionMethod.CONSENSUS) | Q(yes=0, no=0, abstentions=0),
                name="consensus_counts_no_votes",
                violation_error_message=_("Where there was consensus, no votes are counted."),
            ),
            models.CheckConstraint(
                condition=~Q(method=ResolutionMethod.VOTE) | ~Q(yes=0, no=0, abstentions=0),
                name="vote_counts_votes",
                violation_error_message=_("Please enter the votes."),
            ),
        ]

    def __str__(self) -> str:
        return self.number
