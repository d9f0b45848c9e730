"""Settings, all from the environment (12-factor), with defaults that suit one machine.

Production sets SECRET_KEY, ALLOWED_HOSTS and usually DATABASE_URL; see docs/operations.md.
"""

from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP

from cvi_calc.environment import Environment
from cvi_calc.secret import local_secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

env = Environment()

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="").strip() or local_secret_key(VAR_DIR / "secret_key")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]", "testserver"])
HTTPS = env.bool("HTTPS", default=False)
PATTERNS = env.bool("PATTERNS", default=DEBUG)  # whether /patterns/ shows every component

INSTALLED_APPS = [
    "custody",  # first: its commands of the same name, which write the log, are found before the framework's
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "rest_framework",
    "corsheaders",
    "simple_history",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "profiles",
    "calculator",
]

MIDDLEWARE = [
    "web.protocol.Protocol",
    "web.request_log.RequestLog",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "web.static_files.StaticFiles",
    "web.compression.Compression",
    "corsheaders.middleware.CorsMiddleware",
    "web.throttling.Governor",
    "profiles.releases.asked.ReleaseAsked",
    "web.validated.Validated",
    "web.remembered.Remembered",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "web.slashes.Slashes",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "custody.sessions.SessionsEnd",
    "django_otp.middleware.OTPMiddleware",
    "custody.second_factor.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",
    "web.error_pages.ProblemMiddleware",
]

ROOT_URLCONF = "cvi_calc.urls"
WSGI_APPLICATION = "cvi_calc.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {"environment": "cvi_calc.templating.environment"},
    },
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

# How long a request waits for the database: gunicorn's configuration sets it, commands such as load_data wait without end.
DATABASE_SECONDS = env.float("DATABASE_SECONDS", default=0)
DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'cvi.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": DATABASE_SECONDS or 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;",
    }
else:
    DATABASES["default"]["ENGINE"] = "web.postgres"
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # A database that is gone is noticed in seconds, also where its machine or the network vanished without a word.
    DATABASES["default"].setdefault("OPTIONS", {}).update(
        connect_timeout=3, tcp_user_timeout=5_000, keepalives_idle=5, keepalives_interval=2, keepalives_count=3
    )

DATABASE_ROUTERS = ["profiles.releases.facts_file.ReleaseRouter"]
RELEASES_DIR = env.path("RELEASES_DIR", default=str(VAR_DIR / "releases"))

CACHES = {"default": env.cache_url("CACHE_URL", default="locmemcache://")}
if "locmem" in CACHES["default"]["BACKEND"].lower():
    # By default 300: then a third of all counters is thrown away whenever that many visitors have one.
    CACHES["default"].setdefault("OPTIONS", {}).update(MAX_ENTRIES=50_000)
if "redis" in CACHES["default"]["BACKEND"].lower():
    CACHES["default"].setdefault("OPTIONS", {}).update(socket_connect_timeout=0.25, socket_timeout=0.25)

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
# Who runs this site, and where to write to them: About, Privacy, security.txt.
OPERATOR = env.str("OPERATOR", default="an independent open-source project, not the Coalition to Advance Public Safety")
CONTACT = env.str("CONTACT", default="")  # an e-mail address; without one, the feedback form

# How many scenarios everybody together may save, in a day and in all: some 2 KB each, 20 for a region of 500 places.
SAVED_A_DAY = env.int("SAVED_A_DAY", default=20_000)
SAVED_IN_ALL = env.int("SAVED_IN_ALL", default=5_000_000)
# How many stories, corrections and feedback everybody together may send in a day: up to 16 KB each.
SUBMISSIONS_A_DAY = env.int("SUBMISSIONS_A_DAY", default=2_000)


# What visitors and editors leave, and for how long (docs/operations.md, /privacy/).
def _days(name: str, usual: int) -> int:
    """Return how many days something is kept; a negative number would forget what is still to come."""
    days: int = env.int(name, default=usual)
    if days < 0:
        raise ImproperlyConfigured(f"{name} is {days}; it is a number of days, 0 or more")
    return days


KEEP_CONTACT_DAYS = _days("KEEP_CONTACT_DAYS", 180)  # after a submission was decided
KEEP_SUBMISSIONS_DAYS = _days("KEEP_SUBMISSIONS_DAYS", 730)  # those that nothing was published from
KEEP_ATTEMPTS_DAYS = _days("KEEP_ATTEMPTS_DAYS", 30)  # to sign in to the admin
ERASURES_PATH = env.str(
    "ERASURES_PATH", default=str(VAR_DIR / "erasures.jsonl")
)  # outside the database: it outlives a restore

