import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from kog.enums import CommitteeKind, SeatFunction
from kog.models import Committee
from tests.factories.kog import CommitteeFactory, FieldFactory, OccupancyFactory
from workinggroups import dissolving
from workinggroups.models import Succession

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture(autouse=True)
def _alone(monkeypatch):
    """What other apps say is tested with them."""
    for name in ("_checks", "_follow_ups", "_starters"):
        monkeypatch.setattr(dissolving, name, [])


@pytest.fixture
def client(client_of, secretary):
    return client_of(secretary)


def task_force(board, lead, /, **facts) -> dict:
    filled = {
        "name": "Task Force Wohnraum",
        "short_name": "TF Wohnraum",
        "kind": "task_force",
        "aim": "Hundert Wohnungen",
        "lead": lead.pk,
        "parent": board.pk,
        "since": f"{TODAY:%Y-%m-%d}",
        "cadence": "on_demand",
    }
    return filled | facts


def test_task_force_in_one_form(client, board, ihk, fizu):
    page = client.get(reverse("workinggroups:found")).content.decode()
    assert fizu.short_name in page

    answer = client.post(reverse("workinggroups:found"), task_force(board, ihk, members=[fizu.pk]), follow=True)

    group = Committee.objects.get(short_name="TF Wohnraum")
    assert answer.redirect_chain == [(group.get_absolute_url(), 302)]
    assert (group.kind, group.parent, group.founded) == (CommitteeKind.TASK_FORCE, board, TODAY)
    assert {(seat.institution, seat.function) for seat in group.seats.all()} == {
        (ihk, SeatFunction.LEAD),
        (fizu, SeatFunction.MEMBER),
    }


def test_end_is_asked_only_where_somebody_keeps_it(client, board, ihk, monkeypatch):
    address, told = reverse("workinggroups:found"), []
    assert 'name="until"' not in client.get(address).content.decode()

    dissolving.register_starter(lambda committee, charter, by: told.append(charter.until))
    assert 'name="until"' in client.get(address).content.decode()
    client.post(address, task_force(board, ihk, until=f"{TODAY + dt.timedelta(days=90):%Y-%m-%d}"))

    assert told == [TODAY + dt.timedelta(days=90)]


def test_refusal_keeps_what_was_typed(client, board, group, ihk):
    answer = client.post(reverse("workinggroups:found"), task_force(board, ihk, short_name="AG FEG"))

    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Hundert Wohnungen" in text
    assert 'value="Task Force Wohnraum"' in text
    assert "error-summary" in text


@pytest.mark.parametrize(
    "rubbish",
    [
        {"lead": "x"},
        {"lead": 999_999},
        {"lead": "9" * 30},
        {"members": ["9" * 30]},
        {"fields": ["9" * 30]},
        {"since": "gestern"},
        {"kind": "board"},
        {"name": ""},
    ],
)
def test_rubbish_is_refused(client, board, ihk, rubbish):
    answer = client.post(reverse("workinggroups:found"), task_force(board, ihk, **rubbish))

    assert answer.status_code == 422
    assert list(Committee.objects.all()) == [board]


def test_same_click_twice_founds_once(client, board, ihk):
    for status in (302, 422):
        assert client.post(reverse("workinggroups:found"), task_force(board, ihk)).status_code == status
    assert Committee.objects.count() == 2


def test_lead_founds_a_subgroup_of_the_own_group(client_of, board, group, group_lead, ihk):
    address = reverse("workinggroups:found_subgroup", args=[group.key])
    typed = task_force(board, ihk, name="UAG Visa", short_name="UAG Visa", kind="forum")

    assert client_of(group_lead).post(address, typed).status_code == 302

    made = Committee.objects.get(name="UAG Visa")
    assert (made.parent, made.kind) == (group, CommitteeKind.SUBGROUP)


