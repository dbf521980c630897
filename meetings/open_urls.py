"""The public calendar, and those at secret addresses: programs cannot sign in. Who knows such an address reads,
and changes nothing.
"""

from django.urls import path

from meetings.views import calendars

urlpatterns = [
    path("oeffentlich.ics", calendars.public_feed, name="public_calendar"),
    path("<slug:token>.ics", calendars.feed, name="calendar"),
    path("<slug:token>/<slug:key>.ics", calendars.feed, name="calendar_of_committee"),
]
