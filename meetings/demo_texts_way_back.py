"""The words of `meetings.demo_way_back`."""

CLOSED = {
    "kind": "need",
    "title": "Übersetzte Merkblätter zur Anerkennung ausländischer Abschlüsse",
    "text": "Betriebe fragen nach verständlichen Merkblättern in mehreren Sprachen. Vorhandene Texte sind veraltet.",
    "answer": "Das Fachinformationszentrum überarbeitet die Merkblätter; die Übersetzungen trägt das Referat Migration "
    "und Integration.",
    "fields": ("Ausbildung und Arbeit", "Migration und Integration"),
}
ANSWERED = {
    "kind": "recommendation",
    "title": "Gemeinsame Sprechstunde für Betriebe, die Fachkräfte aus dem Ausland einstellen",
    "text": "Agentur für Arbeit, Ausländerbehörde und Kammern bieten einmal im Monat eine gemeinsame Sprechstunde an.",
    "answer": "Die Sprechstunde wird eingerichtet, zunächst **alle zwei Monate** und auf Probe bis zum Jahresende. Danach "
    "wertet die AG sie aus.",
    "fields": ("Wirtschaft",),
}
DUE = {
    "kind": "inquiry",
    "title": "Wer berät Studierende beim Wechsel vom Studium in die Ausbildung?",
    "text": "In der Beratung kommen Fälle an, für die sich kein Haus zuständig fühlt.",
    "fields": ("Ausbildung und Arbeit",),
}
OUTSIDE = {
    "kind": "recommendation",
    "title": "Zwei Stellen für die Erstberatung internationaler Fachkräfte",
    "text": "Das Gremium empfiehlt, im nächsten Doppelhaushalt zwei Stellen für die Erstberatung vorzusehen.",
    "fields": ("Migration und Integration",),
}
TASK_FORCE = {
    "name": "Taskforce Kinderbetreuung während der Sprachkurse",
    "short_name": "TF Kinderbetreuung",
    "aim": "Wie können Eltern kleiner Kinder an Sprachkursen teilnehmen? Vorschlag mit Kosten und Trägern.",
}
PART = "Zahlen der letzten beiden Quartale zusammenstellen"
