"""The digest tells each person what is new in their drive, and names nothing that a mail must not carry."""

import datetime as dt

import pytest
from django.utils import timezone

from documents import news
from documents.actions import filing, versioning
from documents.models import DocumentVersion
from tests.factories.documents import filed, upload


@pytest.fixture
def told():
    since = timezone.now() - dt.timedelta(hours=1)
    return lambda person: [line.text for line in news.new_files(person, since, timezone.now())]


def test_new_files_and_versions_are_told_by_committee(
    told, group, board, group_lead, group_member, board_member, stranger
):
    folder = filing.folder_for(group)
    old = filed(folder, "alt.txt", b"alt", by=group_lead)
    DocumentVersion.objects.update(uploaded_at=timezone.now() - dt.timedelta(days=9))
    versioning.replace(old, upload("alt.txt", b"neu"), reason="x", by=group_lead)
    filed(folder, "geheim.txt", b"geheim", confidential=True, by=group_lead)
    filed(filing.folder_for(board), "Gremium.txt", b"x", by=None)
    filed(filing.network_folder(), "alle.txt", b"y", by=group_member)

    network = filing.network_folder().name
    assert told(group_member) == ["AG FEG: neue Fassung von alt.txt", "AG FEG: eine vertrauliche Datei"]
    assert told(group_lead) == [f"{network}: alle.txt"]
    assert [line for line in told(board_member) if "FEG" in line] == []
    assert told(stranger) == []


def test_many_files_are_one_line_more(told, group, group_member):
    for number in range(13):
        filed(filing.folder_for(group), f"{number}.txt", str(number).encode())

    lines = told(group_member)
    assert (len(lines), "3" in lines[-1]) == (11, True)
