"""The world is made once a module, in a transaction that is never kept."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from tests.roles.world import World


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Rows for all tests of a module; each test takes back what it changed, so that all meet the same."""
    quick = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # nobody's passwords, a dozen of them
    files = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("files"), PASSWORD_HASHERS=quick)
    logging.disable(logging.ERROR)  # a thousand refusals, each with its traceback
    with files, django_db_blocker.unblock(), transaction.atomic():
        yield World()
        transaction.set_rollback(True)
    logging.disable(logging.NOTSET)
