"""An example of every kind of thing the table names: `example(world)["board item"]` → arguments of its address."""

from types import SimpleNamespace

from documents.actions import filing, mounting
from documents.models import Document
from kog.models import Appointment, Field, Occupancy
from meetings.actions import recording
from meetings.models import AgendaItem, Assignment, Matter
from tests.factories.workinggroups import DatePollFactory, OutsideBodyFactory, TopicMemberFactory

from . import beside, drive, way_back

Arguments = list[object]


def example(world: SimpleNamespace) -> dict[str, Arguments]:
    """Arguments for each kind of thing in the table."""
    board, group = world.upcoming.committee, world.group_upcoming.committee
    section = world.held.protocol.sections.filter(confidential=False, item__standing="")[0]
    objection = recording.object_to(section, wanted="x", reason="y", by=world.cast["chair"])
    kinds: dict[str, Arguments] = {
        **beside.example(world),
        "": [],
        "board": [board.key],
        "group": [group.key],
        "foreign group": [world.foreign_upcoming.committee.key],
        "board meeting": [world.upcoming.slug],
        "board meeting held": [world.held.slug],
        "board meeting with a draft": [world.draft.slug],
        "board meeting unreleased": [world.later.slug],
        "group meeting": [world.group_upcoming.slug],
        "group meeting held": [world.group_held.slug],
        "foreign meeting": [world.foreign_upcoming.slug],
        "foreign meeting held": [world.foreign_held.slug],
        "board section": [world.held.slug, section.pk],
        "board resolution": [world.held.slug, world.held.resolutions.first().pk],
        "board assignment set": [world.held.slug, world.held.set_assignments.first().pk],
        "board objection": [world.held.slug, objection.pk],
        "guest item": [world.guest_item.pk],
        "unknown link": ["gibt-es-nicht"],
        "unknown number": [999_999],
        "board matter": [Matter.objects.get(origin=group, addressee=board).slug],
        "foreign matter": [Matter.objects.get(origin=world.foreign_upcoming.committee).slug],
    }
    for name, committee in {"board": board, "group": group, "foreign": world.foreign_upcoming.committee}.items():
        open_work = {word: {"title__contains": word} for word in ("OFFEN", "GEHEIM")}
        for word, wanted in open_work.items():
            about = f"{name} {'secret ' if word == 'GEHEIM' else ''}"
            item = AgendaItem.objects.filter(**wanted, meeting__committee=committee, meeting__closed_at=None).first()
            kinds[f"{about}item"] = [item.pk]
            suggestion = AgendaItem.objects.filter(**wanted, committee=committee).suggested().exclude(matter__gt=0)
            kinds[f"{about}suggestion"] = [suggestion.first().pk]
            kinds[f"{about}assignment"] = [Assignment.objects.get(committee=committee, **wanted).slug]
            kinds[f"{about}file"] = [Document.objects.get(**wanted, title__startswith=item.title[:3]).pk]
            kinds[f"{about}paper"] = [item.papers.get().pk]
        kinds[f"{name} folder"] = [filing.folder_for(committee).pk]
    for file in ("board file", "board secret file", "group file", "group secret file", "foreign secret file"):
        kinds[file.replace("file", "version")] = [*kinds[file], 1]
    paper = Document.objects.get(pk=kinds["board file"][0])
    kinds["board file by address"] = [paper.pk, paper.filename]
    kinds = drive.example(world, kinds)
    poll = DatePollFactory(committee=group)
    seat = world.cast["group_member"].occupancies.get().seat
    kinds |= {
        "group seat": [group.key, seat.pk],
        "group occupancy": [group.key, Occupancy.objects.get(seat=seat).pk],
        "board seat": [board.key, world.cast["board_member"].occupancies.get().seat_id],
        "board occupancy": [board.key, world.cast["board_member"].occupancies.get().pk],
        "office": [Appointment.objects.get(person=world.cast["administrator"]).pk],
        "person": [world.cast["group_member"].pk],
        "house": [seat.institution.key],
        "topic": [Field.objects.get().slug],
        "open link": [world.cast["group_member"].pk, world.cast["group_member"].scoped_links.get(purpose="sign_in").pk],
        "known device": [world.cast["group_member"].pk, world.cast["group_member"].known_devices.get().pk],
        "own device": [mounting.issue_password(world.cast["group_member"], "Laptop", by=None)[0].pk],
        "outside body": [OutsideBodyFactory().key],
        "group topic member": [group.key, TopicMemberFactory(committee=group).pk],
        "group poll": [group.key, poll.pk],
        "group date": [group.key, poll.pk, poll.options.first().pk],
        "board step": [world.upcoming.slug, world.upcoming.steps.first().pk],
        "board participation": [world.upcoming.slug, world.upcoming.participations.get(person=world.cast["chair"]).pk],
        **{
            f"board meeting on paper: {sheet}": [world.upcoming.slug, sheet]
            for sheet in ("einladung", "auftragskontrolle", "anwesenheit", "regie")
        },
        "board meeting text": [world.upcoming.slug, "presse"],
        "group meeting text": [world.group_upcoming.slug, "uebergabe"],
        "board protocol on paper": [world.held.slug, "protokoll"],
        "board draft on paper": [world.draft.slug, "protokoll"],
        "board item in session": [world.upcoming.slug, kinds["board item"][0]],
    }
    return kinds | way_back.example(world)  # after the others, which look for the one assignment of a meeting
