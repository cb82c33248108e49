"""A mail server that this process runs, and the settings that send to it."""

from collections.abc import Iterator

import pytest

from tests.proposals.alerts.mail_server import MailServer, mail_server


@pytest.fixture
def mailbox(settings) -> Iterator[MailServer]:
    """The server; whatever is sent in the test goes there."""
    with mail_server() as server:
        settings.MAIL_SERVER = True
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.DEFAULT_FROM_EMAIL = "yanlu@office.example"
        yield server
