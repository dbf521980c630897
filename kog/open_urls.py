"""Addresses outside the portal that need no sign-in; each view guards itself."""

from django.conf import settings
from django.urls import path, re_path
from django.views.generic import RedirectView
from django.views.i18n import set_language

from kog.views import brand, links, notices, pieces, sent_mails, standing

urlpatterns = [
    path("healthz", standing.healthz, name="healthz"),
    path("robots.txt", standing.robots_txt, name="robots_txt"),
    path(".well-known/security.txt", standing.security_txt, name="security_txt"),
    path("marke.css", brand.brand_css, name="brand_css"),
    path("marke/logo", brand.brand_logo, name="brand_logo"),
    # An account belongs to the address that was invited; the secretariat changes it.
    re_path("^konto/(?:email|phone)/", RedirectView.as_view(pattern_name="account_login")),
    path("r/<str:token>/", links.link, name="link"),
    path("abbestellen/<str:token>/", notices.unsubscribe, name="unsubscribe"),
    path("sprache/", set_language, name="set_language"),
]
if settings.DEBUG:
    urlpatterns += [
        path("portal/bausteine/", pieces.pieces),
        path("entwicklung/mails/", sent_mails.sent_mails, name="sent_mails"),
        path("entwicklung/mails/<int:pk>/", sent_mails.sent_mail, name="sent_mail"),
        path("entwicklung/mails/<int:pk>/html/", sent_mails.sent_html, name="sent_html"),
    ]
