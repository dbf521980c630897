"""A worker draws the pages of what was read and found clean, so that people see a file before they open it."""

import datetime as dt

from django.core.files import File
from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.translation import gettext as _

from documents import limited
from documents.models import Content, Folder, Preview
from documents.previews import asking
from documents.queries.versions import of_contents
from kog import claiming

LEASE = dt.timedelta(minutes=10)
MOST_ATTEMPTS = 3


def ask_for(content: Content, form: str) -> None:
    """In the caller's transaction; nothing for what has no pages, and for office files where LibreOffice is missing."""
    if asking.can_be_drawn(form):
        Preview.objects.get_or_create(content=content, defaults={"form": form})


def draw_again(folder: Folder | None = None) -> int:
    """All that was drawn or given up; until then the pictures of before are shown. Returns how many wait."""
    return claiming.ask_again(of_contents(Preview.objects.filter(content__reading__infection=""), folder))


def draw_next() -> int:
    """Draw the content that waits longest; 0 when none waits."""
    preview = claiming.claim(Preview.objects.all(), lease=LEASE, most_attempts=MOST_ATTEMPTS)
    if preview is None:
        return 0
    try:
        with asking.drawn(preview.content, preview.form) as found:
            _keep(preview, found)
    except (limited.Broken, ValueError):
        claiming.fail(preview, _("The pages could not be drawn."), for_good=True)
    except FileNotFoundError:
        claiming.fail(preview, _("The bytes are missing in the storage."))
    return 1


def _keep(preview: Preview, found: asking.Drawn) -> None:
    """The pictures first, the row that names their place after them; then those of before go."""
    former = [preview.path(number) for number in range(len(preview.sizes))]
    preview.place = Preview.new_place()
    paths = [preview.path(number) for number in range(len(found.sizes))]
    for number, path in enumerate(paths):
        with (found.folder / f"{number}.webp").open("rb") as picture:
            default_storage.save(path, File(picture))
    facts = {"place": preview.place, "sizes": found.sizes, "page_count": found.page_count, "drawn_at": timezone.now()}
    for path in former if claiming.finish(preview, **facts) else paths:
        default_storage.delete(path)
