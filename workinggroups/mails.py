"""Mails about groups, one function each. Called by actions: the row is written with the change it tells of."""

from django.conf import settings

from kog import outbox
from kog.models import Committee, OutboxMail, User
from workinggroups.models import DatePoll


def group_dissolved(person: User, committee: Committee, *, reason: str, successors: list[Committee]) -> OutboxMail:
    address = settings.BASE_URL + committee.get_absolute_url()
    return outbox.write(
        "group_dissolved",
        person,
        app="workinggroups",
        committee=committee,
        reason=reason,
        successors=successors,
        address=address,
    )


def date_poll(person: User, poll: DatePoll) -> OutboxMail:
    address = settings.BASE_URL + poll.get_absolute_url()
    return outbox.write("date_poll", person, app="workinggroups", poll=poll, address=address)
