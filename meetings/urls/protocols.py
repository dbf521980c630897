from django.urls import path

from meetings.views import control_sheet, protocols

urlpatterns = [
    path("protokolle/", protocols.protocol_list, name="protocol_list"),
    path("sitzungen/<slug:slug>/protokoll/", protocols.protocol, name="protocol"),
    path("sitzungen/<slug:slug>/protokoll/abschnitt/<int:pk>/", protocols.edit_section, name="section_edit"),
    path("sitzungen/<slug:slug>/protokoll/an-den-vorsitz/", protocols.send_to_chair, name="protocol_to_chair"),
    path("sitzungen/<slug:slug>/protokoll/versenden/", protocols.circulate, name="protocol_circulate"),
    path("sitzungen/<slug:slug>/protokoll/einwendung/", protocols.raise_objection, name="objection"),
    path("sitzungen/<slug:slug>/protokoll/einwendung/<int:pk>/", protocols.decide_objection, name="objection_decide"),
    path("sitzungen/<slug:slug>/auftragskontrolle/", control_sheet.control_sheet, name="control_sheet"),
]
