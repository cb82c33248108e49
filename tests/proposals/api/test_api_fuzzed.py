"""A short run of the questions that tests/proofs/api_fuzzed.py puts to the running site for as long as one likes."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection
from django.test import Client, override_settings
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.schemas import BaseSchema

from tests.proofs.api_places import make_real
from tests.proposals.api.test_api_entries import make_full

pytestmark = pytest.mark.django_db
EXAMPLES = 5


@pytest.fixture
def described() -> Iterator[BaseSchema]:
    """The description as the site serves it, over a city of one proposal."""
    make_full()
    handler = WSGIHandler()

    def site(environ: Any, start_response: Any) -> Any:
        # The connection is the test's, and no request's to close. Django's own client connects these anew each time.
        for signal in (request_started, request_finished):
            signal.disconnect(close_old_connections)
        return handler(environ, start_response)

    with override_settings(ALLOWED_HOSTS=["*"]):
        yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", site)
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_random_questions_are_answered_as_the_description_says(described: BaseSchema):
    addresses = [found.ok() for found in described.get_all_operations()]
    for address in addresses:
        _ask(address)

    assert len(addresses) == 12


def _ask(address: Any) -> None:
    @settings(
        max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=address.as_strategy())
    def asked(case: Any) -> None:
        if connection.vendor == "postgresql" and case.query:
            # The test is one transaction that wrote everything: to itself no place is ever behind that. The proof asks.
            case.query.pop("updated_since", None)
        make_real(case, lambda path: Client().get(path).json())
        case.call_and_validate(headers={"Accept-Encoding": "identity"})

    asked()
