"""What is to be read for an item, and the folder where it lies."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from meetings import access
from meetings.actions import folders, papers
from meetings.forms.agenda import HoldForm, PaperForm
from meetings.models import AgendaItem
from meetings.queries.papers import attachable
from meetings.views.steps import chosen, click, step


@require_http_methods(["GET", "POST"])
@login_required
def paper_add(request: HttpRequest, pk: int) -> HttpResponse:
    item = access.item_for(request.user, pk, "meetings.change_meeting")
    form = PaperForm(request.POST or None, request.FILES or None, documents=attachable(item, request.user))
    return step(
        request,
        form,
        lambda data: _attach(item, data, request),
        meeting=item.meeting,
        title=_("Add papers to “%(item)s”") % {"item": item.title},
        submit=_("Add"),
        back=item.get_absolute_url(),
        done=_("The papers are added."),
    )


def _attach(item: AgendaItem, data: dict[str, object], request: HttpRequest) -> None:
    if data["document"]:
        papers.attach_paper(item, data["document"], by=request.user, kind=data["kind"])
    papers.file_papers(item, data["files"], by=request.user, kind=data["kind"])


@require_POST
@login_required
def item_folder(request: HttpRequest, pk: int) -> HttpResponse:
    """To the item's folder, which comes with the first paper, or now."""
    item = access.item_for(request.user, pk, "meetings.change_meeting")
    return redirect(folders.of_item(item, by=request.user))


@require_POST
@login_required
def paper_hold(request: HttpRequest, pk: int) -> HttpResponse:
    """Hold a version, or without a number follow the file again."""
    paper = access.paper_for(request.user, pk, "meetings.change_meeting")
    form = HoldForm(request.POST)

    def said() -> str:
        if number := chosen(form, "number"):
            return _("Version %(number)s is held; later versions do not appear here.") % {"number": number}
        return _("The newest version is shown again.")

    return click(
        request,
        lambda: papers.hold(paper, chosen(form, "number"), by=request.user),
        back=paper.item.get_absolute_url(),
        done=said,
    )