def test_dissolve_says_what_stands_in_the_way_before_and_after(client, group):
    CommitteeFactory(name="UAG Visa", parent=group)
    address = reverse("workinggroups:dissolve", args=[group.key])
    typed = {"on": f"{TODAY:%Y-%m-%d}", "reason": "Fertig."}

    assert "UAG Visa" in client.get(address).content.decode()
    answer = client.post(address, typed)

    assert answer.status_code == 422
    text = answer.content.decode()
    assert "UAG Visa" in text.split("data-error-summary")[1].split("</ul>")[0]
    assert "Fertig." in text
    group.refresh_from_db()
    assert group.dissolved is None


def test_dissolve_leads_to_the_page_of_the_group_with_its_successor(client, group, other_group):
    typed = {"on": f"{TODAY:%Y-%m-%d}", "reason": "Geht dort weiter.", "successor": other_group.pk}

    answer = client.post(reverse("workinggroups:dissolve", args=[group.key]), typed, follow=True)

    text = answer.content.decode()
    assert answer.redirect_chain == [(group.get_absolute_url(), 302)]
    line = text.split('aria-labelledby="line"')[1].split("</section>")[0]
    assert other_group.get_absolute_url() in line
    assert "Geht dort weiter." in line
    other = client.get(other_group.get_absolute_url()).content.decode()
    assert group.get_absolute_url() in other.split('aria-labelledby="line"')[1].split("</section>")[0]


def test_reason_of_a_group_without_successor_stays_readable(client, group, board):
    address = reverse("workinggroups:dissolve", args=[group.key])
    client.post(address, {"on": f"{TODAY:%Y-%m-%d}", "reason": "Auftrag erfüllt."})

    assert "Auftrag erfüllt." in client.get(group.get_absolute_url()).content.decode()
    assert 'aria-labelledby="line"' not in client.get(board.get_absolute_url()).content.decode()


def test_dissolved_group_offers_nothing_more_and_is_listed(client, group, other_group):
    address = reverse("workinggroups:dissolve", args=[group.key])
    assert address in client.get(group.get_absolute_url()).content.decode()
    client.post(address, {"on": f"{TODAY:%Y-%m-%d}", "reason": "x", "successor": other_group.pk})

    text = client.get(group.get_absolute_url()).content.decode()
    assert address not in text
    assert reverse("workinggroups:open_poll", args=[group.key]) not in text
    former = client.get(reverse("workinggroups:former_groups")).content.decode()
    assert group.get_absolute_url() in former
    assert other_group.get_absolute_url() in former
    assert group.get_absolute_url() not in client.get(reverse("kog:committee_list")).content.decode()
    again = client.post(address, {"on": f"{TODAY:%Y-%m-%d}", "reason": "x"})
    assert again.status_code == 422


def test_merge_into_a_new_group(client, group, other_group, group_member, ihk):
    typed = {
        "groups": [other_group.pk],
        "name": "AG Fachkräfte und Sprache",
        "short_name": "AG FuS",
        "lead": ihk.pk,
        "on": f"{TODAY:%Y-%m-%d}",
        "reason": "Ein Thema",
    }

    answer = client.post(reverse("workinggroups:merge", args=[group.key]), typed)

    made = Committee.objects.get(short_name="AG FuS")
    assert answer.url == made.get_absolute_url()
    assert made.kind == group.kind
    assert group_member.occupancies.filter(seat__committee=made).exists()


def test_merge_into_the_other_group_ends_this_one_only(client, group, other_group):
    typed = {"groups": [other_group.pk], "into": other_group.pk, "on": f"{TODAY:%Y-%m-%d}", "reason": "Ein Thema"}

    answer = client.post(reverse("workinggroups:merge", args=[group.key]), typed)

    assert answer.url == other_group.get_absolute_url()
    assert list(Succession.objects.values_list("predecessor", "successor")) == [(group.pk, other_group.pk)]


