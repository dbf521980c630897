"""Assembly of the whole portal. The other apps are named by string, so that nothing in kog imports them."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.urls import include, path
from django.views.generic import RedirectView

SIGN_IN = RedirectView.as_view(pattern_name="account_login", query_string=True)

urlpatterns = [
    path("", include("kog.open_urls")),
    path(
        "portal/",
        include(
            [
                path("", include("kog.portal_urls")),
                path("", include("workinggroups.urls")),
                path("", include("documents.urls")),
                path("", include("meetings.urls")),
            ]
        ),
    ),
    path("konto/", include("allauth.urls")),
    # Wagtail's own sign-in and password pages would go round the second factor and the rate limits.
    path("verwaltung/login/", SIGN_IN),
    path("verwaltung/password_reset/", RedirectView.as_view(pattern_name="account_reset_password")),
    path("verwaltung/", include("wagtail.admin.urls")),
    path("dokumente/", include("wagtail.documents.urls")),
    path("", include("cms.urls")),
    *(static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT) if settings.DEBUG else []),
]
# Last, because a page may have any address: German at the root, every other language below its code.
urlpatterns += i18n_patterns(path("", include("wagtail.urls")), prefix_default_language=False)
