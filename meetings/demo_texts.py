"""What the demo's committees talk about. Content, not logic: invented for the demo, in the language of its readers."""

FIRST = {
    "item": {
        "title": "Zugang zu Berufssprachkursen für Auszubildende",
        "kind": "decision",
        "minutes": 30,
        "presenter": "AG Sprache",
        "text": "Einstufung und Anmeldung zum Berufssprachkurs laufen je nach Schule unterschiedlich; Plätze bleiben frei, "
        "obwohl Bedarf besteht.",
        "proposed_resolution": "Die beteiligten Häuser stimmen ein gemeinsames Verfahren ab.",
    },
    "discussion": "Die AG Sprache stellt die **Wege vom Bedarf zum Kursplatz** vor. Die Häuser sind sich einig, dass ein "
    "gemeinsames Verfahren Wartezeiten verkürzt.",
    "resolution": "Das Gremium unterstützt ein gemeinsames Verfahren für Einstufung und Anmeldung zum Berufssprachkurs.",
    "assignments": [
        ("lasub", "Verfahren zur Einstufung an den Beruflichen Schulzentren beschreiben", ["bsz", "afa"]),
        ("bamf", "Freie Kursplätze monatlich an die Schulen melden", ["sprachkurstraeger"]),
    ],
}
SECOND = {
    "item": {
        "title": "Berufschancen von Frauen mit Migrationsbiografie",
        "kind": "decision",
        "minutes": 40,
        "presenter": "AG Frauen",
        "text": "Kinderbetreuung während der Sprachkurse ist der am häufigsten genannte Grund, einen Kurs abzubrechen.",
        "proposed_resolution": "Kursbegleitende Kinderbetreuung wird an zwei Standorten erprobt.",
    },
    "discussion": "Das Jobcenter berichtet von *hoher Nachfrage*; das Amt für Jugend und Familie sagt Räume zu.",
    "resolution": "Kursbegleitende Kinderbetreuung wird an zwei Standorten für ein Jahr erprobt.",
    "assignments": [
        ("jugendamt", "Zwei Standorte für kursbegleitende Kinderbetreuung vorschlagen", ["jobcenter", "ref-migration"]),
    ],
}
THIRD = {
    "item": {
        "title": "Übergang vom Asylverfahren in Arbeit: Absprachen im Leistungsrecht",
        "kind": "decision",
        "minutes": 35,
        "presenter": "Agentur für Arbeit",
        "text": "Beim Wechsel des Rechtskreises entstehen Lücken, weil Bescheide und Termine nicht aufeinander abgestimmt "
        "sind.",
        "proposed_resolution": "Unter Leitung der Agentur für Arbeit wird ein Austausch mit Jobcenter und "
        "Ausländerbehörde eingerichtet.",
    },
    "discussion": "Jobcenter und Ausländerbehörde schildern typische Verläufe. Gewünscht wird ein **fester Austausch**, "
    "keine neue Arbeitsgruppe.",
    "resolution": "Unter Leitung der Agentur für Arbeit wird ein Austausch zwischen Agentur, Jobcenter und "
    "Ausländerbehörde zu Fragen des Leistungsrechts eingerichtet.",
    "assignments": [
        ("afa", "Austausch zum Leistungsrecht einrichten", ["jobcenter", "abh"]),
        ("ihk", "Betriebe zur beschleunigten Einreise von Fachkräften informieren", ["hwk", "wifoe"]),
        ("ausbildung-arbeit", "Erfahrungen der Träger mit dem Rechtskreiswechsel zusammenstellen", []),
        ("sozialamt", "Übersicht der Beratungsstellen mit Sprechzeiten aktualisieren", ["migrationsberatung"]),
    ],
}
REPORTS = {
    "Verfahren zur Einstufung": ("ready", "Das Verfahren ist beschrieben und mit den Schulen abgestimmt."),
    "Freie Kursplätze": ("hindered", "Die Meldung scheitert noch an unterschiedlichen Stichtagen der Träger."),
    "Zwei Standorte": ("ready", "Vorgeschlagen sind ein Standort im Leipziger Osten und einer in Grünau."),
    "Austausch zum Leistungsrecht": (
        "ready",
        "Der Austausch hat zweimal stattgefunden. **Ergebnis:** gemeinsame Checkliste für den Rechtskreiswechsel.",
    ),
    "Betriebe zur beschleunigten": (
        "begun",
        "Die Informationsveranstaltung ist vorbereitet, der Termin steht noch aus.",
    ),
}
RECOMMENDATION = {
    "title": "Mehr Termine für das beschleunigte Fachkräfteverfahren",
    "text": "Betriebe warten derzeit mehrere Wochen auf einen Ersttermin. Die AG empfiehlt, ein festes Kontingent an "
    "Terminen für das beschleunigte Verfahren vorzuhalten.",
}
PAPER = (
    "Empfehlung der AG FEG.pdf",
    (
        "Betriebe warten mehrere Wochen auf einen ersten Termin im beschleunigten Fachkräfteverfahren.\n\n"
        "## Vorschlag\n\n- jede Woche ein festes Kontingent an Terminen\n- Anmeldung über eine gemeinsame Stelle\n"
        "- Bericht über die Wartezeiten in jeder Sitzung"
    ),
)
SUGGESTION = {
    "title": "Fachtag „Women at Work“: Mitwirkung der Häuser",
    "kind": "information",
    "minutes": 10,
    "presenter": "Referat Migration und Integration",
    "text": "Bitte um Beiträge und Standbesetzung.",
}
POOL = {
    "title": "Gute Beispiele der Integration in Arbeit öffentlich darstellen",
    "kind": "discussion",
    "minutes": 15,
    "presenter": "Geschäftsstelle",
    "text": "Format und Verantwortliche sind noch offen.",
}
GUEST_ITEM = {
    "title": "Diskriminierung auf dem Arbeitsmarkt: Erfahrungen aus der Beratung",
    "kind": "information",
    "minutes": 20,
    "presenter": "Antidiskriminierungsbüro (Gast)",
    "text": "Vortrag mit Gelegenheit zu Fragen.",
}
CONFIDENTIAL = {
    "title": "Personelle Ausstattung der Ausländerbehörde",
    "kind": "discussion",
    "minutes": 15,
    "presenter": "Ordnungsamt",
    "text": "Vertraulicher Sachstand zur Stellenbesetzung.",
    "confidential": True,
}
GROUP_ITEM = {
    "title": "Austausch zu aktuellen Entwicklungen in den Häusern",
    "kind": "information",
    "minutes": 45,
    "presenter": "alle",
}
GROUP_DISCUSSION = (
    "- Die Kammern berichten von steigender Nachfrage nach Anpassungsqualifizierungen.\n"
    "- Das Jobcenter stellt die neuen Ansprechpersonen vor.\n"
    "- Die Beratungsstellen wünschen sich eine gemeinsame Terminübersicht."
)
