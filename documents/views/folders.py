from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from documents import access, queries
from documents.actions import foldering
from documents.forms import MoveFolderForm, NewFolderForm, RemoveFolderForm, RenameFolderForm, UploadForm
from documents.queries import found
from documents.views.listing import listing, words_of
from documents.views.pages import breadcrumb, form_page, sent


@login_required
@require_safe
def drive(request: HttpRequest) -> HttpResponse:
    """The top of the drive; with words in the address, what is found in all of it."""
    words = words_of(request)
    files = queries.documents_visible_to(request.user) if words else queries.opened_to(request.user)
    folders = list(queries.top_folders(request.user))
    own = any(not folder.is_public for folder in folders) or request.user.has_perm("documents.change_any")
    context = {
        "words": words,
        "hits": found.within(request.user, words, None) if words else [],
        "folders": folders,
        "may_mount": own,  # who has no folder of their own finds nothing there
        "may_create": request.user.has_perm("documents.run_drive") and queries.committees_without_folder().exists(),
        "may_view_library": request.user.has_perm("documents.view_library"),
        "may_view_extracts": request.user.has_perm("documents.view_extracts"),
        "may_use_trash": request.user.has_perm("documents.use_trash"),
        **listing(request, queries.for_list(files), folder_shown=bool(words)),
    }
    return render(request, "documents/drive.html", context)


@login_required
@require_safe
def folder(request: HttpRequest, pk: int) -> HttpResponse:
    """What lies in a folder; with words in the address, what is found in it and below it."""
    folder = access.folder_for(request.user, pk)
    words = words_of(request)
    files = queries.files_below(request.user, folder) if words else queries.files_in(request.user, folder)
    context = {
        "folder": folder,
        "breadcrumb": breadcrumb(folder)[:-1],
        "words": words,
        "hits": found.within(request.user, words, folder) if words else [],
        "folders": [] if words else queries.subfolders(request.user, folder),
        "upload_form": UploadForm(folder=folder) if request.user.has_perm("documents.add_document", folder) else None,
        "may_change": request.user.has_perm("documents.change_folder", folder),
        **listing(request, files, folder_shown=bool(words)),
    }
    return render(request, "documents/folder.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    folder = access.folder_for(request.user, pk, "documents.add_document")
    form = UploadForm(sent(request), request.FILES or None, folder=folder)
    if request.method == "POST" and form.is_valid():
        filed = form.save(by=request.user)
        if filed:
            text = ngettext("%(count)s file was filed: %(names)s", "%(count)s files were filed: %(names)s", len(filed))
            names = ", ".join(document.filename for document in filed)
            messages.success(request, text % {"count": len(filed), "names": names})
        if form.is_valid():
            return redirect(folder)
    return render(request, "documents/upload.html", {"folder": folder, "form": form, "breadcrumb": breadcrumb(folder)})


@login_required
def new_folder(request: HttpRequest, pk: int) -> HttpResponse:
    parent = access.folder_for(request.user, pk, "documents.add_folder")
    return form_page(
        request,
        NewFolderForm(sent(request)),
        parent,
        title=_("New folder in “%(name)s”") % {"name": parent.name},
        submit=_("Create the folder"),
        trail=breadcrumb(parent),
        cancel=parent.get_absolute_url(),
        done=lambda created: (created.get_absolute_url(), _("The folder was created.")),
    )


@login_required
def rename_folder(request: HttpRequest, pk: int) -> HttpResponse:
    folder = access.folder_for(request.user, pk, "documents.change_folder")
    return form_page(
        request,
        RenameFolderForm(sent(request), initial={"name": folder.name}),
        folder,
        title=_("Rename “%(name)s”") % {"name": folder.name},
        submit=_("Rename"),
        trail=breadcrumb(folder),
        cancel=folder.get_absolute_url(),
        done=lambda renamed: (renamed.get_absolute_url(), _("The folder was renamed.")),
    )


@login_required
def move_folder(request: HttpRequest, pk: int) -> HttpResponse:
    folder = access.folder_for(request.user, pk, "documents.change_folder")
    return form_page(
        request,
        MoveFolderForm(sent(request), user=request.user, folder=folder),
        folder,
        title=_("Move the folder “%(name)s”") % {"name": folder.name},
        submit=_("Move the folder"),
        intro=_("All that lies in it moves along. From then on everybody who reads the other folder can read it."),
        trail=breadcrumb(folder),
        cancel=folder.get_absolute_url(),
        done=lambda moved: (moved.get_absolute_url(), _("The folder was moved.")),
    )


@login_required
def remove_folder(request: HttpRequest, pk: int) -> HttpResponse:
    folder = access.folder_for(request.user, pk, "documents.change_folder")
    above = folder.parent.get_absolute_url() if folder.parent else "/"
    return form_page(
        request,
        RemoveFolderForm(sent(request)),
        folder,
        title=_("Remove the folder “%(name)s”?") % {"name": folder.name},
        submit=_("Remove the folder"),
        intro=_("All that lies in it goes into the trash with it. It can be brought back for %(days)s days.")
        % {"days": queries.KEPT_IN_TRASH.days},
        trail=breadcrumb(folder),
        cancel=folder.get_absolute_url(),
        done=lambda _removed: (above, _("The folder lies in the trash now.")),
    )


@login_required
@require_POST
def let_members_file(request: HttpRequest, pk: int) -> HttpResponse:
    folder = access.folder_for(request.user, pk, "documents.change_folder")
    foldering.let_members_file(folder, allowed="allowed" in request.POST, by=request.user)
    return redirect(folder)


@login_required
@permission_required("documents.run_drive", raise_exception=True)
@require_POST
def create_committee_folders(request: HttpRequest) -> HttpResponse:
    count = foldering.missing_committee_folders(by=request.user)
    text = ngettext("%(count)s folder was created.", "%(count)s folders were created.", count)
    messages.success(request, text % {"count": count})
    return redirect("documents:drive")
