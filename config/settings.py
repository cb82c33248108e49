"""Environment in, Django settings out.

Without any environment the site runs on this machine alone: SQLite under `var/`, plain HTTP on the loopback address.
A public site sets SITE_URL (https://…), SECRET_KEY and DATABASE_URL; see docs/operating.md.
"""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

VAR = Path(env("YANLU_VAR", default=str(BASE_DIR / "var")))
DEBUG = env.bool("DEBUG", default=False)
# A site of the demonstration: every page says that what it shows of the invented city is invented (bin/serve --demo).
DEMO = env.bool("YANLU_DEMO", default=False)

# One address decides hosts, secure cookies and links in mail, so that they cannot disagree.
SITE_URL: str = env("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")
_site = urlsplit(SITE_URL)
SECURE = _site.scheme == "https"
LOOPBACK = _site.hostname in {"127.0.0.1", "localhost", "::1"}
ALLOWED_HOSTS = [_site.hostname or "127.0.0.1"] + (["localhost", "127.0.0.1", "[::1]"] if LOOPBACK else [])
CSRF_TRUSTED_ORIGINS = [SITE_URL]


def _secret() -> str:
    """The key from the environment, else the one `bin/serve` made here, else a placeholder for commands."""
    key: str = env("SECRET_KEY", default="")
    path = VAR / "secret_key"
    if not key and path.exists():
        key = path.read_text("utf-8").strip()
    return key or "insecure-only-for-commands-that-sign-nothing"


SECRET_KEY = _secret()

INSTALLED_APPS = [
    # Before the admin, so that its templates can be dressed in the site's own.
    "delegates",
    "proposals",
    "config.apps.YanluAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "drf_spectacular",
]

# Long work (reading what was dropped in) waits in the database for `manage.py db_worker`, which bin/serve starts.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

MIDDLEWARE = [
    "proposals.api.answering.OpenToOthers",
    # A page that is kept is answered here with all its headers, before anything looks for a reader.
    "delegates.freshness.pages.KeptPages",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.staff.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "config.staff.AuthenticationMiddleware",
    "delegates.history.middleware.ActMiddleware",
    "config.staff.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
]

ADMIN_PATH = "/admin/"
# What is never looked for among the kept pages.
APART = (ADMIN_PATH, "/static/")

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]


def _database() -> dict[str, Any]:
    """PostgreSQL by DATABASE_URL with pooled connections, else one SQLite file under `var/`."""
    config: dict[str, Any] = env.db_url("DATABASE_URL", default=f"sqlite:///{VAR / 'yanlu.sqlite3'}")
    options = config.setdefault("OPTIONS", {})
    if config["ENGINE"].endswith("sqlite3"):
        # IMMEDIATE: with Django's default, nearly every one of many writers fails at once with "locked".
        options |= {
            "transaction_mode": "IMMEDIATE",
            # Waiting writers do not stand in line: among many that never pause, one can wait long past its turn.
            "timeout": 60,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
        }
        # To open the file is to read its whole schema: milliseconds. Each thread keeps it open.
        config["CONN_MAX_AGE"] = None
    else:
        options |= {"pool": {"min_size": 1, "max_size": env.int("DATABASE_POOL", default=8), "timeout": 10}}
        options.setdefault(
            "options",
            "-c statement_timeout=30000 -c lock_timeout=10000 -c idle_in_transaction_session_timeout=60000",
        )
        config["CONN_HEALTH_CHECKS"] = True
    return config


DATABASES = {"default": _database()}

# Rendered pages, under the version of what they show (delegates/freshness): the last used stay, in each process.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "pages": {
        "BACKEND": "delegates.freshness.store.Pages",
        "LOCATION": "pages",
        "TIMEOUT": 24 * 3600,
        "OPTIONS": {"MAX_ENTRIES": env.int("KEPT_PAGES", default=1000)},
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
# What an account may do follows from its role: proposals/workflow/rights.py. Groups give nothing.
AUTHENTICATION_BACKENDS = ["proposals.access.RoleBackend"]
LOGIN_URL = "admin:login"

