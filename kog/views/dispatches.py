from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from kog import dispatches as proof
from kog import paging, trails
from kog.filters import DispatchFilter

from .guards import needs


@require_safe
@vary_on_headers("HX-Request")
@needs("kog.view_dispatches")
def dispatches(request: HttpRequest) -> HttpResponse:
    """The proof of dispatch: what went to whom, when, and whether it arrived. Nobody can change it."""
    found = DispatchFilter(request.GET, queryset=proof.mails())
    asked = found.form.cleaned_data if found.is_valid() else {}
    if asked.get("nachricht"):
        page = paging.newest_first(found.qs, request.GET.get("nach"))
        subject = page.rows[0].subject if page.rows else _("No mail fits.")
        template = "kog/_recipients.html" if request.htmx else "kog/dispatched_message.html"
        return render(request, template, {"page": page, "subject": subject, "trail": trails.dispatches()})
    page = paging.newest_first(found.qs.latest_of_each_message(), request.GET.get("nach"))
    context = {
        "filter": found,
        "page": page,
        "messages_sent": proof.messages(page.rows, found.qs),
        "person": asked.get("person"),
    }
    return render(request, "kog/dispatches.html", context)
