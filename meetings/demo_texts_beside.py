"""What the demo's committees decide in writing, say at the open mic and see coming. Invented for the demo."""

from meetings.enums import HorizonKind, MicKind

STATEMENT = {
    "title": "Stellungnahme zur Kürzung der Erstorientierungskurse",
    "text": "Die Frist der Anhörung endet vor der nächsten Sitzung. Der Entwurf fasst zusammen, was die Häuser in der "
    "letzten Sitzung dazu gesagt haben: **Wartezeiten steigen**, ehrenamtliche Angebote fangen das nicht auf.",
    "wording": "Das Gremium gibt die Stellungnahme in der Fassung der Geschäftsstelle ab.",
}
APPLICATION = {
    "title": "Gemeinsamer Antrag auf Förderung einer Beratungsstelle",
    "text": "Das Land fördert Beratung für Menschen mit ausländischen Berufsabschlüssen. Der Antrag ist mit der AG FEG "
    "abgestimmt; er verpflichtet kein Haus zu eigenen Mitteln.",
    "wording": "Das Gremium unterstützt den Antrag und bittet die Geschäftsstelle, ihn zu stellen.",
}
SAID = [
    (MicKind.OFFER, "Ab Herbst steht ein Unterrichtsraum an drei Nachmittagen frei."),
    (MicKind.NEED, "Gesucht werden Sprachmittlerinnen für Tigrinya."),
    (MicKind.QUESTION, "Wer übernimmt die Fahrtkosten zum Kurs, bis der Bescheid da ist?"),
    (MicKind.TAKEAWAY, "Kontakt zum Träger der Kursräume; berichtet in der nächsten Sitzung."),
]
BECAME = "Zwei Sprachkursträger teilen sich den Raum."
COMING = [
    (
        70,
        {
            "title": "Förderung der Migrationsberatung läuft aus",
            "kind": HorizonKind.FUNDING,
            "text": "Folgeantrag oder andere Finanzierung klären.",
            "weeks_ahead": 12,
        },
    ),
    (
        160,
        {
            "title": "Neue Regeln für die Anerkennung ausländischer Abschlüsse",
            "kind": HorizonKind.LAW,
            "text": "Was ändert sich an den Zuständigkeiten, und wer informiert die Betriebe?",
            "field": "Arbeit",
        },
    ),
    (
        240,
        {
            "title": "Anmeldeschluss für Berufssprachkurse des Ausbildungsjahres",
            "kind": HorizonKind.TERM,
            "text": "",
            "weeks_ahead": 20,
        },
    ),
]
