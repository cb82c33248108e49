"""A real mail server on the loopback address for tests: it takes, refuses, defers, hangs up or keeps silent, as told.

It speaks what smtplib says (RFC 5321, without extensions) and keeps every mail whose data came in, answered or not.
"""

import contextlib
import email
import socketserver
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.message import Message

TAKEN = "250 taken"


@dataclass(frozen=True)
class Delivery:
    """One mail as it came in: to whom, over which connection, and its bytes."""

    to: str
    connection: int
    data: bytes

    @property
    def message(self) -> Message:
        """Parsed."""
        return email.message_from_bytes(self.data)

    @property
    def message_id(self) -> str:
        """The header that tells a repeat from another mail."""
        return str(self.message["Message-ID"])


@dataclass
class MailServer:
    """How it answers, by recipient: a reply line, "hang up" or "silence". `arrived` is called before it answers."""

    port: int = 0
    on_connect: str = "220 test"
    on_sender: str = "250 yes"
    on_recipient: dict[str, str] = field(default_factory=dict)
    on_data: dict[str, str] = field(default_factory=dict)
    arrived: Callable[[Delivery], None] = lambda delivery: None
    answered: Callable[[Delivery], None] = lambda delivery: None
    deliveries: list[Delivery] = field(default_factory=list)
    connections: int = 0
    closing: threading.Event = field(default_factory=threading.Event)

    def to(self, address: str) -> list[Delivery]:
        """What came in for one recipient."""
        return [one for one in self.deliveries if one.to == address]


class _HangUp(Exception):
    """Ends the conversation without a word."""


class _Conversation(socketserver.StreamRequestHandler):
    server: "_Listener"

    def handle(self) -> None:
        house = self.server.house
        house.connections += 1
        self.number, self.recipient = house.connections, ""
        with contextlib.suppress(_HangUp, OSError):
            self._say(house.on_connect)
            while line := self.rfile.readline():
                word = line.decode("ascii", "replace").strip()
                if word.upper() == "QUIT":
                    self._say("221 bye")
                    return
                self._answer(word, house)

    def _answer(self, word: str, house: MailServer) -> None:
        verb = word[:4].upper()
        if verb == "MAIL":
            self._say(house.on_sender)
        elif verb == "RCPT":
            self.recipient = word[word.index("<") + 1 : word.index(">")]
            self._say(house.on_recipient.get(self.recipient, "250 yes"))
        elif verb == "DATA":
            self._say("354 go on")
            self._take(house)
        else:
            self._say("250 yes")

    def _take(self, house: MailServer) -> None:
        lines: list[bytes] = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b"..") else line)
        if line == b"":
            raise _HangUp
        delivery = Delivery(self.recipient, self.number, b"".join(lines))
        house.deliveries.append(delivery)
        house.arrived(delivery)
        self._say(house.on_data.get(self.recipient, TAKEN))
        house.answered(delivery)

    def _say(self, words: str) -> None:
        if words == "hang up":
            raise _HangUp
        if words == "silence":
            self.server.house.closing.wait()
            raise _HangUp
        self.wfile.write(f"{words}\r\n".encode())


class _Listener(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, house: MailServer) -> None:
        self.house = house
        super().__init__(("127.0.0.1", 0), _Conversation)


@contextlib.contextmanager
def mail_server() -> Iterator[MailServer]:
    """A server that takes everything until it is told otherwise."""
    house = MailServer()
    with _Listener(house) as listener:
        house.port = listener.server_address[1]
        thread = threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield house
        finally:
            house.closing.set()
            listener.shutdown()
            thread.join()
