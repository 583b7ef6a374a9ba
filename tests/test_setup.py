"""The set-up: settings from the environment, headers on every answer, formats, locks, the server's limits."""

import os
import re
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import ConnectionHandler, OperationalError
from django.db.backends.signals import connection_created
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation
from django.utils.formats import date_format, localize_input, sanitize_separators
from gunicorn.config import Config
from gunicorn.http.errors import LimitRequestLine
from gunicorn.http.message import Request
from gunicorn.http.unreader import IterUnreader

from kb import environment
from kb.headers import client_address
from kb.query_limit import limit_sqlite_queries

ROOT = Path(__file__).resolve().parent.parent


# --- The environment


@pytest.mark.parametrize(("value", "expected"), [("1", True), ("TRUE", True), ("0", False), ("", False)])
def test_flag_reads_one_and_zero(monkeypatch, value, expected):
    monkeypatch.setenv("KB_DEBUG", value)
    assert environment.flag("KB_DEBUG") is expected


def test_flag_that_is_neither_is_an_error_and_not_off(monkeypatch):
    monkeypatch.setenv("KB_TLS", "ture")
    with pytest.raises(ImproperlyConfigured, match="KB_TLS"):
        environment.flag("KB_TLS")


@pytest.mark.parametrize("value", ["-1", "five", "1.5", "²"])
def test_number_refuses_what_is_not_a_whole_number(monkeypatch, value):
    monkeypatch.setenv("KB_PROXIES", value)
    with pytest.raises(ImproperlyConfigured, match="KB_PROXIES"):
        environment.number("KB_PROXIES", 0)


def test_postgres_address_is_read_with_its_escapes():
    found = environment.database("postgres://an%40editor:s%2Fcret@db.example:5433/knowledge", None)
    assert found["ENGINE"] == "django.db.backends.postgresql"
    assert [found[key] for key in ("USER", "PASSWORD", "HOST", "PORT", "NAME")] == [
        "an@editor",
        "s/cret",
        "db.example",
        "5433",
        "knowledge",
    ]
    assert found["OPTIONS"] == {}


def test_query_limit_and_pool_are_for_the_served_site_only():
    options = environment.database("postgres://db.example/knowledge", None, query_seconds=5)["OPTIONS"]
    assert options["options"] == "-c statement_timeout=5000"
    assert options["pool"]["max_size"] >= 4


@pytest.mark.parametrize("value", ["mysql://host/name", "postgres://host/", "postgres://host:port/name"])
def test_database_address_that_cannot_work_is_named(value):
    with pytest.raises(ImproperlyConfigured, match="KB_DATABASE"):
        environment.database(value, None)


def test_sqlite_takes_the_write_lock_at_the_start(tmp_path):
    found = environment.database("", tmp_path / "site.sqlite3")
    assert found["NAME"] == tmp_path / "site.sqlite3"
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert environment.database("elsewhere.sqlite3", tmp_path)["NAME"] == Path("elsewhere.sqlite3")


ENDLESS = {
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n",
    "postgresql": "SELECT pg_sleep(60)",
}


@pytest.mark.django_db  # which allows connections; this one is to a database of its own
def test_query_without_end_is_ended(tmp_path):
    value = os.environ.get("KB_DATABASE", "")
    limited = environment.database(value, tmp_path / "limited.sqlite3", query_seconds=1)
    connection = ConnectionHandler({"default": limited})["default"]
    limit_sqlite_queries(1)
    try:
        with connection.cursor() as cursor, pytest.raises(OperationalError):
            cursor.execute(ENDLESS[connection.vendor])
        connection.rollback()
        with connection.cursor() as cursor:  # the next one has its own second
            assert cursor.execute("SELECT 1").fetchone() == (1,)
    finally:
        connection_created.disconnect(dispatch_uid="kb.query_limit")
        connection.close()
        if limited["OPTIONS"].get("pool"):
            connection.close_pool()


def test_secret_key_is_made_once_and_readable_by_its_owner_only(tmp_path):
    path = tmp_path / "secret_key"
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(environment.secret_key, [path] * 8))
    assert keys == {path.read_text()}
    assert len(keys.pop()) >= 50
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [entry.name for entry in tmp_path.iterdir()] == ["secret_key"]


def test_emptied_secret_key_stops_the_site(tmp_path):
    (tmp_path / "secret_key").write_text("")
    with pytest.raises(ImproperlyConfigured, match="secret_key"):
        environment.secret_key(tmp_path / "secret_key")


