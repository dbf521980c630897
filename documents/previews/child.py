"""`python -m documents.previews.child PATH FOLDER`: draws a PDF or a picture into FOLDER as 0.webp, 1.webp, …

Prints the sizes of the pictures and how many pages there are. Number 0 is the first page, small.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps

WIDE, HIGH = 1100, 3000
SMALL = (160, 160)
MOST_PAGES = 40
Image.MAX_IMAGE_PIXELS = 120_000_000


def draw(path: Path, folder: Path) -> dict[str, object]:
    sizes, count = [], 0
    with path.open("rb") as file:
        is_pdf = b"%PDF-" in file.read(1024)
    if is_pdf:
        pdf = pypdfium2.PdfDocument(path)
        count, pages = len(pdf), _pages(pdf)
    else:
        count, pages = 1, iter([_picture(path)])
    for number, page in enumerate(pages, 1):
        if number == 1:
            small = page.copy()
            small.thumbnail(SMALL)
            sizes.append(_keep(small, folder / "0.webp"))
        sizes.append(_keep(page, folder / f"{number}.webp"))
    return {"sizes": sizes, "page_count": count}


def _pages(pdf: pypdfium2.PdfDocument) -> Iterator[Image.Image]:
    """A page can claim to be as large as a house: it is drawn as large as a screen."""
    for number in range(min(len(pdf), MOST_PAGES)):
        page = pdf[number]
        wide, high = page.get_size()
        scale = min(WIDE / max(wide, 1), HIGH / max(high, 1))
        yield page.render(scale=scale, fill_color=(255, 255, 255, 255)).to_pil().convert("RGB")


def _picture(path: Path) -> Image.Image:
    with Image.open(path) as picture:
        upright = ImageOps.exif_transpose(picture)
        upright.thumbnail((WIDE, HIGH))
        if upright.mode in {"RGBA", "LA", "P"}:
            ground = Image.new("RGBA", upright.size, "white")
            upright = Image.alpha_composite(ground, upright.convert("RGBA"))
        return upright.convert("RGB")


def _keep(picture: Image.Image, path: Path) -> tuple[int, int]:
    picture.save(path, "WEBP", quality=80, method=2)  # without the metadata of the original
    return picture.size


if __name__ == "__main__":
    json.dump(draw(Path(sys.argv[1]), Path(sys.argv[2])), sys.stdout)
