"""The binder is what its reader may read, in order, with tags, bookmarks and numbers."""

import io
import time
import zipfile
from pathlib import Path
from unittest.mock import Mock

import pikepdf
import pypdfium2
import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import translation
from pikepdf import Array, Dictionary, Name
from PIL import Image
from pypdfium2 import PdfDocument

from documents import limited
from documents.actions import versioning
from documents.models import Reading
from kog import claiming
from kog.typesetting import NotTypeset
from meetings.actions import agenda, binding, papers
from meetings.binders import assembling, contents, joining, pages
from meetings.models import Binder
from meetings.papers.sheets import SHEETS
from tests.factories.kog import CommitteeFactory, OccupancyFactory, SeatFactory
from tests.factories.meetings import AgendaItemFactory


@pytest.fixture
def tagged(planned, secretary) -> bytes:
    return SHEETS["tagesordnung"].pdf(planned, secretary)


@pytest.fixture
def plain() -> bytes:
    """A PDF of somebody else: two pages, one of them turned, no tags, and a script that runs when it is opened."""
    pdf = pikepdf.new()
    for _number in range(2):
        pdf.add_blank_page(page_size=(595, 842))
    pdf.pages[1].rotate(90, relative=True)
    pdf.pages[0].obj.AA = pikepdf.Dictionary(O=pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)"))
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


@pytest.fixture
def full(planned, tagged, plain, secretary):
    """A meeting with an item that has text and two papers, one of them no PDF, and a confidential item with one."""
    item = AgendaItemFactory(meeting=planned, by=secretary, title="Sprachkurse", text="Zur **Lage**")
    file = ContentFile(tagged, name="Konzept.pdf")
    papers.file_papers(item, [file, ContentFile(b"a;b\n1;2\n", name="Zahlen.csv")], by=secretary)
    secret = AgendaItemFactory(meeting=planned, by=secretary, title="GEHEIM Personal", confidential=True)
    papers.file_papers(secret, [ContentFile(plain, name="GEHEIM-Liste.pdf")], by=secretary)
    agenda.release(planned, by=secretary)
    return planned


@pytest.fixture
def outsider(full):
    """Sits on another board: reads everything but what is confidential."""
    other = CommitteeFactory(key="zweites", name="Zweites Gremium", short_name="ZG", kind="board")
    return OccupancyFactory(seat=SeatFactory(committee=other)).person


def built(meeting, person) -> tuple[Binder, bytes]:
    binder = binding.ask_for(meeting, by=person)
    while binding.build_next():
        pass
    binder.refresh_from_db()
    assert (binder.error, binder.is_ready) == ("", True)
    return binder, binder.file.read()


def texts(content: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content)]


def bookmarks(content: bytes) -> list[pikepdf.OutlineItem]:
    with pikepdf.open(io.BytesIO(content)) as pdf, pdf.open_outline() as outline:
        return [child for item in outline.root for child in item.children]


def test_binder_is_numbered_bookmarked_tagged_and_harmless(full, secretary, fresh):
    binder, content = built(full, fresh(secretary))

    found = texts(content)
    assert binder.pages == len(found)
    assert [f"Mappe S. {number}" in text for number, text in enumerate(found, start=1)] == [True] * len(found)
    assert "Stand 1" in found[0]
    assert [name for name in binder.left_out if "Zahlen" in name]
    with pikepdf.open(io.BytesIO(content)) as pdf:
        root = pdf.Root
        assert (str(root.Lang), bool(root.MarkInfo.Marked)) == ("de", True)
        [document] = root.StructTreeRoot.K
        assert {str(part.S) for part in document.K} == {"/Part"}
        assert len(document.K) == 3  # cover, the item's own sheet and the tagged paper
        keys = pikepdf.NumberTree(root.StructTreeRoot.ParentTree)
        for page in pdf.pages:
            if "/StructParents" in page.obj:
                marked = keys[int(page.obj.StructParents)]
                assert {one.Pg.objgen for one in marked if "/Pg" in one} <= {page.obj.objgen}
        assert [page for page in pdf.pages if "/AA" in page.obj] == []
        with pdf.open_outline() as outline:
            names = [item.title for item in outline.root]
            below = [child.title for item in outline.root for child in item.children]
    assert names[0] == "Sitzungsmappe KOG 2026-1"
    assert [name for name in below if name.endswith("Anlage 1: Konzept")]


