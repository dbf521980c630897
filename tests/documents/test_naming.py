import unicodedata

import pytest

from documents import naming


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("Vorlage.pdf", "Vorlage.pdf"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\windows\\win.ini", "win.ini"),
        ("C:\\Users\\me\\Protokoll.docx", "Protokoll.docx"),
        ("/etc/", "Datei"),
        ("..", "Datei"),
        ("", "Datei"),
        ("a\0b\nc.pdf", "ab c.pdf"),
        ("Rechnung\u202efdp.exe", "Rechnungfdp.exe"),
        (".htaccess", "htaccess"),
        (unicodedata.normalize("NFD", "Übergänge für Größe.pdf"), "Übergänge für Größe.pdf"),
        ("é" * 400 + ".pdf", "é" * 251 + ".pdf"),
    ],
)
def test_uploaded_name(sent, kept):
    assert naming.uploaded_name(sent) == kept


@pytest.mark.parametrize(
    ("title", "extension", "name"),
    [
        ("Vorlage zu TOP 5", ".pdf", "Vorlage zu TOP 5.pdf"),
        ("AG A/B: Stand?", ".md", "AG A-B- Stand-.md"),
        ("Plan.pdf", ".pdf", "Plan.pdf"),
        ("...", "", "Datei"),
    ],
)
def test_filename(title, extension, name):
    assert naming.filename(title, extension) == name


def test_sort_key_orders_as_germans_do():
    names = ["Zug", "TOP 10", "Über", "Uhr", "TOP 2", "Straße", "Strasse b", "apfel", "Ärger", "Azur"]

    assert sorted(names, key=naming.sort_key) == [
        "apfel",
        "Ärger",
        "Azur",
        "Straße",
        "Strasse b",
        "TOP 2",
        "TOP 10",
        "Über",
        "Uhr",
        "Zug",
    ]


def test_words_are_folded_like_names():
    assert naming.words("  Größe  ÜBERSICHT ") == ["grosse", "ubersicht"]
