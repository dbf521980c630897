from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = _("Public site")

    def ready(self) -> None:
        from kog import mail_topics  # noqa: PLC0415 -- models are ready only now
        from kog.loading import register_demo  # noqa: PLC0415 -- the same

        from . import demo, freshness, offers, policy, rules  # noqa: F401, PLC0415 -- the same; rules register by being imported

        mail_topics.register("website", _("Public site"), "contact_message")
        policy.register()
        offers.register()
        freshness.watch()
        register_demo(demo.tell, order=80)
