from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail import hooks
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet

from documents import queries, serving
from documents.models import Document


# Before Wagtail's own check, which knows nothing of committees; the answer ends its view.
@hooks.register("before_serve_document", order=-100)
def serve_by_our_rules(document: Document, request: HttpRequest) -> HttpResponseBase:
    return serving.serve(request, document.pk)


class VisibleDocumentsAPIViewSet(DocumentsAdminAPIViewSet):
    """Wagtail's admin API lists every document to everybody in the admin; ours lists what the person may read."""

    def get_queryset(self) -> QuerySet[Document]:
        visible = queries.documents_visible_to(self.request.user)
        return super().get_queryset().filter(pk__in=visible.values("pk"))


@hooks.register("construct_admin_api", order=100)
def list_only_what_is_visible(router: WagtailAPIRouter) -> None:
    router.register_endpoint("documents", VisibleDocumentsAPIViewSet)