def test_picture_is_a_page_of_its_own_and_an_item_without_text_has_its_bookmark(planned, secretary, fresh):
    bare = AgendaItemFactory(meeting=planned, by=secretary, title="Stadtplan", text="")
    out = io.BytesIO()
    Image.new("RGB", (900, 300), "navy").save(out, "PNG")
    papers.file_papers(bare, [ContentFile(out.getvalue(), name="Skizze.png")], by=secretary)

    binder, content = built(planned, fresh(secretary))

    assert binder.left_out == []
    assert ("Skizze" in texts(content)[-1], binder.pages) == (True, len(texts(content)))
    with pikepdf.open(io.BytesIO(content)) as pdf, pdf.open_outline() as outline:
        [item] = [one for one in outline.root if one.title.endswith("Stadtplan")]
        assert [(below.title, below.destination[0]) for below in item.children] == [
            (f"{item.title.removesuffix(' Stadtplan')} Anlage 1: Skizze", item.destination[0])
        ]
        figures = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"]
        assert "Skizze" in {str(one.get("/Alt")) for one in figures}


def test_binder_of_others_has_nothing_confidential_in_any_part(full, secretary, outsider, fresh):
    _binder, inside = built(full, fresh(secretary))
    other, outside = built(full, fresh(outsider))

    assert "GEHEIM" in "".join(texts(inside))
    assert "vertraulich · Mappe S." in "".join(texts(inside))
    with pikepdf.open(io.BytesIO(outside)) as pdf, pdf.open_outline() as outline:
        told = str(pdf.docinfo) + str(pdf.open_metadata()) + str([one.title for one in outline.root])
    assert "GEHEIM" not in "".join(texts(outside)) + told + other.filename + str(other.contents) + str(other.left_out)


def test_readers_of_the_same_share_a_binder_and_a_change_makes_the_next_edition(
    full, secretary, chair, board_member, outsider, fresh
):
    first, _content = built(full, fresh(secretary))
    assert binding.ask_for(full, by=fresh(chair)) == first
    assert binding.ask_for(full, by=fresh(board_member)) == first
    assert binding.ask_for(full, by=fresh(outsider)) != first

    item = full.items.get(title="Sprachkurse")
    papers.file_papers(item, [ContentFile(b"%PDF-1.4 broken", name="Nachtrag.pdf")], by=secretary)
    document = item.papers.get(document__title="Zahlen").document
    versioning.replace(document, ContentFile(b"a;b\n3;4\n", name="Zahlen.csv"), reason="Neue Zahlen", by=secretary)
    second, _content = built(full, fresh(secretary))

    label = next(row["label"] for row in second.contents if row["title"] == "Sprachkurse")
    assert (second.edition, second.news) == (2, [f"TOP {label} Anlage 2", f"TOP {label} Anlage 3"])
    assert [name for name in second.left_out if "Nachtrag (beschädigt)" in name]
    assert not Binder.objects.filter(pk=first.pk)
    assert not first.file.storage.exists(first.file.name)

    document.versions.filter(number=2).delete()  # as it was before: the first edition is gone, so there is a third
    item.papers.get(document__title="Nachtrag").delete()
    third, _content = built(full, fresh(secretary))
    assert third.edition == 3


def test_binder_is_not_handed_out_once_malware_is_found_in_it(full, secretary, fresh, client_of):
    built(full, fresh(secretary))
    client, file = client_of(secretary), reverse("meetings:binder_file", args=[full.slug])
    assert client.get(file).status_code == 200
    ill = full.items.get(title="Sprachkurse").papers.get(document__title="Konzept").document
    Reading.objects.filter(content__sha256=ill.sha256).update(infection="Eicar")

    assert client.get(file).status_code == 404
    second, _content = built(full, fresh(secretary))

    assert [name for name in second.left_out if "Konzept" in name]
    assert client.get(file).status_code == 200


