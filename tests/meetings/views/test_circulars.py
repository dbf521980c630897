import datetime as dt

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from documents.actions import filing
from documents.models import Document
from kog.exceptions import NotPossibleNow
from meetings.actions import circulating
from meetings.models import CircularProcedure
from meetings.queries.dashboard import lage_of
from tests.factories.circulars import circular_in
from tests.factories.documents import filed
from tests.factories.meetings import MeetingFactory, raised
from tests.replay import replayed


@pytest.fixture
@replayed
def procedure(full_board, secretary):
    return circular_in(full_board, by=secretary)


def vote_of(procedure, person):
    return procedure.votes.get(seat__occupancies__person=person)


@pytest.fixture
def typed():
    """What the secretariat enters."""
    return {
        "title": "Stellungnahme",
        "text": "Liegt bei.",
        "wording": "Das Gremium gibt sie ab.",
        "deadline": timezone.localdate() + dt.timedelta(days=21),
    }


def test_secretariat_sends_it_round_with_papers(send, page_of, full_board, secretary, board_member, typed):
    upload = SimpleUploadedFile("Stellungnahme.txt", b"Text")

    answer = send(secretary, "circular_open", full_board.key, files=upload, **typed)

    procedure = CircularProcedure.objects.get()
    assert answer.status_code == 302
    assert procedure.documents.get().title == "Stellungnahme"
    page = page_of(board_member, "circular", procedure.slug).text
    assert "Das Gremium gibt sie ab." in page
    assert procedure.documents.get().download_url in page


@pytest.mark.parametrize("wrong", [{"wording": ""}, {"deadline": "gestern"}, {"deadline": "2020-01-01"}, {"text": ""}])
def test_rubbish_stays_in_the_form_and_files_nothing(send, full_board, secretary, typed, wrong):
    upload = SimpleUploadedFile("Stellungnahme.txt", b"Text")

    answer = send(secretary, "circular_open", full_board.key, files=upload, **typed | wrong)

    assert answer.status_code == 422
    assert not CircularProcedure.objects.exists()
    assert not Document.objects.exists()


def test_short_term_is_refused_on_the_form_until_there_is_a_reason(send, full_board, secretary, typed):
    soon = {"deadline": timezone.localdate() + dt.timedelta(days=1)}

    refused = send(secretary, "circular_open", full_board.key, **typed | soon)
    send(secretary, "circular_open", full_board.key, **typed | soon, short_term_reason="Frist des Bundes")

    assert refused.status_code == 422
    assert "Das Gremium gibt sie ab." in refused.text
    assert CircularProcedure.objects.get().short_term_reason == "Frist des Bundes"


def test_member_answers_on_the_page_and_may_change_it(send, page_of, procedure, chair):
    row = vote_of(procedure, chair)
    assert 'name="answer"' in page_of(chair, "circular", procedure.slug).text

    send(chair, "circular_vote", procedure.slug, row.pk, answer="reject", reason="Zu früh")
    send(chair, "circular_vote", procedure.slug, row.pk, answer="agree", reason="")

    row.refresh_from_db()
    assert (row.answer, row.person) == ("agree", chair)


@pytest.mark.parametrize("typed", [{"answer": ""}, {"answer": "vielleicht"}, {"answer": "object", "reason": " "}])
def test_rubbish_is_no_vote(send, procedure, chair, typed):
    row = vote_of(procedure, chair)

    assert send(chair, "circular_vote", procedure.slug, row.pk, **typed).status_code == 422
    row.refresh_from_db()
    assert row.answer == ""


def test_nobody_votes_for_another_seat(send, procedure, chair, board_member):
    row = vote_of(procedure, chair)

    assert send(board_member, "circular_vote", procedure.slug, row.pk, answer="agree").status_code == 403


def test_vote_of_another_procedure_is_not_found(send, procedure, full_board, chair, secretary):
    other = circular_in(full_board, by=secretary, wording="Anders")

    answer = send(chair, "circular_vote", procedure.slug, vote_of(other, chair).pk, answer="agree")

    assert answer.status_code == 404


def test_secretariat_answers_on_behalf_with_a_note(send, procedure, chair, secretary):
    row = vote_of(procedure, chair)

    without = send(secretary, "circular_vote", procedure.slug, row.pk, answer="agree")
    send(secretary, "circular_vote", procedure.slug, row.pk, answer="agree", said_by="Frau Chair, Telefon")

    row.refresh_from_db()
    assert without.status_code == 422
    assert (row.answer, row.said_by) == ("agree", "Frau Chair, Telefon")


def test_own_voice_cannot_pretend_to_be_anothers(send, procedure, chair):
    row = vote_of(procedure, chair)

    send(chair, "circular_vote", procedure.slug, row.pk, answer="agree", said_by="jemand")

    row.refresh_from_db()
    assert row.said_by == ""