def check_deploy(tmp_path, **environ):
    """`manage.py check --deploy` in a process of its own; of our names, only `environ` are set."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("KB_", "DJANGO_"))}
    return subprocess.run(  # noqa: S603
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env=kept | {"KB_VAR": str(tmp_path)} | environ,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_behind_tls_the_deployment_check_finds_nothing(tmp_path):
    done = check_deploy(tmp_path, KB_TLS="1", KB_HOSTS="kb.example")
    assert done.returncode == 0, done.stderr


def test_debug_is_off_unless_asked_for(tmp_path):
    assert "security.W018" not in check_deploy(tmp_path).stderr
    assert "security.W018" in check_deploy(tmp_path, KB_DEBUG="1").stderr


# --- Answers


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/healthz", "/admin/login/", "/admin", "/no-such-page", "/static/admin/css/base.css"]
)
def test_every_answer_carries_the_security_headers(client, address):
    response = client.get(address)
    policy = {part.split()[0]: part.split()[1:] for part in response["Content-Security-Policy"].split(";")}
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == ["'none'"]
    assert policy["object-src"] == ["'none'"]
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == ["'self'"]
    assert "unsafe" not in response["Content-Security-Policy"]
    assert "camera=()" in response["Permissions-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"


@pytest.mark.django_db
def test_foreign_host_gets_the_headers_and_no_page(client):
    response = client.get("/admin/login/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert "default-src 'none'" in response["Content-Security-Policy"]


@pytest.mark.django_db
def test_cookies_are_closed_to_scripts_and_other_sites(client, admin_user):
    client.post("/admin/login/", {"username": admin_user.username, "password": "password"})
    for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME):
        assert client.cookies[name]["httponly"]
        assert client.cookies[name]["samesite"] == "Lax"


@pytest.mark.django_db
def test_login_is_closed_after_five_failures(client, settings, admin_user):
    settings.AXES_ENABLED = True
    form = {"username": admin_user.username, "password": "wrong"}
    answers = [client.post("/admin/login/", form).status_code for _ in range(6)]
    assert answers[:4] == [200] * 4
    assert answers[5] == 429
    form["password"] = "password"  # the right one is refused as well
    assert client.post("/admin/login/", form).status_code == 429
    elsewhere = client.post("/admin/login/", form, REMOTE_ADDR="192.0.2.7")
    assert elsewhere.status_code == 302  # a stranger cannot lock the editor out


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "203.0.113.9", "127.0.0.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "6.6.6.6, 203.0.113.9", "203.0.113.9"),
        (2, "6.6.6.6, 203.0.113.9, 198.51.100.2", "203.0.113.9"),
        (2, "203.0.113.9", "127.0.0.1"),
        (1, "", "127.0.0.1"),
    ],
)
def test_forged_forwarding_header_does_not_choose_the_client_address(settings, proxies, forwarded, expected):
    settings.PROXIES = proxies
    request = RequestFactory().get("/", HTTP_X_FORWARDED_FOR=forwarded)
    assert client_address(request) == expected


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [
        ("zh-TW", "zh-hant"),
        ("zh-HK,zh;q=0.9,en;q=0.8", "zh-hant"),
        ("zh-MO", "zh-hant"),
        ("zh", "zh-hant"),
        ("zh-Hant-TW", "zh-hant"),
        ("zh-CN", "zh-hant"),
        ("zh-SG", "zh-hant"),
        ("zh-Hans", "zh-hant"),
        ("yue", "zh-hant"),
        ("yue-HK", "zh-hant"),
        ("yue-Hant-HK", "zh-hant"),
        ("en-GB,zh;q=0.5", "en"),
        ("de", "en"),
        ("", "en"),
    ],
)
def test_language_of_a_first_visit(accepted, expected):
    request = RequestFactory().get("/", HTTP_ACCEPT_LANGUAGE=accepted)
    assert translation.get_language_from_request(request) == expected


# --- Dates and numbers


@pytest.mark.parametrize(
    ("language", "long", "short"),
    [("en", "9 July 2025", "2025-07-09"), ("zh-hant", "2025年7月9日", "2025-07-09")],
)
def test_dates_are_written_as_each_language_writes_them(language, long, short):
    with translation.override(language):
        assert date_format(date(2025, 7, 9)) == long
        assert date_format(date(2025, 7, 9), "SHORT_DATE_FORMAT") == short
        assert localize_input(date(2025, 7, 9)) == short


@pytest.mark.parametrize("language", ["en", "zh-hant"])
def test_counts_are_grouped_by_three_and_years_are_not(language):
    template = Template("{% load humanize %}{{ tokens|intcomma }} {{ year }}")
    with translation.override(language):
        assert template.render(Context({"tokens": 131072, "year": 2025})) == "131,072 2025"
        assert sanitize_separators("16,384") in ("16,384", "16384")


def test_chinese_date_field_reads_chinese_dates():
    from django.forms import DateField

    with translation.override("zh-hant"):
        for written in ("2025年7月9日", "2025-07-09", "2025/7/9"):
            assert DateField().clean(written) == date(2025, 7, 9)


# --- Locks and the server


@pytest.mark.parametrize("group", ["run", "pg", "dev"])
def test_lock_has_a_hash_for_every_package_and_no_address(group):
    lock = (ROOT / "requirements" / f"{group}.txt").read_text()
    packages = re.findall(
        r"^[a-z0-9._-]+(?:\[[a-z,]+\])?==[^\n]*(?:\n    --hash=sha256:[0-9a-f]{64}[^\n]*)+", lock, re.M
    )
    assert len(packages) == len(re.findall(r"^[a-z0-9]", lock, re.M)) > 0
    assert not re.search(r"://|index-url|find-links|trusted-host", lock)


@pytest.mark.parametrize("group", ["run", "pg", "dev"])
def test_lock_holds_everything_that_was_asked_for(group):
    asked = re.findall(r"^[A-Za-z][\w.-]*", (ROOT / "requirements" / f"{group}.in").read_text(), re.M)
    locked = re.findall(r"^[a-z0-9._-]+", (ROOT / "requirements" / f"{group}.txt").read_text(), re.M)
    assert {name.lower().replace("_", "-") for name in asked} <= set(locked)


def served_address(length):
    """What gunicorn, configured as here, makes of a request line with a query of `length` characters."""
    config = Config()
    path = ROOT / "gunicorn.conf.py"
    values = {"__file__": str(path)}
    exec(compile(path.read_text(), path, "exec"), values)  # noqa: S102
    for name in set(values) & set(config.settings):
        config.set(name, values[name])
    line = b"GET /en/models/?q=" + b"a" * length + b" HTTP/1.1\r\nHost: localhost\r\n\r\n"
    return Request(config, IterUnreader([line]), ("127.0.0.1", 1))


def test_server_passes_an_address_of_100_000_characters_on():
    assert len(served_address(100_000).query) == 100_002


def test_server_refuses_an_address_without_end():
    with pytest.raises(LimitRequestLine):
        served_address(2 * 1024 * 1024)
