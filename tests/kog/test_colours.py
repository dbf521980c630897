import pytest

from kog.colours import DEFAULT, PAPER, READABLE, checked, contrast, readable_on_paper, text_on

BRANDS = ["#1d4f7c", "#b3471d", "#ffd500", "#ffffff", "#000000", "#777777", "#00ff00", "#e2001a"]


def test_contrast_of_black_and_white_is_the_largest_there_is():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#ffffff") == pytest.approx(1)


@pytest.mark.parametrize("colour", BRANDS)
def test_text_on_every_brand_colour_is_readable(colour):
    assert contrast(text_on(colour), colour) >= READABLE


@pytest.mark.parametrize("colour", BRANDS)
def test_brand_colour_as_text_is_readable_on_the_darkest_paper(colour):
    assert contrast(readable_on_paper(colour), PAPER) >= READABLE


def test_readable_colour_is_left_as_it_is():
    assert readable_on_paper("#1d4f7c") == "#1d4f7c"


def test_light_colour_keeps_its_hue_when_it_is_darkened():
    red, green, blue = (int(readable_on_paper("#ffd500")[at : at + 2], 16) for at in (1, 3, 5))

    assert red > green > blue == 0


@pytest.mark.parametrize("wrong", ["", "red", "#12345", "#1234567", "#12345g", "#fff;}body{display:none"])
def test_what_is_no_colour_never_reaches_a_style_sheet(wrong):
    assert checked(wrong) == DEFAULT
