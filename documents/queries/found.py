"""What the words of files hold, within a folder or in all of the drive. Names are filtered in the lists themselves."""

from django.db.models import Exists, OuterRef

from documents.models import Folder
from documents.queries import Person, documents_visible_to, files_below
from kog.models import SearchEntry
from kog.search import finding


def within(user: Person, words: str, folder: Folder | None) -> list[finding.Hit]:
    """Files in which the words stand, the best first; rights and place are conditions of the query itself."""
    files = files_below(user, folder).select_related(None) if folder else documents_visible_to(user)
    entries = SearchEntry.objects.filter(Exists(files.order_by().filter(pk=OuterRef("object_id"))), kind="document")
    return finding.find(entries, words).hits
