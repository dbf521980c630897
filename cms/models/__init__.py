"""The public site: one page type per file, and the two kinds of files that are public by being put here.

A page type knows what it shows; the facts of the network are read live, so that nothing is typed twice.
"""

from .files import Picture, PublicFile, Rendition
from .start_page import StartPage
from .text_page import TextPage
from .about_page import AboutPage
from .groups_page import GroupsPage
from .news import NewsIndexPage, NewsPage
from .contact_page import ContactPage
from .legal_page import LegalPage
from .accessibility_page import AccessibilityStatementPage

__all__ = [
    "AboutPage",
    "AccessibilityStatementPage",
    "ContactPage",
    "GroupsPage",
    "LegalPage",
    "NewsIndexPage",
    "NewsPage",
    "Picture",
    "PublicFile",
    "Rendition",
    "StartPage",
    "TextPage",
]
