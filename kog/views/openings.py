"""What opens without a password: links from mails and devices we know. Their person and the secretariat close them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kog.access import device_for, person_for, scoped_link_for
from kog.actions import recognising

from .guards import needs


@require_POST
@needs("kog.view_network")
def revoke(request: HttpRequest, pk: int, link: int) -> HttpResponse:
    person = person_for(request.user, pk)
    recognising.revoke_link(scoped_link_for(request.user, person, link), by=request.user)
    messages.success(request, _("The link opens nothing any more."))
    return redirect(person)


@require_POST
@needs("kog.view_network")
def forget(request: HttpRequest, pk: int, device: int) -> HttpResponse:
    person = person_for(request.user, pk)
    recognising.forget_device(device_for(request.user, person, device), by=request.user)
    messages.success(request, _("The device is forgotten. Links from our mails ask for a code there again."))
    return redirect(person)
