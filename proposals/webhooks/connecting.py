"""One request over TLS to an address that was looked at before: no redirect, no long wait, no long answer."""

import http.client
import socket
import ssl
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from django.conf import settings

from .hosts import Place, addresses_of

WAIT = 10  # seconds for each answer of the network
LONGEST = 30  # seconds for all of it, which lies well within the lease of a worker
MOST = 16 * 1024  # bytes of an answer that are read


@dataclass(frozen=True, slots=True)
class Answer:
    """What the other side said."""

    status: int
    body: bytes


class _Connection(http.client.HTTPSConnection):
    """To one of the addresses found; the certificate has to be that of the host."""

    def __init__(self, place: Place, address: str) -> None:
        self._tls = ssl.create_default_context(cafile=settings.WEBHOOK_CA or None)
        super().__init__(place.host, place.port, timeout=WAIT, context=self._tls)
        self._address = address

    def connect(self) -> None:
        """As http.client calls it."""
        plain = socket.create_connection((self._address, self.port), timeout=WAIT)
        try:
            self.sock = self._tls.wrap_socket(plain, server_hostname=self.host)
        except BaseException:
            plain.close()
            raise


def post(place: Place, body: bytes, headers: Mapping[str, str]) -> Answer:
    """Send it and read the beginning of the answer. Raises Forbidden, OSError or http.client.HTTPException."""
    connection = _Connection(place, addresses_of(place)[0])
    ending = threading.Timer(LONGEST, _cut, [connection])
    ending.daemon = True
    ending.start()
    try:
        connection.request("POST", place.path, body, dict(headers))
        response = connection.getresponse()
        return Answer(response.status, response.read(MOST))
    finally:
        ending.cancel()
        connection.close()


def _cut(connection: _Connection) -> None:
    """Whoever answers a letter at a time is cut off."""
    with suppress(OSError):
        if connection.sock is not None:
            connection.sock.shutdown(socket.SHUT_RDWR)
