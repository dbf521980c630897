import re
from urllib.parse import unquote

import pytest
from django.utils import timezone

from documents import arriving
from documents.actions import filing, mounting
from documents.models import DavLock, Document, Folder, ScratchFile
from documents.usage import Use
from kog.exceptions import NotPossibleNow
from kog.models import HistoryEntry
from tests.documents.dav.calls import LOCK, NEW, Device, basic, call, path, taken_apart, to
from tests.factories.documents import PDF, filed


def names(answer) -> list[str]:
    """What is listed below the folder that was asked, which stands first."""
    addresses = re.findall(r"<D:href>([^<]+)</D:href>", answer.text)
    return [unquote(address).rstrip("/").rsplit("/", 1)[-1] for address in addresses][1:]


def test_no_password_or_a_wrong_one_opens_nothing(drive, group_lead, board_member):
    device, other = Device(group_lead), Device(board_member)
    stolen = other.authorization

    answers = [
        call("PROPFIND", "/dav/", Depth="1"),
        call("PROPFIND", "/dav/", Depth="1", Authorization=basic(group_lead.email, "guess-guess")),
        call("GET", path(drive.folders["group"], "group.pdf"), Authorization=basic(group_lead.email, "")),
    ]
    mounting.revoke_password(other.password, by=board_member)
    answers.append(call("PROPFIND", "/dav/", Depth="1", Authorization=stolen))
    group_lead.is_active = False
    group_lead.save()
    answers.append(device("PROPFIND", "/dav/", Depth="1"))

    assert [answer.status for answer in answers] == [401] * 5
    assert all(answer.headers["WWW-Authenticate"].startswith("Basic") for answer in answers)
    assert not any(b"group" in answer.body for answer in answers)


def test_a_password_belongs_to_its_person(drive, group_lead, secretary):
    _row, clear = mounting.issue_password(group_lead, "Laptop", by=group_lead)

    mine = call("PROPFIND", "/dav/", Depth="0", Authorization=basic(group_lead.email.upper(), clear.replace("-", "")))
    borrowed = call("PROPFIND", "/dav/", Depth="0", Authorization=basic(secretary.email, clear))

    assert (mine.status, borrowed.status) == (207, 401)


def test_a_person_sees_on_the_drive_what_the_web_shows_them(drive, group_member, board_member):
    member, board = Device(group_member), Device(board_member)
    group, meeting = drive.folders["group"], drive.folders["meeting"]

    assert set(names(member("PROPFIND", "/dav/", Depth="1"))) == {
        drive.folders[name].name for name in ("network", "public", "group")
    }
    assert set(names(member("PROPFIND", path(group), Depth="1"))) == {"group.pdf", "group-secret.pdf"}
    assert names(board("PROPFIND", path(group), Depth="1")) == ["group.pdf"]
    assert board("GET", path(group, "group.pdf")).body == PDF
    for hidden in (path(group, "group-secret.pdf"), path(drive.folders["other"], "other-secret.pdf")):
        assert {board(method, hidden).status for method in ("GET", "DELETE", "PROPFIND")} == {404}
    assert member("PROPFIND", path(meeting), Depth="1").status == 404
    assert member("PROPFIND", "/dav/", Depth="infinity").status == 403


def test_saving_makes_versions_and_deleting_uses_the_trash(drive, group_lead):
    lead, place = Device(group_lead), path(drive.folders["group"], "Bericht.pdf")

    made = lead("PUT", place, PDF)
    saved = lead("PUT", place, NEW)
    again = lead("PUT", place, NEW)
    emptied = lead("PUT", place, b"")
    document = Document.objects.get(title="Bericht")

    assert [answer.status for answer in (made, saved, again, emptied)] == [201, 204, 204, 204]
    assert saved.headers["ETag"] == f'"{document.sha256}"' != made.headers["ETag"]
    assert [(row.number, row.uploaded_by) for row in document.versions.all()] == [(2, group_lead), (1, group_lead)]
    assert document.versions.first().reason
    assert lead("GET", place, Range="bytes=0-3").body == b"%PDF"

    assert lead("DELETE", place).status == 204
    document.refresh_from_db()
    assert (document.is_removed, document.removed_by) == (True, group_lead)
    assert lead("GET", place).status == 404


