"""Pages of the network below /portal/."""

from django.urls import path

from kog.views import (
    cards,
    committees,
    dashboard,
    directory,
    dispatches,
    invitations,
    notices,
    offices,
    onboarding,
    openings,
    search,
    seats,
    topics,
)

app_name = "kog"

urlpatterns = [
    path("", dashboard.dashboard, name="dashboard"),
    path("einstieg/", onboarding.onboarding, name="onboarding"),
    path("einstieg/regeln/", onboarding.confirm, name="confirm_rules"),
    path("gremien/", committees.committee_list, name="committee_list"),
    path("gremien/<slug:key>/", committees.committee, name="committee"),
    path("gremien/<slug:key>/besetzung/", seats.seats, name="seats"),
    path("gremien/<slug:key>/besetzung/neu/", seats.open_seat, name="open_seat"),
    path("gremien/<slug:key>/besetzung/<int:pk>/person/", seats.occupy, name="occupy"),
    path("gremien/<slug:key>/besetzung/<int:pk>/einladen/", invitations.invite, name="invite"),
    path("gremien/<slug:key>/besetzung/<int:pk>/beenden/", seats.end_seat, name="end_seat"),
    path("gremien/<slug:key>/besetzung/person/<int:pk>/beenden/", seats.vacate, name="vacate"),
    path("gremien/<slug:key>/bearbeiten/", committees.describe, name="describe_committee"),
    path("gremien/<slug:key>/vorsitzfolge/", committees.rotation, name="rotation"),
    path("gremien/<slug:key>/geschaeftsordnung/", committees.rules, name="rules"),
    path("suche/", search.search, name="search"),
    path("nachrichten/", notices.notices, name="notices"),
    path("versand/", dispatches.dispatches, name="dispatches"),
    path("themen/", topics.fields, name="fields"),
    path("themen/<slug:key>/", topics.field, name="field"),
    path("verzeichnis/", directory.institutions, name="directory"),
    path("verzeichnis/personen/", directory.people, name="people"),
    path("verzeichnis/matrix/", directory.matrix, name="matrix"),
    path("verzeichnis/aufgaben/", offices.offices, name="offices"),
    path("verzeichnis/aufgaben/neu/", offices.appoint, name="appoint"),
    path("verzeichnis/aufgaben/<int:pk>/beenden/", offices.end, name="end_office"),
    path("verzeichnis/person/<int:pk>/", cards.person, name="person"),
    path("verzeichnis/person/<int:pk>/bearbeiten/", cards.change_card, name="change_card"),
    path("verzeichnis/person/<int:pk>/adresse/", cards.change_address, name="change_address"),
    path("verzeichnis/person/<int:pk>/adresse-stimmt/", cards.trust_address, name="trust_address"),
    path("verzeichnis/person/<int:pk>/erneut-einladen/", invitations.invite_again, name="invite_again"),
    path("verzeichnis/person/<int:pk>/einladung-zurueckziehen/", invitations.revoke, name="revoke_invitation"),
    path("verzeichnis/person/<int:pk>/link/<int:link>/widerrufen/", openings.revoke, name="revoke_link"),
    path("verzeichnis/person/<int:pk>/geraet/<int:device>/vergessen/", openings.forget, name="forget_device"),
    path("verzeichnis/<slug:key>/", directory.institution, name="institution"),
    path("verzeichnis/<slug:key>/bearbeiten/", directory.describe, name="describe_institution"),
]
