from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkinggroupsConfig(AppConfig):
    name = "workinggroups"
    verbose_name = _("Working groups")

    def ready(self) -> None:
        from workinggroups import panels, rules  # noqa: F401, PLC0415 -- models are ready only now; rules register

        panels.register()