def test_button_counts_when_everybody_answered(send, page_of, procedure, chair, board_member, secretary):
    address = reverse("meetings:circular_finish", args=[procedure.slug])
    assert address not in page_of(secretary, "circular", procedure.slug).text
    for person in (chair, board_member):
        circulating.vote(procedure, vote_of(procedure, person).seat, "agree", by=person)

    assert address in page_of(secretary, "circular", procedure.slug).text
    assert address not in page_of(chair, "circular", procedure.slug).text
    send(secretary, "circular_finish", procedure.slug)

    procedure.refresh_from_db()
    assert procedure.result == "accepted"


def test_counting_too_early_is_refused_with_a_sentence(client_of, procedure, secretary):
    address = reverse("meetings:circular_finish", args=[procedure.slug])

    answer = client_of(secretary).post(address, follow=True)

    procedure.refresh_from_db()
    assert procedure.is_open
    assert procedure.deadline.strftime("%d.%m.%Y") in "".join(str(one) for one in answer.context["messages"])


def test_withdrawn_procedure_shows_the_reason_and_takes_no_votes(send, page_of, procedure, chair, secretary):
    send(secretary, "circular_withdraw", procedure.slug, reason="Im Text fehlt eine Seite")

    page = page_of(chair, "circular", procedure.slug).text
    assert "Im Text fehlt eine Seite" in page
    assert 'name="answer"' not in page


def test_lage_asks_for_the_vote_until_it_is_given_or_over(procedure, chair, fresh):
    address = procedure.get_absolute_url()
    asked = [need.url for need in lage_of(fresh(chair)).needs]
    with time_machine.travel(timezone.now() + dt.timedelta(days=22)):
        late = [need.url for need in lage_of(fresh(chair)).needs]
    circulating.vote(procedure, vote_of(procedure, chair).seat, "agree", by=chair)

    assert (asked, late) == ([address], [])
    assert lage_of(fresh(chair)).needs == []


def test_lage_of_the_secretariat_says_when_it_can_be_counted(procedure, chair, board_member, secretary, fresh):
    before = [need.url for need in lage_of(fresh(secretary)).needs]
    for person in (chair, board_member):
        circulating.vote(procedure, vote_of(procedure, person).seat, "agree", by=person)

    assert before == []
    assert [need.url for need in lage_of(fresh(secretary)).needs] == [procedure.get_absolute_url()]


def test_confidential_procedure_is_for_the_own_members(
    page_of, group, group_lead, group_member, board_member, secretary
):
    procedure = circular_in(group, by=secretary, confidential=True, title="GEHEIM")

    codes = {
        person.name: page_of(person, "circular", procedure.slug).status_code
        for person in (group_member, board_member, secretary)
    }

    assert codes == {"Group Member": 200, "Board Member": 404, "Secretary": 200}
    assert "GEHEIM" not in page_of(board_member, "circular_list").text


def test_committee_shows_what_is_decided_in_writing(client_of, procedure, board_member, group_member):
    address = reverse("kog:committee", args=[procedure.committee.key])

    assert procedure.number in client_of(board_member).get(address).text
    assert procedure.number not in client_of(group_member).get(address).text


def test_filters_find_by_word_committee_and_state(page_of, procedure, group, group_lead, secretary):
    other = circular_in(group, by=secretary, title="Anderes", text="Anders", wording="Anders")
    circulating.withdraw(other, reason="Irrtum", by=secretary)

    def found(**wanted):
        return [one.number for one in page_of(secretary, "circular_list", **wanted).context["page"].rows]

    assert found() == [other.number, procedure.number]
    assert found(q="stellungnahme") == found(gremium="kog") == found(status="laufend") == [procedure.number]
    assert found(status="beendet") == [other.number]


def test_file_of_a_procedure_cannot_be_thrown_away(full_board, secretary, board_member):
    paper = filed(filing.folder_for(full_board, by=secretary), by=secretary)
    circular_in(full_board, by=secretary, documents=[paper])

    with pytest.raises(NotPossibleNow) as refusal:
        filing.remove(paper, by=secretary)

    assert refusal.value.code == "in_use"


def test_queries_grow_neither_with_procedures_nor_with_seats(
    queries_of, procedure, full_board, secretary, board_member
):
    MeetingFactory(committee=full_board, by=secretary)
    pages = [("meetings:circular_list",), ("meetings:circular", procedure.slug), ("kog:committee", full_board.key)]
    one = [queries_of(board_member, *page) for page in pages]
    for number in range(2):
        circular_in(full_board, by=secretary, wording=f"Wortlaut {number}")

    assert [queries_of(board_member, *page) for page in pages] == one
    assert one[0] <= 12


def test_matter_shows_its_procedures_on_its_line(page_of, procedure, group, group_lead, secretary, board_member):
    matter = raised(group, by=group_lead, title="Bedarf", text="x")
    CircularProcedure.objects.update(matter=matter)
    secret = circular_in(procedure.committee, by=secretary, wording="Anders", confidential=True, matter=matter)

    seen = page_of(board_member, "matter", matter.slug).text
    outside = page_of(group_lead, "matter", matter.slug).text

    assert procedure.get_absolute_url() in seen
    assert secret.get_absolute_url() in seen
    assert procedure.number not in outside
    assert secret.number not in outside
