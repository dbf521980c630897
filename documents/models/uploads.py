import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from documents.enums import OnDuplicate
from documents.models.files import Document
from documents.models.folders import Folder


def new_token() -> str:
    return uuid.uuid4().hex


class Upload(models.Model):
    """A file that comes in pieces. How much of it is there its bytes on the disk say (`documents/arriving.py`)."""

    token = models.CharField(max_length=32, unique=True, default=new_token, editable=False)
    folder = models.ForeignKey(Folder, models.PROTECT, related_name="uploads", verbose_name=_("folder"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="uploads", verbose_name=_("by"))
    # With the folders it lay in, when a whole folder was dropped: "Anlagen/2026/Plan.pdf".
    name = models.CharField(_("name"), max_length=1000)
    size = models.PositiveBigIntegerField(_("size"))
    on_duplicate = models.CharField(max_length=20, choices=OnDuplicate, default=OnDuplicate.NUMBER)
    reason = models.CharField(_("why there is a new version"), max_length=300, blank=True)
    confidential = models.BooleanField(_("confidential"), default=False)
    begun_at = models.DateTimeField(_("begun"), default=timezone.now, db_index=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("upload")
        verbose_name_plural = _("uploads")
        constraints = [models.CheckConstraint(condition=Q(size__gte=1), name="an_upload_has_bytes")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("documents:piecewise", args=[self.token])
