"""What meetings give to the apps below: permissions, panels, loaders, readers, and whose turn follows a new order."""

import datetime as dt

from documents.arrivals import register_arrival
from documents.pinning import register_pins
from documents.readers import register_reader
from documents.usage import register_usage
from kog import enclosures, inbox, links, loading, mail_topics, notices, periodic
from kog.actions.rotating import register_follower
from kog.enums import LinkPurpose
from workinggroups import dissolving, flows

from . import demo, panels, rules, search  # noqa: F401 -- permissions and kinds to find are registered by being imported
from .actions import archiving, binding, replying
from .actions.chairing import reassign_turns
from .actions.loading_history import load_history
from .actions.papers import take_up
from .actions.winding_up import hand_work_over, start_clock
from .mails.topics import MAIL_TOPICS, NEED_NOT_COME_AT_ONCE
from .models import Assignment, MatterAnswer, Participation
from .papers import enclosed
from .queries import circulars, mandates, papers
from .queries import flows as flows_of_matters
from .views import by_link

loading.register_loader(load_history)
loading.register_demo(demo.tell, order=30)
panels.register()
inbox.register("calendar", replying.hear)
for name, (label, kinds) in MAIL_TOPICS.items():
    mail_topics.register(name, label, *kinds)
enclosures.register("meetings.invitation", enclosed.invitation)
enclosures.register("meetings.paper", enclosed.paper)
register_usage(papers.uses)
register_usage(circulars.uses)
register_pins(papers.pins)
register_reader(papers.opened_to)
register_arrival(take_up)
register_follower(reassign_turns)
for kind, label in NEED_NOT_COME_AT_ONCE.items():
    notices.register_mail(kind, label)
periodic.register_work("protocols", archiving.file_next)
periodic.register_work("binders", binding.build_next)
periodic.register("settle_answers", every=dt.timedelta(hours=6))
periodic.register("finish_circulars", every=dt.timedelta(hours=1))
periodic.register("push_deadlines", every=dt.timedelta(hours=1))
periodic.register("keep_calendars", every=dt.timedelta(hours=1))
periodic.register("keep_folders", every=dt.timedelta(days=1))
periodic.register("suggest_from_horizon", every=dt.timedelta(days=1))
for purpose, view in (
    (LinkPurpose.ANSWER_MEETING, by_link.answer_meeting),
    (LinkPurpose.NAME_SUBSTITUTE, by_link.name_substitute),
):
    links.register(
        purpose,
        view,
        lasts=dt.timedelta(days=90),
        model=Participation,
        about=lambda row: str(row.meeting),
        related=("meeting__committee",),
        asked_for=by_link.asked_for,
    )
links.register(
    LinkPurpose.REPORT,
    by_link.report,
    lasts=dt.timedelta(days=180),
    model=Assignment,
    asked_for=by_link.report_asked_for,
)
links.register(
    LinkPurpose.CONFIRM_ANSWER,
    by_link.confirm_answer,
    lasts=dt.timedelta(days=90),
    model=MatterAnswer,
    about=lambda answer: str(answer.matter),
    related=("matter",),
)
dissolving.register_check(mandates.in_the_way)
dissolving.register_follow_up(hand_work_over)
dissolving.register_starter(start_clock)
flows.register_flows(flows_of_matters.tell)
