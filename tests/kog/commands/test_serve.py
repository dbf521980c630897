import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request

import pytest
from django.conf import settings as project
from django.core.management import CommandError, call_command

from kog import demo
from kog.management.commands.serve import Command
from tests.factories.kog import UserFactory

PATIENCE = 120  # a second or two on an idle machine


@pytest.fixture
def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_taken_port_is_refused_with_the_next_one(db):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        with pytest.raises(CommandError, match=rf"make run PORT={port + 1}"):
            call_command("serve", port=port)


def test_demo_is_there_only_with_every_account(db):
    command, addresses = Command(), [f"{local}@{demo.DOMAIN}" for local, _purpose in demo.ACCOUNTS]
    for address in addresses[1:]:
        UserFactory(email=address)

    assert not command.demo_is_there()

    UserFactory(email=addresses[0])
    assert command.demo_is_there()


def test_serve_answers_and_takes_everything_down_again(database_url, tmp_path, free_port):
    own = {"DATABASE_URL": database_url, "VAR_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "kog.settings.development"}
    environment = {name: value for name, value in os.environ.items() if name != "BASE_URL"} | own
    command = [sys.executable, "manage.py", "serve", "--without-demo", "--port", str(free_port)]

    with subprocess.Popen(command, cwd=project.ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        said = []
        for line in process.stdout:
            said.append(line)
            if line.startswith("Ctrl-C"):
                break
        with urllib.request.urlopen(f"http://127.0.0.1:{free_port}/healthz", timeout=PATIENCE) as answer:
            assert answer.read() == b"ok\n"
        with urllib.request.urlopen(f"http://127.0.0.1:{free_port}/robots.txt", timeout=20) as answer:
            assert f"http://127.0.0.1:{free_port}/" in answer.read().decode()
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=PATIENCE)  # to the last word of the last child: none is left to answer
        assert process.returncode == 0

    assert any(f"http://127.0.0.1:{free_port}/portal/" in line for line in said)
    assert any("geschaeftsstelle@kog.example" in line for line in said)
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(f"http://127.0.0.1:{free_port}/healthz", timeout=PATIENCE)
