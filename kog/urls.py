"""Assembly of the whole portal. The other apps are named by string, so that nothing in kog imports them."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.urls import include, path

urlpatterns = [
    path("", include("kog.open_urls")),
    path(
        "portal/",
        include(
            [
                path("", include("workinggroups.urls")),  # first: `gremien/gruenden/` is no committee
                path("", include("kog.portal_urls")),
                path("", include("documents.urls")),
                path("", include("meetings.urls")),
            ]
        ),
    ),
    path("konto/", include("allauth.urls")),
    path("verwaltung/", include("cms.admin_urls")),
    path("dokumente/", include("documents.open_urls")),
    path("kalender/", include("meetings.open_urls")),
    path("", include("cms.urls")),
]
if settings.DEBUG:
    # Only pictures of public pages: a file of the drive leaves through a view that asks for rights.
    urlpatterns += static(f"{settings.MEDIA_URL}images/", document_root=f"{settings.MEDIA_ROOT}/images")
# Last, because a page may have any address: German at the root, every other language below its code.
urlpatterns += i18n_patterns(path("", include("wagtail.urls")), prefix_default_language=False)
