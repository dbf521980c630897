from wagtail.documents.models import AbstractDocument, Document as WagtailDocument


class Document(AbstractDocument):
    admin_form_fields = WagtailDocument.admin_form_fields
