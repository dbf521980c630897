"""Wagtail's address of a document, answered by the drive: public pages link to it, and it asks for the same rights."""

from django.urls import path, re_path
from django.views.generic import RedirectView

from documents.views import files

urlpatterns = [
    re_path(r"^(?P<pk>\d+)/(?P<filename>.*)$", files.linked, name="wagtaildocs_serve"),
    # Wagtail names this address in its own check, which never runs; passwords for collections are not offered.
    path("passwort/<int:pk>/", RedirectView.as_view(url="/"), name="wagtaildocs_authenticate_with_password"),
]
