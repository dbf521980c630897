"""Colours and logo of the network, served to pages that may not carry styles of their own."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from kog.colours import checked, readable_on_paper, text_on
from kog.models import Network

PICTURES = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}


@require_safe
@cache_control(public=True, max_age=86400)
def brand_css(request: HttpRequest) -> HttpResponse:
    """The address carries a version made of the colours, so a change is seen at once."""
    network = Network.objects.first() or Network()
    main, accent = checked(network.color_primary), checked(network.color_accent)
    colours = {
        "main": main,
        "on_main": text_on(main),
        "main_text": readable_on_paper(main),
        "on_main_text": text_on(readable_on_paper(main)),
        "accent": accent,
        "on_accent": text_on(accent),
        "accent_text": readable_on_paper(accent),
    }
    return render(request, "components/brand.css", colours, content_type="text/css; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=86400)
def brand_logo(request: HttpRequest) -> FileResponse:
    network = Network.objects.first()
    kind = PICTURES.get(network.logo.name[network.logo.name.rfind(".") :].lower()) if network and network.logo else None
    if kind is None:
        raise Http404
    response = FileResponse(network.logo.open("rb"), content_type=kind)
    # An SVG may carry scripts: opened by itself it runs in nobody's name.
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response
