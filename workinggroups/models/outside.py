from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class OutsideBody(models.Model):
    """A body that is not part of the network but that it knows or turns to: a city council, a round of another house.

    The network does not run it; it is entered so that no second one is set up beside it.
    """

    key = models.SlugField(_("key"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=200, unique=True)
    what = models.TextField(_("what it does"), blank=True)
    contact = models.CharField(_("contact"), max_length=300, blank=True)
    website = models.URLField(_("website"), blank=True)
    dates = models.CharField(_("when it meets"), max_length=300, blank=True)
    fields = models.ManyToManyField("kog.Field", blank=True, related_name="outside_bodies", verbose_name=_("fields"))

    class Meta:
        ordering = ["name"]
        verbose_name = _("body outside the network")
        verbose_name_plural = _("bodies outside the network")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("workinggroups:outside_body", args=[self.key])
