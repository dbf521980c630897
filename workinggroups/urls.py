"""Pages of the groups below /portal/. They stand before those of the network: `gremien/gruenden/` is no committee."""

from django.urls import path

from workinggroups.views import founding, linking, outside, polls, wheel

app_name = "workinggroups"

urlpatterns = [
    path("zahnrad/", wheel.wheel, name="wheel"),
    path("gremien/gruenden/", founding.found, name="found"),
    path("gremien/fruehere/", founding.former_groups, name="former_groups"),
    path("gremien/aussen/", outside.bodies, name="outside_bodies"),
    path("gremien/aussen/neu/", outside.enter, name="enter_outside_body"),
    path("gremien/aussen/<slug:key>/", outside.body, name="outside_body"),
    path("gremien/aussen/<slug:key>/bearbeiten/", outside.describe, name="describe_outside_body"),
    path("gremien/<slug:key>/untergruppe/", founding.found_subgroup, name="found_subgroup"),
    path("gremien/<slug:key>/aufloesen/", founding.dissolve, name="dissolve"),
    path("gremien/<slug:key>/zusammenfuehren/", founding.merge, name="merge"),
    path("gremien/<slug:key>/teilen/", founding.split, name="split"),
    path("gremien/<slug:key>/verbindungsperson/", linking.name_link_person, name="name_link_person"),
    path("gremien/<slug:key>/verbindungsperson/beenden/", linking.end_link_person, name="end_link_person"),
    path("gremien/<slug:key>/kreis/", linking.circle, name="circle"),
    path("gremien/<slug:key>/kreis/neu/", linking.add_topic_member, name="add_topic_member"),
    path("gremien/<slug:key>/kreis/<int:pk>/beenden/", linking.end_topic_member, name="end_topic_member"),
    path("gremien/<slug:key>/terminumfragen/", polls.polls, name="polls"),
    path("gremien/<slug:key>/terminumfragen/neu/", polls.open_poll, name="open_poll"),
    path("gremien/<slug:key>/terminumfragen/<int:pk>/", polls.poll, name="date_poll"),
    path("gremien/<slug:key>/terminumfragen/<int:pk>/<int:option>/waehlen/", polls.choose, name="choose_date"),
    path("gremien/<slug:key>/terminumfragen/<int:pk>/beenden/", polls.end_poll, name="end_poll"),
]
