from django.urls import path

from meetings.views import binders, briefing, printing

urlpatterns = [
    path("sitzungen/<slug:slug>/druck/<slug:sheet>.pdf", printing.printed, name="printed"),
    path("sitzungen/<slug:slug>/mappe/", binders.binder, name="binder"),
    path("sitzungen/<slug:slug>/mappe/erstellen/", binders.binder_ask, name="binder_ask"),
    path("sitzungen/<slug:slug>/mappe/mappe.pdf", binders.binder_file, name="binder_file"),
    path("sitzungen/<slug:slug>/mappe/unterlagen.zip", binders.binder_zip, name="binder_zip"),
    path("sitzungen/<slug:slug>/regie/", briefing.briefing, name="briefing"),
    path("sitzungen/<slug:slug>/texte/dank/senden/", briefing.thanks, name="thanks"),
    path("sitzungen/<slug:slug>/texte/<slug:kind>/", briefing.meeting_text, name="meeting_text"),
    path("auftraege/matrix.pdf", printing.matrix, name="matrix_printed"),
]
