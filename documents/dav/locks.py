"""Where WsgiDAV keeps its locks: rows, so that all processes know them and a restart forgets none."""

import datetime as dt
import time
import uuid

from django.utils import timezone
from wsgidav.lock_man.lock_manager import normalize_lock_root

from documents.actions import mounting
from documents.dav.visit import current
from documents.models import DavLock

LONGEST = 3600.0  # programs extend what they go on needing; what they forgot is free within the hour

Facts = dict[str, object]


class LockRows:
    """WsgiDAV's interface of a lock storage; it checks for conflicts before it calls `create`, under the lock that
    `application.py` takes for the whole request.
    """

    def open(self) -> None:
        pass

    def close(self) -> None:
        pass

    def cleanup(self) -> None:
        mounting.clear_leftovers()

    def clear(self) -> None:
        mounting.unlock([row.token for row in current.get().locks()])

    def get(self, token: str) -> Facts | None:
        return next((_facts(row) for row in current.get().locks() if row.token == token), None)

    def create(self, path: str, lock: Facts) -> Facts:
        timeout = _limited(lock["timeout"])
        row = DavLock(
            # As RFC 4918 proposes; WsgiDAV's own are longer than the column.
            token=uuid.uuid4().urn,
            root=normalize_lock_root(path),
            principal=lock["principal"],
            owner=bytes(lock["owner"]).decode(),
            depth=lock["depth"],
            scope=lock["scope"],
            timeout=timeout,
            expires_at=timezone.now() + dt.timedelta(seconds=timeout),
        )
        mounting.lock(row)
        current.get().lock_rows = None
        lock.update(_facts(row))
        return lock

    def refresh(self, token: str, *, timeout: float) -> Facts | None:
        mounting.extend_lock(token, _limited(timeout))
        current.get().lock_rows = None
        return self.get(token)

    def delete(self, token: str) -> bool:
        current.get().lock_rows = None
        return bool(mounting.unlock([token]))

    def get_lock_list(
        self, path: str, *, include_root: bool, include_children: bool, token_only: bool
    ) -> list[Facts] | list[str]:
        root = normalize_lock_root(path)
        below = root.rstrip("/") + "/"
        rows = [
            row
            for row in current.get().locks()
            if (include_root and row.root == root) or (include_children and row.root.startswith(below))
        ]
        return [row.token for row in rows] if token_only else [_facts(row) for row in rows]


def _facts(row: DavLock) -> Facts:
    return {
        "token": row.token,
        "root": row.root,
        "type": "write",
        "principal": row.principal,
        "owner": row.owner.encode(),
        "depth": row.depth,
        "scope": row.scope,
        "timeout": row.timeout,
        "expire": time.time() + (row.expires_at - timezone.now()).total_seconds(),
    }


def _limited(timeout: object) -> float:
    wanted = float(timeout) if isinstance(timeout, int | float) else LONGEST
    return wanted if 0 < wanted < LONGEST else LONGEST
