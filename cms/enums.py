"""Words of the public site."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LegalKind(models.TextChoices):
    IMPRINT = "imprint", _("Imprint")
    PRIVACY = "privacy", _("Privacy")


class Conformity(models.TextChoices):
    """How far the site meets the standard, in the three degrees of the EU's model statement (EU 2018/1523)."""

    FULL = "full", _("fully compliant")
    PARTIAL = "partial", _("partially compliant")
    NONE = "none", _("not compliant")
