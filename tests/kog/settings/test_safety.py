import os
import subprocess
import sys

import pytest
from django.conf import settings as project

from kog.settings import safety

SAFE = {
    "SECRET_KEY": "K3yz-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJ",
    "DEBUG": False,
    "BASE_URL": "https://kog.example",
    "ALLOWED_HOSTS": ["kog.example"],
}


def test_safe_settings_have_no_fault():
    assert list(safety.faults(SAFE)) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", ""),
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "a" * 60),
        ("DEBUG", True),
        ("BASE_URL", "http://kog.example"),
        ("BASE_URL", ""),
        ("ALLOWED_HOSTS", []),
        ("ALLOWED_HOSTS", ["*"]),
    ],
)
def test_unsafe_setting_is_named(name, value):
    faults = list(safety.faults(SAFE | {name: value}))

    assert [fault.split()[0] for fault in faults] == [name]


def start(**environment: str) -> subprocess.CompletedProcess:
    inherited = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-c", "from django.conf import settings; print(settings.SECURE_HSTS_SECONDS > 0)"],
        cwd=project.ROOT,
        env=inherited | {"DJANGO_SETTINGS_MODULE": "kog.settings.production"} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_refuses_an_empty_environment():
    result = start()

    assert result.returncode != 0
    assert all(name in result.stderr for name in ("SECRET_KEY must", "BASE_URL must", "ALLOWED_HOSTS must"))


def test_production_starts_with_safe_settings():
    result = start(SECRET_KEY=SAFE["SECRET_KEY"], BASE_URL=SAFE["BASE_URL"], ALLOWED_HOSTS="kog.example")

    assert result.stdout == "True\n", result.stderr
