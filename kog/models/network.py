from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kog.remembering import forget


class Network(models.Model):
    """The one row of names, brand and rules of this installation."""

    name = models.CharField(_("name"), max_length=300)
    short_name = models.CharField(_("short name"), max_length=40)
    place = models.CharField(_("place"), max_length=120)
    state = models.CharField(
        _("state"),
        max_length=2,
        blank=True,
        help_text=_("Two letters, as in SN. Decides the public holidays."),
    )
    founded = models.DateField(_("founded on"), null=True, blank=True)
    founding_act = models.CharField(_("founding act"), max_length=400, blank=True)
    purpose = models.TextField(_("purpose"), blank=True)
    drive_name = models.CharField(_("name of the drive"), max_length=60, blank=True)
    sittings_a_year = models.PositiveSmallIntegerField(_("board meetings a year"), default=3)
    logo = models.FileField(_("logo"), upload_to="brand/", blank=True)
    color_primary = models.CharField(_("main colour"), max_length=7, default="#1d4f7c")
    color_accent = models.CharField(_("second colour"), max_length=7, default="#b3471d")
    contact_email = models.EmailField(_("e-mail of the secretariat"), blank=True)
    secretariat_name = models.CharField(_("name of the secretariat"), max_length=200, blank=True)
    secretariat_institution = models.ForeignKey(
        "kog.Institution",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("run by"),
    )
    secretariat_supported_by = models.ForeignKey(
        "kog.Institution",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("supported by"),
    )

    class Meta:
        verbose_name = _("network")
        verbose_name_plural = _("network")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pk=1),
                name="network_is_one_row",
                violation_error_message=_("There is one network in an installation."),
            ),
        ]

    def __str__(self) -> str:
        return self.short_name or self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.pk = 1
        super().save(*args, **kwargs)
        forget("network")
        # Again when others can see it: somebody may have asked, and remembered the old row, in between.
        transaction.on_commit(lambda: forget("network"))


class Level(models.Model):
    """Where an institution stands: federal, state, municipal, business, …; each network names its own."""

    key = models.SlugField(_("key"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=120)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering = ["position", "name"]
        verbose_name = _("level")
        verbose_name_plural = _("levels")

    def __str__(self) -> str:
        return self.name


class Field(models.Model):
    """A field of action (Bereich, Handlungsfeld) that institutions, groups and matters belong to."""

    slug = models.SlugField(_("key"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=120, unique=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering = ["position", "name"]
        verbose_name = _("field of action")
        verbose_name_plural = _("fields of action")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("kog:field", args=[self.slug])
