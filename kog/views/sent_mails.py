"""What the portal mails, for developers: only served in development, where mail goes nowhere."""

from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from kog import paging
from kog.models import OutboxMail


@require_safe
def sent_mails(request: HttpRequest) -> HttpResponse:
    page = paging.newest_first(OutboxMail.objects.all(), request.GET.get("nach"))
    return render(request, "kog/sent_mails.html", {"page": page})


@require_safe
def sent_mail(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "kog/sent_mail.html", {"mail": get_object_or_404(OutboxMail, pk=pk)})


@require_safe
@csp_replace({"default-src": ["'none'"], "style-src": ["'unsafe-inline'"], "img-src": ["data:"]})
def sent_html(request: HttpRequest, pk: int) -> HttpResponse:
    """The HTML as a mail program would show it, in a frame that can do nothing."""
    return HttpResponse(get_object_or_404(OutboxMail, pk=pk).html)
