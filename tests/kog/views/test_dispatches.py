import pytest
from django.utils import timezone

from kog import outbox, queries
from kog.models import OutboxMail, User
from tests.factories.kog import UserFactory


@pytest.fixture
def mails(board_member: User, chair: User) -> list[OutboxMail]:
    one = outbox.write("seat_given", board_member, app="kog", about=board_member, address="https://x/")
    two = outbox.write_plain("notice", "fremd@kog.example", subject="Übersicht", text="Geheimwort")
    now = timezone.now()
    OutboxMail.objects.filter(pk=one.pk).update(due_at=None, handed_over_at=now, sent_at=now)
    OutboxMail.objects.filter(pk=two.pk).update(due_at=None, error="550 unknown")
    return [one, two]


def page(client, **query) -> str:
    return client.get("/portal/versand/", query).content.decode()


def test_secretary_reads_what_went_to_whom_and_filters_it(client, secretary, board_member, mails):
    client.force_login(secretary)

    everything = page(client)
    assert mails[0].subject in everything
    assert "550 unknown" in everything
    assert "Geheimwort" not in everything
    for query in ({"stand": "sent"}, {"person": board_member.pk}, {"q": board_member.name}):
        assert mails[0].subject in page(client, **query)
        assert "Übersicht" not in page(client, **query)
    assert "Übersicht" in page(client, q="fremd sicht")
    assert "Keine Nachricht" in page(client, bis="2020-01-01")
    assert f"/portal/versand/?person={board_member.pk}" in client.get(board_member.get_absolute_url()).content.decode()


def test_others_find_neither_page_nor_way(client, board_member, chair, mails):
    client.force_login(chair)

    assert client.get("/portal/versand/").status_code == 403
    assert "/portal/versand/" not in client.get(board_member.get_absolute_url()).content.decode()


def test_queries_stay_the_same_and_pages_go_on(client, secretary, mails, django_assert_num_queries, monkeypatch):
    client.force_login(secretary)
    page(client)
    for number in range(3):
        outbox.write("seat_given", UserFactory(), app="kog", address=f"https://x/{number}")
    with django_assert_num_queries(4):
        page(client)
    monkeypatch.setattr("kog.paging.SIZE", 2)
    with django_assert_num_queries(4):
        first = page(client)
    assert f"nach={OutboxMail.objects.order_by('-pk')[1].pk}" in first


def test_dispatches_of_one_record(mails, board_member, chair):
    assert list(queries.dispatches(board_member)) == [mails[0]]
    assert list(queries.dispatches(chair)) == []
