"""What people hear of and how often: the page in the account menu, and the link in every digest."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from kog.actions import digesting
from kog.notice_forms import NoticesForm

from .steps import step


@require_http_methods(["GET", "POST"])
@login_required
def notices(request: HttpRequest) -> HttpResponse:
    person = request.user
    return step(
        request,
        NoticesForm(request.POST or None, person=person),
        lambda data: digesting.choose_paces(person, by=person, **data),
        back=request.path,
        done=_("Your choice is saved."),
        template="kog/notices.html",
    )


@csrf_exempt  # mail programs send the POST without a page before it; the token is the proof
@require_http_methods(["GET", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """One click in the mail program ends the digests (RFC 8058); whoever follows the link is asked first."""
    person = digesting.person_of(token)
    if person is None:
        raise Http404
    if request.method == "POST":
        digesting.unsubscribe(person)
    return render(request, "kog/unsubscribe.html", {"done": request.method == "POST"})
