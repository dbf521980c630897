"""What is new in the drive, for the digest: files and new versions, committee by committee."""

import datetime as dt
from collections.abc import Iterator
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from documents.models import DocumentVersion
from documents.queries import documents_visible_to
from kog import notices
from kog.models import User
from kog.rules import member_of

# Of one committee; more than that is looked at in the drive.
MOST = 10


def new_files(person: User, since: dt.datetime, until: dt.datetime) -> Iterator[notices.Line]:
    """What others filed for the person's committees and the network. A mail names nothing confidential."""
    mine = member_of(person)
    readable = documents_visible_to(person).values("pk")
    found = (
        DocumentVersion.objects.filter(uploaded_at__gt=since, uploaded_at__lte=until, document__in=readable)
        .exclude(uploaded_by=person)
        .select_related("document__collection__folder__committee")
        .order_by(
            "document__collection__folder__committee__position", "document__collection__path", "document", "-number"
        )
    )
    newest: dict[int, DocumentVersion] = {}
    for version in found[:500]:
        folder = version.document.folder
        if folder and (folder.committee_id is None or folder.committee_id in mine):
            newest.setdefault(version.document_id, version)
    for place, versions in groupby(newest.values(), key=_place):
        rows = list(versions)
        yield from (_line(place, version) for version in rows[:MOST])
        if (left := len(rows) - MOST) > 0:
            text = ngettext("%(place)s: %(count)s more file", "%(place)s: %(count)s more files", left)
            address = rows[0].document.folder.get_absolute_url()
            yield notices.Line(text % {"place": place, "count": left}, address)


def _place(version: DocumentVersion) -> str:
    folder = version.document.folder
    return folder.committee.short_name if folder.committee else folder.name


def _line(place: str, version: DocumentVersion) -> notices.Line:
    document = version.document
    name = _("a confidential file") if document.confidential else document.filename
    facts = {"place": place, "name": name}
    text = _("%(place)s: %(name)s") if version.number == 1 else _("%(place)s: new version of %(name)s")
    return notices.Line(text % facts, document.get_absolute_url())


def register() -> None:
    notices.register_news(
        "files",
        gettext_lazy("New in the drive"),
        new_files,
        hint=gettext_lazy("Files and new versions in the folders of your committees and of the network."),
    )
