"""The approved protocol becomes a file beside the papers of its meeting, for those who look for it there later."""

import contextlib
from functools import partial

from django.conf import settings
from django.core.files.base import ContentFile
from django.utils import translation
from django.utils.translation import gettext as _

from documents.actions import filing
from documents.enums import OnDuplicate
from documents.models import Document
from kog import claiming, typesetting
from meetings.actions import folders
from meetings.models import Protocol, ProtocolFile
from meetings.papers import facts, protocols
from meetings.papers.sheets import SHEETS


def ask_to_file(protocol: Protocol) -> None:
    """Part of the approval: the worker writes the file after it."""
    ProtocolFile.objects.get_or_create(protocol=protocol)


def file_next() -> int:
    """Write the protocol that waits longest; 0 when none waits."""
    row = claiming.claim(ProtocolFile.objects.select_related("protocol__meeting__committee", "protocol__approved_in"))
    if row is None:
        return 0
    protocol = row.protocol
    try:
        with translation.override(settings.LANGUAGE_CODE):
            content = typesetting.typeset(
                "meetings/papers/protocol.typ",
                protocols.for_file(protocol),
                title=str(protocol),
                state=protocols.state_of(protocol),
                link=facts.address(protocol),
            )
    except typesetting.NotTypeset as error:
        claiming.fail(row, str(error))
        return 1
    name = SHEETS["protokoll"].filename_for(protocol.meeting)
    with translation.override(settings.LANGUAGE_CODE), contextlib.suppress(_Overtaken):
        folder = folders.of_meeting(protocol.meeting, by=None)
        title = _("%(protocol)s, approved") % {"protocol": protocol}
        file = ContentFile(content, name=name)
        named = {"title": title, "dated": protocol.meeting.date, "on_duplicate": OnDuplicate.NUMBER}
        filing.file(folder, file, **named, then=partial(_finish, row), by=None)
    return 1


class _Overtaken(Exception):
    """Another worker took over; its file counts, and this one is taken back."""


def _finish(row: ProtocolFile, document: Document) -> None:
    """In the transaction that files it; the bytes were stored before."""
    if not claiming.finish(row, document=document):
        raise _Overtaken
