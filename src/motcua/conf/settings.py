"""Django's settings, from `motcua.foundation.settings` (the environment, validated)."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

from motcua.conf import logs
from motcua.conf.database import django_database
from motcua.conf.time import use_centre_time
from motcua.foundation.home import current

PACKAGE = Path(__file__).resolve().parent.parent

MOTCUA = current(os.environ)
"""The validated environment; rooms read it as `django.conf.settings.MOTCUA`."""
MOTCUA_DEMO = MOTCUA.demo
MOTCUA_TRIAL = MOTCUA.trial

use_centre_time(MOTCUA)

DEBUG = False
SECRET_KEY = MOTCUA.secret_key
ALLOWED_HOSTS = list(MOTCUA.hosts)
ROOT_URLCONF = "motcua.conf.urls"
WSGI_APPLICATION = "motcua.conf.wsgi.application"
AUTH_USER_MODEL = "accounts.Staff"
AUTHENTICATION_BACKENDS = ["motcua.accounts.backend.StaffBackend"]
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("sign_in_name", "full_name")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
"""Long and not to be guessed; no rule about which characters, which only makes passwords that people write down."""
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
PERMISSION_ROUTES = "motcua.conf.routes.ROUTES"
LOGIN_URL = "backoffice:sign_in"
LOGIN_REDIRECT_URL = "backoffice:home"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES: dict[str, dict[str, Any]] = {"default": django_database(MOTCUA)}

INSTALLED_APPS = [
    "motcua.backoffice.admin_app.CentreAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "csp",
    "django_htmx",
    "procrastinate.contrib.django",
    "motcua.foundation",
    "motcua.ui",
    "motcua.organisation",
    "motcua.accounts",
    "motcua.catalogue",
    "motcua.dossiers",
    "motcua.ticketing",
    "motcua.feedback",
    "motcua.hotline",
    "motcua.portal",
    "motcua.boards",
    "motcua.desk",
    "motcua.kiosk",
    "motcua.backoffice",
    "motcua.api",
    "motcua.demo",
]
MIDDLEWARE = [
    "motcua.conf.middleware.RequestLog",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "motcua.conf.middleware.content_security_policy",
    "whitenoise.middleware.WhiteNoiseMiddleware",  # beneath the headers that static files carry too
    "django.contrib.sessions.middleware.SessionMiddleware",
    "motcua.ui.middleware.language_middleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "motcua.accounts.middleware.PermissionMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
CONTEXT_PROCESSORS = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
    "motcua.backoffice.doors.navigation",
]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "motcua.ui.jinja.JinjaTemplates",
        "DIRS": sorted(PACKAGE.glob("*/templates")),
        "OPTIONS": {"environment": "motcua.ui.jinja.environment", "context_processors": CONTEXT_PROCESSORS},
    },
    {  # the admin's own pages, in our colours
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "ui" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": CONTEXT_PROCESSORS},
    },
]

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"  # each room's jobs.py

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "conf" / "locale"]
FORMAT_MODULE_PATH = ["motcua.ui.django_formats"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = MOTCUA.home / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": MOTCUA.home / "files"},
    },
    "staticfiles": {"BACKEND": "motcua.conf.static.StaticFiles"},
}

FILE_UPLOAD_HANDLERS = ["motcua.foundation.files.uploads.BoundedUploadHandler"]

# Over HTTPS a cookie is bound to this very host (ADR 14); plain HTTP is loopback only, where browsers refuse the prefix.
_PREFIX = "__Host-" if MOTCUA.https else ""
SESSION_ENGINE = "motcua.accounts.session_store"
SESSION_COOKIE_NAME = f"{_PREFIX}motcua_session"
SESSION_IDLE = timedelta(minutes=MOTCUA.session_idle_minutes)
SESSION_ABSOLUTE = timedelta(hours=MOTCUA.session_hours)
SESSION_COOKIE_AGE = (MOTCUA.session_hours + 1) * 3600
"""Longer than a session lasts: we end it ourselves, so that we still know whose half-typed form to keep."""
SESSION_COOKIE_SECURE = MOTCUA.https
CSRF_COOKIE_NAME = f"{_PREFIX}motcua_csrf"
CSRF_COOKIE_SECURE = MOTCUA.https
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "motcua.backoffice.refusals.stale_form"
LANGUAGE_COOKIE_NAME = f"{_PREFIX}motcua_language"
LANGUAGE_COOKIE_SECURE = MOTCUA.https
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"

# What is said after a redirect waits in the session: Django's cookie for it would lack the prefix, and hold sentences.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

SECURE_HSTS_SECONDS = 365 * 24 * 3600 if MOTCUA.https else 0
# Nothing leaves the origin. With "no-referrer" browsers send `Origin: null` and every form would be refused (ADR 12).
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if MOTCUA.behind_proxy else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        # the grammar of a policy has no IPv6 addresses: a browser would complain and ignore them
        "connect-src": [
            "'self'",
            *filter(None, (MOTCUA.live_origin(host) for host in MOTCUA.hosts if "[" not in host)),
        ],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    },
}

LOGGING_CONFIG = None
logs.configure(MOTCUA)
