"""A network that is loaded gets its folders with it."""

from documents.actions import foldering
from kog.loading import Counts, register_loader
from kog.models import User
from kog.network_file import NetworkFile


def create_folders(_file: NetworkFile, by: User | None) -> Counts:
    counts = Counts()
    counts.created["folders"] = foldering.missing_committee_folders(by=by)
    return counts


def register() -> None:
    register_loader(create_folders)
