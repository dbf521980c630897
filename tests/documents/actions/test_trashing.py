import datetime as dt

import pytest
import time_machine
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from documents import queries
from documents.actions import filing, foldering, trashing
from documents.enums import Step
from documents.models import Document, Folder
from documents.usage import Use
from kog import history, periodic
from tests.documents.actions.test_filing import refused, steps
from tests.factories.documents import PDF, filed
from tests.replay import replayed


@pytest.fixture
@replayed
def folder(drive) -> Folder:
    """Anlagen / Karten, a file in each."""
    folder = foldering.subfolder(drive.folders["group"], "Anlagen", by=None)
    filed(folder, "oben.pdf")
    filed(foldering.subfolder(folder, "Karten", by=None), "unten.pdf", confidential=True)
    return folder


def fresh(thing):
    return type(thing)._default_manager.get(pk=thing.pk)


def names(things) -> set[str]:
    return {str(thing) for thing in things}


def later(days: int):
    return time_machine.travel(timezone.now() + dt.timedelta(days=days), tick=False)


def test_a_folder_takes_all_below_it_along_as_one_entry(folder, drive, secretary):
    removed = trashing.remove_folder(folder, by=secretary)

    assert names(queries.latest_trash(secretary)) == {"Anlagen"}
    assert queries.latest_trash(secretary)[0].files == 2
    assert (removed.removed_by, steps(folder)) == (secretary, [Step.REMOVE, Step.CREATE])
    assert history.of(folder)[0].facts == {"files": 2, "folders": 1}
    assert not names(queries.folders_visible_to(secretary)) & {"Anlagen", "Karten"}
    assert not names(queries.documents_visible_to(secretary)) & {"oben", "unten"}
    assert "group" in names(queries.documents_visible_to(secretary))
    refused("folder_removed", trashing.remove_folder, folder, by=secretary)


def test_a_folder_comes_back_with_all_it_took_along(folder, secretary):
    trashing.remove_folder(folder, by=secretary)

    trashing.restore_folder(folder, by=secretary)
    trashing.restore_folder(folder, by=secretary)

    assert names(queries.folders_visible_to(secretary)) >= {"Anlagen", "Karten"}
    assert names(queries.documents_visible_to(secretary)) >= {"oben", "unten"}
    assert Document.objects.get(title="unten").file.read() == PDF
    assert Document.objects.get(title="unten").confidential
    assert queries.latest_trash(secretary) == []
    assert steps(folder) == [Step.RESTORE, Step.REMOVE, Step.CREATE]
    for thing in (*Folder.objects.all(), *Document.objects.all()):
        assert (thing.removed_at, thing.removed_by, thing.removed_with) == (None, None, None)


def test_what_was_removed_before_its_folder_stays_in_the_trash(folder, secretary):
    filing.remove(Document.objects.get(title="unten"), by=secretary)
    trashing.remove_folder(folder, by=secretary)
    assert names(queries.latest_trash(secretary)) == {"Anlagen", "unten"}

    trashing.restore_folder(folder, by=secretary)

    assert names(queries.latest_trash(secretary)) == {"unten"}


def test_nothing_comes_back_into_a_folder_that_lies_in_the_trash(folder, secretary):
    inner, document = folder.children.get(), Document.objects.get(title="oben")
    trashing.remove_folder(inner, by=secretary)
    trashing.remove_folder(folder, by=secretary)

    refused("folder_removed", trashing.restore_folder, inner, by=secretary)
    refused("gone", filing.restore, document, by=secretary)
    assert fresh(document).is_removed


def test_a_folder_below_comes_back_only_with_the_one_above(folder, secretary):
    trashing.remove_folder(folder, by=secretary)

    refused("gone", trashing.restore_folder, folder.children.get(), by=secretary)


def test_a_folder_whose_name_was_given_away_is_numbered(folder, drive, secretary):
    trashing.remove_folder(folder, by=secretary)
    foldering.subfolder(drive.folders["group"], "ANLAGEN", by=secretary)

    trashing.restore_folder(folder, by=secretary)

    assert (fresh(folder).name, fresh(folder).collection.name) == ("Anlagen (2)", "Anlagen (2)")


def test_a_folder_with_a_used_file_stays_whole(folder, secretary, group_lead, used):
    document = Document.objects.get(title="unten")
    use = {document.pk: [Use("TOP 5, KOG 2026-2")]}
    used.append(lambda person, ids: use if person != group_lead and document.pk in ids else {})

    assert refused("in_use", trashing.remove_folder, folder, by=secretary).missing == ["TOP 5, KOG 2026-2"]
    assert refused("in_use", trashing.remove_folder, folder, by=group_lead).missing == []
    assert fresh(folder).removed_at is None
    assert not fresh(document).is_removed


def test_after_thirty_days_what_nobody_uses_is_gone_and_not_deleted(folder, drive, secretary):
    alone = filing.remove(drive.documents["group"], by=secretary)
    trashing.remove_folder(folder, by=secretary)

    with later(29):
        assert trashing.empty_trash() == 0
    with later(31):
        assert (trashing.empty_trash(), trashing.empty_trash()) == (2, 0)

    assert queries.latest_trash(secretary) == []
    for thing in (folder, folder.children.get(), alone, *Document.objects.filter(title__in=["oben", "unten"])):
        assert fresh(thing).gone_at
    assert Document.objects.get(title="oben").file.read() == PDF
    assert steps(alone)[0] == steps(folder)[0] == Step.LET_GO
    refused("gone", filing.restore, alone, by=secretary)
    refused("gone", trashing.restore_folder, folder, by=secretary)


def test_what_is_used_is_never_let_go(folder, drive, secretary, used):
    """Used after all, such as by an item that was suggested while the file lay in the trash."""
    alone, inside = drive.documents["group"], Document.objects.get(title="unten")
    filing.remove(alone, by=secretary)
    trashing.remove_folder(folder, by=secretary)
    used.append(lambda _person, ids: {pk: [Use("TOP 5")] for pk in ids if pk in {alone.pk, inside.pk}})

    with later(400):
        assert trashing.empty_trash() == 0

    used.clear()
    assert not trashing.restore_folder(folder, by=secretary).removed_at
    assert not filing.restore(alone, by=secretary).is_removed


def test_what_was_brought_back_in_the_last_moment_stays(folder, secretary):
    trashing.remove_folder(folder, by=secretary)
    trashing.restore_folder(folder, by=secretary)

    assert not trashing.let_go(folder, until=timezone.now() + dt.timedelta(days=99))
    assert fresh(folder).gone_at is None


def test_the_worker_empties_the_trash_every_day(drive, secretary, capsys):
    filing.remove(drive.documents["group"], by=secretary)

    with later(31):
        call_command("empty_trash")

    assert capsys.readouterr().out.startswith("1 ")
    assert dt.timedelta(days=1) in [job.every for job in periodic.jobs() if job.command == "empty_trash"]


@pytest.mark.parametrize("kind", ["folders", "documents"])
def test_the_database_lets_go_only_what_lies_in_the_trash(kind, drive):
    thing = getattr(drive, kind)["group"]

    with pytest.raises(IntegrityError), transaction.atomic():
        type(thing).objects.filter(pk=thing.pk).update(gone_at=timezone.now())
