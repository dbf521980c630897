"""The feed as two programs of real people read it: vdirsyncer fetches it, khal shows it."""

import datetime as dt
import shutil
import subprocess
from pathlib import Path

import pytest
from django.utils import timezone

from meetings import feeds
from meetings.actions import convening, subscribing
from meetings.actions.convening import Arrangement
from tests.factories.meetings import MeetingFactory

PROGRAMS = ("khal", "vdirsyncer")
pytestmark = pytest.mark.skipif(not all(map(shutil.which, PROGRAMS)), reason="needs the packages khal and vdirsyncer")

SYNC = """
[general]
status_path = "{folder}/status"

[pair feed]
a = "net"
b = "disk"
collections = null
conflict_resolution = "a wins"

[storage net]
type = "http"
url = "{address}"

[storage disk]
type = "filesystem"
path = "{folder}/events"
fileext = ".ics"
"""
SHOW = """
[calendars]
[[kog]]
path = {folder}/events

[locale]
timeformat = %H:%M
dateformat = %d.%m.%Y
longdateformat = %d.%m.%Y
datetimeformat = %d.%m.%Y %H:%M
longdatetimeformat = %d.%m.%Y %H:%M
local_timezone = Europe/Berlin
default_timezone = Europe/Berlin

[sqlite]
path = {folder}/khal.db
"""


def run(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=300).stdout


def test_programs_fetch_the_feed_and_follow_a_move_and_a_cancellation(
    live_server, settings, tmp_path: Path, network, board, chair, secretary
):
    settings.BASE_URL = live_server.url
    day = timezone.localdate() + dt.timedelta(days=60)
    meeting = MeetingFactory(committee=board, by=secretary, date=day, place="Rathaus, Raum 270", invited=True)
    other = MeetingFactory(committee=board, by=secretary, date=day + dt.timedelta(days=30), invited=True)
    address = feeds.address_of(subscribing.set_up(chair, by=chair))
    (tmp_path / "sync").write_text(SYNC.format(folder=tmp_path, address=address))
    (tmp_path / "show").write_text(SHOW.format(folder=tmp_path))
    (tmp_path / "events").mkdir()
    sync = ("vdirsyncer", "-c", str(tmp_path / "sync"))

    def shown() -> list[str]:
        run(*sync, "sync")
        show = ("khal", "-c", str(tmp_path / "show"), "list", "--format", "{start} {title} {location} {status}")
        lines = run(*show, "--day-format", "", f"{day:%d.%m.%Y}", "90d").splitlines()
        return [line.strip() for line in lines]

    subprocess.run([*sync, "discover"], input="y\n", capture_output=True, text=True, check=True, timeout=300)
    first, second = f"{meeting} · {board.name}", f"{other} · {board.name}"
    assert shown() == [
        f"{day:%d.%m.%Y} 10:00 {first} Rathaus, Raum 270 CONFIRMED",
        f"{other.date:%d.%m.%Y} 10:00 {second} vor Ort CONFIRMED",
    ]

    moved = day + dt.timedelta(days=1)
    convening.rearrange(meeting, Arrangement(moved, dt.time(9), place="Kammer"), by=secretary, reason="Krank")
    convening.cancel(other, reason="Kein Raum", by=secretary)

    assert shown() == [
        f"{moved:%d.%m.%Y} 09:00 {first} Kammer CONFIRMED",
        f"{other.date:%d.%m.%Y} 10:00 Fällt aus: {second} vor Ort CANCELLED",
    ]
