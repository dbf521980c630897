"""Write it down: the protocol from draft to chair, to the members, through objections, to approval and seal."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kog import history, search
from kog.exceptions import Conflict, NotPossibleNow
from kog.markdown import to_html
from kog.models import User
from meetings import mails, sealing
from meetings.actions import archiving
from meetings.actions.locking import lock_meeting, lock_protocol, require_running
from meetings.enums import ObjectionDecision, Outcome, ProtocolState
from meetings.models import Meeting, Objection, Protocol, ProtocolSection, SectionVersion
from meetings.protocol_text import compose
from meetings.queries.meetings import rules_of


def draft(meeting: Meeting, *, by: User) -> Protocol:
    """Draft the protocol of a meeting that is being closed, from what was recorded. Committee locked."""
    protocol = Protocol.objects.create(meeting=meeting, committee_id=meeting.committee_id)
    ProtocolSection.objects.bulk_create(
        ProtocolSection(
            protocol=protocol,
            position=position,
            item=part.item,
            number=part.number,
            title=part.title,
            confidential=part.confidential,
            text=part.text,
            html=to_html(part.text),
        )
        for position, part in enumerate(compose(meeting))
    )
    history.record(protocol, "drafted", by=by)
    return protocol


def _refuse(protocol: Protocol, code: str) -> NotPossibleNow:
    sentence = _("The protocol is %(state)s; this step is not possible now.")
    return NotPossibleNow(code, sentence % {"state": protocol.get_state_display()})


@transaction.atomic
def edit_section(section: ProtocolSection, text: str, *, based_on: int, by: User) -> ProtocolSection:
    """Change the wording of a draft. The earlier wording is kept; a text somebody else changed is not overwritten."""
    protocol = lock_protocol(section.protocol)
    if not protocol.is_editable:
        raise _refuse(protocol, "protocol_not_editable")
    section = ProtocolSection.objects.select_for_update().get(pk=section.pk)
    if text == section.text:
        return section
    if based_on != section.version:
        raise Conflict(
            theirs=section.text, yours=text, sentence=_("Somebody has changed this section in the meantime.")
        )
    return _write(section, text, by=by, note="")


def _write(section: ProtocolSection, text: str, *, by: User, note: str) -> ProtocolSection:
    SectionVersion.objects.create(section=section, version=section.version, text=section.text, by=by, note=note)
    section.text, section.html = text, to_html(text)
    section.version += 1
    section.save(update_fields=["text", "html", "version"])
    search.touch(section)
    return section


@transaction.atomic
def send_to_chair(protocol: Protocol, *, by: User) -> Protocol:
    """The draft goes to the chair, who reads, corrects and has it circulated."""
    protocol = lock_protocol(protocol)
    if protocol.state != ProtocolState.DRAFT:
        raise _refuse(protocol, "protocol_not_a_draft")
    protocol.state, protocol.sent_to_chair_at = ProtocolState.WITH_CHAIR, timezone.now()
    protocol.save(update_fields=["state", "sent_to_chair_at"])
    history.record(protocol, "sent_to_chair", by=by)
    mails.protocol_to_chair(protocol)
    return protocol


@transaction.atomic
def circulate(protocol: Protocol, *, by: User) -> Protocol:
    """Send it to the members; from now on its wording changes only by an objection. Where the rules want the full
    form, the chair has had it first.
    """
    protocol = lock_protocol(protocol)
    rules = rules_of(protocol.meeting)
    ready = (ProtocolState.WITH_CHAIR,) if rules.full_form else (ProtocolState.DRAFT, ProtocolState.WITH_CHAIR)
    if protocol.state not in ready:
        raise _refuse(protocol, "protocol_not_ready")
    protocol.state, protocol.circulated_at = ProtocolState.CIRCULATED, timezone.now()
    protocol.objections_until = timezone.localdate() + dt.timedelta(days=rules.objection_days)
    protocol.save(update_fields=["state", "circulated_at", "objections_until"])
    history.record(protocol, "circulated", by=by, until=protocol.objections_until)
    mails.protocol_circulated(protocol)
    return protocol


@transaction.atomic
def object_to(section: ProtocolSection, *, wanted: str, reason: str, by: User, now: str = "") -> Objection:
    """Object to the wording of a circulated protocol: what it says, what it should say, and why.

    Refused after approval, without wording or reason, or when the wording now is not in the section.
    """
    protocol = lock_protocol(section.protocol)
    if protocol.state != ProtocolState.CIRCULATED:
        raise _refuse(protocol, "protocol_not_circulated")
    if not wanted.strip() or not reason.strip():
        raise NotPossibleNow("objection_incomplete", _("Please enter the wording you want, and the reason."))
    section.refresh_from_db()
    now = now.strip() or section.text
    if now not in section.text:
        raise NotPossibleNow("wording_not_found", _("This wording is not in the section. Please copy it from there."))
    objection = Objection.objects.create(
        protocol=protocol, section=section, by=by, wording_now=now, wording_wanted=wanted.strip(), reason=reason.strip()
    )
    history.record(protocol, "objection_raised", by=by, section=section)
    mails.objection_raised(objection)
    return objection


@transaction.atomic
def decide_objection(objection: Objection, *, accept: bool, by: User, reason: str = "") -> Objection:
    """Accept an objection, which changes the wording, or reject it with a reason; who objected is told."""
    protocol = lock_protocol(objection.protocol)
    objection = Objection.objects.select_for_update().select_related("section").get(pk=objection.pk)
    if protocol.state != ProtocolState.CIRCULATED or objection.decision != ObjectionDecision.PENDING:
        raise NotPossibleNow("objection_decided", _("This objection was decided already."))
    if not accept and not reason.strip():
        raise NotPossibleNow("reject_without_reason", _("Please say why the objection is rejected."))
    if accept:
        _apply(objection, by)
    objection.decision = ObjectionDecision.ACCEPTED if accept else ObjectionDecision.REJECTED
    objection.decision_reason, objection.decided_by = reason.strip(), by
    objection.decided_at = timezone.now()
    objection.save(update_fields=["decision", "decision_reason", "decided_by", "decided_at"])
    history.record(protocol, "objection_decided", by=by, accepted=accept, reason=reason)
    mails.objection_decided(objection)
    return objection


def _apply(objection: Objection, by: User) -> None:
    section = ProtocolSection.objects.select_for_update().get(pk=objection.section_id)
    if objection.wording_now not in section.text:
        raise NotPossibleNow(
            "wording_not_found", _("An earlier decision changed this wording. Please reject it and say so.")
        )
    text = section.text.replace(objection.wording_now, objection.wording_wanted, 1)
    _write(section, text, by=by, note=_("Objection by %(person)s") % {"person": objection.by})


@transaction.atomic
def approve(protocol: Protocol, meeting: Meeting, *, by: User) -> Protocol:
    """The running meeting approves the protocol on its agenda: frozen, sealed and chained to the one before it.

    Refused while an objection is undecided, when it was not circulated, or when it is not on this agenda.
    """
    meeting = lock_meeting(meeting)
    require_running(meeting)
    protocol = lock_protocol(protocol)
    item = meeting.items.filter(protocol=protocol).first()
    if item is None:
        raise NotPossibleNow("not_on_this_agenda", _("This protocol is not on the agenda of this meeting."))
    if protocol.state != ProtocolState.CIRCULATED:
        raise _refuse(protocol, "protocol_not_circulated")
    if protocol.objections.filter(decision=ObjectionDecision.PENDING).exists():
        raise NotPossibleNow("objections_pending", _("There are objections that were not decided yet."))
    last = Protocol.objects.filter(committee=protocol.committee_id, state=ProtocolState.APPROVED)
    last = last.order_by("-chain_position").first()
    protocol.chain_position = (last.chain_position if last else 0) + 1
    protocol.previous_sha256 = last.sha256 if last else ""
    protocol.approved_at, protocol.approved_in = timezone.now(), meeting
    protocol.state = ProtocolState.APPROVED
    protocol.sha256 = sealing.seal(protocol.previous_sha256, sealing.content_of(protocol))
    protocol.save()
    item.outcome = Outcome.RESOLVED
    item.save(update_fields=["outcome"])
    history.record(protocol, "approved", by=by, meeting=meeting, sha256=protocol.sha256)
    archiving.ask_to_file(protocol)
    return protocol