def test_a_connection_that_breaks_leaves_nothing_half(drive, group_lead):
    lead, folder = Device(group_lead), drive.folders["group"]

    new = lead("PUT", path(folder, "neu.pdf"), PDF[:10], length=len(PDF))
    old = lead("PUT", path(folder, "group.pdf"), NEW[:10], length=len(NEW))

    assert (new.status, old.status) == (400, 400)
    assert not Document.objects.filter(title="neu").exists()
    assert not ScratchFile.objects.exists()
    assert drive.documents["group"].versions.count() == 1


def test_too_large_is_refused_before_the_bytes_come(drive, group_lead, settings):
    settings.DRIVE_MAX_UPLOAD = 20

    answer = Device(group_lead)("PUT", path(drive.folders["group"], "neu.pdf"), PDF)

    assert answer.status == 413
    assert not Document.objects.filter(title="neu").exists()


def test_readers_change_nothing(drive, group_member):
    member, folder = Device(group_member), drive.folders["group"]
    before = HistoryEntry.objects.count()
    file = path(folder, "group.pdf")

    statuses = [
        member("PUT", path(folder, "neu.pdf"), PDF).status,
        member("PUT", file, NEW).status,
        member("DELETE", file).status,
        member("MOVE", file, Destination=to(path(drive.folders["network"], "weg.pdf"))).status,
        member("COPY", file, Destination=to(path(folder, "kopie.pdf"))).status,
        member("MKCOL", path(folder, "Neu")).status,
        member(
            "LOCK", file, b"<D:lockinfo xmlns:D='DAV:'><D:lockscope><D:exclusive/></D:lockscope></D:lockinfo>"
        ).status,
        member("DELETE", path(folder)).status,
    ]

    assert statuses == [403] * 8
    assert HistoryEntry.objects.count() == before
    assert Document.objects.kept().count() == len(drive.documents)


def test_moving_keeps_the_file_and_may_change_its_ending(drive, group_lead):
    lead, folder = Device(group_lead), drive.folders["group"]
    document = drive.documents["group"]
    lead("MKCOL", path(folder, "Alt"))

    moved = lead("MOVE", path(folder, "group.pdf"), Destination=to(path(folder, "Alt/Übersicht.bak")))
    back = lead("MOVE", path(folder, "Alt"), Destination=to(path(folder, "Älter")))
    document.refresh_from_db()

    assert (moved.status, back.status) == (201, 201)
    assert (document.filename, document.folder.name, document.folder.parent) == ("Übersicht.bak", "Älter", folder)
    assert lead("GET", path(folder, "Älter/Übersicht.bak")).body == PDF


def test_moving_onto_a_file_is_its_next_version(drive, group_lead):
    """As office programs save: into a new file, which then takes the name of the old one."""
    lead, folder = Device(group_lead), drive.folders["group"]
    lead("PUT", path(folder, "neu.pdf"), NEW)

    answer = lead("MOVE", path(folder, "neu.pdf"), Destination=to(path(folder, "group.pdf")))

    document = drive.documents["group"]
    document.refresh_from_db()
    assert answer.status == 204
    assert (document.is_removed, document.versions.count()) == (False, 2)
    assert lead("GET", path(folder, "group.pdf")).body == NEW
    assert lead("GET", path(folder, "neu.pdf")).status == 404


def test_what_is_used_and_what_the_portal_made_stays(drive, secretary, used):
    used.append(lambda _person, ids: {pk: [Use("TOP 5")] for pk in ids})
    device = Device(secretary)

    assert device("DELETE", path(drive.folders["group"], "group.pdf")).status == 403
    assert device("DELETE", path(drive.folders["meeting"])).status == 403
    assert device("MOVE", path(drive.folders["group"]), Destination=to("/dav/Weg")).status == 403
    assert Document.objects.kept().count() == len(drive.documents)
    assert Folder.objects.kept().count() == len(drive.folders)


def test_a_folder_takes_its_confidential_files_to_no_other_readers(drive, secretary):
    device, group, network = Device(secretary), drive.folders["group"], drive.folders["network"]
    device("MKCOL", path(group, "Plan"))
    plan = Folder.objects.get(name="Plan")
    secret = filed(plan, "geheim.pdf", confidential=True)

    refused = device("MOVE", path(plan), Destination=to(path(network, "Plan")))
    filing.mark_confidential(secret, confidential=False, by=secretary)
    allowed = device("MOVE", path(plan), Destination=to(path(network, "Plan")))

    plan.refresh_from_db()
    assert (refused.status, allowed.status) == (403, 201)
    assert (plan.parent, plan.committee) == (network, None)


