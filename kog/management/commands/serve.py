"""`make run`: database, demo, web server and worker in one command; nothing for the open network."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

from django.conf import settings
from django.core.management import BaseCommand, CommandError, CommandParser, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from kog import demo
from kog.models import User

HOST = "127.0.0.1"
PATIENCE = 60


class Command(BaseCommand):
    help = "Prepares the database, loads the demo and starts portal and worker; Ctrl-C ends both."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--without-demo", action="store_true")

    def handle(self, *, port: int, without_demo: bool, **_options: object) -> None:
        self.refuse_a_taken_port(port)
        for folder in (settings.VAR, settings.STATIC_ROOT, settings.MEDIA_ROOT):
            folder.mkdir(parents=True, exist_ok=True)
        self.prepare_database()
        if not without_demo and not self.demo_is_there():
            self.say("Loading the demo …")
            call_command("load_demo", stdout=self.stdout)
        connection.close()
        self.run(port)

    def say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()

    def refuse_a_taken_port(self, port: int) -> None:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError as error:
                raise CommandError(
                    f"Port {port} cannot be used ({error.strerror}). Take another: make run PORT={port + 1}"
                ) from error

    def prepare_database(self) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.say("Preparing the database (the first time takes half a minute) …")
            call_command("migrate", verbosity=0)

    def demo_is_there(self) -> bool:
        addresses = [f"{local}@{demo.DOMAIN}" for local, _purpose in demo.ACCOUNTS]
        return User.objects.filter(email__in=addresses).count() == len(addresses)

    def run(self, port: int) -> None:
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", "kog.settings.development"),
            "BASE_URL": f"http://{HOST}:{port}",
        }
        options = ["--worker-class=gthread", "--workers=2", "--threads=4", "--log-level=warning", "--no-control-socket"]
        children = [
            subprocess.Popen([sys.executable, "-m", *arguments], env=environment, cwd=settings.ROOT)  # noqa: S603 -- fixed
            for arguments in (
                ["gunicorn", "kog.wsgi", f"--bind={HOST}:{port}", *options],
                ["django", "work"],
            )
        ]
        # Ctrl-C reaches the children as well, closing the terminal or `kill` only this process.
        signal.signal(signal.SIGTERM, self.interrupt)
        signal.signal(signal.SIGHUP, self.interrupt)
        try:
            self.wait_until_up(port, children)
            self.introduce(port)
            while all(child.poll() is None for child in children):
                time.sleep(0.5)
            raise CommandError("The server or the worker has stopped by itself; its last words stand above.")
        except KeyboardInterrupt:
            self.say("\nStopping …")
        finally:
            self.end(children)

    @staticmethod
    def interrupt(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    @staticmethod
    def end(children: list[subprocess.Popen]) -> None:
        for child in children:
            if child.poll() is None:
                child.terminate()
        for child in children:
            try:
                child.wait(timeout=10)
            except subprocess.TimeoutExpired:
                child.kill()

    @staticmethod
    def wait_until_up(port: int, children: list[subprocess.Popen]) -> None:
        for _attempt in range(PATIENCE * 5):
            if any(child.poll() is not None for child in children):
                raise CommandError("The server or the worker did not start; the reason stands above.")
            try:
                with urllib.request.urlopen(f"http://{HOST}:{port}/healthz", timeout=2):
                    return
            except (OSError, urllib.error.URLError):
                time.sleep(0.2)
        raise CommandError(f"The portal did not answer within {PATIENCE} seconds.")

    def introduce(self, port: int) -> None:
        rows = "\n".join(f"  {local + '@' + demo.DOMAIN:<32} {purpose}" for local, purpose in demo.ACCOUNTS)
        self.say(
            f"\nThe portal is up: http://{HOST}:{port}/  (public site)\n"
            f"                  http://{HOST}:{port}/portal/  (for the people below)\n\n"
            f"Sign in with the password {demo.PASSWORD} as\n{rows}\n\n"
            f"Mail is not sent: it is written to {settings.EMAIL_FILE_PATH}.\nCtrl-C stops portal and worker.\n"
        )
