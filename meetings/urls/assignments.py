from django.urls import path

from meetings.views import assignments, browsing, matrix, matters

urlpatterns = [
    path("auftraege/", browsing.assignment_list, name="assignment_list"),
    path("auftraege/matrix/", matrix.matrix, name="matrix"),
    path("auftraege/<slug:slug>/", assignments.assignment, name="assignment"),
    path("vorgaenge/", browsing.matter_list, name="matter_list"),
    path("vorgaenge/neu/", matters.matter_new, name="matter_new"),
    path("vorgaenge/<slug:slug>/", matters.matter, name="matter"),
    path("vorgaenge/<slug:slug>/antworten/", matters.matter_answer, name="matter_answer"),
    path("vorgaenge/<slug:slug>/versand/", matters.matter_sent, name="matter_sent"),
    path("vorgaenge/<slug:slug>/bestaetigen/", matters.answer_confirm, name="answer_confirm"),
    path("vorgaenge/<slug:slug>/rueckfrage/", matters.answer_insist, name="answer_insist"),
    path("gremien/<slug:key>/anliegen/", matters.matter_raise, name="matter_raise"),
]
