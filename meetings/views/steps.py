"""One page, one form, one action about a meeting. A refusal stands on the form, and what was typed stays in it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from kog.exceptions import NotPossibleNow

TEMPLATE = "meetings/step.html"


def step(
    request: HttpRequest,
    form: Form,
    act: Callable[[dict[str, Any]], object],
    *,
    done: str | Callable[[], str],
    back: str = "",
    template: str = TEMPLATE,
    **page: Any,
) -> HttpResponse:
    """Show the form, or do what it says and go back with a sentence of success. `page` goes to the template; a `done`
    that is a function is asked after the act.
    """
    back = wanted_way_back(request) or back or page["meeting"].get_absolute_url()
    if request.method == "POST" and form.is_valid() and carried_out(request, form, act):
        messages.success(request, done if isinstance(done, str) else done())
        return redirect(back)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, template, {"form": form, "back": back, **page}, status=status)


def carried_out(request: HttpRequest, form: Form, act: Callable[[dict[str, Any]], object]) -> bool:
    """Do it; when it is refused, the reason becomes an error of the form."""
    try:
        act(form.cleaned_data)
    except NotPossibleNow as refusal:
        for sentence in [str(refusal), *refusal.missing]:
            form.add_error(None, sentence)
        return False
    return True


def wanted_way_back(request: HttpRequest) -> str:
    """The page one came from, if it said so and is one of ours."""
    wanted = request.POST.get("weiter") or request.GET.get("weiter") or ""
    ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if ours else ""


def click(
    request: HttpRequest, act: Callable[[], object], *, back: str, done: str | Callable[[], str] = ""
) -> HttpResponse:
    """A POST without a form: do it and go back, or go back with the reason why not."""
    try:
        act()
    except NotPossibleNow as refusal:
        messages.error(request, str(refusal))
    else:
        if done:
            messages.success(request, done if isinstance(done, str) else done())
    return redirect(wanted_way_back(request) or back)


def chosen(form: Form, name: str) -> Any:
    """What was chosen in a small form beside a button; refused when it is not among the choices (any more)."""
    if not form.is_valid():
        raise NotPossibleNow(
            "invalid_choice", " ".join(sentence for field in form.errors.values() for sentence in field)
        )
    return form.cleaned_data[name]
