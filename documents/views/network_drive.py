"""The drive on the own computer: how to mount it, and the passwords of the devices that do."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from documents import access
from documents.actions import mounting
from documents.forms import DeviceForm
from documents.views.pages import breadcrumb, sent
from kog.exceptions import NotPossibleNow


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def network_drive(request: HttpRequest) -> HttpResponse:
    """The answer to the form shows the new password, this one time; it stands in no other answer and in no row."""
    form, issued = DeviceForm(sent(request)), None
    if request.method == "POST" and form.is_valid():
        try:
            issued = mounting.issue_password(request.user, form.cleaned_data["device"], by=request.user)
            form = DeviceForm()
        except NotPossibleNow as refusal:
            form.add_error(None, str(refusal))
    context = {
        "form": form,
        "breadcrumb": breadcrumb(None),
        "issued": issued,
        "devices": request.user.app_passwords.filter(revoked_at=None),
        "address": f"{settings.BASE_URL}/dav/",
        "insecure": not settings.BASE_URL.startswith("https://"),
    }
    return render(request, "documents/network_drive.html", context)


@require_POST
@login_required
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    password = mounting.revoke_password(access.password_for(request.user, pk), by=request.user)
    messages.success(request, _("“%(device)s” gets into the drive no more.") % {"device": password.device})
    return redirect("documents:network_drive")
