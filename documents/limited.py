"""Programs that open files of strangers run in a child process of their own, with limits of time and memory, without a
network where the system lets us take it away.

Whatever a file makes such a program do, only the child dies of it. It knows no secret of the portal: its environment is
empty, its folder is a new one, and when the worker itself is killed the child ends by its own clock. This module is
also what the child runs first, so it imports nothing of Django.
"""

import contextlib
import ctypes
import os
import resource
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MEGABYTE = 1024 * 1024
NEW_USERS, NEW_NETWORK = 0x10000000, 0x40000000  # CLONE_NEWUSER and CLONE_NEWNET of Linux
# Where the network stays, a port on which nobody listens: a program that wants to fetch what a file names gets nothing.
NOWHERE = "http://127.0.0.1:9"


class Broken(Exception):
    """The program ended with an error: the file is not what it seems, or takes more memory than it may."""


class TookTooLong(Broken):
    pass


def python(module: str, *arguments: str, seconds: int, megabytes: int = 1536) -> bytes:
    """What one of our modules prints about a file."""
    with tempfile.TemporaryDirectory(prefix="kog-") as folder:
        command = [sys.executable, "-m", module, *arguments]
        return program(*command, folder=Path(folder), seconds=seconds, megabytes=megabytes)


def program(*command: str, folder: Path, seconds: int, megabytes: int) -> bytes:
    """What a program prints, run in this folder; with all its children it is gone when this returns."""
    environment = {
        "PATH": os.defpath,
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(ROOT),
        "http_proxy": NOWHERE,
        "https_proxy": NOWHERE,
    }
    limited = [sys.executable, "-m", "documents.limited", str(seconds), str(megabytes), *command]
    child = subprocess.Popen(  # noqa: S603 -- the command is ours, a file's name on the disk is random
        limited,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        printed, _nothing = child.communicate(timeout=seconds + 5)
    except subprocess.TimeoutExpired:
        raise TookTooLong
    finally:
        _end(child)
    if child.returncode in {-signal.SIGALRM, -signal.SIGXCPU}:
        raise TookTooLong
    if child.returncode:
        raise Broken(f"ended with {child.returncode}")
    return printed


def _end(child: subprocess.Popen) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    if child.stdout:
        child.stdout.close()


def limit(seconds: int, megabytes: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * MEGABYTE, megabytes * MEGABYTE))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (512 * MEGABYTE, 512 * MEGABYTE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.alarm(seconds)  # goes on in the program that takes this one's place


def leave_network() -> bool:
    """From here on no socket leads anywhere, not even to this machine; False where the system does not allow it.

    Root may do so at once, others in a user namespace, in which they go on as themselves.
    """
    user, group = os.getuid(), os.getgid()
    unshare = getattr(ctypes.CDLL(None), "unshare", None)
    if unshare is None:
        return False
    if unshare(NEW_NETWORK) == 0:
        return True
    if unshare(NEW_USERS | NEW_NETWORK):
        return False
    for name, line in (("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1")):
        with contextlib.suppress(OSError):  # without a name for itself it works as well
            Path("/proc/self", name).write_text(line)
    return True


def may_leave_network() -> bool:
    """Tried in a child: who asks stays where they are."""
    tried = subprocess.run([sys.executable, "-m", "documents.limited"], cwd=ROOT, check=False)
    return tried.returncode == 0


if __name__ == "__main__":
    left = leave_network()
    if len(sys.argv) == 1:  # only asked
        sys.exit(not left)
    limit(int(sys.argv[1]), int(sys.argv[2]))
    os.execvp(sys.argv[3], sys.argv[3:])  # noqa: S606 -- no shell is wanted
