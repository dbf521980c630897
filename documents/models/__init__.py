from documents.models.files import Document, DocumentQuerySet
from documents.models.folders import Folder, FolderQuerySet
from documents.models.readings import PAGE_END, Reading
from documents.models.versions import Content, DocumentVersion, stored_under

__all__ = [
    "PAGE_END",
    "Content",
    "Document",
    "DocumentQuerySet",
    "DocumentVersion",
    "Folder",
    "FolderQuerySet",
    "Reading",
    "stored_under",
]
