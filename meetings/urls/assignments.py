from django.urls import path

from meetings.views import assignments, browsing, matrix, matters

urlpatterns = [
    path("auftraege/", browsing.assignment_list, name="assignment_list"),
    path("auftraege/matrix/", matrix.matrix, name="matrix"),
    path("auftraege/<slug:slug>/", assignments.assignment, name="assignment"),
    path("vorgaenge/", browsing.matter_list, name="matter_list"),
    path("vorgaenge/<slug:slug>/", matters.matter, name="matter"),
    path("gremien/<slug:key>/anliegen/", matters.matter_raise, name="matter_raise"),
]