@pytest.mark.parametrize("missing", ["groups", "name", "reason"])
def test_merge_without_something_is_refused(client, group, other_group, ihk, missing):
    typed = {"groups": [other_group.pk], "name": "x", "short_name": "y", "lead": ihk.pk, "on": TODAY, "reason": "z"}
    del typed[missing]

    assert client.post(reverse("workinggroups:merge", args=[group.key]), typed).status_code == 422
    assert not Succession.objects.exists()


def test_merge_into_a_third_group_that_is_not_merged_is_refused(client, group, other_group):
    third = CommitteeFactory()
    typed = {"groups": [other_group.pk], "into": third.pk, "on": f"{TODAY:%Y-%m-%d}", "reason": "x"}

    assert client.post(reverse("workinggroups:merge", args=[group.key]), typed).status_code == 422
    assert not Succession.objects.exists()


def parts(*names: str, lead) -> dict:
    typed = {"teil-TOTAL_FORMS": len(names), "teil-INITIAL_FORMS": 0, "teil-MIN_NUM_FORMS": 2, "teil-MAX_NUM_FORMS": 4}
    for number, name in enumerate(names):
        typed |= {f"teil-{number}-name": name, f"teil-{number}-short_name": name, f"teil-{number}-lead": lead.pk}
    return typed | {"on": f"{TODAY:%Y-%m-%d}", "reason": "Zu groß"}


def test_split(client, group, ihk, lead_seat):
    person = OccupancyFactory(seat=lead_seat).person
    address = reverse("workinggroups:split", args=[group.key])
    assert 'name="teil-1-name"' in client.get(address).content.decode()

    answer = client.post(address, parts("AG Einreise", "AG Bleiben", lead=ihk))

    made = Committee.objects.active().filter(parent=group.parent)
    assert [one.name for one in made] == ["AG Einreise", "AG Bleiben"]
    assert answer.url == made[0].get_absolute_url()
    assert person.occupancies.filter(seat__committee__in=made, seat__function=SeatFunction.LEAD).count() == 2


def test_part_gets_the_topics_that_are_ticked_and_otherwise_those_of_the_group(client, group, ihk):
    visa, courses = FieldFactory(name="Visum"), FieldFactory(name="Kurse")
    group.fields.set([visa])
    typed = parts("AG Einreise", "AG Bleiben", lead=ihk) | {"teil-1-fields": [courses.pk]}

    client.post(reverse("workinggroups:split", args=[group.key]), typed)

    first, second = Committee.objects.active().filter(parent=group.parent)
    assert list(first.fields.all()) == [visa]
    assert list(second.fields.all()) == [courses]


@pytest.mark.parametrize("field", ["teil-0-members", "teil-1-fields", "teil-0-lead"])
def test_split_with_an_id_that_no_row_has_is_refused(client, group, ihk, field):
    typed = parts("AG Einreise", "AG Bleiben", lead=ihk) | {field: "9" * 30}

    assert client.post(reverse("workinggroups:split", args=[group.key]), typed).status_code == 422
    assert not Succession.objects.exists()


@pytest.mark.parametrize("field", ["groups", "into", "lead"])
def test_merge_with_an_id_that_no_row_has_is_refused(client, group, other_group, ihk, field):
    typed = {"groups": [other_group.pk], "name": "x", "short_name": "y", "lead": ihk.pk, "on": TODAY, "reason": "z"}

    answer = client.post(reverse("workinggroups:merge", args=[group.key]), typed | {field: "9" * 30})

    assert answer.status_code == 422
    assert not Succession.objects.exists()


def test_board_is_offered_as_successor_and_first(client, board, group, other_group):
    text = client.get(reverse("workinggroups:dissolve", args=[group.key])).content.decode()

    offered = re.findall(r'<option value="(\d*)"', text.split('name="successor"')[1].split("</select>")[0])
    assert offered == ["", str(board.pk), str(other_group.pk)]


def test_split_into_one_is_refused(client, group, ihk):
    answer = client.post(reverse("workinggroups:split", args=[group.key]), parts("AG Einreise", lead=ihk))

    assert answer.status_code == 422
    assert not Succession.objects.exists()
