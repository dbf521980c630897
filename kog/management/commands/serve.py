"""`make run`: database, demo, web server and worker in one command; nothing for the open network."""

import io
import multiprocessing
import os
import signal
import socket
import time
import urllib.request
from collections.abc import Callable
from multiprocessing.process import BaseProcess

from django.conf import settings
from django.core.management import BaseCommand, CommandError, CommandParser, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.module_loading import import_string
from gunicorn.app.base import BaseApplication

from kog import demo
from kog.models import User

HOST = "127.0.0.1"
PATIENCE = 60
fork = multiprocessing.get_context("fork").Process


class Pages(BaseApplication):
    def __init__(self, port: int) -> None:
        self.port = port
        super().__init__()

    def load_config(self) -> None:
        settings_of_gunicorn = {
            "bind": f"{HOST}:{self.port}",
            "worker_class": "gthread",
            "workers": 2,
            "threads": 4,
            "loglevel": "warning",
            "control_socket_disable": True,
        }
        for name, value in settings_of_gunicorn.items():
            self.cfg.set(name, value)

    def load(self) -> Callable:
        return import_string(settings.WSGI_APPLICATION)


def serve_pages(port: int) -> None:
    Pages(port).run()


def load_demo() -> None:
    call_command("load_demo", stdout=io.StringIO())  # its accounts are introduced when the portal is up


def work() -> None:
    call_command("work", verbosity=0)


class Command(BaseCommand):
    help = "Prepares the database, loads the demo and starts portal and worker; Ctrl-C ends both."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--without-demo", action="store_true")

    def handle(self, *, port: int, without_demo: bool, **_options: object) -> None:
        self.refuse_a_taken_port(port)
        if "BASE_URL" not in os.environ:
            # Stands in mails, QR codes and calendars. Before the first fork, so that demo, pages and worker have it.
            settings.BASE_URL = settings.WAGTAILADMIN_BASE_URL = f"http://{HOST}:{port}"
        for folder in (settings.VAR, settings.STATIC_ROOT, settings.MEDIA_ROOT):
            folder.mkdir(parents=True, exist_ok=True)
        self.prepare_database()
        if not without_demo and not self.demo_is_there():
            self.load_demo()
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

    def load_demo(self) -> None:
        """In a process of its own: typst, which sets the demo's papers, keeps threads that do not survive the fork."""
        self.say("Loading the demo …")
        connection.close()
        loading = fork(target=load_demo)
        loading.start()
        loading.join()
        if loading.exitcode:
            raise CommandError("The demo could not be loaded; the reason stands above.")

    def run(self, port: int) -> None:
        # Forked from this process, which has loaded everything already: up in a second instead of three starts.
        children = [fork(target=serve_pages, args=(port,)), fork(target=work)]
        for child in children:
            child.start()
        # Ctrl-C reaches the children as well, closing the terminal or `kill` only this process.
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self.interrupt)
        try:
            self.wait_until_up(port, children)
            self.introduce(port)
            while all(child.is_alive() for child in children):
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
    def end(children: list[BaseProcess]) -> None:
        for child in children:
            if child.is_alive():
                os.kill(child.pid, signal.SIGINT)  # at once; SIGTERM would wait for browsers to hang up
        for child in children:
            child.join(timeout=10)
            child.kill()

    @staticmethod
    def wait_until_up(port: int, children: list[BaseProcess]) -> None:
        for _attempt in range(PATIENCE * 5):
            if not all(child.is_alive() for child in children):
                raise CommandError("The server or the worker did not start; the reason stands above.")
            try:
                with urllib.request.urlopen(f"http://{HOST}:{port}/healthz", timeout=2):
                    return
            except OSError:
                time.sleep(0.2)
        raise CommandError(f"The portal did not answer within {PATIENCE} seconds.")

    def introduce(self, port: int) -> None:
        rows = "\n".join(f"  {local + '@' + demo.DOMAIN:<32} {purpose}" for local, purpose in demo.ACCOUNTS)
        self.say(
            f"\nThe portal is up: http://{HOST}:{port}/  (public site)\n"
            f"                  http://{HOST}:{port}/portal/  (for the people below)\n\n"
            f"Sign in with the password {demo.PASSWORD} as\n{rows}\n\n"
            f"Mail is not sent. Read it at http://{HOST}:{port}/entwicklung/mails/ or in {settings.EMAIL_FILE_PATH}.\n"
            f"Ctrl-C stops portal and worker.\n"
        )
