import datetime as dt
import re

import pytest
from django import forms
from django.template import Context, Template
from django.utils import translation

from kog.forms import KernRenderer


class Sample(forms.Form):
    title = forms.CharField(help_text="As on the agenda.")
    note = forms.CharField(required=False, widget=forms.Textarea)
    house = forms.ChoiceField(choices=[("a", "House A")])
    day = forms.DateField(initial=dt.date(2026, 6, 12))
    start = forms.TimeField(initial=dt.time(10, 0))
    way = forms.ChoiceField(choices=[("v", "Video"), ("s", "On site")], widget=forms.RadioSelect)
    fields_of_work = forms.MultipleChoiceField(choices=[("w", "Work")], widget=forms.CheckboxSelectMultiple)
    agreed = forms.BooleanField()


def control(html: str, name: str) -> str:
    return re.search(rf"<(?:input|select|textarea)[^>]*name=\"{name}\"[^>]*>", html)[0]


def test_renderer_draws_every_form():
    assert isinstance(Sample().renderer, KernRenderer)


@pytest.mark.parametrize(
    ("name", "css"),
    [
        ("title", "kern-form-input__input"),
        ("note", "kern-form-input__input"),
        ("house", "kern-form-input__select"),
        ("way", "kern-form-check__radio"),
        ("fields_of_work", "kern-form-check__checkbox"),
        ("agreed", "kern-form-check__checkbox"),
    ],
)
def test_control_has_kerns_class(name, css):
    assert f'class="{css}"' in control(str(Sample()), name)


@pytest.mark.parametrize("language", ["de", "en"])
def test_date_and_time_fields_are_filled_as_the_browser_wants_it(language):
    with translation.override(language):
        html = str(Sample())

    assert 'type="date"' in control(html, "day")
    assert 'value="2026-06-12"' in control(html, "day")
    assert 'type="time"' in control(html, "start")
    assert 'value="10:00"' in control(html, "start")


@pytest.mark.parametrize("typed", ["12.06.2026", "12.6.2026", "2026-06-12", "12.06.26"])
def test_german_dates_are_understood(typed):
    with translation.override("de"):
        assert forms.DateField().clean(typed) == dt.date(2026, 6, 12)


@pytest.mark.parametrize("typed", ["10:00", "10.00", "10 Uhr", "10:00 Uhr"])
def test_german_times_are_understood(typed):
    with translation.override("de"):
        assert forms.TimeField().clean(typed) == dt.time(10)


def test_hint_and_error_are_named_by_the_control():
    html = str(Sample({}))

    assert 'aria-describedby="id_title_helptext id_title_error"' in control(html, "title")
    assert 'id="id_title_helptext"' in html
    assert 'id="id_title_error"' in html
    assert 'aria-invalid="true"' in control(html, "title")


def test_every_description_a_control_names_exists():
    html = str(Sample({}))

    named = {name for names in re.findall(r'aria-describedby="([^"]+)"', html) for name in names.split()}

    assert named <= set(re.findall(r'\bid="([^"]+)"', html))


def test_summary_links_each_error_to_something_on_the_page():
    html = str(Sample({}))

    links = re.findall(r'href="#([^"]+)"', html)

    assert len(links) == 7
    assert set(links) <= set(re.findall(r'\bid="([^"]+)"', html))
    assert "data-error-summary" in html


def test_form_without_errors_has_no_summary():
    assert "data-error-summary" not in str(Sample())


def test_ids_are_unique():
    ids = re.findall(r'\bid="([^"]+)"', str(Sample({})))

    assert len(ids) == len(set(ids))


def test_optional_field_says_so_in_words():
    with translation.override("en"):
        html = str(Sample())

    label = re.search(r'<label[^>]*for="id_note">.*?</label>', html, re.DOTALL)[0]
    assert "optional" in label
    assert "optional" not in re.search(r'<label[^>]*for="id_title">.*?</label>', html, re.DOTALL)[0]


def test_what_was_typed_is_escaped_and_kept():
    html = str(Sample({"title": "<script>"}))

    assert 'value="&lt;script&gt;"' in control(html, "title")


def test_whole_form_asks_for_files_only_when_it_has_some():
    class Upload(forms.Form):
        paper = forms.FileField()

    page = Template('{% include "components/form.html" %}')

    assert 'enctype="multipart/form-data"' in page.render(Context({"form": Upload()}))
    assert "enctype" not in page.render(Context({"form": Sample()}))
