"""No secret leaves by any page, list, search, file or mail: every address is opened by everybody."""

from collections.abc import Iterator

import pytest
from django.urls import reverse

from documents.models import Document, Folder
from kog.models import Committee, Field, Institution, OutboxMail, User
from meetings.models import AgendaItem, Assignment, CircularProcedure, Matter, Meeting, ProtocolSection
from tests.factories.cast import CAST

from .conftest import READERS

PLAIN = (
    "kog:dashboard", "kog:onboarding", "kog:committee_list", "kog:directory", "kog:people", "kog:matrix", "kog:fields",
    "documents:drive", "meetings:desk", "meetings:meeting_list", "meetings:protocol_list", "meetings:assignment_list",
    "meetings:matrix", "meetings:calendar", "meetings:matter_list", "meetings:circular_list", "meetings:horizon_list",
    "cms:news_feed", "cms:sitemap",
)  # fmt: skip
SEARCHED = (
    "meetings:meeting_list", "meetings:protocol_list", "meetings:assignment_list", "meetings:matter_list",
    "meetings:circular_list",
)  # fmt: skip
OF_MEETING = (
    "meeting", "agenda", "participation", "conduct", "attendance", "close", "presentation", "protocol", "objection",
    "binder", "briefing", "control_sheet", "preparation", "cancel", "rearrange", "invite", "swap_chair", "item_add",
)  # fmt: skip
OF_COMMITTEE = (
    "kog:committee", "kog:seats", "meetings:pool", "meetings:suggest", "meetings:matter_raise",
    "meetings:preparation_plan",
)  # fmt: skip
OF_ITEM = ("item", "item_edit", "paper_add")


def addresses() -> Iterator[str]:
    yield from (reverse(name) for name in PLAIN)
    yield "/"
    for word in READERS:
        yield from (f"{reverse(name)}?words={word}&q={word}" for name in SEARCHED)
    for meeting in Meeting.objects.all():
        yield from (reverse(f"meetings:{name}", args=[meeting.slug]) for name in OF_MEETING)
    for section in ProtocolSection.objects.select_related("protocol__meeting"):
        yield reverse("meetings:section_edit", args=[section.protocol.meeting.slug, section.pk])
    for committee in Committee.objects.all():
        yield from (reverse(name, args=[committee.key]) for name in OF_COMMITTEE)
        yield f"{reverse('meetings:matrix')}?gremium={committee.key}"
    for item in AgendaItem.objects.filter(standing="", meeting__closed_at=None):
        yield from (reverse(f"meetings:{name}", args=[item.pk]) for name in OF_ITEM)
    for model in (Assignment, CircularProcedure, Matter, Institution, Field, User, Folder):
        yield from (one.get_absolute_url() for one in model.objects.all())
    for document in Document.objects.all():
        yield reverse("documents:document", args=[document.pk])
        yield reverse("documents:download", args=[document.pk])
        yield from (version.download_url for version in document.versions.all())


def heard(client, address: str) -> str:
    """All that an answer tells: body, headers, and where it sends one."""
    answer = client.get(address)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return body.decode(errors="replace") + str(answer.headers)


@pytest.mark.parametrize("role", CAST)
def test_everybody_hears_what_is_for_them_and_nothing_else(world, client_of, role):
    """The second half keeps the first honest: a word that nobody is told cannot leak either."""
    client = client_of(world.cast[role])
    allowed = {word for word, readers in READERS.items() if role in readers}

    leaks, missing = [], set(allowed)
    for address in addresses():
        told = heard(client, address)
        missing -= {word for word in missing if word in told}
        # A search repeats the word in its field; a title that is found goes on after it.
        end = " " if "words=" in address else ""
        leaks += [(address, word) for word in READERS if word not in allowed and word + end in told]

    assert (leaks, missing) == ([], set())


def test_mails_tell_secrets_only_to_their_readers(world):
    names = {person.email: role for role, person in world.cast.items() if role != "anonymous"}
    leaks = []
    for mail in OutboxMail.objects.all():
        for word, readers in READERS.items():
            if word in mail.subject or (word in mail.text + mail.html and names.get(mail.recipient) not in readers):
                leaks.append((mail.kind, mail.recipient, word))

    assert leaks == []
