from django.urls import path

from meetings.views import calendars

urlpatterns = [
    path("kalender/", calendars.calendar, name="calendar"),
    path("kalender/einrichten/", calendars.set_up, name="calendar_set_up"),
    path("kalender/neue-adresse/", calendars.rotate, name="calendar_rotate"),
]
