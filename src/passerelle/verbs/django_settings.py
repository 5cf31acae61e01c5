"""Django's settings: one workspace a process, chosen by environment before Django starts.

``PASSERELLE_RECORDS`` is the records store: a path for SQLite, or a ``postgresql://`` URL.
``PASSERELLE_SECRET`` signs sessions and links; the owner of a workspace sets it from
``.passerelle/secret``. ``PASSERELLE_ADDRESS`` is where the server is reached from outside, which
``address:`` in ``passerelle.yaml`` says; ``PASSERELLE_HOSTS`` adds hosts, separated by commas.
"""

import os
from typing import Any
from urllib.parse import unquote, urlparse


def _database(url: str) -> dict[str, Any]:
    """Describe the records store to Django."""
    if url.startswith(("postgresql://", "postgres://")):
        parts = urlparse(url)
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.lstrip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
        }
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": url,
        "OPTIONS": {
            # IMMEDIATE: a transaction that reads and then writes never dies of "database is locked".
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # FULL: what was committed survives a power cut; the delivery ledger depends on it.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
        },
    }


def _hosts(address: str, more: str) -> list[str]:
    """List the names under which the server answers: this machine, its address, and others."""
    named = [urlparse(address).hostname or "", *more.split(",")]
    return ["127.0.0.1", "localhost", "[::1]", "testserver", *filter(None, named)]


SECRET_KEY = os.environ.get("PASSERELLE_SECRET", "for-tests-only-never-served")
DEBUG = False
ADDRESS = os.environ.get("PASSERELLE_ADDRESS", "")
ALLOWED_HOSTS = _hosts(ADDRESS, os.environ.get("PASSERELLE_HOSTS", ""))
CSRF_TRUSTED_ORIGINS = [ADDRESS.rstrip("/")] if ADDRESS.startswith("https://") else []
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ADDRESS.startswith("https://")
DATABASES = {"default": _database(os.environ.get("PASSERELLE_RECORDS", ":memory:"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "records.User"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "passerelle.records",
    "passerelle.web",
]
MIDDLEWARE = [
    "passerelle.web.middleware.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "passerelle.web.middleware.Reading",
]
ROOT_URLCONF = "passerelle.web.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "passerelle.web.context.page",
            ],
        },
    },
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("fr", "Français")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
LOGIN_URL = "/sign-in/"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "passerelle.web.errors.forbidden"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
