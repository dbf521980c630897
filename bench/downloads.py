"""A download from the drive, with all that is asked before it, beside a plain file from the same server.

Both go through the whole of Django in this process, without a network, for the same signed-in person. The list of a
folder with a tenth of all files is measured by run.py with everything else.
"""

import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 25
# The smallest file is the questions alone: may they read it, what does the scanner say. Beside them the bytes of a file
# may cost what those of a plain one cost, and a little; the questions themselves a few plain answers.
QUESTIONS, BYTES = 4.0, 1.3
# How many files there are must not be felt.
AMONG, GROWTH = (1_000, 10_000, 100_000), 1.3
SIZES = {"questions (1 kB)": 1024, "5 MB": 5 * 1024 * 1024, "50 MB": 50 * 1024 * 1024}


def fastest(question: Callable[[], object]) -> float:
    question()
    times = []
    for _round in range(ROUNDS):
        begin = time.process_time()
        question()
        times.append(time.process_time() - begin)
    return statistics.median(times) * 1000


def crowd(number: int) -> None:
    """So many files without bytes in all, in the folder of the network."""
    from django.utils import timezone  # noqa: PLC0415 -- needs the settings

    from documents.actions import foldering  # noqa: PLC0415 -- needs the settings
    from documents.models import Document  # noqa: PLC0415 -- needs the settings

    folder, now = foldering.network_folder().collection_id, timezone.now()
    there = Document.objects.filter(name_key__startswith="bench ").count()
    Document.objects.bulk_create(
        [
            Document(title=f"{one}", collection_id=folder, file=f"x/{one}", name_key=f"bench {one}", created_at=now)
            for one in range(there, number)
        ],
        batch_size=2000,
    )


def measured(work: Path) -> tuple[dict[str, tuple[float, float]], dict[int, float]]:
    import django  # noqa: PLC0415 -- after the settings are chosen

    django.setup()
    from django.conf import settings  # noqa: PLC0415 -- needs the settings
    from django.contrib.auth.decorators import login_required  # noqa: PLC0415 -- needs the settings
    from django.core.files.base import ContentFile  # noqa: PLC0415 -- needs the settings
    from django.http import FileResponse, HttpRequest  # noqa: PLC0415 -- needs the settings
    from django.test import Client  # noqa: PLC0415 -- needs the settings
    from django.urls import path  # noqa: PLC0415 -- needs the settings
    from run import secretary  # noqa: PLC0415 -- needs the settings

    from documents.actions import filing, foldering  # noqa: PLC0415 -- needs the settings
    from documents.models import Document  # noqa: PLC0415 -- needs the settings
    from kog.urls import urlpatterns  # noqa: PLC0415 -- needs the settings

    @login_required
    def plain(request: HttpRequest, size: int) -> FileResponse:
        return FileResponse((work / str(size)).open("rb"))

    settings.ROOT_URLCONF = (path("plain/<int:size>/", plain), *urlpatterns)
    settings.ALLOWED_HOSTS = ["testserver"]
    person = secretary()
    client = Client()
    client.force_login(person, backend="kog.accounts.SignInBackend")

    def get(address: str) -> int:
        answer = client.get(address)
        assert answer.status_code == 200, answer.status_code
        return sum(map(len, answer.streaming_content))

    results = {}
    for name, size in SIZES.items():
        data = os.urandom(size)
        (work / str(size)).write_bytes(data)
        document = filing.file(foldering.network_folder(), ContentFile(data, f"{size}.bin"), by=person)
        results[name] = (
            fastest(lambda address=document.download_url: get(address)),
            fastest(lambda address=f"/plain/{size}/": get(address)),
        )
    smallest = min(SIZES.values())
    [document] = Document.objects.filter(file_size=smallest, original_filename=f"{smallest}.bin")
    among = {}
    for number in AMONG:
        crowd(number)
        among[number] = fastest(lambda: get(document.download_url))
    return results, among


def main() -> None:
    from run import prepared  # noqa: PLC0415 -- starts processes of its own

    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        shutil.copyfile(prepared("small"), work / "kog.sqlite3")
        os.environ |= {
            "DATABASE_URL": f"sqlite:///{work / 'kog.sqlite3'}",
            "VAR_DIR": str(work),
            "DJANGO_SETTINGS_MODULE": "kog.settings.development",
        }
        results, among = measured(work)
    (questions, plain), *larger = results.values()
    price = questions - plain
    ratios = [questions / plain, *((mine - price) / theirs for mine, theirs in larger)]
    print(f"\n{'download':<34}{'drive':>12}{'plain':>12}{'ratio':>9}{'without the questions':>24}")
    for (what, (mine, theirs)), ratio in zip(results.items(), ratios, strict=True):
        print(f"{what:<34}{mine:>9.1f} ms{theirs:>9.1f} ms{mine / theirs:>8.2f}×{ratio:>23.2f}×")
    growth = among[AMONG[-1]] / among[AMONG[0]]
    print(f"{'among ' + ', '.join(f'{one:,}' for one in AMONG) + ' files':<38}", end="")
    print(" / ".join(f"{among[one]:.1f}" for one in AMONG) + f" ms{growth:>9.2f}×")
    sys.exit(ratios[0] > QUESTIONS or any(ratio > BYTES for ratio in ratios[1:]) or growth > GROWTH)


if __name__ == "__main__":
    sys.path[:0] = [str(ROOT), str(ROOT / "bench")]
    main()