# Editing takes a second factor on a public site; sessions last a working day from the password and end with the browser.
SECOND_FACTOR = env.bool("SECOND_FACTOR", default=HTTPS)
OTP_TOTP_ISSUER = "CVI Budget"
OTP_ADMIN_HIDE_SENSITIVE_DATA = True  # nobody reads another's key or printed codes, superusers neither
SESSION_COOKIE_AGE = 8 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"  # none outlives an erasure in a session
AXES_CLIENT_IP_CALLABLE = "custody.addresses.keyed_address"  # no address in clear is stored
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "user_agent"]  # no word of whoever tries is logged
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 1  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]

LANGUAGE_CODE = "en-us"
TIME_ZONE = "UTC"
USE_I18N = False
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "calculator.finders.FormulaModuleFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "cvi_calc.static_storage.HashedStaticFiles"},
}
WHITENOISE_MAX_AGE = 60
WHITENOISE_AUTOREFRESH = DEBUG

# Everything comes from this site; no inline script or style, no eval.
SECURE_CSP = {
    "default-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # probes speak plain HTTP
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS

DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4_000  # 500 places, 60 sources and 40 organizations stand on one page
# Where `publish` wrote for the proxy: what is erased is withdrawn there.
PUBLISHED_DIR = env.str("PUBLISHED_DIR", default="")
REMEMBERED_BYTES = env.int("REMEMBERED_BYTES", default=16_000_000)  # pages and answers that a process keeps
REMEMBERED_BY = "calculator.versions.depends_on"
# What one group of addresses may ask, and everybody together (web.throttling).
API_RATE = env.str("API_RATE", default="600/min")
PAGE_RATE = env.str("PAGE_RATE", default="600/min")  # pages and forms
FILE_RATE = env.str("FILE_RATE", default="60/min")  # memos, workbooks, pictures; API answers with thousands of places
FILES_AT_ONCE = env.int("FILES_AT_ONCE", default=2)  # that a process makes; beyond it 503 with Retry-After
SITE_RATE = env.str("SITE_RATE", default="60000/min")
PROXIES = env.int("PROXIES", default=0)  # how many proxies of ours add to X-Forwarded-For

CORS_URLS_REGEX = r"^/api/.*$"
CORS_ALLOW_ALL_ORIGINS = True
CORS_ALLOW_METHODS = ["GET", "HEAD", "OPTIONS"]
CORS_ALLOW_HEADERS = ["accept", "content-type", "if-none-match"]
CORS_EXPOSE_HEADERS = ["Content-Disposition", "ETag", "Link", "RateLimit", "RateLimit-Policy", "Retry-After"]

REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["web.strict_json.StrictJSONParser"],
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "web.negotiation.Negotiation",
    "EXCEPTION_HANDLER": "web.refusals.answer_exception",
    "UNAUTHENTICATED_USER": None,
    "URL_FORMAT_OVERRIDE": None,  # `format` is read with the other parameters, and refused with them
}

# LOG_FORMAT=json: one object a line, for a collector; the id ties the lines of one request together.
LOG_FORMAT = env.str("LOG_FORMAT", default="line")
if LOG_FORMAT not in ("line", "json"):
    raise ImproperlyConfigured(f"LOG_FORMAT is {LOG_FORMAT!r}; it is line or json")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "request_id": {"()": "web.request_log.WithRequestId"},
        "unquoted": {"()": "web.request_log.Unquoted"},
        "no_probe": {"()": "web.request_log.NoProbe", "path": "/readyz"},
    },
    "formatters": {
        "line": {"format": "%(levelname)s %(name)s %(message)s"},
        "json": {
            "()": "pythonjsonlogger.json.JsonFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s %(request_id)s %(message)s",
        },
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["request_id", "unquoted"],
            "formatter": LOG_FORMAT,
        },
    },
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
    "loggers": {
        "access": {"level": "INFO" if env.bool("ACCESS_LOG", default=False) else "WARNING"},
        # A 404 is the visitor's news, not the operator's.
        "django.request": {"level": "ERROR", "filters": ["no_probe"]},
    },
}

# METRICS=1: Prometheus reads /metrics, which the shipped proxy keeps inside.
METRICS = env.bool("METRICS", default=False)
if METRICS:
    INSTALLED_APPS += ["django_prometheus"]
    MIDDLEWARE = [
        "django_prometheus.middleware.PrometheusBeforeMiddleware",
        *MIDDLEWARE,
        "django_prometheus.middleware.PrometheusAfterMiddleware",
    ]
