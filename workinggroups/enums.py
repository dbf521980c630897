"""Words of groups."""

from django.db import models
from django.utils.translation import pgettext_lazy


class PollAnswer(models.TextChoices):
    """What somebody says to a date."""

    YES = "yes", pgettext_lazy("date poll", "yes")
    IF_NEED_BE = "if_need_be", pgettext_lazy("date poll", "if need be")
    NO = "no", pgettext_lazy("date poll", "no")
