from django.urls import path

from meetings.views import conducting, correcting, mandates

urlpatterns = [
    path("sitzungen/<slug:slug>/fuehren/", conducting.conduct, name="conduct"),
    path("sitzungen/<slug:slug>/fuehren/eroeffnung-zuruecknehmen/", conducting.take_back, name="take_back_opening"),
    path("sitzungen/<slug:slug>/fuehren/anwesenheit/", conducting.attendance, name="attendance"),
    path("sitzungen/<slug:slug>/fuehren/abschluss/", conducting.close, name="close"),
    path("sitzungen/<slug:slug>/fuehren/top/<int:pk>/notizen/", conducting.save_notes, name="save_notes"),
    path("sitzungen/<slug:slug>/fuehren/beschluss/<int:pk>/", correcting.resolution, name="correct_resolution"),
    path("sitzungen/<slug:slug>/fuehren/auftrag/<int:pk>/", correcting.assignment, name="correct_assignment"),
    path("sitzungen/<slug:slug>/fuehren/beschluss/<int:pk>/mandat/", mandates.set_up, name="mandate_set_up"),
    path("sitzungen/<slug:slug>/fuehren/top/<int:pk>/mandat/", mandates.review, name="mandate_review"),
    path("sitzungen/<slug:slug>/praesentation/", conducting.presentation, name="presentation"),
]
