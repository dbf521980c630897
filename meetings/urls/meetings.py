from django.urls import path

from meetings.views import browsing, desk, meeting, participation, planning

urlpatterns = [
    path("geschaeftsstelle/", desk.desk, name="desk"),
    path("sitzungen/", browsing.meeting_list, name="meeting_list"),
    path("sitzungen/planen/", planning.plan, name="plan"),
    path("sitzungen/<slug:slug>/", meeting.meeting, name="meeting"),
    path("sitzungen/<slug:slug>/teilnahme/", participation.participation, name="participation"),
    path("sitzungen/<slug:slug>/teilnahme/versand/", participation.dispatches, name="dispatches"),
    path("sitzungen/<slug:slug>/teilnahme/protokollfuehrung/", participation.minute_taker, name="minute_taker"),
    path("sitzungen/<slug:slug>/teilnahme/erinnern/", participation.remind, name="remind"),
    path("gremien/<slug:key>/verteiler/", participation.distribution, name="distribution"),
    path("sitzungen/<slug:slug>/teilnahme/<int:pk>/", participation.answer, name="answer"),
]
