"""Calendars at secret addresses: calendar programs cannot sign in. Who knows the address reads, and changes nothing."""

from django.urls import path

from meetings.views import calendars

urlpatterns = [
    path("<slug:token>.ics", calendars.feed, name="calendar"),
    path("<slug:token>/<slug:key>.ics", calendars.feed, name="calendar_of_committee"),
]
