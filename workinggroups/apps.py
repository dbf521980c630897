from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkinggroupsConfig(AppConfig):
    name = "workinggroups"
    verbose_name = _("Working groups")

    def ready(self) -> None:
        from kog import panels  # noqa: PLC0415 -- models are ready only now
        from workinggroups import gaps  # noqa: PLC0415 -- models are ready only now

        panels.register("dashboard", "workinggroups/_warnings.html", gaps.for_dashboard, order=80)
        panels.register("committee", "workinggroups/_warnings.html", gaps.for_committee, order=10)
        panels.register("committee", "workinggroups/_links.html", gaps.links_of, order=60)