def test_languages_have_a_binder_each_and_a_lost_file_is_built_anew(full, secretary, chair, fresh, client_of):
    first, _content = built(full, fresh(secretary))
    type(chair).objects.filter(pk=chair.pk).update(locale="en")
    with translation.override("en"):
        english, _content = built(full, fresh(chair))
    assert english != first
    assert first.file.storage.exists(first.file.name)

    first.file.storage.delete(first.file.name)

    assert client_of(secretary).get(reverse("meetings:binder_file", args=[full.slug])).status_code == 404
    again, _content = built(full, fresh(secretary))
    assert again == first


def test_failed_binder_is_built_by_the_rights_of_whoever_asks_again(full, secretary, board_member, fresh):
    binder = binding.ask_for(full, by=fresh(board_member))
    Binder.objects.update(due_at=None, error="kaputt", done=3, total=4)
    type(board_member).objects.filter(pk=board_member.pk).update(is_active=False)

    again, _content = built(full, fresh(secretary))

    assert (again, again.asked_by) == (binder, secretary)


def test_papers_that_changed_while_it_waited_are_not_bound(full, secretary, fresh):
    binder = binding.ask_for(full, by=fresh(secretary))
    full.items.filter(title="Sprachkurse").update(title="Anders")

    binding.build_next()

    binder.refresh_from_db()
    assert (binder.is_ready, binder.is_given_up) == (False, True)
    assert binding.ask_for(full, by=fresh(secretary)) != binder


def test_worker_that_lost_its_claim_keeps_nothing(full, secretary, fresh, monkeypatch):
    binding.ask_for(full, by=fresh(secretary))
    monkeypatch.setattr(claiming, "finish", lambda row, **facts: False)

    binding.build_next()

    binder = Binder.objects.get()
    assert (binder.is_ready, bool(binder.file)) == (False, False)


def test_pages_show_progress_then_the_file_and_the_zip_in_order(full, secretary, outsider, client_of):
    client = client_of(secretary)
    address = reverse("meetings:binder", args=[full.slug])
    assert client.get(reverse("meetings:binder_file", args=[full.slug])).status_code == 404
    client.post(reverse("meetings:binder_ask", args=[full.slug]))
    assert "wird erstellt" in client.get(address, headers={"HX-Request": "true"}).text
    binding.build_next()
    assert "Mappe öffnen" in client.get(address).text

    file = client.get(reverse("meetings:binder_file", args=[full.slug]))
    assert file["Content-Disposition"] == 'inline; filename="Sitzungsmappe_KOG-2026-1_Stand-1.pdf"'
    # Somebody who reads less has not this binder but none yet.
    assert client_of(outsider).get(reverse("meetings:binder_file", args=[full.slug])).status_code == 404

    def names(person) -> list[str]:
        answer = client_of(person).get(reverse("meetings:binder_zip", args=[full.slug]))
        return zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))).namelist()

    top = next(one.item.label for one in contents.contents_of(full, secretary) if one.item.title == "Sprachkurse")
    ordered = [f"01_TOP-{top}_Anlage-1_Konzept.pdf", f"02_TOP-{top}_Anlage-2_Zahlen.csv"]
    assert names(outsider) == ordered
    assert names(secretary)[:2] == ordered
    assert len(names(secretary)) == 3


def test_what_cannot_be_joined_is_counted_as_what_it_is(tmp_path, plain):
    locked, broken, good = (tmp_path / name for name in ("locked.pdf", "broken.pdf", "good.pdf"))
    good.write_bytes(plain)
    broken.write_bytes(b"%PDF-1.7 nothing")
    with pikepdf.open(good) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(owner="x", user="y"))

    gathering = joining.Gathering()
    assert [gathering.take(str(path)) for path in (locked, broken, good)] == ["password", "broken", 2]


def test_odd_paper_and_one_of_too_many_pages_are_left_out_and_the_others_joined(full, plain, secretary, fresh):
    def changed(change) -> bytes:
        out = io.BytesIO()
        with pikepdf.open(io.BytesIO(plain)) as pdf:
            change(pdf)
            pdf.save(out)
        return out.getvalue()

    def turn(pdf) -> None:
        pdf.pages[0].obj.Rotate = pikepdf.Name.Foo

    def multiply(pdf) -> None:
        """A few kilobytes that name the same page more often than a binder has pages."""
        pdf.Root.Pages.Kids = pikepdf.Array([pdf.pages[0].obj] * (joining.MOST_PAGES + 1))

    item = full.items.get(title="Sprachkurse")
    odd, long = (ContentFile(changed(how), name=f"{how.__name__}.pdf") for how in (turn, multiply))
    papers.file_papers(item, [odd, long], by=secretary)

    binder, content = built(full, fresh(secretary))

    assert [name for name in binder.left_out if "turn (nicht zusammenführbar" in name]
    assert [name for name in binder.left_out if "multiply (zu viele Seiten" in name]
    assert "Anlage 1: Konzept" in str([one.title for one in bookmarks(content)])


