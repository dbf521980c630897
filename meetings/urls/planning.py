from django.urls import path

from meetings.views import planning, preparation

urlpatterns = [
    path("sitzungen/<slug:slug>/aendern/", planning.rearrange, name="rearrange"),
    path("sitzungen/<slug:slug>/oeffentlich/", planning.publicity, name="publicity"),
    path("sitzungen/<slug:slug>/absagen/", planning.cancel, name="cancel"),
    path("sitzungen/<slug:slug>/vorsitz/", planning.swap_chair, name="swap_chair"),
    path("sitzungen/<slug:slug>/einladen/", planning.invite, name="invite"),
    path("sitzungen/<slug:slug>/vorbereitung/", preparation.preparation, name="preparation"),
    path("sitzungen/<slug:slug>/vorbereitung/neu/", preparation.add_step, name="add_step"),
    path("sitzungen/<slug:slug>/vorbereitung/<int:pk>/haken/", preparation.tick, name="tick"),
    path("gremien/<slug:key>/vorbereitungsplan/", preparation.preparation_plan, name="preparation_plan"),
]
