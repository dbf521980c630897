"""Those of the tests, with files on the disk that several processes share."""

from kog.settings.test import *  # noqa: F403 -- settings build on one another

STORAGES = {
    **STORAGES,  # noqa: F405 -- the same
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
}