def test_paper_that_ends_the_child_process_is_left_out(full, plain, secretary, fresh, monkeypatch):
    item = full.items.get(title="Sprachkurse")
    papers.file_papers(item, [ContentFile(plain + b"% takes all memory", name="Bombe.pdf")], by=secretary)

    def python(module, folder, **limits) -> bytes:
        asked = joining.wait_for(Path(folder), "gather.json")["paths"]
        if any(b"takes all memory" in Path(path).read_bytes() for path in asked):
            raise limited.Broken("ended with 127")
        return run(module, folder, **limits)

    run = limited.python
    monkeypatch.setattr(limited, "python", python)

    binder, content = built(full, fresh(secretary))

    assert [name for name in binder.left_out if "Bombe (nicht zusammenführbar" in name]
    assert "Anlage 1: Konzept" in str([one.title for one in bookmarks(content)])


def test_pages_of_all_papers_together_are_limited(full, secretary, fresh, monkeypatch):
    monkeypatch.setattr(joining, "MOST_PAGES", 2)

    binder, _content = built(full, fresh(secretary))

    assert [name for name in binder.left_out if "zu viele Seiten" in name]


def test_nothing_a_page_could_start_comes_along_and_no_page_hides_its_number(full, plain, secretary, fresh):
    """Actions behind actions, players and files on a page; a page that leaves its drawing open."""
    script = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
    rect = Array([0, 0, 500, 500])

    def notes(pdf) -> Array:
        program = Dictionary(F=pdf.make_stream(b"MZEXE"))
        web = Dictionary(S=Name.URI, URI="https://kog.example/", Next=script)
        return Array(
            [
                Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=rect, A=web),
                Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=rect, A=Dictionary(S=Name.URI, URI="file:///x")),
                Dictionary(Type=Name.Annot, Subtype=Name.Screen, Rect=rect, A=Dictionary(S=Name.Rendition, JS="a()")),
                Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=rect, FS=Dictionary(EF=program)),
            ]
        )

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(plain)) as pdf:
        pdf.pages[0].obj.Annots = notes(pdf)
        pdf.pages[0].Contents = pdf.make_stream(b"0 0 0 0 0 0 cm q (open")
        pdf.save(out)
    item = full.items.get(title="Sprachkurse")
    papers.file_papers(item, [ContentFile(out.getvalue(), name="Falle.pdf")], by=secretary)

    binder, content = built(full, fresh(secretary))

    with pikepdf.open(io.BytesIO(content)) as pdf:
        kept = [note for page in pdf.pages for note in page.obj.get("/Annots", []) if note.Rect == rect]
        assert [sorted(note.keys()) for note in kept] == [
            ["/A", "/Rect", "/Subtype", "/Type"],
            ["/Rect", "/Subtype", "/Type"],
        ]
        assert sorted(kept[0].A.keys()) == ["/S", "/URI"]
        assert "MZEXE" not in str([bytes(one) for one in pdf.objects if isinstance(one, pikepdf.Stream)])
    drawn = [page.render(scale=2).to_pil().convert("L") for page in PdfDocument(content)]
    corners = [page.crop((page.width - 250, 0, page.width, 60)) for page in drawn]
    assert [corner.getextrema()[0] < 200 for corner in corners] == [True] * binder.pages


def test_sheet_that_cannot_be_set_lets_the_child_go_at_once(full, secretary, fresh, monkeypatch):
    monkeypatch.setattr(pages, "sheet", Mock(side_effect=NotTypeset("no font")))
    binder = binding.ask_for(full, by=fresh(secretary))
    begin = time.monotonic()

    binding.build_next()

    binder.refresh_from_db()
    assert "no font" in binder.error
    assert time.monotonic() - begin < assembling.SECONDS / 4
