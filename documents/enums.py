"""Words of the drive. What a folder is for decides who reads it; the area (network, committee, public) is inherited."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FolderKind(models.TextChoices):
    NETWORK = "network", _("Folder of the network")
    COMMITTEE = "committee", _("Folder of a committee")
    MEETING = "meeting", _("Folder of a meeting")
    PUBLIC = "public", _("Files of the public pages")
    PLAIN = "plain", _("Folder")


class OnDuplicate(models.TextChoices):
    """What to do when a file of this name lies in the folder already. Replacing is no choice: nothing is lost."""

    NUMBER = "number", _("Keep both and number the new one")
    REFUSE = "refuse", _("Do not file it and tell me")
