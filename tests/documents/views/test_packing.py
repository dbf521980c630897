"""Several files at once: only what the person reads, in order, streamed; and what goes outside is written down."""

import io
import zipfile

import pytest
from django.urls import reverse

from documents import usage
from documents.actions import filing, foldering, handing_out
from documents.enums import Step
from documents.models import Document, Extract, Reading
from kog import history
from kog.exceptions import NotPossibleNow
from tests.factories.documents import filed


@pytest.fixture
def folder(group, group_lead):
    folder = foldering.folder_for(group)
    below = (
        foldering.path_below(folder, ["TOP 10"], by=group_lead),
        foldering.path_below(folder, ["TOP 2"], by=group_lead),
    )
    for number, place in enumerate((folder, *below)):
        filed(place, f"Übersicht {number}.txt", f"Inhalt {number}".encode(), by=group_lead)
    filed(below[0], "GEHEIM.txt", b"geheim", confidential=True, by=group_lead)
    return folder


def unpacked(answer) -> dict[str, bytes]:
    data = b"".join(answer.streaming_content)
    assert int(answer["Content-Length"]) == len(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_folder_is_packed_in_order_with_what_the_person_reads(folder, client_of, group_lead, board_member):
    address = reverse("documents:folder_zip", args=[folder.pk])
    open_names = ["Übersicht 0.txt", "TOP 2/Übersicht 2.txt", "TOP 10/Übersicht 1.txt"]

    mine = unpacked(client_of(group_lead).get(address))
    assert list(mine) == [*open_names[:2], "TOP 10/GEHEIM.txt", open_names[2]]
    assert mine["TOP 2/Übersicht 2.txt"] == b"Inhalt 2"
    answer = client_of(board_member).get(address)
    data = b"".join(answer.streaming_content)
    assert (b"GEHEIM" in data, b"geheim" in data) == (False, False)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.namelist() == open_names


def test_missing_bytes_and_malware_do_not_break_a_zip(folder, client_of, group_lead):
    lost, ill = filed(folder, "weg.txt", b"weg"), filed(folder, "krank.txt", b"krank")
    lost.file.storage.delete(lost.file.name)
    Reading.objects.filter(content__sha256=ill.sha256).update(infection="Eicar")

    found = unpacked(client_of(group_lead).get(reverse("documents:folder_zip", args=[folder.pk])))

    assert {"weg.txt", "krank.txt"} & set(found) == set()
    assert found["Fehlt im Speicher.txt"] == b"weg.txt"


def test_ticked_files_come_as_far_as_they_are_read(folder, client_of, board_member, group):
    secret = filed(folder, "zu.txt", b"zu", confidential=True)
    twins = [filed(foldering.path_below(folder, [name], by=None), "a.txt", name.encode()) for name in "XY"]
    client = client_of(board_member)

    answer = client.get(reverse("documents:chosen_zip"), {"datei": [secret.pk, *(one.pk for one in twins), "unsinn"]})
    assert unpacked(answer) == {"a.txt": b"X", "a (2).txt": b"Y"}
    assert (
        "Ablage%2C%20Auswahl.zip" in answer["Content-Disposition"]
        or "Ablage, Auswahl.zip" in answer["Content-Disposition"]
    )
    nothing = client.get(reverse("documents:chosen_zip"), {"ordner": folder.pk})
    assert nothing["Location"] == folder.get_absolute_url()


def test_what_goes_outside_is_written_down_with_its_versions(
    folder, client_of, group_lead, secretary, board_member, group
):
    document = filed(folder, "a.txt", b"eins", by=group_lead)
    address = reverse("documents:hand_out") + f"?datei={document.pk}"
    keeper = client_of(secretary)
    assert client_of(group_lead).get(address).status_code == 403
    assert keeper.get(reverse("documents:hand_out"), {"ordner": folder.pk})["Location"] == folder.get_absolute_url()
    assert "a.txt" in keeper.get(address).content.decode()
    assert "error" in keeper.post(address, {"recipient": "Land", "reason": ""}).content.decode()

    answer = keeper.post(address, {"recipient": "Land, Frau Weber", "reason": "Bitte um Einsicht"})

    extract = Extract.objects.get()
    assert (answer["Location"], extract.by, extract.versions.get().number) == (extract.get_absolute_url(), secretary, 1)
    assert history.of(document)[0].verb == Step.HAND_OUT
    assert unpacked(keeper.get(reverse("documents:extract_zip", args=[extract.pk]))) == {"a (Fassung 1).txt": b"eins"}
    assert "Bitte um Einsicht" in keeper.get(reverse("documents:extracts"), {"recipient": "weber"}).content.decode()
    assert client_of(board_member).get(extract.get_absolute_url()).status_code == 404

    # Whoever handed it out and is the secretariat no more sees of it what they still read.
    Extract.objects.update(by=board_member)
    filing.mark_confidential(document, confidential=True, by=secretary)
    filing.rename(document, "GEHEIM", by=secretary)
    page = client_of(board_member).get(extract.get_absolute_url()).content.decode()
    assert ("GEHEIM" in page, "1 weitere" in page) == (False, True)


def test_only_the_secretariat_hands_out(folder, group_lead, secretary):
    mine = filed(folder, "a.txt", b"a")

    for files, by, code in [([mine], group_lead, "not_yours"), ([], secretary, "no_files")]:
        with pytest.raises(NotPossibleNow) as refusal:
            handing_out.hand_out(files, recipient="x", reason="y", by=by)
        assert refusal.value.code == code
    assert Extract.objects.count() == 0


def test_ticked_files_move_and_go_together_or_not_at_all(folder, client_of, group_lead, group_member, used):
    files = [filed(folder, f"{number}.txt", str(number).encode(), by=group_lead) for number in range(2)]
    taken = filed(foldering.path_below(folder, ["Ziel"], by=group_lead), "0.txt", b"da", by=group_lead)
    query = "?" + "&".join(f"datei={one.pk}" for one in files) + f"&ordner={folder.pk}"
    lead, target = client_of(group_lead), {"folder": taken.folder.pk}
    move, remove = reverse("documents:move_chosen") + query, reverse("documents:remove_chosen") + query
    assert "0.txt, 1.txt" in lead.get(move).content.decode()

    refused = lead.post(move, target).content.decode()
    assert "0.txt: " in refused
    assert {Document.objects.get(pk=one.pk).folder for one in files} == {folder}
    filing.remove(taken, by=group_lead)
    assert lead.post(move, target)["Location"] == folder.get_absolute_url()
    assert {Document.objects.get(pk=one.pk).folder.name for one in files} == {"Ziel"}

    foldering.let_members_file(folder, allowed=True, by=group_lead)
    assert "0.txt: " in client_of(group_member).post(remove).content.decode()
    used.append(lambda user, ids: {files[1].pk: [usage.Use("TOP 5")]})
    assert "1.txt: " in lead.post(remove).content.decode()
    assert Document.objects.kept().filter(pk__in=[one.pk for one in files]).count() == 2
    used.clear()
    lead.post(remove)
    assert Document.objects.in_trash().filter(pk__in=[one.pk for one in files]).count() == 2
