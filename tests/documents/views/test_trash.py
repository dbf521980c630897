import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from documents.actions import filing, foldering, trashing
from documents.models import Document
from tests.factories.cast import CAST
from tests.factories.documents import filed
from tests.replay import replayed

TRASH = "/portal/ablage/papierkorb/"


@pytest.fixture
@replayed
def removed(drive, secretary):
    """A folder of every area in the trash, each with a file."""
    folders = {}
    for area in ("group", "board", "public"):
        folders[area] = foldering.subfolder(drive.folders[area], f"Anlagen {area} & mehr", by=None)
        filed(folders[area], f"Datei {area}.pdf")
        trashing.remove_folder(folders[area], by=secretary)
    return folders


def back(folder) -> str:
    return reverse("documents:restore_folder", args=[folder.pk])


def test_the_trash_shows_and_brings_back_a_folder(client_of, group_lead, removed):
    client = client_of(group_lead)
    html = client.get(TRASH).content.decode()
    assert "Anlagen group &amp; mehr" in html
    assert "Datei group" not in html

    response = client.post(back(removed["group"]))

    assert response["Location"] == removed["group"].get_absolute_url()
    assert "Datei group.pdf" in client.get(removed["group"].get_absolute_url()).content.decode()
    assert "Anlagen group" not in client.get(TRASH).content.decode().split("<main")[1].split("</h1>")[1]
    assert client.post(back(removed["group"])).status_code == 404


@pytest.mark.parametrize("name", CAST)
def test_everybody_brings_back_what_they_run(name, cast, client_of, removed):
    client, runs = client_of(cast[name]), {"secretary": {"group", "board", "public"}, "group_lead": {"group"}}
    runs["administrator"] = {"public"}

    for area, folder in removed.items():
        answer = client.post(back(folder)).status_code
        folder.refresh_from_db()
        done = area in runs.get(name, set())
        assert (folder.removed_at is None) == done, area
        assert name == "anonymous" or answer == (302 if done else 404), area


def test_a_get_brings_nothing_back(client_of, secretary, removed):
    assert client_of(secretary).get(back(removed["group"])).status_code == 405


def test_what_lies_in_a_removed_folder_is_found_by_nobody(cast, client_of, removed):
    for person in cast.values():
        client = client_of(person)
        for area, folder in removed.items():
            document = Document.objects.get(title=f"Datei {area}")
            for address in (document.url, document.download_url, folder.get_absolute_url()):
                assert client.get(address).status_code in (404, 302), address
            assert f"Datei {area}" not in client.get("/portal/ablage/?q=Datei").content.decode()


def test_the_trash_costs_the_same_with_few_and_with_many(client_of, secretary, drive, removed):
    client = client_of(secretary)
    filing.remove(drive.documents["group"], by=secretary)
    client.get(TRASH)
    with CaptureQueriesContext(connection) as few:
        client.get(TRASH)
    for number in range(3):
        folder = foldering.subfolder(drive.folders["group"], f"Ordner {number}", by=None)
        filed(folder, f"{number}.pdf")
        trashing.remove_folder(folder, by=secretary)
        filing.remove(filed(drive.folders["board"], f"{number}.pdf"), by=secretary)

    with CaptureQueriesContext(connection) as many:
        client.get(TRASH)

    assert len(many) == len(few)
