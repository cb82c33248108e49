"""What all tests share: plain static names, a real site process, and a real browser that forgives nothing.

Tests of the database run in transactions that are rolled back. Emptying tables between tests is not to be had here: the
follow-up table refuses to lose rows. What needs a committed database or a server uses the process of `site`.
"""

import unittest
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import override_settings
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browsing import ARGUMENTS, chromium, lacking, watch
from tests.distribution import ByFile, longest_first, strays
from tests.running_site import Account, RunningSite, create_staff, run_site

DATABASE = {"db", "transactional_db", "running_site", "site"}  # fixtures that open one


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--with-database-only", action="store_true", help="leave out tests that open no database")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFile:
    """Whole files to each worker, instead of what `--dist` says."""
    return ByFile(config, log)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> Iterator[None]:
    """Mark those with a page as `browser`, leave out what is not asked for, and put the long ones first."""
    stray = strays(items)
    if stray:
        raise pytest.UsageError(f"tests/distribution.py does not know that these share the running site: {stray}")
    for item in items:
        if "browser_page" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
    left_out = [one for one in items if not opens_a_database(one)] if config.getoption("--with-database-only") else []
    config.hook.pytest_deselected(items=left_out)
    items[:] = [one for one in items if one not in set(left_out)]
    yield  # pytest-django puts what opens a database first
    items[:] = longest_first(items)


def opens_a_database(item: pytest.Item) -> bool:
    """Whether the test may reach a database. To every other pytest-django refuses it, so that none can matter there."""
    if not isinstance(item, pytest.Function) or issubclass(item.cls or object, unittest.TestCase):
        return True  # Django's own test cases open theirs themselves
    return item.get_closest_marker("django_db") is not None or not DATABASE.isdisjoint(item.fixturenames)


@pytest.fixture(autouse=True, scope="session")
def plain_static_names(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Whether this checkout has collected its static files must not decide how a test goes."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    nothing_collected = tmp_path_factory.mktemp("static")
    with override_settings(
        STORAGES=settings.STORAGES | {"staticfiles": plain}, WHITENOISE_USE_FINDERS=True, STATIC_ROOT=nothing_collected
    ):
        yield


@pytest.fixture(autouse=True, scope="session")
def quick_passwords() -> Iterator[None]:
    """Django's own hashing is slow on purpose and not what is tested here; the running site keeps it."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture(autouse=True, scope="session")
def unhurried_readers() -> Iterator[None]:
    """All tests ask from one address: how often that may be is tested where limits are what is tested."""
    with override_settings(API_BURST=1_000_000, API_SUSTAINED=1_000_000):
        yield


@pytest.fixture(scope="session")
def running_site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[RunningSite]:
    """The site in a process, a folder and a database of its own, as `bin/serve` starts it, with the sample imported."""
    with run_site(tmp_path_factory.mktemp("site"), name=f"yanlu_site_{worker_id}") as running:
        yield running


@pytest.fixture(scope="session")
def site(running_site: RunningSite) -> str:
    """Base URL of the running site, without a slash at its end."""
    return running_site.url


@pytest.fixture(scope="session")
def staff_account(running_site: RunningSite) -> Account:
    """Name and password of a superuser of the running site."""
    return create_staff(running_site)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium for one module, since Django refuses the database to a thread while Playwright's event loop is open."""
    missing = lacking()
    if missing:
        pytest.skip(missing)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def browser_page(browser: Browser, site: str) -> Iterator[Page]:
    """A fresh page with the site as its base; console errors and requests to any other origin fail the test."""
    context = browser.new_context(base_url=site, locale="zh-CN", timezone_id="Asia/Shanghai")
    page = context.new_page()
    faults = watch(page, origin=site)
    yield page
    context.close()
    assert faults == []
