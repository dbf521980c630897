"""The demo's groups: who ties them to the board, whom they ask, how one ended, and a date that is being looked for."""

import datetime as dt

from django.utils.translation import gettext_noop

from kog.demo import person
from kog.enums import CommitteeKind
from kog.loading import Counts
from kog.models import Committee, Field, Institution, Network
from workinggroups.actions import founding, linking, outside, polling
from workinggroups.actions.founding import Charter
from workinggroups.actions.polling import Slot
from workinggroups.models import DatePoll, LinkPerson, OutsideBody, TopicMember

NOUNS = [
    gettext_noop("link persons"),
    gettext_noop("people asked by topic"),
    gettext_noop("bodies outside the network"),
    gettext_noop("former groups"),
    gettext_noop("date polls"),
]
# The group and who of the board stands up for it; two have nobody, so that the warnings have something to warn of.
LINKS = (("feg", "mitglied"), ("sprache", "bamf"), ("ausbildung-arbeit", "ihk"))
TOPICS = (
    ("feg", "ag-mitglied", ("Ausbildung und Arbeit",)),
    ("feg", "lvb", ("Wirtschaft", "Migration und Integration")),
)
ENDED = "TF Ankommen"
SATURDAY = 5


def tell(today: dt.date) -> Counts:
    """Told once: what is there already stays as it is."""
    counts = Counts()
    _bodies(counts)
    _ties(today, counts)
    _former_group(today, counts)
    _poll(today, counts)
    return counts


def _bodies(counts: Counts) -> None:
    network = Network.objects.get()
    council = {
        "name": f"Stadtrat {network.place}".strip(),
        "what": "Beschließt über Satzungen, Haushalt und Stellen der Stadt. Das Gremium richtet Empfehlungen an ihn.",
        "contact": "Büro für Ratsangelegenheiten",
        "website": "",
        "dates": "monatlich, mittwochs",
    }
    neighbours = {
        "name": "Arbeitskreis Fachkräfte der Nachbarlandkreise",
        "what": "Stimmt Angebote für internationale Fachkräfte zwischen den Landkreisen ab.",
        "contact": "Wirtschaftsförderung des vorsitzenden Landkreises",
        "website": "",
        "dates": "zweimal im Jahr",
    }
    for facts, topics in ((council, ["Migration und Integration"]), (neighbours, ["Wirtschaft"])):
        if not OutsideBody.objects.filter(name=facts["name"]).exists():
            outside.enter_outside_body(fields=Field.objects.filter(name__in=topics), by=None, **facts)
            counts.created["bodies outside the network"] += 1


def _ties(today: dt.date, counts: Counts) -> None:
    secretary, since = person("geschaeftsstelle"), today - dt.timedelta(days=200)
    for key, who in LINKS:
        group = Committee.objects.get(key=key)
        if not LinkPerson.objects.filter(committee=group).exists():
            linking.name_link_person(group, person(who), since=since, by=secretary)
            counts.created["link persons"] += 1
    for key, who, topics in TOPICS:
        group = Committee.objects.get(key=key)
        if not TopicMember.objects.filter(committee=group, person=person(who)).exists():
            fields = Field.objects.filter(name__in=topics)
            linking.add_topic_member(group, person(who), fields=fields, since=since, by=secretary)
            counts.created["people asked by topic"] += 1


def _former_group(today: dt.date, counts: Counts) -> None:
    """A task force that did its work and went on in a working group."""
    if Committee.objects.filter(short_name=ENDED).exists():
        return
    secretary = person("geschaeftsstelle")
    houses = Institution.objects.filter(key__in=["sozialamt", "jobcenter", "wohnungsbau", "ref-migration"])
    charter = Charter(
        name="Task Force Ankommen",
        short_name=ENDED,
        kind=CommitteeKind.TASK_FORCE,
        lead=Institution.objects.get(key="sozialamt"),
        aim="Wer neu in der Stadt ist, findet Unterkunft, Sprachkurs und Beratung in den ersten zwei Wochen.",
        members=list(houses),
        since=today - dt.timedelta(days=500),
    )
    group = founding.found(Committee.objects.boards()[0], charter, by=secretary)
    founding.dissolve(
        group,
        on=today - dt.timedelta(days=260),
        reason="Die Abläufe sind abgestimmt. Was sich daraus ergibt, nimmt die AG Ausbildung und Arbeit auf.",
        by=secretary,
        successor=Committee.objects.get(key="ausbildung-arbeit"),
    )
    counts.created["former groups"] += 1


def _poll(today: dt.date, counts: Counts) -> None:
    group, lead = Committee.objects.get(key="feg"), person("ag-leitung")
    if DatePoll.objects.filter(committee=group).exists():
        return
    days = [_working_day(today + dt.timedelta(days=distance)) for distance in (20, 22, 27, 30)]
    slots = [Slot(day, dt.time(hour), dt.time(hour + 2)) for day, hour in zip(days, (10, 14, 10, 13), strict=True)]
    closes_on = today + dt.timedelta(days=9)
    poll = polling.open_poll(group, title="Termin für die nächste Sitzung", slots=slots, closes_on=closes_on, by=lead)
    options = list(poll.options.all())
    said = {
        "ag-leitung": ("yes", "yes", "no", "yes"),
        "jobcenter-fachebene": ("no", "yes", "yes", "if_need_be"),
        "ref-migration": ("yes", "yes", "if_need_be", "no"),
        "iq": ("if_need_be", "yes", "no", "yes"),
    }
    for who, answers in said.items():
        given = {option.pk: answer for option, answer in zip(options, answers, strict=True)}
        polling.answer(poll, given, by=person(who))
    counts.created["date polls"] += 1


def _working_day(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=max(0, day.weekday() - SATURDAY + 1))
