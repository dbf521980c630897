"""Every file that was there before versions were gets its first; same bytes are spoken of once from now on."""

import hashlib

from django.db import migrations


def begin(apps, schema_editor):
    Document, Content, Version = (apps.get_model("documents", name) for name in ("Document", "Content", "DocumentVersion"))
    for document in Document.objects.filter(versions=None).order_by("pk").iterator(chunk_size=500):
        sha256, size = document.sha256, document.file_size
        if not sha256 or size is None:
            sha256, size = measured(document)
        content, new = Content.objects.get_or_create(
            sha256=sha256, defaults={"file": document.file.name, "size": size}
        )
        if not new:
            Document.objects.filter(pk=document.pk).update(file=content.file.name)
        Version.objects.create(
            document=document,
            number=1,
            content=content,
            original_filename=document.original_filename,
            mime=document.mime,
            uploaded_by_id=document.uploaded_by_user_id,
            uploaded_at=document.created_at,
        )


def measured(document):
    """Of a file whose bytes are missing the row stays what it is; nobody else can have its checksum."""
    digest, size = hashlib.sha256(), 0
    try:
        with document.file.open("rb") as file:
            for piece in file.chunks():
                digest.update(piece)
                size += len(piece)
    except FileNotFoundError:
        digest.update(f"missing: {document.pk} {document.file.name}".encode())
    return digest.hexdigest(), size


class Migration(migrations.Migration):
    dependencies = [("documents", "0002_versions")]

    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
