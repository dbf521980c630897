"""The item in hand: its forms, and what each button of the room's page does with them."""

from collections.abc import Callable
from functools import cached_property
from typing import Any, TypeVar

from django.forms import Form
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from kog.exceptions import Conflict, NotPossibleNow
from kog.models import User
from meetings.actions import assigning, conducting, deciding, recording, reviewing
from meetings.enums import Outcome
from meetings.forms.conducting import AssignmentForm, OutcomeForm, ResolutionForm, ReviewForm, notes_form
from meetings.forms.keeping import keep_typed
from meetings.models import AgendaItem, Meeting
from meetings.queries.room import Room, item_in_hand, later_meetings, pending_objections, reviewed_or_due

F = TypeVar("F", bound=Form)


def spoken() -> dict[str, str]:
    """What the page says about the text that saves itself."""
    return {
        "saving": _("Saving …"),
        "offline": _("No connection. Your text is kept in this browser and saved as soon as there is one."),
        "failed": _("Saving failed. Your text is kept in this browser and will be tried again."),
        "waiting": _("Not saved yet: please join the two texts and save."),
        "restored": _("Text that was not saved last time is back."),
        "conflict": _(
            "Below is your text; here is the other one. Please take over what you need and save again. "
            "Nothing was overwritten."
        ),
    }


def spoken_of_drafts() -> dict[str, str]:
    """What the page says about text that stands in a line and was not recorded."""
    return {
        "back": _("Text of %(moment)s that was not recorded is back."),
        "discard": _("Discard"),
        "mark": _("text not recorded"),
    }


def entered() -> dict[str, str]:
    """What to say about a form that holds something nobody recorded."""
    return {
        "resolve": _("You have entered a resolution but not recorded it."),
        "assign": _("You have entered an assignment but not set it."),
        "outcome": _("You have entered a reason for postponing but not postponed the item."),
        "review": _("You have entered the review of an assignment but not recorded it."),
    }


def untouched(room: Room) -> bool:
    """Nothing seems to be recorded yet: the opening can be taken back."""
    ended = {item.outcome for item in room.items} - {Outcome.OPEN, Outcome.OMITTED}
    noted = any(item.discussion or item.resolution_count or item.assignment_count for item in room.items)
    return not ended and not noted and not any(row.attendance for row in room.participations)


