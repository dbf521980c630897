"""One page, one form, one action. A refusal stands on the form, and what was typed stays in it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise

from kog.exceptions import NotPossibleNow

TEMPLATE = "kog/step.html"


def step(
    request: HttpRequest,
    form: Form,
    act: Callable[[dict[str, Any]], object],
    *,
    back: str,
    done: str | Promise,
    template: str = TEMPLATE,
    **page: object,
) -> HttpResponse:
    """Show the form, or do what it says and go back with a sentence of success. `page` goes to the template."""
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data)
        except NotPossibleNow as refusal:
            for sentence in [str(refusal), *refusal.missing]:
                form.add_error(None, sentence)
        else:
            messages.success(request, done)
            return redirect(back)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, template, {"form": form, "back": back, **page}, status=status)
