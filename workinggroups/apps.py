from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkinggroupsConfig(AppConfig):
    name = "workinggroups"
    verbose_name = _("Working groups")

    def ready(self) -> None:
        from kog import loading, mail_topics  # noqa: PLC0415 -- models are ready only now
        from workinggroups import demo, panels, rules  # noqa: F401, PLC0415 -- rules register by being imported

        mail_topics.register("gruppen", _("Working groups"), "date_poll", "group_dissolved")
        panels.register()
        loading.register_demo(demo.tell, order=20)
