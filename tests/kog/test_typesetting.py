import contextlib
import io
import shutil

import pikepdf
import pypdfium2
import pytest
from django.utils import translation

from kog import markdown, typesetting

TEMPLATE = """
#import "/papers/base.typ": *
#show: paper
= #input.title
#facts((("Ort", data.place),))
#prose(data.text)
#if data.wrong { image(bytes(input.code), format: "svg") }
"""
TYPED = """Ein **Satz** mit `#pagebreak()` und $x$, siehe [Seite](https://kog.example/).

- eins
    1. zwei

> So: #let x = 1

| Was | Wer |
|---|---|
| a | <script>b</script> |

# Überschrift
"""


@pytest.fixture
def templates(settings, tmp_path):
    shutil.copytree(settings.ROOT / "templates" / "papers", tmp_path / "templates" / "papers")
    (tmp_path / "templates" / "trial.typ").write_text(TEMPLATE)
    settings.ROOT = tmp_path


def typeset(*, wrong: bool = False) -> bytes:
    data = {"place": '#image("/etc/passwd")', "text": typesetting.tree(markdown.to_html(TYPED)), "wrong": wrong}
    with translation.override("de"):
        return typesetting.typeset(
            "trial.typ", data, title="Tagesordnung", state="Entwurf", link="https://kog.example/portal/"
        )


def elements(node, kind):
    """Every structure element of a kind below a node of the tag tree."""
    if isinstance(node, pikepdf.Array):
        return [found for child in node for found in elements(child, kind)]
    if not isinstance(node, pikepdf.Dictionary):
        return []
    below = elements(node.K, kind) if "/K" in node else []
    return [node, *below] if node.get("/S") == kind else below


def test_paper_is_tagged_and_says_what_it_is(db, templates):
    pdf = pikepdf.open(io.BytesIO(typeset()))

    metadata = pdf.open_metadata()
    assert pdf.Root.Lang == "de"
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert (metadata["dc:title"], metadata["pdfuaid:part"], metadata["pdfaid:part"]) == ("Tagesordnung", "1", "2")
    headers = elements(pdf.Root.StructTreeRoot, "/TH")
    assert len(headers) == 2
    assert all("Scope" in str(header.A) for header in headers)
    assert [len(elements(pdf.Root.StructTreeRoot, tag)) for tag in ("/H1", "/H2", "/Link")] == [1, 1, 2]


def test_what_people_typed_is_never_markup(db, templates):
    with contextlib.closing(pypdfium2.PdfDocument(typeset())) as pdf:
        text = pdf[0].get_textpage().get_text_range()

    for typed in (
        '#image("/etc/passwd")',
        "#pagebreak()",
        "$x$",
        "So: #let x = 1",
        "<script>b</script>",
        "Seite 1 von 1",
    ):
        assert typed in text


def test_picture_without_a_text_is_refused_with_its_place(db, templates):
    with pytest.raises(typesetting.NotTypeset, match=r"trial\.typ"):
        typeset(wrong=True)


def test_signs_that_no_font_has_do_not_keep_a_paper_from_being(db, templates, monkeypatch):
    monkeypatch.setattr(typesetting, "_strange", set())
    place = "Gruß 😀 漢字 \uf0b7 Punkt\u0007 → ✓"

    pdf = typesetting.typeset("trial.typ", {"place": place, "text": [], "wrong": False}, title="Titel 🎉")

    with contextlib.closing(pypdfium2.PdfDocument(pdf)) as paper:
        text = paper[0].get_textpage().get_text_range()
    assert "Gruß □ □□ • Punkt → ✓" in text
    assert "Titel □" in text
