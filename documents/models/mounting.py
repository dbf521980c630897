"""What the drive remembers for programs that mount it (WebDAV, RFC 4918), and by which passwords they come."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AppPassword(models.Model):
    """A password of one device for the drive alone. Shown once when it is made; only its hash is kept."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="app_passwords", verbose_name=_("person")
    )
    device = models.CharField(_("device"), max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(_("set up"), default=timezone.now)
    last_used_at = models.DateTimeField(_("last used"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("app password")
        verbose_name_plural = _("app passwords")

    def __str__(self) -> str:
        return self.device


class DavLock(models.Model):
    """Somebody works on what lies at a path, or below it. Ends by itself."""

    token = models.CharField(max_length=80, unique=True)
    root = models.CharField(max_length=2000)
    principal = models.CharField(max_length=254)
    owner = models.TextField(blank=True)
    depth = models.CharField(max_length=8)
    scope = models.CharField(max_length=10)
    timeout = models.FloatField()
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("lock of a mounted file")
        verbose_name_plural = _("locks of mounted files")

    def __str__(self) -> str:
        return f"{self.root} ({self.principal})"


class DavProperty(models.Model):
    """What a program noted about a file or a folder for itself (a dead property). Moves and renames keep it."""

    document = models.ForeignKey(
        "documents.Document", models.CASCADE, null=True, blank=True, related_name="dav_properties"
    )
    folder = models.ForeignKey("documents.Folder", models.CASCADE, null=True, blank=True, related_name="dav_properties")
    name = models.CharField(max_length=300)
    value = models.TextField()

    class Meta:
        verbose_name = _("note of a program")
        verbose_name_plural = _("notes of programs")
        constraints = [
            models.CheckConstraint(
                condition=Q(document__isnull=False, folder=None) | Q(document=None, folder__isnull=False),
                name="dav_property_of_one_thing",
            ),
            models.UniqueConstraint(
                fields=["document", "name"], condition=Q(folder=None), name="dav_property_once_per_file"
            ),
            models.UniqueConstraint(
                fields=["folder", "name"], condition=Q(document=None), name="dav_property_once_per_folder"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ScratchFile(models.Model):
    """What a program puts down in passing: a name that is reserved before the bytes come, a lock file of an office
    program, what macOS notes beside every file. Its owner alone sees it, the drive never shows it, and it is gone
    a day later.
    """

    folder = models.ForeignKey("documents.Folder", models.CASCADE, related_name="scratch_files")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(max_length=255)
    name_key = models.CharField(max_length=255)
    content = models.BinaryField(default=bytes)
    changed_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("passing file")
        verbose_name_plural = _("passing files")
        constraints = [
            models.UniqueConstraint(fields=["folder", "owner", "name_key"], name="one_scratch_file_per_name"),
        ]

    def __str__(self) -> str:
        return self.name
