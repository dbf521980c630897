from django.db import models
from django.utils.translation import gettext_lazy as _

from kog.models import Claimable, waiting_index


class ProtocolFile(Claimable):
    """The approved protocol as a file in the meeting's folder; written by the worker once it is approved."""

    protocol = models.OneToOneField(
        "meetings.Protocol", models.PROTECT, related_name="filed", verbose_name=_("protocol")
    )
    document = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("document")
    )

    class Meta:
        verbose_name = _("filed protocol")
        verbose_name_plural = _("filed protocols")
        indexes = [waiting_index("protocol_file_waiting")]

    def __str__(self) -> str:
        return str(self.protocol)
