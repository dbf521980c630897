"""The secretariat's part of Wagtail: pages, pictures, files, and the network's own rows; no people, no rights."""

from typing import Any

from django import forms
from django.core.validators import FileExtensionValidator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from cms import tree
from cms.models import PublicFile
from kog.models import Field, Institution, Level, Network


class NetworkForm(WagtailAdminModelForm):
    """The brand stands on every page: only pictures that a page can show, only colours that are colours."""

    color_primary = forms.RegexField(
        "^#[0-9a-fA-F]{6}$", label=_("main colour"), widget=forms.TextInput({"type": "color"})
    )
    color_accent = forms.RegexField(
        "^#[0-9a-fA-F]{6}$", label=_("second colour"), widget=forms.TextInput({"type": "color"})
    )
    logo = forms.FileField(
        label=_("logo"),
        required=False,
        validators=[FileExtensionValidator(["svg", "png", "jpg", "jpeg"])],
        help_text=_("SVG, PNG or JPEG."),
    )


class NetworkViewSet(ModelViewSet):
    model = Network
    icon = "site"
    menu_label = _("Name and brand")
    list_display = ["name", "short_name", "place"]
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [FieldPanel("name"), FieldPanel("short_name"), FieldPanel("place"), FieldPanel("state")],
                heading=_("Name"),
            ),
            MultiFieldPanel(
                [FieldPanel("logo"), FieldPanel("color_primary"), FieldPanel("color_accent")], heading=_("Brand")
            ),
            MultiFieldPanel(
                [FieldPanel("purpose"), FieldPanel("founded"), FieldPanel("founding_act")],
                heading=_("Purpose and founding"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("secretariat_name"),
                    FieldPanel("contact_email"),
                    FieldPanel("secretariat_institution"),
                    FieldPanel("secretariat_supported_by"),
                ],
                heading=_("Secretariat"),
            ),
            FieldPanel("drive_name"),
            FieldPanel("sittings_a_year"),
        ],
        base_form_class=NetworkForm,
    )


class InstitutionViewSet(ModelViewSet):
    model = Institution
    icon = "home"
    menu_label = _("Institutions")
    list_display = ["name", "short_name", "level"]
    list_filter = ["level"]
    search_fields = ["name", "short_name"]
    copy_view_enabled = False
    panels = [
        MultiFieldPanel(
            [
                FieldPanel("name"),
                FieldPanel("short_name"),
                FieldPanel("key"),
                FieldPanel("level"),
                FieldPanel("parent"),
            ],
            heading=_("Institution"),
        ),
        FieldPanel("fields", widget=forms.CheckboxSelectMultiple),
        FieldPanel("tasks"),
        MultiFieldPanel([FieldPanel("website"), FieldPanel("email"), FieldPanel("phone")], heading=_("Contact")),
    ]


class LevelViewSet(ModelViewSet):
    model = Level
    icon = "order"
    menu_label = _("Levels")
    list_display = ["name", "position"]
    form_fields = ["name", "key", "position"]
    copy_view_enabled = False


class FieldViewSet(ModelViewSet):
    model = Field
    icon = "tag"
    menu_label = _("Fields of action")
    list_display = ["name", "position"]
    form_fields = ["name", "slug", "position"]
    copy_view_enabled = False


class NetworkGroup(ModelViewSetGroup):
    menu_label = _("Network")
    menu_icon = "group"
    menu_order = 210
    items = (NetworkViewSet, InstitutionViewSet, LevelViewSet, FieldViewSet)


@hooks.register("register_admin_viewset")
def network_viewsets() -> NetworkGroup:
    return NetworkGroup()


class PublicFileViewSet(SnippetViewSet):
    model = PublicFile
    icon = "download"
    menu_label = _("Public files")
    add_to_admin_menu = True
    menu_order = 320
    list_display = ["title", "kind", "uploaded_at"]
    panels = [FieldPanel("title"), FieldPanel("file")]


register_snippet(PublicFileViewSet)


@hooks.register("register_admin_menu_item")
def way_back_to_the_portal() -> MenuItem:
    return MenuItem(_("To the portal"), reverse_lazy("kog:dashboard"), name="portal", icon_name="arrow-left", order=1)


@hooks.register("construct_help_menu")
def hide_wagtails_own_news(request: HttpRequest, menu_items: list[Any]) -> None:
    """What is new in Wagtail concerns the people who run the server; the page about its shortcuts stays."""
    menu_items[:] = [item for item in menu_items if item.name == "keyboard-shortcuts-trigger"]


@hooks.register("construct_settings_menu")
def hide_people_and_rights(request: HttpRequest, menu_items: list[Any]) -> None:
    """People, offices and seats are managed in the portal; a second place would contradict it."""
    menu_items[:] = [item for item in menu_items if item.name not in {"users", "groups", "sites"}]


@hooks.register("before_serve_page")
def one_address_per_language(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponse | None:
    """A page that is not translated answers at its own address only, so that the document's language is always true."""
    start = tree.start_of(page)
    if start and start.language_code != get_language() and request.method in {"GET", "HEAD"}:
        return redirect(page.get_url(request))
    return None
