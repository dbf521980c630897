from django.urls import path

from meetings.views import agenda, papers, suggestions

urlpatterns = [
    path("sitzungen/<slug:slug>/tagesordnung/", agenda.agenda, name="agenda"),
    path("sitzungen/<slug:slug>/tagesordnung/neu/", agenda.item_add, name="item_add"),
    path("sitzungen/<slug:slug>/tagesordnung/anmerken/", agenda.agenda_comment, name="agenda_comment"),
    path("sitzungen/<slug:slug>/tagesordnung/freigeben/", agenda.agenda_release, name="agenda_release"),
    path("sitzungen/<slug:slug>/tagesordnung/nachreichen/", agenda.reissue, name="agenda_reissue"),
    path("top/<int:pk>/", agenda.item, name="item"),
    path("top/<int:pk>/bearbeiten/", agenda.item_edit, name="item_edit"),
    path("top/<int:pk>/verschieben/", agenda.item_move, name="item_move"),
    path("top/<int:pk>/einplanen/", agenda.item_schedule, name="item_schedule"),
    path("top/<int:pk>/entfallen/", agenda.item_omit, name="item_omit"),
    path("top/<int:pk>/unterlagen/", papers.paper_add, name="paper_add"),
    path("unterlagen/<int:pk>/fassung/", papers.paper_hold, name="paper_hold"),
    path("top/<int:pk>/ordner/", papers.item_folder, name="item_folder"),
    path("top/<int:pk>/annehmen/", suggestions.item_accept, name="item_accept"),
    path("top/<int:pk>/ablehnen/", suggestions.item_decline, name="item_decline"),
    path("gremien/<slug:key>/themen/", suggestions.pool, name="pool"),
    path("gremien/<slug:key>/vorschlagen/", suggestions.suggest, name="suggest"),
]
