"""One public thing by its number: what is not published does not exist."""

from django.shortcuts import get_object_or_404

from cms.models import ContactPage, PublicFile


def contact_page(pk: int) -> ContactPage:
    return get_object_or_404(ContactPage.objects.live().public(), pk=pk)


def public_file(pk: int) -> PublicFile:
    return get_object_or_404(PublicFile, pk=pk)
