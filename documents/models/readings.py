from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from documents.enums import Hazard, Unread
from documents.models.versions import Content, DocumentVersion
from kog.models import Claimable, waiting_index

PAGE_END = "\f"


class ReadingQuerySet(models.QuerySet):
    def withheld(self) -> Self:
        """Malware; and, where there is a scanner, what came lately and was not looked at. A scanner that is away, or
        new to a large drive, closes nothing for longer than `HOLD_UNSCANNED`.
        """
        kept_back = ~Q(infection="")
        if settings.CLAMD_URL and settings.HOLD_UNSCANNED:
            since = timezone.now() - settings.HOLD_UNSCANNED
            lately = DocumentVersion.objects.filter(content=OuterRef("content"), uploaded_at__gte=since)
            kept_back |= Q(Exists(lately), scanned_at=None)
        return self.filter(kept_back)


class Reading(Claimable):
    """What a worker read in a content: its text for the search, and what people are warned of."""

    content = models.OneToOneField(Content, models.CASCADE, related_name="reading", verbose_name=_("content"))
    # Pages parted by form feeds, so that the page of a hit can be counted.
    text = models.TextField(_("text"), blank=True)
    problem = models.CharField(_("why there is no text"), max_length=20, choices=Unread, blank=True)
    hazards = models.JSONField(_("hazards"), default=list, blank=True)
    # What the virus scanner calls it; such bytes never leave the drive.
    infection = models.CharField(_("malware"), max_length=200, blank=True)
    # Empty as long as no scanner was asked, or none answered.
    scanned_at = models.DateTimeField(_("checked for malware"), null=True, blank=True)
    scan_failed = models.BooleanField(default=False)
    read_at = models.DateTimeField(_("read"), null=True, blank=True)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        verbose_name = _("text of a file")
        verbose_name_plural = _("texts of files")
        indexes = [waiting_index("reading_waiting")]

    def __str__(self) -> str:
        return str(self.content)

    @property
    def pages(self) -> list[str]:
        return self.text.split(PAGE_END) if self.text else []

    @property
    def warnings(self) -> list[str]:
        """The hazards in words, for people."""
        return [str(Hazard(word).label) for word in self.hazards if word in Hazard.values]

    @property
    def note(self) -> str:
        """Why the text could not be read; empty when it was, and for what holds none."""
        if self.problem and self.problem != Unread.NO_TEXT:
            return str(Unread(self.problem).label)
        return ""
