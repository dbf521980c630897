from django.urls import path

from meetings.views import assignments, browsing, delegations, group_space, matrix, matters

urlpatterns = [
    path("auftraege/", browsing.assignment_list, name="assignment_list"),
    path("auftraege/matrix/", matrix.matrix, name="matrix"),
    path("auftraege/<slug:slug>/", assignments.assignment, name="assignment"),
    path("auftraege/<slug:slug>/erinnern/", assignments.ask_for_report, name="ask_for_report"),
    path("auftraege/<slug:slug>/weitergeben/", delegations.delegate, name="delegate"),
    path("auftraege/<slug:slug>/teil/<int:pk>/", delegations.part_report, name="part_report"),
    path("auftraege/<slug:slug>/teil/<int:pk>/zuruecknehmen/", delegations.part_withdraw, name="part_withdraw"),
    path("vorgaenge/", browsing.matter_list, name="matter_list"),
    path("vorgaenge/neu/", matters.matter_new, name="matter_new"),
    path("vorgaenge/<slug:slug>/", matters.matter, name="matter"),
    path("vorgaenge/<slug:slug>/antworten/", matters.matter_answer, name="matter_answer"),
    path("vorgaenge/<slug:slug>/versand/", matters.matter_sent, name="matter_sent"),
    path("vorgaenge/<slug:slug>/bestaetigen/", matters.answer_confirm, name="answer_confirm"),
    path("vorgaenge/<slug:slug>/rueckfrage/", matters.answer_insist, name="answer_insist"),
    path("auftraege/<slug:slug>/sachstand/<int:pk>/vorlegen/", group_space.present, name="present_report"),
]
