from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kog.committee_forms import DayForm
from kog.views.guards import needs
from workinggroups.wheel import facts, picture


@require_safe
@needs("kog.view_network")
def wheel(request: HttpRequest) -> HttpResponse:
    """The network as it was on a day, as a picture and as a table of the same rows."""
    form = DayForm(request.GET if "am" in request.GET else None)
    day = (form.is_bound and form.is_valid() and form.cleaned_data["am"]) or timezone.localdate()
    found = facts.seen_by(request.user, day)
    page = {
        "form": form,
        "day": day,
        "past": day != timezone.localdate(),
        "facts": found,
        "picture": picture.draw(found),
        "flow_words": picture.flow_words(found.total),
    }
    return render(request, "workinggroups/wheel.html", page, status=422 if form.is_bound and form.errors else 200)
