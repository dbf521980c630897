import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from kog.enums import SeatFunction
from tests.factories.kog import CommitteeFactory, OccupancyFactory, SeatFactory
from tests.factories.workinggroups import DatePollFactory
from workinggroups.actions import polling
from workinggroups.models import DatePoll, DatePollVote

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def poll(group):
    return DatePollFactory(committee=group, title="Nächste Sitzung")


def typed(*days: int, closes: int = 5) -> dict:
    facts = {"title": "Workshop", "closes_on": f"{TODAY + dt.timedelta(days=closes):%Y-%m-%d}"}
    facts |= {"termin-TOTAL_FORMS": 10, "termin-INITIAL_FORMS": 0}
    for number in range(10):
        facts |= {f"termin-{number}-starts": "10:00", f"termin-{number}-ends": "12:00", f"termin-{number}-date": ""}
    for number, distance in enumerate(days):
        facts[f"termin-{number}-date"] = f"{TODAY + dt.timedelta(days=distance):%Y-%m-%d}"
    return facts


def answers(poll, *said: str) -> dict:
    return {f"termin-{option.pk}": one for option, one in zip(poll.options.all(), said, strict=False)}


def test_lead_asks_and_members_find_it_on_the_group_page(client_of, group, group_lead, group_member, board_member):
    answer = client_of(group_lead).post(reverse("workinggroups:open_poll", args=[group.key]), typed(7, 9, 8))

    poll = DatePoll.objects.get()
    assert answer.url == poll.get_absolute_url()
    assert poll.options.count() == 3
    assert poll.get_absolute_url() in client_of(group_member).get(group.get_absolute_url()).content.decode()
    assert poll.get_absolute_url() not in client_of(board_member).get(group.get_absolute_url()).content.decode()


@pytest.mark.parametrize("days", [(), (7,), (-2, 7)])
def test_refusal_keeps_the_dates(client_of, group, group_lead, days):
    answer = client_of(group_lead).post(reverse("workinggroups:open_poll", args=[group.key]), typed(*days))

    assert answer.status_code == 422
    text = answer.content.decode()
    assert 'value="Workshop"' in text
    assert "error-summary" in text
    for distance in days:
        assert f"{TODAY + dt.timedelta(days=distance):%Y-%m-%d}" in text
    assert not DatePoll.objects.exists()


@pytest.mark.parametrize("rubbish", [{"termin-0-date": "morgen"}, {"termin-1-starts": "25:00"}, {"closes_on": "x"}])
def test_rubbish_is_refused(client_of, group, group_lead, rubbish):
    address = reverse("workinggroups:open_poll", args=[group.key])

    assert client_of(group_lead).post(address, typed(7, 8) | rubbish).status_code == 422
    assert not DatePoll.objects.exists()


def test_member_answers_and_changes_the_answer(client_of, poll, group_member):
    client = client_of(group_member)

    client.post(poll.get_absolute_url(), answers(poll, "yes", "no"))
    client.post(poll.get_absolute_url(), answers(poll, "if_need_be", "no"))

    assert list(DatePollVote.objects.values_list("answer", flat=True)) == ["if_need_be", "no"]
    page = client.get(poll.get_absolute_url()).content.decode()
    assert page.count(" checked") == 2
    assert "Group Member" in page


def test_wrong_answer_is_refused(client_of, poll, group_member):
    answer = client_of(group_member).post(poll.get_absolute_url(), answers(poll, "vielleicht"))

    assert answer.status_code == 422
    assert not DatePollVote.objects.exists()


def test_nobody_answers_after_the_end(client_of, poll, group_member):
    DatePoll.objects.filter(pk=poll.pk).update(closes_on=TODAY - dt.timedelta(days=1))
    client = client_of(group_member)

    assert 'type="radio"' not in client.get(poll.get_absolute_url()).content.decode()
    answer = client.post(poll.get_absolute_url(), answers(poll, "yes"))
    assert answer.status_code == 409
    assert not DatePollVote.objects.exists()


def test_secretary_sees_but_has_no_voice(client_of, poll, secretary):
    client = client_of(secretary)

    assert 'type="radio"' not in client.get(poll.get_absolute_url()).content.decode()
    assert client.post(poll.get_absolute_url(), answers(poll, "yes")).status_code == 403
    assert not DatePollVote.objects.exists()


def test_former_member_sees_it_no_more(client_of, poll, group_member, group_seat):
    group_seat.occupancies.update(valid_until=group_seat.valid_from)

    assert client_of(group_member).get(poll.get_absolute_url()).status_code in {403, 404}


