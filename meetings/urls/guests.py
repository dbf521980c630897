from django.urls import path

from meetings.views import guests

urlpatterns = [
    path("top/<int:pk>/gaeste/", guests.guests, name="guests"),
    path("top/<int:pk>/gaeste/<int:guest>/beenden/", guests.guest_end, name="guest_end"),
    path("sitzungen/<slug:slug>/teilnahme/moderation/", guests.moderator, name="moderator"),
]
