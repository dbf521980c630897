"""The listings that the drive answers itself: what they cost, and that they say what WsgiDAV would say."""

from types import SimpleNamespace
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from documents.actions import versioning
from documents.dav import folders, listing
from tests.documents.dav.calls import LOCK, NEW, NOTE, Device, path
from tests.factories.documents import PDF, filed, upload


def test_a_listing_costs_the_same_whatever_lies_there(drive, group_lead):
    lead, folder = Device(group_lead), drive.folders["group"]
    assert lead("PROPPATCH", path(folder, "group.pdf"), NOTE).status == 207

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            answer = lead("PROPFIND", path(folder), Depth="1")
        assert answer.status == 207
        return len(asked)

    cost()
    one = cost()
    for number in range(12):
        document = filed(folder, f"{number}.pdf", PDF + str(number).encode())
        versioning.replace(document, upload("x.pdf", NEW + str(number).encode()), reason="neu", by=group_lead)
        lead("PROPPATCH", path(folder, f"{number}.pdf"), NOTE)
    assert cost() == one
    assert one <= 12


QUESTIONS = {
    "everything": b"",
    "all of the standard": b"<D:propfind xmlns:D='DAV:'><D:allprop/></D:propfind>",
    "what a file manager shows": (
        b"<D:propfind xmlns:D='DAV:' xmlns:Z='urn:z'><D:prop><D:getetag/><D:displayname/><D:lockdiscovery/>"
        b"<D:supportedlock/><D:resourcetype/><Z:a/><Z:none/><D:isreadonly/></D:prop></D:propfind>"
    ),
}


def said(answer) -> dict:
    """What an answer says of each address: status and value of each property, however it is written."""
    found = {}
    for response in ET.fromstring(answer.body):
        facts = found.setdefault(unquote(response.findtext("{DAV:}href")), {})
        for stat in response.iter("{DAV:}propstat"):
            for element in stat.find("{DAV:}prop"):
                value = ET.canonicalize(ET.tostring(element), strip_text=True)
                facts[element.tag] = (stat.findtext("{DAV:}status"), value)
    return found


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
@time_machine.travel("2026-06-12 10:00 +02:00", tick=False)
def test_the_short_way_says_what_the_long_way_says(drive, group_lead, group_member, monkeypatch, question):
    monkeypatch.setattr(folders, "_disk", lambda: SimpleNamespace(free=70, used=30))
    lead, folder = Device(group_lead), drive.folders["group"]
    lead("MKCOL", path(folder, "Ordner & <mehr>"))
    lead("MKCOL", path(folder, "Ordner & mehr"))
    lead("PUT", path(folder, "A & B 'C' (Ü).pdf"), NEW)
    lead("PUT", path(folder, "._group.pdf"), b"note")
    lead("PROPPATCH", path(folder, "group.pdf"), NOTE)
    lead("LOCK", path(folder, "group.pdf"), LOCK)

    short = [device("PROPFIND", path(folder), question, Depth="1") for device in (lead, Device(group_member))]
    monkeypatch.setattr(listing, "wanted", lambda _body: None)
    long = [device("PROPFIND", path(folder), question, Depth="1") for device in (lead, Device(group_member))]

    assert [len(said(answer)) for answer in short] == [6, 5]
    told, expected = [[said(answer) for answer in answers] for answers in (short, long)]
    for facts in (*told[1].values(), *expected[1].values()):
        # Asked by name, WsgiDAV offers locks also to those who may not take any; we do not.
        facts.pop("{DAV:}supportedlock", None), facts.pop("{DAV:}lockdiscovery", None)
    assert told == expected
