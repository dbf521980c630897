from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from documents import naming
from documents.enums import FolderKind


class FolderQuerySet(models.QuerySet):
    def kept(self) -> Self:
        """Not in the trash."""
        return self.filter(removed_at=None)

    def in_trash(self) -> Self:
        """What was removed, one entry each; without what lay below it, and without what is gone for good."""
        return self.filter(removed_at__isnull=False, removed_with=None, gone_at=None)

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
    # For machines: "network", "committee:feg", "year:feg:2026", "meeting:feg-2026-2", "item:17".
    key = models.CharField(max_length=120, unique=True, null=True, blank=True)
    open_for_members = models.BooleanField(_("members may upload"), default=False)
    confidential = models.BooleanField(
        _("confidential"), default=False, editable=False, help_text=_("What is filed here is confidential.")
    )
    created_at = models.DateTimeField(_("folder created on"), auto_now_add=True)
    removed_at = models.DateTimeField(_("removed"), null=True, blank=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("removed by")
    )
    # The folder above that went into the trash and took this one along; both come back together.
    removed_with = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="folders_taken_along")
    gone_at = models.DateTimeField(_("gone for good"), null=True, blank=True)

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
            models.CheckConstraint(
                condition=Q(confidential=False) | Q(committee__isnull=False),
                name="confidential_folder_has_a_committee",
                violation_error_message=_("What lies in this folder is read by everybody."),
            ),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=False) | Q(removed_with=None, gone_at=None),
                name="folder_is_gone_only_from_the_trash",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.derive_keys()
        fields = kwargs.get("update_fields")
        if fields is not None and "name" in fields:
            kwargs["update_fields"] = {*fields, "name_key", "sort_key"}
        super().save(*args, **kwargs)

    def derive_keys(self) -> None:
        self.name_key = naming.same_name(self.name)
        self.sort_key = naming.sort_key(self.name)

    def get_absolute_url(self) -> str:
        return reverse("documents:folder", args=[self.pk])

    @property
    def is_public(self) -> bool:
        return self.kind == FolderKind.PUBLIC

    @property
    def is_fixed(self) -> bool:
        """Made by the portal, for a committee, a meeting or an item: not renamed, moved or removed by hand."""
        return self.key is not None
