"""What the page types do not do themselves: the contact message, public files, the site map, the door of the admin."""

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.account import AccountView, BaseSettingsPanel
from wagtail.contrib.sitemaps.views import sitemap as wagtail_sitemap

from cms import access
from cms.actions import drafting
from cms.forms import ContactForm
from kog.exceptions import NotPossibleNow
from kog.views.guards import needs


@require_http_methods(["GET", "HEAD", "POST"])
def contact_message(request: HttpRequest, pk: int) -> HttpResponse:
    page = access.contact_page(pk)
    if request.method != "POST":
        return redirect(page.get_url(request))
    form = ContactForm(request.POST)
    if form.is_valid():
        try:
            form.save()
        except NotPossibleNow as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(f"{page.get_url(request)}?gesendet=1")
    return render(request, page.get_template(request), page.get_context(request) | {"form": form})


@require_safe
@cache_control(public=True, max_age=300)
def public_file(request: HttpRequest, pk: int) -> FileResponse:
    """Always as a download: nothing that was uploaded runs in the name of this host."""
    document = access.public_file(pk)
    return FileResponse(document.file.open("rb"), as_attachment=True, filename=document.download_name)


@require_http_methods(["GET", "POST"])
@needs("cms.edit_site")
def news_from_press(request: HttpRequest, slug: str) -> HttpResponse:
    """After the question: the press statement of a meeting as a draft, opened in the editor."""
    text = access.press_statement(request.user, slug)
    if request.method == "POST":
        page = drafting.news_from_press(text, by=request.user)
        return redirect("wagtailadmin_pages:edit", page.pk)
    return render(request, "cms/news_from_press.html", {"text": text, "meeting": text.meeting})


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    return wagtail_sitemap(request)


@never_cache
def admin_sign_in(request: HttpRequest) -> HttpResponse:
    """Wagtail sends everybody here whom it does not let in: strangers sign in, others read that it is not for them."""
    if request.user.has_perm("wagtailadmin.access_admin"):
        return redirect("wagtailadmin_home")
    if request.user.is_authenticated:
        raise PermissionDenied
    return redirect_to_login(request.GET.get("next") or reverse("wagtailadmin_home"))


class EditorSettings(AccountView):
    """How the editor looks and whom it writes to. A person's name is changed in the portal, and is one field there."""

    def get_panels(self) -> list[BaseSettingsPanel]:
        return [panel for panel in super().get_panels() if panel.name != "name_email"]


editor_settings = require_admin_access(EditorSettings.as_view())
