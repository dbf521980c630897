"""Names as a mounted drive shows and takes them."""

import re

from django.utils.translation import gettext as _

from documents import naming
from documents.models import Folder
from kog.exceptions import NotPossibleNow

# What office programs and desktops put beside files: kept in passing, never filed.
PASSING = re.compile(
    r"\._.*|\.DS_Store|\.Spotlight-.*|\.Trashes|\.fseventsd|\.TemporaryItems|\.apdisk|\.fuse_hidden.*|\.nfs.*"
    r"|\.~lock\..*#|~\$.*|~WR[A-Z]\d*\.tmp|.*\.sb-[0-9a-f]+-\w+|Thumbs\.db|desktop\.ini|\.directory|\.Trash-\d+",
    re.IGNORECASE,
)


def is_passing(name: str) -> bool:
    return PASSING.fullmatch(name) is not None


def of_folder(folder: Folder) -> str:
    """A folder may be called “Year / Meeting” on the web; a path has no room for the stroke."""
    return naming.FORBIDDEN.sub("-", folder.name).strip(". ") or str(folder.pk)


def for_file(name: str) -> str:
    """What the file will be called. Refused: a name that could not be shown as it was typed."""
    name = naming.tidy(name)
    stem, extension = naming.split(name)
    if not stem or len(stem) > naming.LONGEST_TITLE or naming.filename(stem, extension) != name:
        raise NotPossibleNow("bad_name", _("A file cannot have this name: %(name)s") % {"name": name})
    return name


def for_folder(name: str) -> str:
    name = naming.tidy(name)
    if not name or len(name) > naming.LONGEST_TITLE or naming.FORBIDDEN.search(name) or name.strip(". ") != name:
        raise NotPossibleNow("bad_name", _("A folder cannot have this name: %(name)s") % {"name": name})
    return name
