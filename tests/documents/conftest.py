"""A small drive: one folder per area, in each an open and a confidential file where that is possible."""

from types import SimpleNamespace

import pytest

from documents import readers, usage
from documents.actions import filing
from documents.actions.foldering import network_folder, public_folder
from tests.factories.documents import filed
from tests.replay import replayed


@pytest.fixture
@replayed
def drive(network, board, group, other_group) -> SimpleNamespace:
    folders = {
        "network": network_folder(),
        "public": public_folder(),
        "board": filing.folder_for(board),
        "group": filing.folder_for(group),
        "other": filing.folder_for(other_group),
    }
    folders["meeting"] = filing.folder(parent=folders["board"], name="KOG 2026-2", key="meeting:kog-2026-2")
    documents = {name: filed(folder, f"{name}.pdf") for name, folder in folders.items()}
    for name in ("board", "meeting", "group", "other"):
        documents[f"{name}_secret"] = filed(folders[name], f"{name}-secret.pdf", confidential=True)
    return SimpleNamespace(folders=folders, documents=documents)


@pytest.fixture
def opened(monkeypatch):
    """Readers of a test alone: what meetings register stays outside."""
    registered = []
    monkeypatch.setattr(readers, "_readers", registered)
    return registered


@pytest.fixture
def used(monkeypatch):
    registered = []
    monkeypatch.setattr(usage, "_functions", registered)
    return registered
