from documents.models.files import Document, DocumentQuerySet
from documents.models.folders import Folder, FolderQuerySet
from documents.models.versions import Content, DocumentVersion, stored_under

__all__ = ["Content", "Document", "DocumentQuerySet", "DocumentVersion", "Folder", "FolderQuerySet", "stored_under"]
