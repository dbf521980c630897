"""Files in the search: their names at once, their words when a worker has read them, page by page."""

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from documents import queries
from documents.enums import PublicationState
from documents.models import PAGE_END, Document, Publication, Reading
from documents.queries import library
from documents.serving import PDF
from kog import search
from kog.markdown import plain


def records() -> QuerySet[Document]:
    """Files outside of the trash, each with its committee and with the text of its newest version."""
    text = Reading.objects.filter(content__sha256=OuterRef("sha256"), infection="").values("text")[:1]
    return Document.objects.kept().annotate(committee_id=F("collection__folder__committee"), read_text=Subquery(text))


def describe(document: Document) -> search.Description:
    pages = (document.read_text or "").split(PAGE_END)
    if document.mime != PDF:  # tables of Office files are Markdown, too
        pages = [plain(page) for page in pages]
    return search.Description(
        title=document.filename,
        url=document.get_absolute_url(),
        text=pages[0] if len(pages) == 1 and document.mime != PDF else "",
        committee_id=document.committee_id,
        date=document.dated or document.created_at.date(),
        file_type=search.file_type(document.filename),
        parts=_parts(document, pages) if len(pages) > 1 or document.mime == PDF else (),
    )


def _parts(document: Document, pages: list[str]) -> list[search.Part]:
    """A PDF opens at the page of the hit; the page of other files is only named."""
    address = document.download_url if document.mime == PDF else document.get_absolute_url()
    return [search.Part(number, text, f"{address}#page={number}") for number, text in enumerate(pages, 1) if text]


def describe_publication(one: Publication) -> search.Description | None:
    """Proposals are no business of the search."""
    if one.state != PublicationState.LISTED:
        return None
    words = [one.authors, str(one.year or ""), one.publisher, one.summary]
    topics = [field.pk for field in one.fields.all()]
    return search.Description(one.title, one.get_absolute_url(), "\n".join(words), field_ids=topics)


def register() -> None:
    search.register(
        search.Kind(
            "publication",
            _("Library"),
            Publication,
            visible_to=lambda user: library.publications_visible_to(user).listed(),
            describe=describe_publication,
            records=lambda: Publication.objects.prefetch_related("fields"),
        )
    )
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
