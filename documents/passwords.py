"""Passwords of devices: made by chance, compared by hash."""

import hashlib
import secrets

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that is misread
GROUPS, LETTERS = 5, 4  # 31^20, about 99 bits: nobody guesses it, so a fast hash is enough


def new() -> str:
    return "-".join("".join(secrets.choice(ALPHABET) for _letter in range(LETTERS)) for _group in range(GROUPS))


def digest(clear: str) -> str:
    """People type the dashes or leave them out."""
    return hashlib.sha256(clear.strip().replace("-", "").lower().encode()).hexdigest()
