"""kill -9 of the worker at any point of a delivery: no mail is lost, and none is sent twice."""

import os
import signal
import subprocess
import sys

import pytest
from django.conf import settings
from django.utils import timezone

from kog import delivery, outbox
from kog.enums import MailState
from kog.models import OutboxMail
from tests.races.test_killed import address_of_the_database

pytest_plugins = ["tests.mailserver"]

CHILD = """
import os, signal, sys
import django
django.setup()
from django.conf import settings
from django.db import connection
from kog import delivery
settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", int(sys.argv[1])

writes = 0
def die_in_time(execute, sql, params, many, context):
    global writes
    if sql.startswith("UPDATE"):
        writes += 1
        if writes > int(sys.argv[2]):
            os.kill(os.getpid(), signal.SIGKILL)
    return execute(sql, params, many, context)

with connection.execute_wrapper(die_in_time):
    delivery.deliver_next()
"""


@pytest.mark.parametrize(
    ("writes", "before_restart", "state", "arrived"),
    [
        (0, MailState.WAITING, MailState.SENT, 1),  # not even claimed
        (1, MailState.WAITING, MailState.SENT, 1),  # claimed, not yet handed over
        (2, MailState.WAITING, MailState.UNCONFIRMED, 1),  # the server has it, the row does not know
    ],
)
def test_killed_delivery_is_taken_up_and_nothing_goes_twice(
    transactional_db, postbox, writes, before_restart, state, arrived
):
    mail = outbox.write_plain("notice", "a@kog.example", subject="Eins", text="Text")

    killed = subprocess.run(
        [sys.executable, "-c", CHILD, str(settings.EMAIL_PORT), str(writes)],
        cwd=settings.ROOT,
        env={**os.environ, "DATABASE_URL": address_of_the_database(), "DJANGO_SETTINGS_MODULE": "kog.settings.test"},
        check=False,
    )

    assert killed.returncode == -signal.SIGKILL
    mail.refresh_from_db()
    assert mail.state == before_restart
    assert delivery.deliver_next() == (0 if mail.claimed_until else 1)  # a claim holds until its lease runs out
    OutboxMail.objects.filter(claimed_until__isnull=False).update(claimed_until=timezone.now())
    while delivery.deliver_next():
        pass
    mail.refresh_from_db()
    assert mail.state == state
    assert len(postbox.envelopes) == arrived
