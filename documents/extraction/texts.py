"""The text of a file, page by page where it has pages. The first reader that finds any wins."""

import re
import zipfile
from pathlib import Path

import kreuzberg
import pypdfium2
from lxml import etree, html

from documents.extraction.formats import MIMES, BrokenFile, Locked

# What a search can use of one file; a table of a million cells is no reading matter.
MOST_TEXT = 4_000_000
MOST_PAGES = 5_000
# The parts of a packed office file in which people write.
WRITTEN = re.compile(r"word/(document|footnotes|header\d*|footer\d*)\.xml|xl/sharedStrings\.xml|content\.xml")
SLIDE = re.compile(r"ppt/slides/slide(\d+)\.xml")
PARAGRAPH = re.compile(r"\}(p|h|si|row|br)$")
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f]")
Pages = list[str]


def pages_of(path: Path, form: str) -> Pages:
    if form == "text":
        return [_decoded(path.read_bytes()[: 4 * MOST_TEXT])]
    readers = {"pdf": (_kreuzberg, _pdfium), "html": (_kreuzberg, _markup)}
    problem: Exception = BrokenFile()
    for reader in readers.get(form, (_kreuzberg, _packed)):
        try:
            if any(pages := [tidy(page) for page in reader(path, form)]):
                return pages
            problem = BrokenFile() if not pages else problem
        except Locked:
            raise
        except Exception as error:  # noqa: BLE001 -- a file can bring any reader to any end; the next one tries
            problem = error
        else:
            if pages:  # opened, and nothing is written in it, as in a scan
                return pages
    raise BrokenFile(str(problem))


def tidy(text: str) -> str:
    """Words that a line end took apart grow together again; no character that a database refuses."""
    text = text.replace("\r\n", "\n").replace("\f", "\n")
    # \x02 and \ufffe stand for a hyphen at the end of a line, as pdfium tells it.
    text = re.sub(r"(?<=[^\W\d_])[-\u00ad\ufffe\x02]\n?(?<=[\n\x02\ufffe])(?=[a-zäöüß])", "", text)
    text = text.replace("\ufffe", "-").replace("\u00ad", "")
    text = CONTROLS.sub("", text)
    return text.encode("utf-8", "ignore").decode().strip()


def _decoded(data: bytes) -> str:
    for alphabet in ("utf-8-sig", "cp1252"):
        try:
            return tidy(data.decode(alphabet))
        except UnicodeDecodeError:
            continue
    return tidy(data.decode("utf-8", "replace"))


def _kreuzberg(path: Path, form: str) -> Pages:
    config = kreuzberg.ExtractionConfig(
        use_cache=False,
        disable_ocr=True,  # type: ignore[call-arg]  # -- unknown to its stubs
        pages=kreuzberg.PageConfig(extract_pages=True),
        max_concurrent_extractions=1,
    )
    found = kreuzberg.extract_file_sync(path, MIMES[form], config=config)
    if form in {"pdf", "pptx", "odp"} and found.pages:
        return [page["content"] for page in found.pages[:MOST_PAGES]]
    return [found.content]


def _pdfium(path: Path, _form: str) -> Pages:
    try:
        pdf = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise (Locked if "password" in str(error).lower() else BrokenFile)(str(error))
    return [pdf[number].get_textpage().get_text_range() for number in range(min(len(pdf), MOST_PAGES))]


def _packed(path: Path, _form: str) -> Pages:
    if not zipfile.is_zipfile(path):
        raise BrokenFile
    with zipfile.ZipFile(path) as archive:
        slides = sorted((int(found[1]), name) for name in archive.namelist() if (found := SLIDE.fullmatch(name)))
        if slides:
            return [_words(archive.read(name)) for _number, name in slides]
        return ["\n".join(_words(archive.read(name)) for name in archive.namelist() if WRITTEN.fullmatch(name))]


def _words(data: bytes) -> str:
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    root = etree.fromstring(data, parser)
    if root is None:
        return ""
    parts: list[str] = []
    for element in root.iter(etree.Element):
        if PARAGRAPH.search(element.tag):
            parts.append("\n")
        parts.append(element.text or "")
        parts.append(element.tail or "")
    return "".join(parts)


def _markup(path: Path, _form: str) -> Pages:
    return [html.document_fromstring(path.read_bytes()[: 4 * MOST_TEXT]).text_content()]


def cut(pages: Pages) -> Pages:
    """No more than a search can use, ending with the page that was too much."""
    kept: Pages = []
    left = MOST_TEXT
    for page in pages:
        kept.append(page[:left])
        left -= len(page)
        if left <= 0:
            break
    return kept
