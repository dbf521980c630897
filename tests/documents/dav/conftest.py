"""A real server with the drive mounted, and a device of the secretariat's."""

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connections

from documents.actions import foldering, mounting


@pytest.fixture
def server(database_url, tmp_path) -> Iterator[str]:
    """Two processes, as in an installation: what one knows the other has to know."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "kog.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", "2"]
    environment = {
        **os.environ,
        "DATABASE_URL": database_url,
        "DJANGO_SETTINGS_MODULE": "tests.documents.dav.settings",
        "VAR_DIR": str(tmp_path),
    }
    connections.close_all()
    with subprocess.Popen(
        [*command, "--worker-class", "gthread", "--threads", "4", "--preload", "--log-level", "warning"],
        cwd=settings.ROOT,
        env=environment,
    ) as process:
        try:
            _wait(f"http://127.0.0.1:{port}/healthz", process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def _wait(address: str, process: subprocess.Popen) -> None:
    for _attempt in range(1200):
        assert process.poll() is None, "the server did not start"
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=2):
            return
        time.sleep(0.1)
    raise AssertionError("the server did not answer")


@pytest.fixture
def device(secretary) -> tuple[str, str]:
    """Address and password of a device."""
    foldering.network_folder()
    _password, clear = mounting.issue_password(secretary, "Laptop", by=secretary)
    return secretary.email, clear
