"""How the table is read, and how an answer is heard."""

from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from .table import TABLE

SIGNS = {403: "x", 404: ".", 405: "-"}
ROWS = [line for line in TABLE.splitlines() if line.strip() and not line.startswith("#")]


def parts(row: str) -> tuple[str, str, str, str]:
    """Name, example, reading, changing."""
    name, *example, reading, changing = row.split()
    return name, " ".join(example), reading, changing


def asked(row: str, role: str) -> bool:
    """Where nobody may anything, asking the secretary is enough: the method itself is refused."""
    return set(row) != {"-"} or role == "secretary"


def ask(client: Client, method: str, address: str) -> tuple[HttpResponse, str]:
    """An answer and all that it tells: body, headers, where it sends one. Whatever was changed is taken back."""
    with transaction.atomic():
        answer = getattr(client, method)(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        transaction.set_rollback(True)
    return answer, body.decode(errors="replace") + str(answer.headers)


def sign(answer: HttpResponse, *, reading: bool) -> str:
    if answer.status_code == 302 and "/login/" in answer["Location"]:
        return "?"
    if answer.status_code == 302 and reading:
        return ">"
    return SIGNS.get(answer.status_code, "+" if answer.status_code < 500 else "!")
