from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .sorting import sort_name


class Institution(models.Model):
    """A house of the network; a unit of a house is an institution with a parent."""

    key = models.SlugField(_("key"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=60, blank=True)
    level = models.ForeignKey(
        "kog.Level",
        models.PROTECT,
        related_name="institutions",
        verbose_name=_("level"),
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="units",
        verbose_name=_("unit of"),
    )
    fields = models.ManyToManyField("kog.Field", blank=True, related_name="institutions", verbose_name=_("fields"))
    tasks = models.TextField(_("tasks and limits"), blank=True)
    website = models.URLField(_("website"), blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=60, blank=True)

    sort_name = sort_name()

    class Meta:
        ordering = ["sort_name", "pk"]
        indexes = [models.Index(fields=["sort_name", "id"])]
        verbose_name = _("institution")
        verbose_name_plural = _("institutions")

    def __str__(self) -> str:
        return self.short_name or self.name

    def get_absolute_url(self) -> str:
        return reverse("kog:institution", args=[self.key])
