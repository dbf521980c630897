import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from kog import links, outbox
from kog.actions import keeping_addresses
from kog.enums import LinkPurpose
from kog.exceptions import NotPossibleNow
from kog.models import HistoryEntry, ScopedLink, User


def verbs(person: User) -> list[str]:
    return list(HistoryEntry.objects.filter(subject_id=person.pk).order_by("pk").values_list("verb", flat=True))


def test_new_address_closes_what_went_to_the_old_one(network, board_member, chair, secretary):
    EmailAddress.objects.create(user=board_member, email=board_member.email, primary=True)
    links.issue(board_member, LinkPurpose.SIGN_IN, by=secretary)
    other, _address = links.issue(chair, LinkPurpose.SIGN_IN, by=secretary)
    mail = outbox.write("seat_given", board_member, app="kog", address="https://x/")
    keeping_addresses.mark_undeliverable(mail, reason="550 unknown")

    for _twice in range(2):
        keeping_addresses.change_address(board_member, email=" Neu@Kog.Example ", by=secretary)

    board_member.refresh_from_db()
    assert board_member.email == "neu@kog.example"
    assert not board_member.undeliverable_address
    assert list(ScopedLink.objects.open()) == [other]
    assert not EmailAddress.objects.filter(user=board_member).exists()
    assert verbs(board_member)[-2:] == ["link_revoked", "address_changed"]
    assert verbs(board_member).count("address_changed") == 1


def test_address_of_somebody_else_is_refused(network, board_member, chair, secretary):
    with pytest.raises(NotPossibleNow) as refusal:
        keeping_addresses.change_address(board_member, email=chair.email.upper(), by=secretary)

    assert refusal.value.code == "address_taken"
    assert User.objects.get(pk=board_member.pk).email == board_member.email


def test_secretary_changes_it_on_the_card_and_others_cannot(client, network, board, board_member, chair, secretary):
    url = f"{board_member.get_absolute_url()}adresse/"
    client.force_login(chair)
    assert client.post(url, {"email": "x@kog.example"}).status_code == 403
    assert url not in client.get(board_member.get_absolute_url()).content.decode()
    client.force_login(secretary)

    assert url in client.get(board_member.get_absolute_url()).content.decode()
    assert client.post(url, {"email": chair.email}).status_code == 422
    assert client.post(url, {"email": "neu@kog.example"}).status_code == 302

    assert "neu@kog.example" in client.get(board_member.get_absolute_url()).content.decode()
    assert HistoryEntry.objects.filter(verb="address_changed", by=secretary, at__lte=timezone.now()).count() == 1
