import pytest

from cms.actions import contacting
from kog.exceptions import NotPossibleNow
from kog.models import OutboxMail

MESSAGE = {
    "name": "Ada Muster",
    "email": "ada@example.org",
    "subject": "Frage zur\nGruppe",
    "message": "Wann tagt die Gruppe?\n<b>Danke</b>",
}


def test_message_goes_to_the_address_of_the_network(network):
    network.contact_email = "geschaeftsstelle@kog.example"
    network.save()

    contacting.send_message(**MESSAGE)

    mail = OutboxMail.objects.get()
    assert mail.recipient == "geschaeftsstelle@kog.example"
    assert mail.subject.endswith("Frage zur Gruppe")
    assert "Wann tagt die Gruppe?\n<b>Danke</b>" in mail.text
    assert "ada@example.org" in mail.text
    assert "&lt;b&gt;Danke&lt;/b&gt;" in mail.html


def test_without_an_address_it_goes_to_everybody_in_the_secretariat(network, secretary, administrator):
    network.contact_email = ""
    network.save()

    contacting.send_message(**MESSAGE)

    assert [mail.recipient for mail in OutboxMail.objects.all()] == [secretary.email]


def test_with_nobody_to_write_to_it_is_refused(db):
    with pytest.raises(NotPossibleNow) as refusal:
        contacting.send_message(**MESSAGE)

    assert refusal.value.code == "nobody_to_write_to"


def test_flood_is_refused_and_forgotten_after_an_hour(network, time_machine):
    network.contact_email = "geschaeftsstelle@kog.example"
    network.save()
    time_machine.move_to("2026-06-12 10:00+02:00")
    for number in range(contacting.MOST_IN_AN_HOUR):
        contacting.send_message(**MESSAGE | {"message": f"Nachricht {number}"})

    with pytest.raises(NotPossibleNow) as refusal:
        contacting.send_message(**MESSAGE)
    time_machine.move_to("2026-06-12 11:01+02:00")
    contacting.send_message(**MESSAGE)

    assert refusal.value.code == "too_many_messages"
    assert OutboxMail.objects.count() == contacting.MOST_IN_AN_HOUR + 1