# Mail goes out by the server in EMAIL_URL. Without one it waits in the outbox, where administrators read it.
_server: str = env("EMAIL_URL", default="")
MAIL_SERVER = bool(_server)
_mail: dict[str, Any] = environ.Env.email_url_config(_server or "dummymail://")
EMAIL_BACKEND: str = _mail["EMAIL_BACKEND"]
EMAIL_FILE_PATH: str = _mail["EMAIL_FILE_PATH"]
EMAIL_HOST: str = _mail["EMAIL_HOST"] or "localhost"
EMAIL_HOST_USER: str = _mail["EMAIL_HOST_USER"] or ""
EMAIL_HOST_PASSWORD: str = _mail["EMAIL_HOST_PASSWORD"] or ""
EMAIL_USE_TLS: bool = _mail.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL: bool = _mail.get("EMAIL_USE_SSL", False)
EMAIL_PORT: int = _mail["EMAIL_PORT"] or (465 if EMAIL_USE_SSL else 587 if EMAIL_USE_TLS else 25)
EMAIL_TIMEOUT = 20  # seconds a mail server may take for one answer
_sender = EMAIL_HOST_USER if "@" in EMAIL_HOST_USER else f"yanlu@{_site.hostname}"
DEFAULT_FROM_EMAIL: str = env("MAIL_FROM", default=_sender)

# Hosts that messages about events may go to (docs/feeds.md); none: the feature is off. A host inside one's own network
# has `private:` before it. WEBHOOK_CA is a file of certificates for receivers that no public authority certifies.
WEBHOOK_HOSTS: list[str] = [one.strip() for one in env.list("WEBHOOK_HOSTS", default=[]) if one.strip()]
WEBHOOK_CA: str = env("WEBHOOK_CA", default="")

# Who runs this site, how to reach them, and on what terms its records may be used: said on /about/ and /data/.
OPERATOR: str = env("OPERATOR", default="")
CONTACT: str = env("CONTACT", default="")
DATA_LICENCE: str = env("DATA_LICENCE", default="")
# The names of feeds and calendar entries are made of these two (RFC 4151) and must never change, though the address of
# the site may: whoever moves it to another host sets TAG_AUTHORITY to the host it had.
TAG_AUTHORITY: str = env("TAG_AUTHORITY", default=_site.hostname or "localhost")
TAG_DATE: str = env("TAG_DATE", default="2026-01-01")
# A font with Chinese for the cards of shared pages (a file); without one those of the system are looked through.
CARD_FONT: str = env("YANLU_CARD_FONT", default="")

# The read API (proposals/api). How many answers one network may have made for it in a minute, and in a day.
API_BURST: int = env.int("API_BURST", default=120)
API_SUSTAINED: int = env.int("API_SUSTAINED", default=20_000)
REST_FRAMEWORK = {"DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema", "UNAUTHENTICATED_USER": None}
SPECTACULAR_SETTINGS: dict[str, Any] = {
    "OAS_VERSION": "3.1.0",
    "TITLE": "言路：只读接口",
    "DESCRIPTION": "城市两会代表委员提了什么，谁来办，后来怎么样。只读，不用注册，不用钥匙。说明见 /api/。",
    "VERSION": "1",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "POSTPROCESSING_HOOKS": [],  # each list of codes stands where it is used
    "SERVERS": [{"url": "/"}],
    "SORT_OPERATIONS": False,
    "SORT_OPERATION_PARAMETERS": False,
}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文")]
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
# Letters, scans and evidence: read through views that ask who is there, never served as plain files.
MEDIA_ROOT = VAR / "files"
FILE_UPLOAD_PERMISSIONS = 0o600
_manifest = "whitenoise.storage.CompressedManifestStaticFilesStorage"
_plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
# Hashed names need `collectstatic`; a checkout where nothing was collected yet (tests, a developer) serves plain names.
WHITENOISE_USE_FINDERS = not env.bool("HASHED_STATIC", default=(STATIC_ROOT / "staticfiles.json").exists())
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": _plain if WHITENOISE_USE_FINDERS else _manifest},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_NAME = "__Host-sessionid" if SECURE else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken" if SECURE else "csrftoken"
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 3600
SECURE_SSL_REDIRECT = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_HSTS_SECONDS = 63072000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# W021 asks for HSTS preload, which only the owner of the whole domain may promise.
SILENCED_SYSTEM_CHECKS = ["security.W021"]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # the stock admin draws some icons as data: addresses in its style sheet
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }
}

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
