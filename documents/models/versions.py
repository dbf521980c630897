"""What lies on the disk, and as which version of which file. Neither is ever changed or deleted."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from documents import naming


def stored_under(_row: models.Model, filename: str) -> str:
    """Nothing a person typed becomes part of a path: the name on the disk says nothing and cannot be guessed."""
    token = uuid.uuid4().hex
    return f"documents/{token[:2]}/{token}{naming.split(filename)[1].lower()}"


class Content(models.Model):
    """Bytes, stored once however many files and versions consist of them."""

    sha256 = models.CharField(max_length=64, unique=True)
    file = models.FileField(_("file"), upload_to=stored_under, max_length=200)
    size = models.PositiveBigIntegerField(_("size"))

    class Meta:
        verbose_name = _("content of a file")
        verbose_name_plural = _("contents of files")

    def __str__(self) -> str:
        return self.sha256


class DocumentVersion(models.Model):
    """What a file was from one moment on, until the next version took its place."""

    document = models.ForeignKey(
        "documents.Document", models.PROTECT, related_name="versions", verbose_name=_("document")
    )
    number = models.PositiveIntegerField(_("number"))
    content = models.ForeignKey(Content, models.PROTECT, related_name="versions")
    original_filename = models.CharField(_("uploaded as"), max_length=255, blank=True)
    mime = models.CharField(_("type"), max_length=120, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("uploaded by")
    )
    uploaded_at = models.DateTimeField(_("uploaded on"), default=timezone.now)
    reason = models.CharField(_("why there is a new version"), max_length=300, blank=True)
    restored_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-number"]
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        indexes = [models.Index(fields=["uploaded_at"], name="version_by_date")]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="one_version_per_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="versions_count_from_one"),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(reason="") | Q(restored_from__isnull=False),
                name="a_new_version_says_why",
                violation_error_message=_("Please say why there is a new version."),
            ),
        ]

    def __str__(self) -> str:
        return gettext("Version %(number)s") % {"number": self.number}

    @property
    def download_url(self) -> str:
        return reverse("documents:version", args=[self.document_id, self.number])

    @property
    def filename(self) -> str:
        """The name for downloads: the file's of today, and which version this is."""
        facts = {"name": self.document.title, "number": self.number}
        return naming.filename(gettext("%(name)s (version %(number)s)") % facts, self.extension)

    @property
    def extension(self) -> str:
        return naming.split(self.original_filename or self.content.file.name)[1]

    @property
    def file(self) -> models.fields.files.FieldFile:
        return self.content.file

    @property
    def file_size(self) -> int:
        return self.content.size

    @property
    def sha256(self) -> str:
        return self.content.sha256
