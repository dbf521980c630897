"""Settings that arrive as one URL."""

from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def inbox_settings(url: str) -> dict[str, object] | None:
    """`imaps://user:password@host/INBOX`, or `imap://…` with STARTTLS (in clear on the own host only)."""
    if not url:
        return None
    parts = urlsplit(url)
    if parts.scheme not in {"imap", "imaps"} or not parts.hostname or not parts.username:
        raise ImproperlyConfigured("INBOX_URL must be imaps://user:password@host/FOLDER (imap:// with STARTTLS).")
    return {
        "host": parts.hostname,
        "port": parts.port or (993 if parts.scheme == "imaps" else 143),
        "user": unquote(parts.username),
        "password": unquote(parts.password or ""),
        "folder": unquote(parts.path.strip("/")) or "INBOX",
        "implicit_tls": parts.scheme == "imaps",
    }


def email_settings(url: str) -> dict[str, object]:
    """`smtp://user:password@host:587` (STARTTLS as soon as there is a user), `smtps://…:465`, or `file:/folder`."""
    parts = urlsplit(url)
    if parts.scheme == "file":
        backend = "django.core.mail.backends.filebased.EmailBackend"
        return {"EMAIL_BACKEND": backend, "EMAIL_FILE_PATH": unquote(parts.path)}
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ImproperlyConfigured(
            "EMAIL_URL must be smtp://user:password@host:587, smtps://user:password@host:465 or file:/folder."
        )
    implicit_tls = parts.scheme == "smtps"
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if implicit_tls else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": implicit_tls,
        # A password never travels in clear; without one the relay is taken to be the own host or network.
        "EMAIL_USE_TLS": bool(parts.username) and not implicit_tls,
        "EMAIL_TIMEOUT": 20,
    }
