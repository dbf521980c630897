from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import DocumentQuerySet as WagtailDocumentQuerySet

from documents import naming
from documents.enums import FileKind, kind_of
from documents.models.folders import Folder
from documents.models.versions import stored_under


class DocumentQuerySet(WagtailDocumentQuerySet):
    def kept(self) -> Self:
        """Not in the trash."""
        return self.filter(removed_at=None)

    def removed(self) -> Self:
        return self.filter(removed_at__isnull=False)

    def in_trash(self) -> Self:
        """What was removed by itself; without what went with its folder, and without what is gone for good."""
        return self.removed().filter(removed_with=None, gone_at=None)

    def lying_in(self, folder: Folder) -> Self:
        return self.filter(collection=folder.collection_id)

    def named_like(self, query: str) -> Self:
        """Whose name has every word of the query; umlauts and case do not matter."""
        matching = self
        for word in naming.words(query):
            matching = matching.filter(search_key__contains=word)
        return matching


class Document(AbstractDocument):
    """A file of the drive: its title is its name for people, its place is the folder of its collection.

    What is said here of bytes and type is said of the newest version and changes with it; who filed it and when stays.
    """

    file = models.FileField(_("file"), upload_to=stored_under, max_length=200)
    # Declared anew, because Wagtail's own Document, unused but installed, holds their reverse names.
    tags = TaggableManager(_("tags"), help_text=None, blank=True, related_name="tagged_documents")
    uploaded_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="uploaded_documents",
        verbose_name=_("uploaded by"),
    )
    uploaded_by_user.wagtail_reference_index_ignore = True
    original_filename = models.CharField(_("uploaded as"), max_length=255, blank=True, editable=False)
    mime = models.CharField(_("type"), max_length=120, blank=True, editable=False)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    confidential = models.BooleanField(
        _("confidential"), default=False, help_text=_("Only members of the committee and the secretariat see it.")
    )
    # Of the day it is about, where that is known and another than the day it was filed.
    dated = models.DateField(_("dated"), null=True, blank=True, editable=False)
    name_key = models.CharField(max_length=255, editable=False)
    sort_key = models.CharField(max_length=255, editable=False)
    search_key = models.CharField(max_length=255, editable=False)
    removed_at = models.DateTimeField(_("removed"), null=True, blank=True, editable=False)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("removed by"),
    )
    removed_by.wagtail_reference_index_ignore = True
    # The folder that went into the trash and took this file along; both come back together.
    removed_with = models.ForeignKey(
        Folder, models.PROTECT, null=True, blank=True, editable=False, related_name="files_taken_along"
    )
    removed_with.wagtail_reference_index_ignore = True
    gone_at = models.DateTimeField(_("gone for good"), null=True, blank=True, editable=False)

    admin_form_fields = ("title", "collection", "tags")
    objects = DocumentQuerySet.as_manager()

    class Meta(AbstractDocument.Meta):
        verbose_name = _("file")
        verbose_name_plural = _("files")
        indexes = [
            models.Index(fields=["collection", "sort_key", "id"], name="document_in_folder"),
            models.Index(fields=["collection", "-created_at"], name="document_newest"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["collection", "name_key"],
                condition=Q(removed_at=None),
                name="one_file_per_name_in_folder",
                violation_error_message=_("There is a file of this name in the folder already."),
            ),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=False) | Q(removed_with=None, gone_at=None),
                name="file_is_gone_only_from_the_trash",
            ),
        ]

    def save(self, *args: object, **kwargs: object) -> None:
        self.name_key = naming.same_name(self.filename)
        self.sort_key = naming.sort_key(self.title)
        self.search_key = naming.fold(self.filename)[: naming.LONGEST_FILENAME]
        fields = kwargs.get("update_fields")
        if fields is not None and {"title", "original_filename"} & set(fields):
            kwargs["update_fields"] = {*fields, "name_key", "sort_key", "search_key"}
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("documents:document", args=[self.pk])

    @property
    def download_url(self) -> str:
        return reverse("documents:download", args=[self.pk])

    @property
    def folder(self) -> Folder | None:
        """Queries unless `collection__folder` was selected. None for a file that lies outside the drive."""
        return getattr(self.collection, "folder", None)

    @property
    def filename(self) -> str:
        """The name for downloads, also in Wagtail's address of the file."""
        return naming.filename(self.title, self.extension)

    @property
    def extension(self) -> str:
        return naming.split(self.original_filename or self.file.name)[1]

    @property
    def file_extension(self) -> str:
        return self.extension.lstrip(".")

    @property
    def kind(self) -> FileKind:
        return kind_of(self.mime, self.file_extension)

    @property
    def url(self) -> str:
        """Where Wagtail's pages link to; it asks for the same rights as the portal."""
        return reverse("wagtaildocs_serve", args=[self.pk, self.filename])

    @property
    def uploaded_by(self) -> object:
        return self.uploaded_by_user

    @property
    def is_removed(self) -> bool:
        return self.removed_at is not None


# A file points to nothing whose use an editor is shown: what points to a file is still counted.
Document._meta.get_field("collection").wagtail_reference_index_ignore = True
