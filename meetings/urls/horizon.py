from django.urls import path

from meetings.views import horizon

urlpatterns = [
    path("horizont/", horizon.horizon_list, name="horizon_list"),
    path("horizont/<int:pk>/bearbeiten/", horizon.horizon_edit, name="horizon_edit"),
    path("horizont/<int:pk>/streichen/", horizon.horizon_drop, name="horizon_drop"),
    path("gremien/<slug:key>/horizont/neu/", horizon.horizon_add, name="horizon_add"),
]
