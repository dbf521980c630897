import uuid
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
from documents.enums import FileKind, FolderKind, kind_of


def stored_under(_document: "Document", filename: str) -> str:
    """Nothing a person typed becomes part of a path: the name on the disk says nothing and cannot be guessed."""
    token = uuid.uuid4().hex
    return f"documents/{token[:2]}/{token}{naming.split(filename)[1].lower()}"


class FolderQuerySet(models.QuerySet):
    def kept(self) -> Self:
        """Not in the trash."""
        return self.filter(removed_at=None)

    def top(self) -> Self:
        return self.filter(parent=None)


class Folder(models.Model):
    """A folder of the drive. Who reads it follows from the committee it belongs to; without one it is the network's."""

    collection = models.OneToOneField(
        "wagtailcore.Collection", models.PROTECT, related_name="folder", verbose_name=_("collection")
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("in folder")
    )
    name = models.CharField(_("name"), max_length=200)
    name_key = models.CharField(max_length=255, editable=False)
    sort_key = models.CharField(max_length=255, editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=FolderKind, default=FolderKind.PLAIN)
    # Repeated on every folder below a committee's own, so that rights need no walk up the tree.
    committee = models.ForeignKey(
        "kog.Committee", models.PROTECT, null=True, blank=True, related_name="folders", verbose_name=_("committee")
    )
    # For machines: "network", "committee:feg", "meeting:kog-2026-2".
    key = models.CharField(max_length=120, unique=True, null=True, blank=True)
    open_for_members = models.BooleanField(_("members may upload"), default=False)
    created_at = models.DateTimeField(_("folder created on"), auto_now_add=True)
    removed_at = models.DateTimeField(_("removed"), null=True, blank=True)

    objects = FolderQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "pk"]
        verbose_name = _("folder")
        verbose_name_plural = _("folders")
        constraints = [
            models.UniqueConstraint(
                fields=["parent", "name_key"],
                condition=Q(removed_at=None),
                name="one_folder_per_name_in_folder",
                violation_error_message=_("There is a folder of this name here already."),
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=[FolderKind.COMMITTEE, FolderKind.MEETING]) | Q(committee__isnull=False),
                name="folder_of_a_committee_names_it",
                violation_error_message=_("The folder of a committee or of a meeting belongs to a committee."),
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=[FolderKind.NETWORK, FolderKind.PUBLIC]) | Q(committee=None),
                name="folder_of_the_network_has_no_committee",
                violation_error_message=_("The folder of the network belongs to no committee."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.name_key = naming.same_name(self.name)
        self.sort_key = naming.sort_key(self.name)
        fields = kwargs.get("update_fields")
        if fields is not None and "name" in fields:
            kwargs["update_fields"] = {*fields, "name_key", "sort_key"}
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("documents:folder", args=[self.pk])

    @property
    def is_public(self) -> bool:
        return self.kind == FolderKind.PUBLIC

    @property
    def is_fixed(self) -> bool:
        """Made by the portal for the network, a committee or a meeting: not renamed, moved or removed by hand."""
        return self.key is not None


class DocumentQuerySet(WagtailDocumentQuerySet):
    def kept(self) -> Self:
        """Not in the trash."""
        return self.filter(removed_at=None)

    def removed(self) -> Self:
        return self.filter(removed_at__isnull=False)

    def lying_in(self, folder: Folder) -> Self:
        return self.filter(collection=folder.collection_id)

    def named_like(self, query: str) -> Self:
        """Whose name has every word of the query; umlauts and case do not matter."""
        matching = self
        for word in naming.words(query):
            matching = matching.filter(search_key__contains=word)
        return matching


class Document(AbstractDocument):
    """A file of the drive: its title is its name for people, its place is the folder of its collection."""

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
        ]

    def save(self, *args: object, **kwargs: object) -> None:
        self.name_key = naming.same_name(self.filename)
        self.sort_key = naming.sort_key(self.title)
        self.search_key = naming.fold(self.filename)[: naming.LONGEST_FILENAME]
        fields = kwargs.get("update_fields")
        if fields is not None and "title" in fields:
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
