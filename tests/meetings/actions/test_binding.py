"""The binder is what its reader may read, in order, with tags, bookmarks and numbers."""

import io
import zipfile

import pikepdf
import pypdfium2
import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from documents.actions import versioning
from kog import claiming
from meetings.actions import agenda, binding, papers
from meetings.binders import contents, joining
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
    assert not Binder.objects.get(pk=first.pk).file


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

    assert joining.count({"paths": [str(locked), str(broken), str(good)]}) == ["password", "broken", 2]
