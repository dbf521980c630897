"""A page with every component of templates/components in its states. It is only served in development."""

import datetime as dt

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone


class State:
    def __init__(self, label: str, tone: str) -> None:
        self.label, self.tone = label, tone


class SampleForm(forms.Form):
    title = forms.CharField(label="Titel", help_text="So, wie er auf der Tagesordnung stehen soll.")
    email = forms.EmailField(label="E-Mail", required=False)
    text = forms.CharField(label="Text", widget=forms.Textarea(attrs={"rows": 4}), required=False)
    house = forms.ChoiceField(
        label="Haus", choices=[("", "Bitte wählen"), ("jc", "Jobcenter"), ("aa", "Agentur für Arbeit")]
    )
    day = forms.DateField(label="Datum")
    start = forms.TimeField(label="Beginn", required=False)
    way = forms.ChoiceField(label="Format", choices=[("a", "vor Ort"), ("b", "Video")], widget=forms.RadioSelect)
    fields_of_work = forms.MultipleChoiceField(
        label="Bereiche",
        choices=[("a", "Arbeit"), ("b", "Bildung")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    paper = forms.FileField(label="Datei", required=False, help_text="PDF, DOCX oder ODT bis 50 MB.")
    agreed = forms.BooleanField(label="Ich habe die Regeln der Zusammenarbeit gelesen")


def pieces(request: HttpRequest) -> HttpResponse:
    messages.success(request, "Gespeichert.")
    today = timezone.localdate()
    states = [State("Entwurf", "neutral"), State("eingeladen", "info"), State("genehmigt", "success")]
    states += [State("überfällig", "danger"), State("wartet", "warning")]
    steps = ["geplant", "eingeladen", "läuft", "Protokollentwurf", "verschickt", "genehmigt"]
    context = {
        "empty_form": SampleForm(),
        "wrong_form": SampleForm({"email": "kein"}, prefix="wrong"),
        "states": states,
        "steps": steps,
        "today": today,
        "later": today + dt.timedelta(days=12),
        "now": timezone.now(),
        "crumbs": [("Sitzungen", "#"), ("KOG 2026-3", "#")],
        "rows": [("Wann", "Fr 12.12.2026, 10:00 Uhr"), ("Wo", "Agentur für Arbeit, Saal 1"), ("Leer", "")],
        "columns": ["Nummer", "Auftrag", "Federführung", "Stand"],
        "table_rows": [
            ["2026-2/07", "Austausch Leistungsrecht", "Agentur für Arbeit", "überfällig"],
            ["2026-2/08", "Übersicht der Sprachkurse", "Volkshochschule", "offen"],
        ],
        "actions": [
            {"label": "Sitzung führen", "url": "#", "primary": True},
            {"label": "Mappe", "url": "#", "icon": "download"},
            {"label": "Erinnern", "url": "#", "post": True},
        ],
        "stations": [
            {"title": "Eingebracht von der AG Arbeit und Ausbildung", "when": "03.02.2026", "url": "#"},
            {
                "title": "Beschluss im KOG 2026-2",
                "when": "12.06.2026",
                "text": "Der Austausch wird eingerichtet.",
                "current": True,
            },
            {"title": "Prüfung im KOG 2026-3", "when": "wartet seit 12 Tagen", "open": True},
        ],
        "tasks": [
            {
                "title": "Teilnahme an KOG 2026-3",
                "url": "#",
                "detail": "12.12.2026",
                "action_url": "#",
                "action_label": "Antworten",
            },
            {
                "title": "Sachstand zu Auftrag 2026-2/07",
                "url": "#",
                "state": states[3],
                "post_url": "#",
                "post_label": "Erledigt",
            },
        ],
        "tabs": [
            {"label": "Tagesordnung", "url": "#", "current": True, "count": 7},
            {"label": "Teilnahme", "url": "#", "count": 0},
            {"label": "Protokoll", "url": "#"},
        ],
    }
    return render(request, "components/pieces.html", context)
