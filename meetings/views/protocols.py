"""The protocol of a meeting: read it, correct the draft, send it on, object, decide."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kog.exceptions import Conflict, NotPossibleNow
from kog.views.guards import needs
from kog.views.steps import step
from meetings import filters, paging
from meetings.access import objection_for, protocol_for, section_for
from meetings.actions import recording
from meetings.forms.protocols import DecisionForm, ObjectionForm, SectionForm
from meetings.queries import protocols as reading
from meetings.queries.meetings import chair_of, rules_of


@require_safe
@needs("meetings.browse")
def protocol_list(request: HttpRequest) -> HttpResponse:
    found = filters.ProtocolFilter(request.GET, queryset=reading.browsable(request.user), request=request)
    page = {
        "filter": found,
        "page": paging.newest_first(found.qs, request, by="meeting__date"),
        "narrowings": filters.narrowings(found, request),
    }
    return render(request, "meetings/protocol_list.html", page)


@require_safe
@needs("meetings.browse")
def protocol(request: HttpRequest, slug: str) -> HttpResponse:
    """The text, ready to read and to print; what can be done with it follows from its state and the reader."""
    record = protocol_for(request.user, slug, "meetings.view_protocol")
    user = request.user
    page = {
        "protocol": record,
        "meeting": record.meeting,
        "sections": reading.sections_for(user, record),
        "objections": reading.objections_for(user, record),
        "approval": reading.approval_meeting(record),
        "sealed_by": reading.next_in_chain(record),
        "may_edit": record.is_editable and user.has_perm("meetings.edit_protocol", record),
        "may_circulate": user.has_perm("meetings.circulate_protocol", record),
        "may_object": record.state == "circulated" and user.has_perm("meetings.object_to_protocol", record),
        "full_form": rules_of(record.meeting).full_form,
        "chair": chair_of(record.meeting),
    }
    return render(request, "meetings/protocol.html", page)


@require_http_methods(["GET", "POST"])
@needs("meetings.browse")
def edit_section(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One section of a draft. When somebody else changed it meanwhile, both texts are shown and nothing is lost."""
    section = section_for(request.user, slug, pk, "meetings.edit_protocol")
    form = SectionForm(request.POST or None, initial={"text": section.text, "version": section.version})
    page = {"form": form, "section": section, "protocol": section.protocol}
    if request.method == "POST" and form.is_valid():
        text, version = form.cleaned_data["text"].replace("\r\n", "\n"), form.cleaned_data["version"]
        try:
            recording.edit_section(section, text, based_on=version, by=request.user)
        except Conflict as conflict:
            section.refresh_from_db()
            # The next save starts from their version, which the writer has now seen.
            form.data = form.data.copy()
            form.data["version"] = section.version
            page["conflict"] = conflict
        except NotPossibleNow as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The section is saved."))
            return redirect(f"{section.protocol.get_absolute_url()}#abschnitt-{section.pk}")
    return render(request, "meetings/section_edit.html", page, status=422 if form.is_bound else 200)


@require_POST
@needs("meetings.browse")
def send_to_chair(request: HttpRequest, slug: str) -> HttpResponse:
    record = protocol_for(request.user, slug, "meetings.edit_protocol")
    recording.send_to_chair(record, by=request.user)
    messages.success(request, _("The draft is with the chair."))
    return redirect(record)


@require_POST
@needs("meetings.browse")
def circulate(request: HttpRequest, slug: str) -> HttpResponse:
    record = recording.circulate(protocol_for(request.user, slug, "meetings.circulate_protocol"), by=request.user)
    messages.success(request, _("The protocol was sent to the members."))
    return redirect(record)


@require_http_methods(["GET", "POST"])
@needs("meetings.browse")
def raise_objection(request: HttpRequest, slug: str) -> HttpResponse:
    record = protocol_for(request.user, slug, "meetings.object_to_protocol")
    form = ObjectionForm(request.POST or None, initial={"section": request.GET.get("abschnitt")})
    form.fields["section"].queryset = reading.sections_for(request.user, record)
    return step(
        request,
        form,
        lambda data: recording.object_to(
            data["section"],
            now=data["wording_now"].replace("\r\n", "\n"),
            wanted=data["wording_wanted"],
            reason=data["reason"],
            by=request.user,
        ),
        back=record.get_absolute_url(),
        done=_("Your objection is recorded."),
        title=_("Objection to the protocol of %(meeting)s") % {"meeting": record.meeting},
        intro=_("An objection says what the protocol should say instead, and why. It is decided before the approval."),
        submit=_("Raise the objection"),
        trail=[(str(record), record.get_absolute_url())],
    )


@require_http_methods(["GET", "POST"])
@needs("meetings.browse")
def decide_objection(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    objection = objection_for(request.user, slug, pk, "meetings.circulate_protocol")
    return step(
        request,
        DecisionForm(request.POST or None),
        lambda data: recording.decide_objection(objection, by=request.user, **data),
        back=objection.protocol.get_absolute_url(),
        done=_("The decision is recorded."),
        template="meetings/objection_decide.html",
        objection=objection,
    )