class ItemDesk:
    """One item of a running meeting with the forms that stand on its page.

    Only the form of the pressed button is bound; the others show what was typed into them. With `done` the pressed
    button has done its work: its form is empty again, and the notes are the saved ones.
    """

    def __init__(
        self, room: Room, item: AgendaItem | None, data: QueryDict | None, *, user: User, done: bool = False
    ) -> None:
        self.room, self.item, self.data, self.user, self.done = room, item, data, user, done
        self.button = data.get("do", "save") if data else ""
        self.meeting = room.meeting
        self.stays = False
        self.refusal: NotPossibleNow | None = None
        self.conflict: Conflict | None = None

    @cached_property
    def notes(self) -> Any:
        return notes_form(self.item, None if self.done else self.data)

    @cached_property
    def resolution(self) -> ResolutionForm:
        # What was proposed is offered once: after the first resolution the next one starts empty.
        proposed = "" if self.item.resolution_count else self.item.proposed_resolution
        initial = {"wording": proposed.replace("\r\n", "\n").strip()}
        return self._filled("resolve", lambda data: ResolutionForm(data, initial=initial))

    @cached_property
    def assignment(self) -> AssignmentForm:
        return self._filled("assign", lambda data: AssignmentForm(data, meeting=self.meeting))

    @cached_property
    def outcome(self) -> OutcomeForm:
        return self._filled("outcome", OutcomeForm)

    @cached_property
    def reviews(self) -> list[ReviewForm]:
        if self.item.standing != "review":
            return []
        later = list(later_meetings(self.meeting))
        return [self._row(self._told(one), later) for one in reviewed_or_due(self.meeting, self.user)]

    def _row(self, assignment: Any, later: list[Meeting]) -> ReviewForm:
        return self._filled(f"review-{assignment.pk}", lambda data: ReviewForm(data, assignment, later))

    def _filled(self, button: str, build: Callable[[QueryDict | None], F]) -> F:
        """The form as this page has to show it; `holds` says whether something in it is not recorded."""
        own = button in (self.button, self.button.partition("-")[0])
        form = build(self.data if own and not self.done else None)
        form.button, form.holds = button, False
        if self.data and not own:
            form.holds = keep_typed(form, self.data)
        form.stands_open = form.is_bound or form.holds
        return form

    def pending(self) -> list[str]:
        """A sentence for each kind of form that holds something nobody recorded."""
        forms = [self.resolution, self.assignment, self.outcome, *self.reviews]
        kinds = {form.button.partition("-")[0] for form in forms if form.holds}
        return [sentence for kind, sentence in entered().items() if kind in kinds]

    def _told(self, assignment: Any) -> Any:
        reviews = list(assignment.reviews.all())
        assignment.own_review = next((one for one in reviews if one.meeting_id == self.meeting.pk), None)
        assignment.earlier = [one for one in reviews if one.meeting_id != self.meeting.pk]
        assignment.latest_report = next(iter(assignment.reports.all()), None)
        return assignment

    def save_notes(self, by: User) -> None:
        if self.data and not self.notes.is_valid():
            raise NotPossibleNow("notes_unreadable", _("This could not be saved."))
        if self.data:
            text = self.notes.cleaned_data["text"].replace("\r\n", "\n")
            saved = conducting.save_discussion(self.item, text, based_on=self.notes.cleaned_data["version"], by=by)
            self._base_notes_on(saved.discussion_version)

    def _base_notes_on(self, version: int) -> None:
        """The next save starts from this version."""
        self.notes.data = self.notes.data.copy()
        self.notes.data["version"] = str(version)

    def act(self, by: User) -> str | None:
        """Do what the button says; the sentence that says so, or None when a form has errors."""
        verb, _dash, subject = self.button.partition("-")
        if verb == "save":
            return _("Notes are saved.")
        if verb == "next":
            return self._next(by)
        if verb == "resolve":
            return self._resolve(by)
        if verb == "assign":
            return self._assign(by)
        if verb == "outcome":
            return self._end(subject, by)
        if verb == "review":
            return self._review(subject, by)
        if verb == "approve":
            recording.approve(self.item.protocol, self.meeting, by=by)
            return _("The protocol is approved and sealed.")
        raise NotPossibleNow("unknown_button", _("This button is not known."))

    def _next(self, by: User) -> str:
        following = self.room.after(self.item)
        if following:
            conducting.show_item(self.meeting, following, by=by)
        return ""

    def _resolve(self, by: User) -> str | None:
        if not self.resolution.is_valid():
            return None
        wording = self.resolution.cleaned_data["wording"]
        row = deciding.record_resolution(self.item, wording, self.resolution.ballot(), by=by)
        return _("Resolution %(number)s is recorded: %(result)s.") % {
            "number": row.number,
            "result": row.get_result_display(),
        }

    def _assign(self, by: User) -> str | None:
        if not self.assignment.is_valid():
            return None
        row = assigning.assign(self.item, self.assignment.order(), by=by)
        return _("Assignment %(number)s is set.") % {"number": row.number}

    def _end(self, outcome: str, by: User) -> str | None:
        if outcome == "formal":
            conducting.treat_formal_items(self.meeting, by=by)
            return _("The formal items are marked as dealt with.")
        self.outcome.is_valid()
        reason = self.outcome.cleaned_data.get("reason", "") if outcome == Outcome.POSTPONED else ""
        if outcome not in Outcome.values:
            raise NotPossibleNow("unknown_button", _("This button is not known."))
        conducting.set_outcome(self.item, outcome, by=by, reason=reason)
        return _("The item is %(outcome)s.") % {"outcome": Outcome(outcome).label}

    def _review(self, pk: str, by: User) -> str | None:
        form = next((one for one in self.reviews if str(one.assignment.pk) == pk), None)
        if form is None or not form.is_valid():
            return None
        if not form.cleaned_data["result"]:
            form.add_error("result", _("Please choose the result."))
            return None
        try:
            reviewing.review(form.assignment, self.meeting, form.finding(), by=by)
        except NotPossibleNow as refusal:
            form.add_error(None, str(refusal))
            return None
        return _("Assignment %(number)s is reviewed.") % {"number": form.assignment.number}

    @property
    def recorded(self) -> str:
        """Which line of which item the button recorded: the page forgets what it kept of it."""
        return f"{self.item.pk}:{self.button}"

    def refuse(self, refusal: NotPossibleNow) -> None:
        self.refusal = refusal

    def show_conflict(self, conflict: Conflict) -> None:
        """Both texts on the page; the next save is based on theirs, because the writer has now seen it."""
        self.conflict = conflict
        self._base_notes_on(AgendaItem.objects.get(pk=self.item.pk).discussion_version)

    def next_address(self) -> str:
        address = reverse("meetings:conduct", args=[self.meeting.slug])
        if self.button == "next" and self.item:
            following = self.room.after(self.item)
            return f"{address}?top={following.pk}" if following else address
        return f"{address}?top={self.item.pk}"

    def page(self) -> dict[str, Any]:
        page = {"room": self.room, "meeting": self.meeting, "item": self.item, "desk": self, "words": spoken()}
        page["draft_words"] = spoken_of_drafts()
        page["untouched"] = untouched(self.room)
        if self.item:
            page["unrecorded"] = self.pending()
            page |= item_in_hand(self.item)
            page["pending_objections"] = pending_objections(self.item)
            page["following"] = self.room.after(self.item)
        return page