def test_passing_files_of_programs_never_reach_the_drive(drive, group_lead, secretary):
    lead, office, folder = Device(group_lead), Device(secretary), drive.folders["group"]
    passing = ["._group.pdf", ".DS_Store", "~$Bericht.docx", ".~lock.Bericht.odt#"]

    assert {lead("PUT", path(folder, name), b"\0\5note").status for name in passing} == {201}
    reserved = lead("PUT", path(folder, "Kommt noch.docx"), b"")
    assert lead("GET", path(folder, "~$Bericht.docx")).body == b"\0\5note"
    assert set(passing) < set(names(lead("PROPFIND", path(folder), Depth="1")))
    assert not set(passing) & set(names(office("PROPFIND", path(folder), Depth="1")))
    assert Document.objects.count() == len(drive.documents)

    filled = lead("PUT", path(folder, "Kommt noch.docx"), PDF)
    assert (reserved.status, filled.status) == (201, 204)
    assert Document.objects.get(title="Kommt noch").filename == "Kommt noch.docx"
    assert lead("DELETE", path(folder, "._group.pdf")).status == 204
    ScratchFile.objects.update(changed_at=timezone.now() - mounting.SCRATCH_LASTS * 2)
    assert mounting.clear_leftovers() == 3


def test_a_program_may_save_under_a_passing_name_first(drive, group_lead, monkeypatch):
    lead, folder = Device(group_lead), drive.folders["group"]
    small, large = PDF, PDF + b"%" * mounting.LARGEST_SCRATCH

    for content in (small, large):
        assert lead("PUT", path(folder, "~WRD0001.tmp"), content).status == 201
        moved = lead("MOVE", path(folder, "~WRD0001.tmp"), Destination=to(path(folder, "group.pdf")))
        assert moved.status == 204
        assert lead("GET", path(folder, "group.pdf")).body == content
    assert drive.documents["group"].versions.count() == 2  # the small one was the same file


SAVING = {
    "as Word does": [
        ("PUT", "~WRD1.tmp"),
        ("MOVE", "x.pdf", "~WRL2.tmp"),
        ("MOVE", "~WRD1.tmp", "x.pdf"),
        ("DELETE", "~WRL2.tmp"),
    ],
    "with a backup": [("MOVE", "x.pdf", "x.pdf~"), ("PUT", "x.pdf"), ("DELETE", "x.pdf~")],
    "deleting first": [("DELETE", "x.pdf"), ("PUT", "x.pdf")],
    "by a new file": [("PUT", "neu.pdf"), ("DELETE", "x.pdf"), ("MOVE", "neu.pdf", "x.pdf")],
}


@pytest.mark.parametrize("steps", SAVING.values(), ids=SAVING)
@pytest.mark.parametrize("used_in_a_meeting", [False, True])
def test_what_is_saved_by_way_of_another_name_stays_the_same_file(
    drive, group_lead, group_member, board_member, used, steps, used_in_a_meeting
):
    lead, folder = Device(group_lead), drive.folders["group"]
    document = filed(folder, "x.pdf", PDF + b"% old", confidential=True)
    if used_in_a_meeting:
        used.append(lambda _person, ids: {pk: [Use("TOP 5")] for pk in ids if pk == document.pk})
        steps = [step for step in steps if step != ("DELETE", "x.pdf")]

    for method, name, *to_name in steps:
        headers = {"Destination": to(path(folder, to_name[0]))} if to_name else {}
        answer = lead(method, path(folder, name), NEW if method == "PUT" else b"", **headers)
        assert answer.status in {201, 204}, (method, name)

    document.refresh_from_db()
    assert (document.filename, document.confidential, document.is_removed) == ("x.pdf", True, False)
    assert [version.uploaded_by for version in document.versions.all()] == [group_lead, None]
    assert Device(group_member)("GET", path(folder, "x.pdf")).body == NEW
    assert Device(board_member)("GET", path(folder, "x.pdf")).status == 404
    assert Document.objects.kept().filter(title__startswith="~").count() == 0


