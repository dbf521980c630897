"""A real IMAP server (dovecot) in a folder of its own, with one mailbox."""

import grp
import imaplib
import os
import pwd
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

CONFIG = """
protocols = imap
listen = 127.0.0.1
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
ssl = no
disable_plaintext_auth = no
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
mail_location = maildir:{folder}/mail
passdb {{
  driver = static
  args = password=geheim
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/home
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
"""


class Mailbox:
    def __init__(self, port: int) -> None:
        self.settings = {
            "host": "127.0.0.1",
            "port": port,
            "user": "kog@kog.example",
            "password": "geheim",
            "folder": "INBOX",
            "implicit_tls": False,
        }

    def open(self) -> imaplib.IMAP4:
        server = imaplib.IMAP4("127.0.0.1", self.settings["port"], timeout=60)
        server.login(self.settings["user"], self.settings["password"])
        server.select("INBOX")
        return server

    def put(self, *messages: bytes) -> None:
        server = self.open()
        for message in messages:
            server.append("INBOX", "", imaplib.Time2Internaldate(time.time()), message)
        server.logout()

    def flags(self) -> list[bytes]:
        server = self.open()
        _answer, found = server.fetch("1:*", "(FLAGS)")
        server.logout()
        return found


@pytest.fixture
def mailbox_server(tmp_path_factory) -> Iterator[Mailbox]:
    if not shutil.which("dovecot"):
        pytest.skip("dovecot is not installed (.ci/programs)")
    folder = Path("/tmp") / f"dovecot-{os.getpid()}"
    folder.mkdir(mode=0o755)
    # Nobody reads mail as root, dovecot says.
    person = pwd.getpwnam("nobody") if os.getuid() == 0 else pwd.getpwuid(os.getuid())
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    facts = {"user": person.pw_name, "uid": person.pw_uid, "gid": person.pw_gid}
    group = grp.getgrgid(person.pw_gid).gr_name
    (folder / "dovecot.conf").write_text(CONFIG.format(folder=folder, port=port, group=group, **facts))
    for name in ("mail", "home"):
        (folder / name).mkdir()
        os.chown(folder / name, person.pw_uid, person.pw_gid)
    process = subprocess.Popen(["dovecot", "-F", "-c", str(folder / "dovecot.conf")])
    try:
        box = Mailbox(port)
        for _attempt in range(1200):
            try:
                box.open().logout()
                break
            except (OSError, imaplib.IMAP4.error):
                time.sleep(0.05)
        else:
            pytest.fail((folder / "log").read_text() if (folder / "log").exists() else "dovecot did not start")
        yield box
    finally:
        process.terminate()
        process.wait(timeout=60)
        shutil.rmtree(folder)
