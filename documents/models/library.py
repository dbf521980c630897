from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from documents import naming
from documents.enums import PublicationKind, PublicationState
from documents.models.files import Document


class PublicationQuerySet(models.QuerySet):
    def listed(self) -> Self:
        return self.filter(state=PublicationState.LISTED)

    def proposed(self) -> Self:
        return self.filter(state=PublicationState.PROPOSED)


class Publication(models.Model):
    """A study, a book or the like that the network works with: what it is, where it is, what may be done with it."""

    kind = models.CharField(_("kind"), max_length=20, choices=PublicationKind, default=PublicationKind.STUDY)
    title = models.CharField(_("title"), max_length=300)
    authors = models.CharField(
        _("authors"),
        max_length=500,
        blank=True,
        help_text=_("Surname first, parted by semicolons: Weber, A.; Ott, B."),
    )
    year = models.PositiveSmallIntegerField(
        _("year"), null=True, blank=True, validators=[MinValueValidator(1400), MaxValueValidator(2200)]
    )
    publisher = models.CharField(_("publisher or journal"), max_length=200, blank=True)
    url = models.URLField(_("link"), max_length=500, blank=True, validators=[URLValidator(schemes=["http", "https"])])
    document = models.ForeignKey(
        Document,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="publications",
        verbose_name=_("file in the drive"),
    )
    rights = models.CharField(
        _("rights"),
        max_length=200,
        blank=True,
        help_text=_("What may be done with it, such as “CC BY 4.0” or “for internal use”."),
    )
    summary = models.TextField(_("what it says"), max_length=3000, blank=True)
    fields = models.ManyToManyField("kog.Field", blank=True, related_name="publications", verbose_name=_("topics"))
    state = models.CharField(max_length=20, choices=PublicationState, default=PublicationState.PROPOSED)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("entered by")
    )
    entered_at = models.DateTimeField(_("entered on"), default=timezone.now)
    sort_name = models.CharField(max_length=255, editable=False)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ["sort_name", "pk"]
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        indexes = [models.Index(fields=["sort_name", "id"], name="publication_by_name")]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="publication_has_a_title"),
            models.UniqueConstraint(
                "sort_name",
                "authors",
                Coalesce("year", 0),
                condition=~Q(state=PublicationState.TAKEN_OUT),
                name="publication_stands_once_in_the_library",
                violation_error_message=_("This publication stands in the library already."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: object, **kwargs: object) -> None:
        self.sort_name = naming.sort_key(self.title)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("documents:publication", args=[self.pk])

    @property
    def author_list(self) -> list[str]:
        return [author.strip() for author in self.authors.split(";") if author.strip()]
