"""The page behind a scoped link. It shows one thing, signs nobody in but where that is the thing, and opens no more."""

from allauth.account.utils import perform_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from kog import devices, links
from kog.access import link_of
from kog.actions import inviting_people, recognising, signing_in
from kog.entrance_forms import AcceptForm, CodeForm
from kog.enums import LinkPurpose
from kog.exceptions import NotPossibleNow
from kog.models import ScopedLink


@never_cache
@sensitive_post_parameters("password", "again", "code")
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponse:
    """What a scoped link opens. Scanners open links in mails, so a GET changes nothing: a button does."""
    scoped = link_of(token)
    try:
        answer = _answer(request, scoped)
    except NotPossibleNow as refusal:
        answer = _closed(request, 410) if refusal.code == "link_closed" else _refused(request, refusal)
    # The token stands in the address. "no-referrer" would hide it as well, but makes browsers send "Origin: null"
    # with our own forms, which the protection against forged requests has to refuse.
    answer["Referrer-Policy"] = "strict-origin"
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer


def done(
    request: HttpRequest,
    title: str | Promise,
    text: str | Promise = "",
    *,
    used_up: bool = True,
    onward: tuple[str, str] | None = None,
) -> HttpResponse:
    """The last page of a link that did its one thing: mostly it is used up now, so there is nothing to go back to.
    `onward` is an address of the portal with its label.
    """
    page = {"title": title, "text": text, "used_up": used_up, "onward": onward}
    return render(request, "kog/link_done.html", page)


def _answer(request: HttpRequest, scoped: ScopedLink | None) -> HttpResponse:
    if scoped is None or not scoped.is_open or not scoped.person.is_active:
        return _closed(request, 410 if scoped else 404)
    if scoped.purpose == LinkPurpose.INVITATION:
        return _answer_invitation(request, scoped)
    if scoped.purpose == LinkPurpose.SIGN_IN:
        return _sign_in(request, scoped)
    return _open(request, scoped)


def _open(request: HttpRequest, scoped: ScopedLink) -> HttpResponse:
    """The page that a higher app registered for this purpose, once we know who is here."""
    kind, subject = links.kind_of(scoped), links.subject_of(scoped)
    if kind is None or subject is None:
        return _closed(request, 410)
    device = devices.known(request, scoped.person)
    if device is None:
        return _ask_who(request, scoped, kind.asked_for(subject))
    answer = kind.view(request, scoped, subject)
    if request.method == "POST":
        recognising.use_device(device)
        devices.of(request).keep_in(answer)
    return answer


def _ask_who(request: HttpRequest, scoped: ScopedLink, asked_for: str) -> HttpResponse:
    """An unknown device: send a code, then take it."""
    if request.method == "POST" and "send" in request.POST:
        recognising.send_code(scoped)
        return HttpResponseRedirect(request.path, status=303)
    if request.method == "POST" and "code" in request.POST:
        return _take_code(request, scoped, asked_for)
    form = CodeForm() if recognising.waits_for_code(scoped) else None
    return _device_page(request, scoped, form, asked_for, status=403 if request.method == "POST" else 200)


def _take_code(request: HttpRequest, scoped: ScopedLink, asked_for: str) -> HttpResponse:
    form = CodeForm(request.POST)
    device = devices.of(request)
    if form.is_valid():
        try:
            recognising.enter_code(scoped, form.cleaned_data["code"], device_hash=device.hash, name=device.name)
        except NotPossibleNow as refusal:
            if refusal.code != "wrong_code":
                raise
            form.add_error("code", str(refusal))
        else:
            answer = HttpResponseRedirect(request.path, status=303)
            device.keep_in(answer)
            return answer
    return _device_page(request, scoped, form, asked_for, status=422)


def _device_page(
    request: HttpRequest, scoped: ScopedLink, form: CodeForm | None, asked_for: str, *, status: int
) -> HttpResponse:
    page = {"address": _masked(scoped.person.email), "form": form, "asked_for": asked_for}
    return render(request, "kog/link_device.html", page, status=status)


def _masked(email: str) -> str:
    """Enough for the person, little for anybody else: "m…d@…"."""
    local = email.partition("@")[0]
    return f"{local[0]}…{local[-1] if len(local) > 2 else ''}@…"


def _sign_in(request: HttpRequest, scoped: ScopedLink) -> HttpResponse:
    if request.method == "POST":
        person = signing_in.use_link(scoped).person
        return perform_login(request, person, email_verification="none", redirect_url=reverse("kog:dashboard"))
    return render(request, "kog/link_sign_in.html", {"person": scoped.person})


def _answer_invitation(request: HttpRequest, scoped: ScopedLink) -> HttpResponse:
    form = AcceptForm(request.POST or None, person=scoped.person)
    if request.method == "POST" and form.is_valid():
        person = inviting_people.accept(scoped, password=form.cleaned_data["password"])
        return perform_login(request, person, email_verification="none", redirect_url=reverse("kog:onboarding"))
    status = 422 if form.errors else 200
    return render(request, "kog/link_invitation.html", {"form": form, "person": scoped.person}, status=status)


def _closed(request: HttpRequest, status: int) -> HttpResponse:
    """Forged, used, revoked, expired, or about something gone: the page does not say which, nor whose it was."""
    return render(request, "kog/link_closed.html", status=status)


def _refused(request: HttpRequest, refusal: NotPossibleNow) -> HttpResponse:
    return render(request, "kog/link_refused.html", {"refusal": refusal, "back": request.path}, status=409)
