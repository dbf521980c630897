"""The pages cost as many queries with a hundred matters and twelve committees as with many more."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from documents.actions import filing
from kog.enums import CommitteeKind
from kog.models import Committee, Institution, User
from meetings.actions import agenda, guesting, inviting, papers
from meetings.models import AgendaItem, Matter, MatterAnswer
from tests.factories.documents import filed
from tests.factories.kog import FieldFactory, OccupancyFactory, UserFactory
from tests.factories.meetings import AgendaItemFactory, MeetingFactory, raised


def cost(client, addresses: list[str]) -> dict[str, int]:
    found = {}
    for address in addresses:
        client.get(address)  # what is remembered for a while is asked for now
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200, address
        found[address] = len(queries)
    return found


def many_matters(group: Committee, number: int, by: User) -> None:
    """A third waits for its place, a third for its answer, a third for its confirmation."""
    start, now = Matter.objects.count(), timezone.now()
    rows = Matter.objects.bulk_create(
        Matter(
            number=f"V-1999-{n}", slug=f"v-1999-{n}", kind="need", title=f"Bedarf {n}",
            origin=group, addressee=group.parent, raised_by=by, raised_at=now - dt.timedelta(days=n % 900),
        )
        for n in range(start, start + number)
    )  # fmt: skip
    AgendaItem.objects.bulk_create(
        AgendaItem(committee=group.parent, matter=row, title=row.title, state="suggested", suggested_from=group)
        for row in rows[::3]
    )
    MatterAnswer.objects.bulk_create(
        MatterAnswer(matter=row, verdict="noted", text="x", text_html="x", by=by, counts_on=now.date())
        for row in rows[1::3]
    )


@pytest.fixture
def places(network, board, group, group_lead, board_member, chair, secretary) -> list[str]:
    field = FieldFactory(name="Wohnen", slug="wohnen")
    group.fields.add(field)
    one = raised(group, title="Räume fehlen", fields=[field], by=group_lead)
    return [
        reverse("meetings:matter_list"),
        reverse("meetings:matter_list") + "?stand=answer_due",
        one.get_absolute_url(),
        reverse("kog:dashboard"),
        reverse("meetings:desk"),
        group.get_absolute_url(),
        reverse("kog:field", args=["wohnen"]),
        reverse("workinggroups:wheel"),
    ]


def test_with_a_hundred_and_with_five_thousand_matters(places, group, secretary, client_of):
    many_matters(group, 100, secretary)
    before = cost(client_of(secretary), places)
    many_matters(group, 4900, secretary)

    assert cost(client_of(secretary), places) == before


def test_with_twelve_and_with_a_hundred_and_twenty_committees(places, board, secretary, client_of):
    places += [reverse("kog:committee_list"), reverse("kog:matrix"), reverse("kog:directory")]
    house = Institution.objects.first()
    for number in range(12):
        OccupancyFactory(seat__committee=_group(board, number), seat__institution=house)
    before = cost(client_of(secretary), places)
    for number in range(12, 120):
        _group(board, number)

    assert cost(client_of(secretary), places) == before


def test_pages_of_an_invited_meeting_with_few_and_with_many_seats_items_and_papers(
    network, board, chair, secretary, client_of
):
    meeting = MeetingFactory(committee=board, by=secretary)
    guest = UserFactory()

    def grow(number: int) -> None:
        for _number in range(number):
            OccupancyFactory(seat__committee=board)
            item = AgendaItemFactory(meeting=meeting, by=secretary)
            papers.attach_paper(item, filed(filing.folder_for(board), f"{item.title}.pdf"), by=secretary)
            guesting.ask_guest(item, guest, until=meeting.date, by=secretary)

    grow(1)
    agenda.release(meeting, by=secretary)
    inviting.invite(meeting, by=secretary, short_notice_reason="Eilt")
    names = ("participation", "binder", "briefing", "preparation", "meeting")
    addresses = [reverse(f"meetings:{name}", args=[meeting.slug]) for name in names]
    before = cost(client_of(secretary), addresses)
    grow(4)
    inviting.invite(meeting, by=secretary, short_notice_reason="Eilt")

    assert cost(client_of(secretary), addresses) == before
    assert max(before.values()) <= 12


def _group(board: Committee, number: int) -> Committee:
    facts = {"key": f"g{number}", "name": f"Gruppe {number}", "short_name": f"G{number}"}
    return Committee.objects.create(parent=board, kind=CommitteeKind.WORKING_GROUP, **facts)
