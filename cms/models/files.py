from pathlib import PurePath

from django.core.validators import FileExtensionValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage

# What a public office hands out; nothing that a browser would run.
PUBLIC_TYPES = ["pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "txt", "csv", "zip", "ics"]


class Picture(AbstractImage):
    """A picture of the public site, with the name of whoever made it."""

    credit = models.CharField(_("credit"), max_length=200, blank=True, help_text=_("Who made the picture."))

    admin_form_fields = (*WagtailImage.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")


class Rendition(AbstractRendition):
    """A picture in one size, made once."""

    image = models.ForeignKey(Picture, models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="rendition_made_once"),
        ]


class PublicFile(models.Model):
    """A file for everybody. The drive stays closed: what is public was put here on purpose."""

    title = models.CharField(_("title"), max_length=200)
    file = models.FileField(_("file"), upload_to="public/%Y/", validators=[FileExtensionValidator(PUBLIC_TYPES)])
    uploaded_at = models.DateTimeField(_("uploaded"), default=timezone.now, editable=False)

    class Meta:
        ordering = ["title"]
        verbose_name = _("public file")
        verbose_name_plural = _("public files")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("cms:public_file", args=[self.pk])

    @property
    def kind(self) -> str:
        """PDF, DOCX: what a reader wants to know before the download."""
        return PurePath(self.file.name).suffix.lstrip(".").upper()

    @property
    def download_name(self) -> str:
        return PurePath(self.file.name).name
