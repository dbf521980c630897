import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from documents.models.versions import Content
from kog.models import Claimable, waiting_index


class Preview(Claimable):
    """Pictures of the pages of a content, drawn by a worker: number 0 is small, for lists; 1 is the first page."""

    content = models.OneToOneField(Content, models.CASCADE, related_name="preview", verbose_name=_("content"))
    form = models.CharField(max_length=20, editable=False)  # a word of documents/extraction/formats.py
    # Where the pictures lie. Drawn again they get another place, so that a killed worker leaves no mixture.
    place = models.CharField(max_length=80, blank=True)
    # Width and height of each picture, so that a page does not jump while they are loaded.
    sizes = models.JSONField(default=list, blank=True)
    page_count = models.PositiveIntegerField(_("pages"), default=0)
    drawn_at = models.DateTimeField(_("drawn"), null=True, blank=True)

    class Meta:
        verbose_name = _("preview")
        verbose_name_plural = _("previews")
        indexes = [waiting_index("preview_waiting")]

    def __str__(self) -> str:
        return str(self.content)

    @staticmethod
    def new_place() -> str:
        token = uuid.uuid4().hex
        return f"previews/{token[:2]}/{token}"

    def path(self, number: int) -> str:
        return f"{self.place}/{number}.webp"

    @property
    def is_waiting(self) -> bool:
        return self.due_at is not None
