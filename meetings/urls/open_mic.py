from django.urls import path

from meetings.views import open_mic

urlpatterns = [
    path("sitzungen/<slug:slug>/tagesordnung/offenes-mikrofon/", open_mic.mic_add, name="mic_add"),
    path("top/<int:pk>/mikrofon/", open_mic.mic_entry, name="mic_entry"),
    path("top/<int:pk>/mikrofon/<int:entry>/", open_mic.mic_settle, name="mic_settle"),
]
