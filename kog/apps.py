from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KogConfig(AppConfig):
    name = "kog"
    verbose_name = _("Network")

    def ready(self) -> None:
        from . import devices, lookups, news, registration, rules  # noqa: F401, PLC0415 -- registered by being imported
        from .search import network  # noqa: F401, PLC0415 -- the same
