"""Real files, made in memory: whole ones of every kind, and broken ones of every sort."""

import io
import zipfile

import pikepdf

WORDS = "Prüfung der Wohnraumförderung"
RTF = rb"{\rtf1\ansi Pr\'fcfung der Wohnraumf\'f6rderung\par}"
MAIL = (
    "From: a@kog.example\nTo: b@kog.example\nSubject: Einladung\nMIME-Version: 1.0\n"
    f"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{WORDS}\n"
).encode()
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
X = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
O = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"  # noqa: E741 -- the letter stands for the namespace, as the others
T = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"


def packed(**parts: str | bytes) -> bytes:
    """A zip with these parts; `__` in a name is a slash, `_DOT_` a dot."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            part = zipfile.ZipInfo(name.replace("__", "/").replace("_DOT_", "."))  # of 1980: the same bytes each time
            archive.writestr(part, content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def page(text: str) -> bytes:
    """A one-page PDF with the lines of a text, small enough to be read as what it is."""
    lines = [line.translate(str.maketrans({"\\": r"\\", "(": r"\(", ")": r"\)"})) for line in text.splitlines()]
    shown = "BT /F1 11 Tf 15 TL 60 780 Td\n" + "".join(f"({line}) Tj T*\n" for line in lines) + "ET"
    stream = shown.encode("cp1252")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (de) >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources 6 0 R >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
        b"<< /Font << /F1 5 0 R >> >>",
    ]
    data, places = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    xref = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return data + xref + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(data))


def pdf(*pages: str) -> bytes:
    """A PDF with one page for each text."""
    joined = pikepdf.new()
    for text in pages or (WORDS,):
        with pikepdf.open(io.BytesIO(page(text))) as one:
            joined.pages.extend(one.pages)
    return saved(joined)


def saved(document: pikepdf.Pdf, **options: object) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer, deterministic_id="encryption" not in options, **options)
    return buffer.getvalue()


def docx(text: str = WORDS, **more: bytes) -> bytes:
    body = f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>'
    return packed(**{"[Content_Types]_DOT_xml": "<Types/>", "word__document_DOT_xml": body}, **more)


def pptx(*slides: str) -> bytes:
    shape = '<p:sld xmlns:p="{p}" xmlns:a="{a}"><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:sld>'
    parts = {
        f"ppt__slides__slide{number}_DOT_xml": shape.format(p=P, a=A, text=text)
        for number, text in enumerate(slides or (WORDS,), 1)
    }
    return packed(**{"[Content_Types]_DOT_xml": "<Types/>", "ppt__presentation_DOT_xml": "<p/>"}, **parts)


def xlsx(text: str = WORDS) -> bytes:
    strings = f'<sst xmlns="{X}"><si><t>{text}</t></si></sst>'
    return packed(xl__workbook_DOT_xml="<workbook/>", xl__sharedStrings_DOT_xml=strings)


def odf(kind: str, text: str = WORDS) -> bytes:
    content = (
        f'<o:document-content xmlns:o="{O}" xmlns:t="{T}"><o:body><o:text><t:p>{text}</t:p></o:text></o:body>'
        "</o:document-content>"
    )
    return packed(mimetype=f"application/vnd.oasis.opendocument.{kind}", content_DOT_xml=content)


def scripted_pdf() -> bytes:
    document = pikepdf.open(io.BytesIO(pdf()))
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    document.Root.OpenAction = document.make_indirect(action)
    return saved(document)


def locked_pdf(password: str = "geheim") -> bytes:
    return saved(pikepdf.open(io.BytesIO(pdf())), encryption=pikepdf.Encryption(owner="o", user=password))


def huge_page_pdf() -> bytes:
    document = pikepdf.open(io.BytesIO(pdf()))
    document.pages[0].mediabox = [0, 0, 10_000_000, 10_000_000]
    return saved(document)


def bomb() -> bytes:
    return docx(more__big_DOT_xml=b"0" * 40_000_000)
