"""The places of the meeting cycle below /portal/, by phase; names are used in templates, mails and tests."""

from meetings.urls import (
    agenda,
    assignments,
    calendars,
    circulars,
    conducting,
    groups,
    guests,
    horizon,
    meetings,
    open_mic,
    planning,
    printing,
    protocols,
)

app_name = "meetings"
urlpatterns = [
    *meetings.urlpatterns,
    *planning.urlpatterns,
    *agenda.urlpatterns,
    *conducting.urlpatterns,
    *protocols.urlpatterns,
    *assignments.urlpatterns,
    *groups.urlpatterns,
    *circulars.urlpatterns,
    *guests.urlpatterns,
    *horizon.urlpatterns,
    *open_mic.urlpatterns,
    *calendars.urlpatterns,
    *printing.urlpatterns,
]
