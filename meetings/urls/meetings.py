from django.http import HttpResponse
from django.urls import path


def soon(request, **kwargs):
    return HttpResponse("soon")


urlpatterns = [
    path("sitzungen/", soon, name="meeting_list"),
    path("sitzungen/<slug:slug>/", soon, name="meeting"),
    path("sitzungen/<slug:slug>/tagesordnung/", soon, name="agenda"),
    path("gremien/<slug:key>/themen/", soon, name="pool"),
    path("auftraege/", soon, name="assignment_list"),
    path("auftraege/<slug:slug>/", soon, name="assignment"),
    path("vorgaenge/<slug:slug>/", soon, name="matter"),
]
