from django.urls import path

from meetings.views import group_space, matters

urlpatterns = [
    path("gremien/<slug:key>/anliegen/", matters.matter_raise, name="matter_raise"),
    path("gremien/<slug:key>/ergebnis/", group_space.result, name="result"),
    path("gremien/<slug:key>/bericht/", group_space.report, name="board_report"),
    path("gremien/<slug:key>/bericht/tagesordnung/", group_space.report_to_agenda, name="board_report_to_agenda"),
]