def test_lead_chooses_and_is_led_to_planning(client_of, group, poll, group_lead, group_member):
    option = poll.options.all()[1]
    client = client_of(group_lead)

    answer = client.post(reverse("workinggroups:choose_date", args=[group.key, poll.pk, option.pk]), follow=True)

    page = answer.content.decode()
    way = f"gremium={group.key}&amp;am={option.date:%Y-%m-%d}&amp;von=10%3A00&amp;bis=12%3A00"
    assert f"{reverse('meetings:plan')}?{way}" in page
    assert way not in client_of(group_member).get(poll.get_absolute_url()).content.decode()
    again = client.post(reverse("workinggroups:choose_date", args=[group.key, poll.pk, option.pk]))
    assert again.status_code == 409


def test_date_of_another_poll_is_not_there(client_of, group, poll, group_lead):
    foreign = DatePollFactory().options.first()

    address = reverse("workinggroups:choose_date", args=[group.key, poll.pk, foreign.pk])
    assert client_of(group_lead).post(address).status_code == 404


def test_poll_ends_without_a_date(client_of, group, poll, group_lead):
    client_of(group_lead).post(reverse("workinggroups:end_poll", args=[group.key, poll.pk]))

    poll.refresh_from_db()
    assert poll.ended_at
    listed = client_of(group_lead).get(reverse("workinggroups:polls", args=[group.key])).content.decode()
    assert poll.title in listed


def test_poll_page_costs_the_same_with_one_and_many_answers(client_of, group, poll, group_lead, cost):
    client = client_of(group_lead)
    client.get(poll.get_absolute_url())
    one = cost(client, poll.get_absolute_url())
    for _number in range(5):
        person = OccupancyFactory(seat__committee=group).person
        for option in poll.options.all():
            DatePollVote.objects.create(option=option, person=person, answer="yes")
    assert cost(client, poll.get_absolute_url()) == one <= 14


def test_lage_asks_until_one_has_answered(client_of, poll, group_member, board_member):
    lage = reverse("kog:dashboard")
    client = client_of(group_member)
    assert poll.get_absolute_url() in client.get(lage).content.decode()
    assert poll.get_absolute_url() not in client_of(board_member).get(lage).content.decode()

    client.post(poll.get_absolute_url(), answers(poll, "yes"))

    assert poll.get_absolute_url() not in client.get(lage).content.decode()


def test_lage_does_not_ask_after_the_closing_day(client_of, poll, group_member):
    DatePoll.objects.filter(pk=poll.pk).update(closes_on=TODAY - dt.timedelta(days=1))

    assert poll.get_absolute_url() not in client_of(group_member).get(reverse("kog:dashboard")).content.decode()


def lage_of(client) -> str:
    """The part of the Lage that asks for a decision."""
    text = client.get(reverse("kog:dashboard")).content.decode()
    return text.split('id="dates-to-choose"')[1].split("</section>")[0] if "dates-to-choose" in text else ""


def close(*polls) -> None:
    DatePoll.objects.filter(pk__in=[poll.pk for poll in polls]).update(closes_on=TODAY - dt.timedelta(days=1))


@pytest.mark.parametrize("ends", ["choose", "end"])
def test_lage_asks_the_lead_to_choose_until_it_is_ended(client_of, poll, group_lead, group_member, ends):
    client = client_of(group_lead)
    assert not lage_of(client)  # answers are still taken

    close(poll)

    assert poll.get_absolute_url() in lage_of(client)
    assert poll.title in lage_of(client)
    assert not lage_of(client_of(group_member))
    if ends == "choose":
        polling.choose(poll, poll.options.first(), by=group_lead)
    else:
        polling.end_poll(poll, by=group_lead)
    assert not lage_of(client)


def test_last_day_is_a_day_for_answers(client_of, poll, group_lead):
    DatePoll.objects.filter(pk=poll.pk).update(closes_on=TODAY)

    assert not lage_of(client_of(group_lead))


def test_lage_asks_nobody_to_choose_for_other_groups(client_of, group_lead, other_group, secretary):
    close(DatePollFactory(committee=other_group))

    assert not lage_of(client_of(group_lead))
    assert not lage_of(client_of(secretary))


def test_secretariat_chooses_for_the_board(client_of, board, board_member, secretary):
    poll = DatePollFactory(committee=board)
    OccupancyFactory(seat__committee=board, seat__function=SeatFunction.LEAD, person=board_member)
    close(poll)

    assert poll.get_absolute_url() in lage_of(client_of(secretary))
    assert not lage_of(client_of(board_member))


def test_lage_costs_the_same_with_one_and_three_to_choose(client_of, poll, group_lead, cost):
    lage, client = reverse("kog:dashboard"), client_of(group_lead)
    close(poll)
    client.get(lage)
    one = cost(client, lage)
    for _number in range(2):
        seat = SeatFactory(committee=CommitteeFactory(), function=SeatFunction.LEAD)
        OccupancyFactory(seat=seat, person=group_lead)
        close(DatePollFactory(committee=seat.committee))

    assert lage_of(client).count("<li>") == 3
    assert cost(client, lage) == one
