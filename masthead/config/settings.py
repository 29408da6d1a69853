"""Django's settings, made from the table of options; there is no other settings file but the tests'."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from masthead.config import options
from masthead.config.secrets import kept_secret_key, kept_webhook_secret
from masthead.mail.transports.address import anymail_settings

VALUES = options.load()
PACKAGE = Path(__file__).resolve().parent.parent
DATA: Path = VALUES["MASTHEAD_DATA"]
BIND: tuple[str, int] = VALUES["MASTHEAD_BIND"]


def _own_address() -> str:
    host, port = BIND
    host = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104 - compared, not bound
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


PUBLIC_URL: str = VALUES["MASTHEAD_URL"] or _own_address()
PUBLIC_HOST = urlsplit(PUBLIC_URL).hostname or "localhost"
IS_LOCAL = PUBLIC_HOST in ("127.0.0.1", "localhost", "::1")
IS_SECURE = PUBLIC_URL.startswith("https://")
ONION: str = VALUES["MASTHEAD_ONION"]

DEBUG: bool = VALUES["MASTHEAD_DEBUG"]
SECRET_KEY: str = VALUES["MASTHEAD_SECRET_KEY"] or kept_secret_key(DATA)
ALLOWED_HOSTS = [PUBLIC_HOST, "127.0.0.1", "localhost", "[::1]"]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
if ONION:
    ALLOWED_HOSTS.append(urlsplit(ONION).hostname or "")
    CSRF_TRUSTED_ORIGINS.append(ONION)
TRUSTED_PROXIES = VALUES["MASTHEAD_TRUSTED_PROXIES"]
SERVER_THREADS: int = VALUES["MASTHEAD_THREADS"]
SECOND_FACTOR_REQUIRED = {"on": True, "off": False, "auto": not IS_LOCAL}[VALUES["MASTHEAD_SECOND_FACTOR"]]

INSTALLED_APPS = [
    "masthead.newsroom",
    "masthead.demo",
    "masthead.importers",
    "masthead.fronts",
    "masthead.newsfeed",
    "masthead.newsletters",
    "masthead.picks",
    "masthead.articles",
    "masthead.people",
    "masthead.readers",
    "masthead.publication",
    "masthead.media",
    "masthead.press",
    "masthead.mail",
    "wagtail.contrib.settings",
    "wagtail.contrib.redirects",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "masthead.newsroom.staff_app.StaffUsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "masthead.newsroom.gate.SecondFactorMiddleware",
    "masthead.publication.moved.MovedAddressMiddleware",
]

ROOT_URLCONF = "masthead.config.urls"
WSGI_APPLICATION = "masthead.config.wsgi.application"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["masthead.press.templatetags.masthead_pages", "masthead.media.templatetags.masthead_pictures"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# WAL and immediate transactions: without both, two writers fail each other's publish (docs/decisions/0004).
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA journal_size_limit=67108864;"
        "PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY; PRAGMA secure_delete=ON;"  # erased is erased
    ),
}
# A server that does not answer must not hold threads for ever: not when connecting, and not when a wire is cut.
POSTGRESQL_OPTIONS = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,
}
DATABASE = VALUES["DATABASE_URL"] or {"ENGINE": "django.db.backends.sqlite3", "NAME": str(DATA / "masthead.sqlite3")}
IS_SQLITE = DATABASE["ENGINE"].endswith("sqlite3")
DATABASES = {
    "default": {**DATABASE, "OPTIONS": {**DATABASE.get("OPTIONS", {}), **SQLITE_OPTIONS}}
    if IS_SQLITE
    else {
        **DATABASE,
        "OPTIONS": {**POSTGRESQL_OPTIONS, **DATABASE.get("OPTIONS", {})},
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("uk", "Українська")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [PACKAGE / "static"]
SITE_STORE: Path | tuple[str, str] = VALUES["MASTHEAD_SITE_STORE"] or DATA / "site"  # a folder, or bucket and prefix
SITE_FOLDER: Path = SITE_STORE if isinstance(SITE_STORE, Path) else DATA / "site"
PURGE = VALUES["MASTHEAD_PURGE"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA / "media"
STORAGES = {
    "default": {"BACKEND": "masthead.media.storage.Uploads"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "masthead.press.static.HashedStaticFiles"
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # a long story's blocks are many fields
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
UPLOAD_MAX_BYTES = VALUES["MASTHEAD_UPLOAD_MB"] * 1024 * 1024

# Staff
AUTH_USER_MODEL = "people.Staff"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "first_name", "last_name")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
ACCOUNT_ADAPTER = "masthead.newsroom.accounts.StaffAccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # no mail to strangers whose address somebody typed
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_VERIFICATION = "none"  # staff accounts are made by staff, there is no sign-up to verify
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = False
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if TRUSTED_PROXIES else 0
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Masthead"
MFA_TOTP_TOLERANCE = 1  # a code that ran out while it was typed still counts
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = IS_LOCAL and not IS_SECURE

SESSION_COOKIE_NAME = "masthead_session"
SESSION_COOKIE_PATH = "/newsroom/"  # never sent with a reader's page
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SECURE = IS_SECURE
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # the other one sets a cookie of its own
CSRF_COOKIE_NAME = "masthead_csrf"
CSRF_COOKIE_PATH = SESSION_COOKIE_PATH
CSRF_COOKIE_SECURE = IS_SECURE
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if IS_SECURE else 0
X_FRAME_OPTIONS = "SAMEORIGIN"  # the newsroom's own preview stands in a frame; printed pages forbid frames by CSP

# Wagtail
WAGTAIL_SITE_NAME = "Masthead"
WAGTAILADMIN_BASE_URL = PUBLIC_URL
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAILIMAGES_IMAGE_MODEL = "media.Picture"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = UPLOAD_MAX_BYTES
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "avif", "gif", "heic", "heif"]
WAGTAILIMAGES_FORMAT_CONVERSIONS = {"avif": "avif", "webp": "webp", "heic": "jpeg", "gif": "png"}
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 80_000_000
WAGTAILDOCS_SERVE_METHOD = "direct"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "ods", "pdf", "pptx", "txt", "xlsx", "zip", "json"]
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []  # the server fetches nothing from other sites
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_I18N_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False  # allauth's, with its rate limits, takes their place
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False  # the address is the name of the account: publishers change it
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = False  # only who may approve can edit what is in review
WAGTAIL_USER_TIME_ZONES = ["UTC"]  # one is none to choose from: everybody works in the time of the paper
WAGTAILADMIN_PERMITTED_LANGUAGES = [("en", "English"), ("uk", "Українська")]
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        "OPTIONS": {"features": ["bold", "italic", "link", "document-link"]},
    }
}
# On SQLite the FTS back end makes each publish slower as the archive grows; readers have their own index.
WAGTAILSEARCH_BACKENDS = {
    "default": {
        "BACKEND": "wagtail.search.backends.database.fallback" if IS_SQLITE else "wagtail.search.backends.database",
        "AUTO_UPDATE": not IS_SQLITE,
    }
}

EMAIL_BACKEND = "masthead.mail.backend.EmailBackend"
MAIL = VALUES["EMAIL_URL"]
MAIL_FROM: str = VALUES["MASTHEAD_MAIL_FROM"] or f"newsroom@{PUBLIC_HOST}"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = MAIL_FROM
ANYMAIL = anymail_settings(MAIL)
if MAIL.service:
    ANYMAIL["WEBHOOK_SECRET"] = f"masthead:{kept_webhook_secret(DATA)}"
BOUNCES = VALUES["MASTHEAD_BOUNCES"]
BOUNCE_ADDRESS: str = VALUES["MASTHEAD_BOUNCE_ADDRESS"]
DKIM_SELECTORS: list[str] = VALUES["MASTHEAD_DKIM_SELECTORS"]

BACKUPS: Path | None = VALUES["MASTHEAD_BACKUPS"]
BACKUP_HOUR: int = VALUES["MASTHEAD_BACKUP_HOUR"]
NEWEST_BACKUP = "masthead.config.backups.record.newest_backup"  # for the newsroom's page of the press

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
SILENCED_SYSTEM_CHECKS = ["wagtailadmin.W003"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "class": "masthead.config.log_lines.WithoutKeys",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "filters": {"away": {"()": "masthead.config.log_lines.OneLineWhileAway"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["away"]}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "masthead": {"level": "INFO"},
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},  # scanners would fill the log with traces
    },
}
