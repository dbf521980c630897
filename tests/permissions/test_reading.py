"""Every address is opened by everybody, once: is it open as the table says, and does it tell what is not for them?

By any page, list, search or file, and by mail.
"""

from collections.abc import Iterator

import pytest
from django.urls import reverse

from documents.models import Document, Folder
from kog.models import Committee, Field, Institution, OutboxMail, User
from meetings.models import AgendaItem, Assignment, CircularProcedure, Matter, Meeting, ProtocolSection
from tests.factories.cast import CAST

from .asking import ROWS, ask, asked, parts, sign
from .conftest import READERS
from .places import example

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


def addresses(kept_from: set[str]) -> Iterator[str]:
    """Where something could leak, whatever the table has of it; in lists one looks for the words one may not read."""
    yield from (reverse(name) for name in PLAIN)
    yield "/"
    for word in kept_from:
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


def of_the_table(world, role: str) -> dict[str, tuple[str, str]]:
    """What the table says by address: which line it was, and the sign."""
    arguments, wanted = example(world), {}
    for row in ROWS:
        name, kind, reading, _changing = parts(row)
        if asked(reading, role):
            address = reverse(name, args=arguments[kind])
            wanted[address] = f"{name} ({kind})", reading[CAST.index(role)]
    return wanted


@pytest.mark.parametrize("role", CAST)
def test_everybody_opens_what_the_table_says_and_hears_nothing_else(world, client_of, role, request):
    """The last line keeps the one before honest: a word that nobody is told cannot leak either."""
    client, wanted = client_of(world.cast[role]), of_the_table(world, role)
    allowed = {word for word, readers in READERS.items() if role in readers}
    kept_from = set(READERS) - allowed
    refusals = [ask(client, "get", address)[1] for address in ("/portal/gibt-es-nicht/", reverse("kog:offices"))]
    request.getfixturevalue("_short_refusals")

    differences, leaks, missing = [], [(word, "refusal") for word in kept_from if word in "".join(refusals)], allowed
    for address in dict.fromkeys([*wanted, *addresses(kept_from)]):
        answer, told = ask(client, "get", address)
        line, expected = wanted.get(address, ("", ""))
        if line and (found := sign(answer, reading=True)) != expected:
            differences.append(f"{line}: {found} instead of {expected}")
        missing = {word for word in missing if word not in told}
        # A search repeats the word in its field; a title that is found goes on after it.
        end = " " if "words=" in address else ""
        leaks += [(word, address) for word in kept_from if word + end in told]

    assert differences == []
    assert leaks == []
    assert missing == set()


def test_mails_tell_secrets_only_to_their_readers(world):
    names = {person.email: role for role, person in world.cast.items() if role != "anonymous"}
    leaks = []
    for mail in OutboxMail.objects.all():
        for word, readers in READERS.items():
            if word in mail.subject or (word in mail.text + mail.html and names.get(mail.recipient) not in readers):
                leaks.append((mail.kind, mail.recipient, word))

    assert leaks == []
