from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KogConfig(AppConfig):
    name = "kog"
    verbose_name = _("Network")

    def ready(self) -> None:
        from . import delivery, devices, lookups, periodic, rules  # noqa: F401, PLC0415 -- registered by being imported
        from .search import indexing, network  # noqa: F401, PLC0415 -- the same

        periodic.register_work("mail", delivery.deliver_next, lane="mail")
        periodic.register_work("search", indexing.refresh_next, lane="search")
