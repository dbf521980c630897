"""What every installation shares. Environment variables are read in the settings and nowhere else."""

import datetime as dt
import os
from pathlib import Path

import dj_database_url
from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from .urls import email_settings, inbox_settings

ROOT = Path(__file__).resolve().parent.parent.parent
VAR = Path(os.environ.get("VAR_DIR", ROOT / "var"))

SECRET_KEY = os.environ.get("SECRET_KEY", "")
BASE_URL = os.environ.get("BASE_URL", "http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = [host for host in os.environ.get("ALLOWED_HOSTS", "").split(",") if host]
DEBUG = False

INSTALLED_APPS = [
    "cms",
    "meetings",
    "documents",
    "workinggroups",
    "kog",
    "wagtail.contrib.settings",
    "wagtail.contrib.redirects",
    "wagtail.contrib.forms",
    "wagtail.contrib.simple_translation",
    "wagtail.locales",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "taggit",
    "modelcluster",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_filters",
    "django_htmx",
    "django_tasks",
    "csp",
    "rules",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "kog.languages.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "kog.signing_out.SigningOutMiddleware",
    "kog.devices.DeviceMiddleware",
    "kog.middleware.RefusalMiddleware",
    "kog.returning.ReturningMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "kog.urls"
WSGI_APPLICATION = "kog.wsgi.application"
WSGI_MOUNTS = ["documents.dav.application.mounted"]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
                "csp.context_processors.nonce",
                "kog.context.network",
            ],
        },
    }
]
FORM_RENDERER = "kog.forms.KernRenderer"

SQLITE_OPTIONS = {
    # WAL lets readers work while one writes; IMMEDIATE takes the write lock at BEGIN, so that reading
    # first and writing later in one transaction waits instead of failing with "database is locked".
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=268435456; "
    "PRAGMA cache_size=-16000;",
}
DATABASES = {"default": dj_database_url.config(default=f"sqlite:///{VAR / 'kog.sqlite3'}", conn_max_age=60)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
else:
    # Rights make long queries that run for milliseconds; PostgreSQL would compile them for a second first.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", "-c jit=off")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "kog.User"
SILENCED_SYSTEM_CHECKS = ["auth.W004"]  # the address is unique in any spelling: a constraint on Lower("email")
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "kog.accounts.SignInBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "kog:dashboard"
LOGOUT_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "kog.accounts.InvitationOnlyAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # addresses come from an invitation that was answered from the mailbox
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_GET = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True  # the invitation was answered from the mailbox

LANGUAGE_CODE = "de"
LANGUAGES = [("de", _("German")), ("en", _("English"))]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
LOCALE_PATHS = [ROOT / "locale"]
TIME_ZONE = "Europe/Berlin"
USE_I18N = USE_TZ = True
FORMAT_MODULE_PATH = ["kog.formats"]

# KERN's typeface as files that papers embed.
PAPER_FONTS = [
    ROOT / "assets" / "node_modules" / "@expo-google-fonts" / "fira-sans" / style
    for style in ("400Regular", "400Regular_Italic", "600SemiBold", "600SemiBold_Italic")
]

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [
    ("tus", ROOT / "assets" / "node_modules" / "tus-js-client" / "dist"),
    ("kern", ROOT / "assets" / "node_modules" / "@kern-ux" / "native" / "dist"),
    ROOT / "assets" / "static",
]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
MAIL_ATTACHMENTS_MAX = int(os.environ.get("MAIL_ATTACHMENTS_MAX_MB", "10")) * 1024 * 1024  # of one mail
DRIVE_MAX_UPLOAD = int(os.environ.get("DRIVE_MAX_UPLOAD_MB", "200")) * 1024 * 1024
DRIVE_ARRIVING = VAR / "uploads"  # what of an upload has arrived, until it is complete
# Where the front server maps MEDIA_ROOT as an internal location ("/media-internal/"); empty: Django sends files itself.
DRIVE_ACCEL_PREFIX = os.environ.get("DRIVE_ACCEL_PREFIX", "")

# A virus scanner for the drive: unix:/run/clamav/clamd.ctl or tcp://host:3310; empty: none.
CLAMD_URL = os.environ.get("CLAMD_URL", "")
# How long a new file that it has not looked at is kept back from readers; 0: not at all.
HOLD_UNSCANNED = dt.timedelta(hours=int(os.environ.get("HOLD_UNSCANNED_HOURS", "24")))
DRIVE_READING_SECONDS = 60  # what a worker spends on the text of one file at most
DRIVE_DRAWING_SECONDS = 120  # and on pictures of its pages

globals().update(email_settings(os.environ.get("EMAIL_URL", "smtp://localhost")))
# The mailbox of DEFAULT_FROM_EMAIL: what comes back and what calendar programs answer is read there.
INBOX = inbox_settings(os.environ.get("INBOX_URL", ""))
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "kog@localhost")
SECURITY_CONTACT = os.environ.get("SECURITY_CONTACT", DEFAULT_FROM_EMAIL)

DIGEST_HOUR = int(os.environ.get("DIGEST_HOUR", "7"))  # from this hour on, on working days

# What a mail said is kept so long; that it went out is kept for good. 0: both.
MAIL_KEEP_DAYS = int(os.environ.get("MAIL_KEEP_DAYS", str(3 * 365)))

WAGTAIL_SITE_NAME = "KOG-Portal"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # no request leaves the own host
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_I18N_ENABLED = True
WAGTAIL_WORKFLOW_ENABLED = False  # one office edits the public site
# Name, address and password of a person are changed in the portal.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILIMAGES_IMAGE_MODEL = "cms.Picture"
WAGTAILDOCS_DOCUMENT_MODEL = "documents.Document"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAIL_FRONTEND_LOGIN_URL = "/konto/login/"
WAGTAILADMIN_LOGIN_URL = "wagtailadmin_login"  # our view: whoever is signed in reads why this is closed

CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": ["/verwaltung/"],  # Wagtail's editor has inline scripts without a nonce
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],  # KERN's icons are data URIs
        "object-src": [NONE],
        "base-uri": [SELF],
        "frame-ancestors": [SELF],
        "form-action": [SELF],
    },
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "django.views.csrf.csrf_failure"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
