import datetime as dt

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kog import mail_topics, periodic


class DocumentsConfig(AppConfig):
    name = "documents"
    verbose_name = _("Drive")

    def ready(self) -> None:
        # Models must be loaded before these can be imported.
        from wagtail.permissions import register_permission_policy  # noqa: PLC0415 -- models are loaded by then

        from documents import checks, demo, loading, news, panels, rules, search  # noqa: F401, PLC0415 -- two register by being imported
        from documents.actions import previewing, reading  # noqa: PLC0415 -- models are loaded by then
        from documents.models import Document  # noqa: PLC0415 -- models are loaded by then
        from documents.policy import DrivePolicy  # noqa: PLC0415 -- models are loaded by then

        # For exactly this class, so that Wagtail's own app, made ready later, does not put its policy in its place.
        register_permission_policy(Document, DrivePolicy(Document), exact_class=True)
        periodic.register_work("texts", reading.read_next)
        periodic.register_work("previews", previewing.draw_next)
        periodic.register("scan_files", every=dt.timedelta(days=1))
        periodic.register("forget_uploads", every=dt.timedelta(hours=6))
        periodic.register("empty_trash", every=dt.timedelta(days=1))
        periodic.register("clear_network_drive", every=dt.timedelta(hours=6))
        mail_topics.register("ablage", _("Drive"), "infected_file")
        panels.register()
        loading.register()
        search.register()
        news.register()
        demo.register()
