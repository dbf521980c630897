from documents.models.archives import ArchiveFile
from documents.models.extracts import Extract
from documents.models.files import Document, DocumentQuerySet
from documents.models.folders import Folder, FolderQuerySet
from documents.models.library import Publication, PublicationQuerySet
from documents.models.mounting import AppPassword, DavLock, DavProperty, ScratchFile
from documents.models.previews import Preview
from documents.models.readings import PAGE_END, Reading
from documents.models.uploads import Upload
from documents.models.versions import Content, DocumentVersion, stored_under

__all__ = [
    "PAGE_END",
    "AppPassword",
    "ArchiveFile",
    "Content",
    "DavLock",
    "DavProperty",
    "Document",
    "DocumentQuerySet",
    "DocumentVersion",
    "Extract",
    "Folder",
    "FolderQuerySet",
    "Preview",
    "Publication",
    "PublicationQuerySet",
    "Reading",
    "ScratchFile",
    "Upload",
    "stored_under",
]
