from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from documents.models.files import Document
from documents.models.folders import Folder


class ArchiveFile(models.Model):
    """A file of an old network drive that was looked at: where it lay, and what became of it. So an import goes on."""

    folder = models.ForeignKey(Folder, models.PROTECT, related_name="+", verbose_name=_("folder"))
    path = models.CharField(_("path in the archive"), max_length=1000)
    size = models.BigIntegerField(_("size"), default=0)
    changed_at = models.DateTimeField(_("changed on"), null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+", verbose_name=_("document"))
    problem = models.CharField(_("why it was not filed"), max_length=500, blank=True)
    looked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("file of an archive")
        verbose_name_plural = _("files of archives")
        constraints = [models.UniqueConstraint(fields=["folder", "path"], name="one_row_per_path_of_an_archive")]

    def __str__(self) -> str:
        return self.path
