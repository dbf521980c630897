"""The public site: one page type per file, and the two kinds of files that are public by being put here.

A page type knows what it shows; the facts of the network are read live, so that nothing is typed twice.
"""

from .about_page import AboutPage
from .accessibility_page import AccessibilityStatementPage
from .contact_page import ContactPage
from .dates_page import DatesPage
from .files import Picture, PublicFile, Rendition
from .groups_page import GroupsPage
from .legal_page import LegalPage
from .news import NewsIndexPage, NewsPage
from .start_page import StartPage
from .text_page import TextPage
from .wheel_page import WheelPage

__all__ = [
    "AboutPage",
    "AccessibilityStatementPage",
    "ContactPage",
    "DatesPage",
    "GroupsPage",
    "LegalPage",
    "NewsIndexPage",
    "NewsPage",
    "Picture",
    "PublicFile",
    "Rendition",
    "StartPage",
    "TextPage",
    "WheelPage",
]
