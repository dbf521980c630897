"""What `check --deploy` tells those who run the portal about this machine."""

from typing import Any

from django.core import checks

from documents import limited


@checks.register(checks.Tags.security, deploy=True)
def programs_that_open_files_leave_the_network(**_given: Any) -> list[checks.CheckMessage]:
    if limited.may_leave_network():
        return []
    return [
        checks.Warning(
            "Programs that open uploaded files keep the network: this machine allows no process to leave it.",
            hint="Allow user namespaces (`unshare --user --net true` tells), or let the worker reach no more than "
            "database, mail server and storage. See “Files” in docs/operations.md.",
            id="documents.W001",
        )
    ]