def test_what_is_confidential_gets_no_other_readers(drive, secretary, board_member):
    office, board = Device(secretary), Device(board_member)
    group, other = drive.folders["group"], drive.folders["other"]
    secret = path(group, "group-secret.pdf")
    office("PUT", path(group, "group.pdf"), NEW)

    statuses = [
        office("COPY", secret, Destination=to(path(group, "group.pdf"))).status,
        office("MOVE", secret, Destination=to(path(group, "group.pdf"))).status,
        office("COPY", secret, Destination=to(path(other, "kopie.pdf"))).status,
        office("COPY", secret, Destination=to(path(drive.folders["network"], "kopie.pdf"))).status,
        office("COPY", secret, Destination=to(path(other, "other-secret.pdf"))).status,
    ]

    assert statuses == [403] * 5
    assert board("GET", path(group, "group.pdf")).body == NEW
    assert office("COPY", secret, Destination=to(path(group, "kopie.pdf"))).status == 201
    assert board("GET", path(group, "kopie.pdf")).status == 404


def test_nothing_in_the_drive_runs_in_a_browser(drive, group_lead):
    lead, place = Device(group_lead), path(drive.folders["group"], "seite.html")
    lead("PUT", place, b"<html><script>alert(1)</script></html>")

    answer = lead("GET", place)

    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_no_room_and_too_many_passing_files_are_said(drive, group_lead, monkeypatch):
    lead, folder = Device(group_lead), drive.folders["group"]
    monkeypatch.setattr(mounting, "MOST_SCRATCH", 2)

    answers = [lead("PUT", path(folder, f"._{number}"), b"x").status for number in range(3)]
    monkeypatch.setattr(arriving, "has_room", lambda _size: False)
    full = lead("PUT", path(folder, "neu.pdf"), PDF)

    assert (answers, full.status) == ([201, 201, 403], 507)
    assert not Document.objects.filter(title="neu").exists()


def test_comments_in_a_question_are_no_names(drive, group_lead):
    question = b"<D:propfind xmlns:D='DAV:'><!-- a --><D:prop><!-- b --><D:getetag/></D:prop></D:propfind>"

    assert Device(group_lead)("PROPFIND", path(drive.folders["group"]), question, Depth="1").status == 207


def test_umlauts_of_macos_are_those_of_windows(drive, group_lead):
    lead, folder = Device(group_lead), drive.folders["group"]

    lead("PUT", path(folder, taken_apart("Übersicht.pdf")), PDF)

    assert lead("GET", path(folder, "übersicht.pdf")).status == 200
    assert "Übersicht.pdf" in names(lead("PROPFIND", path(folder), Depth="1"))
    assert lead("PUT", path(folder, 'a"b?.pdf'), PDF).status == 403


def test_a_lock_keeps_others_out_and_ends_by_itself(drive, group_lead, secretary):
    lead, office, file = Device(group_lead), Device(secretary), path(drive.folders["group"], "group.pdf")

    taken = lead("LOCK", file, LOCK, Timeout="Infinite")
    token = taken.headers["Lock-Token"]

    assert taken.status == 200
    assert (office("LOCK", file, LOCK).status, office("PUT", file, NEW).status) == (423, 423)
    assert lead("PUT", file, NEW, If=f"({token})").status == 204
    DavLock.objects.update(expires_at=timezone.now())
    assert office("PUT", file, PDF).status == 204


def test_windows_is_told_at_the_root_that_there_is_a_drive():
    answer = call("OPTIONS", "/")

    assert (answer.status, answer.headers["DAV"], answer.headers["MS-Author-Via"]) == (200, "1,2", "DAV")
    assert call("GET", "/portal/").body == b"Django"


@pytest.mark.parametrize("device", ["", " ", "x" * 500])
def test_a_password_is_for_a_device(secretary, device):
    if not device.strip():
        with pytest.raises(NotPossibleNow) as refusal:
            mounting.issue_password(secretary, device, by=secretary)
        assert refusal.value.code == "no_device"
    else:
        row, clear = mounting.issue_password(secretary, device, by=secretary)
        assert len(row.device) == 80
        assert clear not in row.digest
