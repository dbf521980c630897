"""One public thing by its number: what is not published does not exist. And what becomes public from the portal."""

from django.shortcuts import get_object_or_404

from cms.models import ContactPage, PublicFile
from kog.models import User
from meetings import access
from meetings.enums import TextKind
from meetings.models import MeetingText


def contact_page(pk: int) -> ContactPage:
    return get_object_or_404(ContactPage.objects.live().public(), pk=pk)


def public_file(pk: int) -> PublicFile:
    return get_object_or_404(PublicFile, pk=pk)


def press_statement(user: User, slug: str) -> MeetingText:
    """Of a meeting whose texts the person may read; as it was saved."""
    meeting = access.meeting_for(user, slug, "meetings.view_briefing")
    return get_object_or_404(MeetingText.objects.select_related("meeting"), meeting=meeting, kind=TextKind.PRESS)
