"""Brand colours that stay readable: contrast after WCAG 2.2, and a darker shade of a colour where it is needed."""

import colorsys
import re

READABLE = 4.5
PAPER = "#f3f4f7"  # the darkest of the light backgrounds text may stand on
WHITE, BLACK = "#ffffff", "#000000"
DEFAULT = "#1d4f7c"


def checked(colour: str) -> str:
    """The colour as #rrggbb, or the default where it is none: it is written into a style sheet."""
    return colour.lower() if re.fullmatch(r"#[0-9a-fA-F]{6}", colour or "") else DEFAULT


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def text_on(background: str) -> str:
    """White or black, whichever reads better on this background; the better of the two always reaches 4.5."""
    return max((WHITE, BLACK), key=lambda text: contrast(text, background))


def readable_on_paper(colour: str) -> str:
    """The colour itself, or the lightest darker shade of it that can be read as text on a light page."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    shade = colour
    while contrast(shade, PAPER) < READABLE:
        lightness -= 0.01
        red, green, blue = colorsys.hls_to_rgb(hue, max(lightness, 0), saturation)
        shade = f"#{round(red * 255):02x}{round(green * 255):02x}{round(blue * 255):02x}"
    return shade


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _luminance(colour: str) -> float:
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in _channels(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
