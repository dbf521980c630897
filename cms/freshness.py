"""When pages of the public site change, the links in the footer of every page are asked for anew."""

from django.conf import settings
from wagtail.signals import page_published, page_unpublished, post_page_move

from kog.remembering import forget


def forget_legal_links(**_event: object) -> None:
    forget(*(f"legal_links:{code}" for code, _name in settings.LANGUAGES))


def watch() -> None:
    for signal in (page_published, page_unpublished, post_page_move):
        signal.connect(forget_legal_links, dispatch_uid="forget_legal_links")
