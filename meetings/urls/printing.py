from django.urls import path

from meetings.views import printing

urlpatterns = [
    path("sitzungen/<slug:slug>/druck/<slug:sheet>.pdf", printing.printed, name="printed"),
    path("auftraege/matrix.pdf", printing.matrix, name="matrix_printed"),
]
