"""The network drive beside WsgiDAV's own provider for a folder of the disk, as ratios: `make bench` plays this, too.

A folder of a thousand files is listed, as a file manager does all the time, and a large file is read. Both sides answer
in this process, without a network: what is compared is what stands behind the protocol.
"""

import io
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FILES, LARGE = 1000, 192 * 1024 * 1024
ROUNDS = 7
MOST = {"list 1,000 files": 0.5, "read 192 MB": 1.3}

Application = Callable[..., Iterable[bytes]]


def ask(application: Application, method: str, path: str, **headers: str) -> int:
    """Sends one request and counts the bytes of the answer."""
    environ = {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "CONTENT_LENGTH": "0",
        "HTTP_HOST": "kog.example",
        "SERVER_NAME": "kog.example",
        "SERVER_PORT": "80",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        **headers,
    }
    status: list[str] = []
    size = sum(len(piece) for piece in application(environ, lambda line, _headers, _error=None: status.append(line)))
    assert status[0][:1] == "2", status
    return size


def fastest(question: Callable[[], int]) -> float:
    question()
    times = []
    for _round in range(ROUNDS):
        begin = time.process_time()
        question()
        times.append(time.process_time() - begin)
    return statistics.median(times) * 1000


def plain(folder: Path) -> Application:
    """WsgiDAV on a folder of the disk, with locks and properties in memory, open to everybody."""
    from wsgidav.error_printer import ErrorPrinter  # noqa: PLC0415 -- beside the other side's imports
    from wsgidav.http_authenticator import HTTPAuthenticator  # noqa: PLC0415 -- the same
    from wsgidav.request_resolver import RequestResolver  # noqa: PLC0415 -- the same
    from wsgidav.wsgidav_app import WsgiDAVApp  # noqa: PLC0415 -- the same

    return WsgiDAVApp(
        {
            "provider_mapping": {"/": str(folder)},
            "simple_dc": {"user_mapping": {"*": True}},
            "middleware_stack": [ErrorPrinter, HTTPAuthenticator, RequestResolver],
            "property_manager": True,
            "lock_storage": True,
            "logging": {"enable": False},
            "verbose": 1,
        }
    )


def ours() -> tuple[Application, str, str]:
    """The drive with the same files, the address of its folder, and what a device of the secretariat's sends."""
    import base64  # noqa: PLC0415 -- only here

    import django  # noqa: PLC0415 -- after the settings are chosen

    django.setup()
    from django.core.files.base import ContentFile  # noqa: PLC0415 -- needs the settings
    from run import secretary  # noqa: PLC0415 -- needs the settings

    from documents.actions import filing, foldering, mounting  # noqa: PLC0415 -- needs the settings
    from documents.dav.application import mounted  # noqa: PLC0415 -- needs the settings

    person = secretary()
    network = foldering.network_folder()
    folder = foldering.subfolder(network, "Messung", by=person)
    for number in range(FILES):
        filing.file(folder, ContentFile(str(number).encode(), f"Datei {number}.txt"), by=person)
    filing.file(network, ContentFile(bytes(LARGE), "gross.bin"), by=person)
    _password, clear = mounting.issue_password(person, "Messung", by=person)
    pair = base64.b64encode(f"{person.email}:{clear}".encode()).decode()
    nothing: Application = lambda _environ, _start: []  # noqa: E731 -- what Django would answer is not asked
    return mounted(nothing), f"/dav/{network.name}".encode().decode("latin-1"), f"Basic {pair}"


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        shutil.copyfile(prepared_database(), work / "kog.sqlite3")
        os.environ |= {
            "DATABASE_URL": f"sqlite:///{work / 'kog.sqlite3'}",
            "VAR_DIR": str(work),
            "DJANGO_SETTINGS_MODULE": "kog.settings.development",
        }
        drive, place, pair = ours()
        disk = work / "platte"
        disk.mkdir()
        for number in range(FILES):
            (disk / f"Datei {number}.txt").write_text(str(number))
        large = work / "large"
        large.mkdir()
        (large / "gross.bin").write_bytes(bytes(LARGE))
        listed, read = plain(disk), plain(large)
        device = {"HTTP_AUTHORIZATION": pair}
        results = {
            "list 1,000 files": (
                fastest(lambda: ask(drive, "PROPFIND", f"{place}/Messung/", HTTP_DEPTH="1", **device)),
                fastest(lambda: ask(listed, "PROPFIND", "/", HTTP_DEPTH="1")),
            ),
            "read 192 MB": (
                fastest(lambda: ask(drive, "GET", f"{place}/gross.bin", **device)),
                fastest(lambda: ask(read, "GET", "/gross.bin")),
            ),
        }
    print(f"\n{'network drive':<44}{'ours':>12}{'disk':>12}{'ratio':>9}")
    for what, (mine, theirs) in results.items():
        print(f"{what:<44}{mine:>9.1f} ms{theirs:>9.1f} ms{mine / theirs:>8.2f}×")
    sys.exit(any(mine > theirs * MOST[what] for what, (mine, theirs) in results.items()))


def prepared_database() -> Path:
    from run import prepared  # noqa: PLC0415 -- starts processes of its own

    return prepared("small")


if __name__ == "__main__":
    sys.path[:0] = [str(ROOT), str(ROOT / "bench")]
    main()
