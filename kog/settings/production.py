"""For the open network: nothing starts while a setting is missing or unsafe."""

from . import safety
from .base import *  # noqa: F403 -- settings build on one another

SECURE_SSL_REDIRECT = os.environ.get("SSL_REDIRECT", "1") == "1"
SECURE_REDIRECT_EXEMPT = ["^healthz$"]  # asked by the own host, without TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Front servers between the network and the portal: rate limits of sign-in count by the address before them.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("FRONT_SERVERS", "1"))
SECURE_HSTS_SECONDS = int(os.environ.get("HSTS_SECONDS", str(365 * 24 * 3600)))
SECURE_HSTS_INCLUDE_SUBDOMAINS = os.environ.get("HSTS_SUBDOMAINS", "0") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
CSRF_TRUSTED_ORIGINS = [BASE_URL]

STORAGES["staticfiles"] = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
WHITENOISE_MANIFEST_STRICT = True

if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    # The pool keeps connections itself; Django's own keeping would empty it.
    DATABASES["default"]["CONN_MAX_AGE"] = 0
    DATABASES["default"].setdefault("OPTIONS", {})["pool"] = {
        "min_size": 1,
        "max_size": int(os.environ.get("DATABASE_POOL", "8")),
    }

safety.refuse_unsafe(globals())
