"""What every test stands on: plain static files, an empty cache, English, Chromium for `tests/browser/`."""

import os
import shutil
from pathlib import Path

import hypothesis
import pytest
from django.core.cache import cache
from django.db import connection
from django.test import override_settings
from django.utils import translation

from kb.catalogues import compile_catalogue

ROOT = Path(__file__).resolve().parent.parent
CI = os.environ.get("CI", "").lower() in ("1", "true")
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

pytest_plugins = ["tests.knowledge"]

# pytest-playwright keeps an event loop in the thread of the tests, where Django would refuse its queries.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

hypothesis.settings.register_profile("site", deadline=None, derandomize=CI)
hypothesis.settings.load_profile("site")

for po in (ROOT / "kb" / "locale").rglob("*.po"):
    compile_catalogue(po)


def chromium():
    """The path of a Chromium on this machine, or None. KB_CHROMIUM goes first."""
    return next(filter(None, map(shutil.which, (os.environ.get("KB_CHROMIUM") or "", *CHROMIUM_NAMES))), None)


def pytest_report_header():
    return f"database: {connection.vendor}, browser: {chromium() or 'none'}"


@pytest.hookimpl(trylast=True)  # after -m and -k, so that only tests that would run count
def pytest_collection_modifyitems(config, items):
    browser_tests = [item for item in items if item.get_closest_marker("browser")]
    if CI or chromium() or not browser_tests:
        return
    items[:] = [item for item in items if item not in browser_tests]
    config.hook.pytest_deselected(items=browser_tests)


def pytest_terminal_summary(terminalreporter):
    if not CI and not chromium():
        terminalreporter.write_line("Browser tests were left out, no Chromium found: apt-get install chromium")


@pytest.fixture(scope="session", autouse=True)
def test_settings():
    """Files by their plain names from where they lie, a quick password hash, no throttle on logins."""
    with override_settings(
        STORAGES={
            "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        },
        WHITENOISE_AUTOREFRESH=True,
        WHITENOISE_USE_FINDERS=True,
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        AXES_ENABLED=False,
    ):
        yield


@pytest.fixture(autouse=True)
def clean_slate():
    """An empty cache, and English until a request or a test says otherwise."""
    cache.clear()
    translation.activate("en")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Debian's Chromium in place of Playwright's own download, quiet on the network."""
    if not chromium():
        pytest.fail("Browser tests need Chromium: apt-get install chromium, or set KB_CHROMIUM.")
    return {
        **browser_type_launch_args,
        "executable_path": chromium(),
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
        ],
    }
