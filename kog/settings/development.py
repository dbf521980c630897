"""`make run` and the developer's shell: nothing here is safe for the open network."""

from .base import *  # noqa: F403 -- settings build on one another

SECRET_KEY = "only-for-development-never-in-production"  # noqa: S105 -- says itself what it is
DEBUG = True
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR / "mail"
