"""Programs that Debian ships, against two processes: the test suite for WebDAV servers, and a client people use."""

import re
import shutil
import subprocess
from pathlib import Path
from urllib.parse import quote

import pytest

from documents.actions import foldering
from documents.models import Document

SUITES = ["basic", "copymove", "props", "locks", "http"]


@pytest.mark.skipif(not shutil.which("litmus"), reason="Debian's package litmus is not installed")
def test_all_checks_of_litmus_pass(server, device, tmp_path):
    place = quote(foldering.network_folder().name)

    result = subprocess.run(
        ["litmus", "-k", f"{server}/dav/{place}/", *device],
        cwd=tmp_path,
        env={"TESTS": " ".join(SUITES), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    ran = re.findall(r"summary for `(\w+)': of (\d+) tests run: \d+ passed, (\d+) failed", result.stdout)
    failures = [line for line in re.split(r"[\r\n]+", result.stdout) if "FAIL" in line or "WARNING" in line]
    assert [suite for suite, _ran, _failed in ran] == SUITES, result.stdout
    assert (sum(int(ran) for _suite, ran, _failed in ran), failures) == (104, [])


@pytest.mark.skipif(not shutil.which("rclone"), reason="Debian's package rclone is not installed")
def test_rclone_brings_everything_there_and_back(server, device, tmp_path):
    place, user, clear = foldering.network_folder().name, *device
    hidden = subprocess.run(["rclone", "obscure", clear], capture_output=True, text=True, check=True).stdout.strip()
    remote = f":webdav,url='{server}/dav/',vendor=other,user='{user}',pass='{hidden}':{place}"
    here, back = tmp_path / "hier", tmp_path / "zurück"
    for name in ("Öffentliches/Straße & Brücke.txt", "Öffentliches/Tief/er/ß.md", "leer nicht.csv", "groß.bin"):
        (here / name).parent.mkdir(parents=True, exist_ok=True)
        (here / name).write_bytes(name.encode() * (200_000 if name == "groß.bin" else 1))

    def sync(start: object, to: object) -> None:
        command = ["rclone", "sync", str(start), str(to), "--config", "/dev/null", "--transfers", "4", "--retries", "1"]
        subprocess.run(command, check=True, capture_output=True, timeout=120)

    sync(here, remote)
    sync(remote, back)
    (back / "leer nicht.csv").write_bytes(b"anders;als;vorher")
    (back / "groß.bin").unlink()
    sync(back, remote)
    sync(remote, here)

    assert (
        _tree(here)
        == _tree(back)
        == {
            "Öffentliches/Straße & Brücke.txt": "Öffentliches/Straße & Brücke.txt".encode(),
            "Öffentliches/Tief/er/ß.md": "Öffentliches/Tief/er/ß.md".encode(),
            "leer nicht.csv": b"anders;als;vorher",
        }
    )
    assert Document.objects.get(title="leer nicht").versions.count() == 2
    assert Document.objects.get(title="groß").is_removed


def _tree(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
