"""What the environment says, read into Python values: flags, lists, the database, the secret key.

Knows nothing of Django but its error for a bad setting, so that `kb.settings` stays a table of values.
"""

import contextlib
import os
import secrets
import tempfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

YES = {"1", "true", "yes", "on"}
NO = {"", "0", "false", "no", "off"}


def flag(name, default=False):
    """True or False; raises ImproperlyConfigured for a value that is neither."""
    value = os.environ.get(name, "1" if default else "").strip().lower()
    if value not in YES | NO:
        raise ImproperlyConfigured(f"{name}: {value!r} is neither 1 nor 0")
    return value in YES


def number(name, default):
    """An integer of zero or more; raises ImproperlyConfigured for anything else."""
    value = os.environ.get(name, "").strip() or str(default)
    if not (value.isascii() and value.isdecimal()):
        raise ImproperlyConfigured(f"{name}: {value!r} is not a whole number")
    return int(value)


def words(name, default):
    """A comma separated list, blanks stripped, empty parts dropped."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def database(value, default_path, query_seconds=0):
    """The settings of one database.

    value: `postgres://user:password@host:port/name`, the path of an SQLite file, or "" for `default_path`.
    query_seconds: time limit of one query on PostgreSQL; 0 sets none and keeps no connection pool.
    Raises ImproperlyConfigured for another scheme or a missing database name.
    """
    if "://" not in value:
        return _sqlite(Path(value) if value else default_path)
    url = urlsplit(value)
    if url.scheme not in ("postgres", "postgresql"):
        raise ImproperlyConfigured(f"KB_DATABASE: unknown scheme {url.scheme!r}, use postgres:// or a path")
    try:
        name, port = unquote(url.path.lstrip("/")), url.port
    except ValueError as error:
        raise ImproperlyConfigured(f"KB_DATABASE: {error}") from None
    if not name:
        raise ImproperlyConfigured("KB_DATABASE: the database name is missing after the host")
    options = {}
    if query_seconds:
        options["options"] = f"-c statement_timeout={query_seconds * 1000}"
        options["pool"] = {"min_size": 1, "max_size": 6, "timeout": 10}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": unquote(url.hostname or ""),
        "PORT": str(port or ""),
        "OPTIONS": options,
    }


def _sqlite(path):
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        # IMMEDIATE takes the write lock at the start, so that a version check and its save are one step.
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 5,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }


def secret_key(path):
    """The key in the file `path`, made on first use and readable by its owner only.

    Two processes that start together get the same key: each writes a file of its own and links it into place,
    which only the first can do, and both read what is there then.
    """
    if not path.exists():
        handle, own = tempfile.mkstemp(dir=path.parent, prefix=".secret")  # mode 0600
        try:
            with os.fdopen(handle, "w") as file:
                file.write(secrets.token_urlsafe(64))
            with contextlib.suppress(FileExistsError):
                os.link(own, path)
        finally:
            os.unlink(own)
    key = path.read_text().strip()
    if len(key) < 50:
        raise ImproperlyConfigured(f"{path}: shorter than 50 characters; remove it to have a new one made")
    return key
