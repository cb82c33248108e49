"""Mail sent by workers that are killed two hundred times, to a server that refuses, defers, hangs up and delays.

    python -m tests.proofs.killed_mail --kills 200 --mails 10000 [--database sqlite|postgresql]

Each worker is `manage.py send_mail`, killed by SIGKILL around a mail drawn by lot: before the server answers, at once
after, or some milliseconds after, while the worker notes it. What came in is counted at the server, what is left by
plain SQL. Held: no mail lost, none to who left, and at most one repeat for each kill, under the same Message-ID.
"""

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import Popen

from tests.proofs.killed_imports import _database
from tests.proposals.alerts.mail_server import Delivery, mail_server
from tests.proposals.alerts.post import Post
from tests.site_in_processes import Site

WRITE = """
from django.contrib.auth import get_user_model
from django.db import transaction
from proposals.alerts.outbox import queue
users = get_user_model().objects
gone = users.get_or_create(username="gone", defaults={{"is_active": False}})[0]
with transaction.atomic():
    for n in range({count}):
        left = n % 100 == 7
        queue(key=f"proof:{{n}}", to=f"{{'left' if left else 'proof'}}{{n}}@office.example", subject=f"第{{n}}封",
              text="请查看。", recipient=gone if left else None)
"""
REFUSED, DEFERRED, DROPPED, SLOW = 13, 29, 41, 53  # what is done to the mails whose number leaves this rest of 100
PAUSE = 0.05  # seconds a slow answer takes


@dataclass
class Proof:
    """One database and one mail server under fire."""

    post: Post
    lot: random.Random
    kills: int = 0
    wanted: int = 0
    victim: "Popen[bytes] | None" = None
    until: int = 0
    moment: str = ""
    came: Counter[str] = field(default_factory=Counter)
    met: set[int] = field(default_factory=set)

    def run(self, kills: int) -> None:
        """Start workers and kill them until enough were killed, then let one finish."""
        self.wanted = kills
        server = self.post.server
        server.arrived, server.answered = self._arrived, self._answered
        while self._waiting():
            killing = self.kills < self.wanted
            self.until = self.lot.randint(1, 60) if killing else sys.maxsize
            self.moment = self.lot.choice(["before", "after", "later"])
            self.victim = self.post.worker()
            self.victim.wait()
            self.post.let_leases_end()

    def _arrived(self, delivery: Delivery) -> None:
        number = int("".join(filter(str.isdigit, delivery.to.partition("@")[0])))
        answers = self.post.server.on_data
        answers.pop(delivery.to, None)
        rest, first = number % 100, number not in self.met
        self.met.add(number)
        if rest == REFUSED:
            answers[delivery.to] = "550 refused"
        elif rest == DEFERRED and first:
            answers[delivery.to] = "451 later"
        elif rest == DROPPED and first:
            answers[delivery.to] = "hang up"
        else:
            self.came[delivery.message_id] += 1
        if rest == SLOW:
            time.sleep(PAUSE)
        self.until -= 1
        if self.until <= 0 and self.moment == "before":
            self._kill()

    def _answered(self, delivery: Delivery) -> None:
        # Where the server hung up on the mail that was drawn, nothing is answered: then the next one is meant.
        if self.until <= 0 and self.moment != "before":
            if self.moment == "later":
                time.sleep(self.lot.uniform(0, 0.03))
            self._kill()

    def _kill(self) -> None:
        self.until = sys.maxsize
        if self.victim is not None and self.victim.poll() is None:
            os.kill(self.victim.pid, signal.SIGKILL)
            self.kills += 1

    def _waiting(self) -> int:
        rows = self.post.sql("SELECT count(*) FROM proposals_message WHERE sent_at IS NULL AND NOT given_up")
        return int(str(rows[0][0]))


def main() -> int:
    """Print the figures; 0 when every promise held."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--mails", type=int, default=10000)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))  # noqa: S311  a draw
    given = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    with tempfile.TemporaryDirectory(prefix="yanlu-mail-") as name, _database(given.database, Path(name)) as url:
        with mail_server() as server:
            post = Post(Site.prepared(Path(name), url), server)
            post.site.run("shell", "-c", WRITE.format(count=given.mails))
            proof = Proof(post, random.Random(given.seed))  # noqa: S311  as above
            proof.run(given.kills)
        return _judge(proof, given)


def _judge(proof: Proof, given: argparse.Namespace) -> int:
    left = sum(number % 100 == 7 for number in range(given.mails))
    refused = sum(number % 100 == REFUSED for number in range(given.mails))
    repeats = sum(proof.came.values()) - len(proof.came)
    lost = given.mails - left - refused - len(proof.came)
    gone = len([one for one in proof.post.server.deliveries if one.to.startswith("left")])
    print(f"{given.database}, seed {given.seed}: {given.mails} mails, {proof.kills} kills")
    print(f"lost {lost}, to who left {gone}, repeats {repeats} (at most {proof.kills}), refused {refused}")
    return 0 if proof.kills >= given.kills and not lost and not gone and repeats <= proof.kills else 1


if __name__ == "__main__":
    sys.exit(main())
