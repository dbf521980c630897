"""The tree begins with our own start page: Wagtail's welcome page and its two groups of editors go."""

from django.db import migrations

WAGTAILS_GROUPS = ["Moderators", "Editors"]


def begin_the_tree(apps, _schema_editor):
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    StartPage = apps.get_model("cms", "StartPage")
    ContentType = apps.get_model("contenttypes", "ContentType")
    if StartPage.objects.exists():
        return
    Site.objects.all().delete()
    root = Page.objects.get(depth=1)
    Page.objects.filter(depth__gt=1).delete()
    start = StartPage.objects.create(
        title="Startseite",
        draft_title="Startseite",
        slug="start",
        url_path="/start/",
        path=f"{root.path}0001",
        depth=2,
        numchild=0,
        live=True,
        locale=root.locale,
        content_type=ContentType.objects.get_or_create(app_label="cms", model="startpage")[0],
    )
    Page.objects.filter(pk=root.pk).update(numchild=1)
    Site.objects.create(hostname="localhost", port=80, root_page_id=start.pk, is_default_site=True)


def drop_wagtails_groups(apps, _schema_editor):
    """Rights follow from offices and seats; groups with rights of their own would only mislead."""
    apps.get_model("auth", "Group").objects.filter(name__in=WAGTAILS_GROUPS).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        # These give the two groups rights when they run, so the groups go after them.
        ("wagtaildocs", "0006_copy_document_permissions_to_collections"),
        ("wagtailimages", "0027_image_description"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]
    operations = [
        migrations.RunPython(begin_the_tree, migrations.RunPython.noop),
        migrations.RunPython(drop_wagtails_groups, migrations.RunPython.noop),
    ]
