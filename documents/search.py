"""Files in the search: their names at once, their words when a worker has read them, page by page."""

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from documents import queries
from documents.models import PAGE_END, Document, Reading
from documents.serving import PDF
from kog import search


def records() -> QuerySet[Document]:
    """Files outside of the trash, each with its committee and with the text of its newest version."""
    text = Reading.objects.filter(content__sha256=OuterRef("sha256"), infection="").values("text")[:1]
    return Document.objects.kept().annotate(committee_id=F("collection__folder__committee"), read_text=Subquery(text))


def describe(document: Document) -> search.Description:
    pages = (document.read_text or "").split(PAGE_END)
    return search.Description(
        title=document.filename,
        url=document.get_absolute_url(),
        text=pages[0] if len(pages) == 1 and document.mime != PDF else "",
        committee_id=document.committee_id,
        date=document.created_at.date(),
        file_type=search.file_type(document.filename),
        parts=_parts(document, pages) if len(pages) > 1 or document.mime == PDF else (),
    )


def _parts(document: Document, pages: list[str]) -> list[search.Part]:
    """A PDF opens at the page of the hit; the page of other files is only named."""
    address = document.download_url if document.mime == PDF else document.get_absolute_url()
    return [search.Part(number, text, f"{address}#page={number}") for number, text in enumerate(pages, 1) if text]


def register() -> None:
    search.register(
        search.Kind(
            "document",
            _("File"),
            Document,
            visible_to=queries.documents_visible_to,
            describe=describe,
            records=records,
        )
    )
