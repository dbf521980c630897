"""What the public site offers on pages of lower apps."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from kog import page_actions
from meetings.enums import TextKind
from meetings.models import MeetingText


def of_text(request: HttpRequest, text: MeetingText) -> Iterator[tuple[str, str, bool]]:
    """A press statement becomes news."""
    if text.kind == TextKind.PRESS and request.user.has_perm("cms.edit_site"):
        yield _("Make a draft of it for the news"), reverse("cms:news_from_press", args=[text.meeting.slug]), False


def register() -> None:
    page_actions.register("meeting_text", of_text)
