import gettext

import pytest
from django.core.management import CommandError, call_command

from kog import catalogue


@pytest.fixture
def sources(settings, tmp_path):
    """A small project of its own: one module, one template, an empty catalogue."""
    (tmp_path / "kog").mkdir()
    (tmp_path / "templates").mkdir()
    (tmp_path / "kog" / "views.py").write_text(
        '_("Agenda")\n'
        'ngettext("%(n)s seat", "%(n)s seats", n) % {"n": n}\n'
        'pgettext("of a meeting", "Place")\n'
        '_("Hello %(name)s") % {"name": name}\n'
        'log("Not for people")\n',
        encoding="utf-8",
    )
    (tmp_path / "templates" / "page.html").write_text(
        '{% translate "Agenda" %}\n'
        "  {% blocktranslate trimmed with name=x %}\n    Dear {{ name }},\n    welcome.\n  {% endblocktranslate %}\n"
        '<p title="{{ _("Close") }}">untouched text</p>\n',
        encoding="utf-8",
    )
    settings.ROOT = tmp_path
    return tmp_path


GERMAN = {
    "Agenda": "Tagesordnung",
    "%(n)s seat ||| %(n)s seats": "ein Sitz ||| %(n)s Sitze",
    "of a meeting\x04Place": "Ort",
    "Hello %(name)s": "Guten Tag, %(name)s",
    "Dear %(name)s, welcome.": "Guten Tag %(name)s, willkommen.",
    "Close": "Schließen",
}


def test_finds_each_message_once(sources):
    assert {key: message.id for key, message in catalogue.by_key(catalogue.found()).items()} == {
        (None, "Agenda"): "Agenda",
        (None, "%(n)s seat"): ("%(n)s seat", "%(n)s seats"),
        ("of a meeting", "Place"): "Place",
        (None, "Hello %(name)s"): "Hello %(name)s",
        (None, "Dear %(name)s, welcome."): "Dear %(name)s, welcome.",
        (None, "Close"): "Close",
    }


def test_merged_translations_are_stored_and_compiled(sources):
    catalogue.store("de", catalogue.updated("de", GERMAN))
    catalogue.compile_to_mo("de")

    with (catalogue.folder("de") / "django.mo").open("rb") as file:
        german = gettext.GNUTranslations(file)
    assert list(catalogue.faults("de")) == []
    assert german.gettext("Agenda") == "Tagesordnung"
    assert [german.ngettext("%(n)s seat", "%(n)s seats", n) for n in (1, 2)] == ["ein Sitz", "%(n)s Sitze"]
    assert german.pgettext("of a meeting", "Place") == "Ort"


def test_update_keeps_what_is_translated_and_drops_what_is_gone(sources):
    catalogue.store("de", catalogue.updated("de", GERMAN))
    (sources / "templates" / "page.html").write_text("{% translate 'Close' %} {% translate 'New' %}", encoding="utf-8")

    catalogue.store("de", catalogue.updated("de", {}))

    kept = catalogue.by_key(catalogue.stored("de"))
    assert kept[None, "Close"].string == "Schließen"
    assert kept[None, "Agenda"].string == "Tagesordnung"
    assert (None, "Dear %(name)s, welcome.") not in kept
    assert list(catalogue.faults("de")) == ["untranslated (templates/page.html): New"]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"Agenda": ""}, "untranslated (kog/views.py): Agenda"),
        ({"%(n)s seat ||| %(n)s seats": "Sitz"}, "untranslated (kog/views.py): %(n)s seat"),
        ({"Hello %(name)s": "Hallo"}, "placeholders differ (kog/views.py): Hello %(name)s"),
        ({"Hello %(name)s": "Hallo %(nam)s"}, "placeholders differ (kog/views.py): Hello %(name)s"),
        ({"%(n)s seat ||| %(n)s seats": "ein Sitz ||| Sitze"}, "placeholders differ (kog/views.py): %(n)s seat"),
    ],
)
def test_fault_is_named(sources, change, fault):
    catalogue.store("de", catalogue.updated("de", GERMAN | change))

    assert list(catalogue.faults("de")) == [fault]


def test_check_fails_on_a_stale_entry_and_changes_nothing(sources, capsys):
    catalogue.store("de", catalogue.updated("de", GERMAN))
    (sources / "kog" / "views.py").write_text('_("Agenda")', encoding="utf-8")
    before = (catalogue.folder("de") / "django.po").read_bytes()

    with pytest.raises(CommandError, match="3 faults"):
        call_command("catalogue", check=True)

    assert "stale: Hello %(name)s" in capsys.readouterr().err.splitlines()
    assert (catalogue.folder("de") / "django.po").read_bytes() == before


def test_second_update_changes_nothing(sources):
    catalogue.store("de", catalogue.updated("de", GERMAN))
    before = (catalogue.folder("de") / "django.po").read_bytes()

    catalogue.store("de", catalogue.updated("de", {}))

    assert (catalogue.folder("de") / "django.po").read_bytes() == before
