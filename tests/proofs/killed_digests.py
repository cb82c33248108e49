"""Digests written and sent by workers that are killed two hundred times, to a server that refuses, defers and delays.

    python -m tests.proofs.killed_digests --kills 200 --mails 10000 [--database sqlite|postgresql]

So many readers follow one proposal, then something happens to it. Two workers at once look for news (`tell`), then one
sends (`manage.py send_mail`); they are killed by SIGKILL at moments drawn by lot, those two while they write, the other
around a mail. Some readers leave between the two, some addresses refuse for good, some for a while. Held:
every reader who stayed has one digest in the outbox and one at the server, none who left has any, nobody is told twice,
and a mail comes twice at most once for each kill, under the same Message-ID.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from pathlib import Path
from subprocess import Popen

from tests.proofs.killed_imports import _database
from tests.proofs.killed_mail import REFUSED, Proof
from tests.proposals.alerts.mail_server import mail_server
from tests.proposals.alerts.post import Post
from tests.site_in_processes import Site

LEFT = 7  # readers whose number leaves this rest of 100 leave before anything is sent
PREPARE = """
from django.utils import timezone
from delegates.models import Region
from proposals.models import *
from proposals.workflow.events import Event
now = timezone.now()
proposal = Proposal.objects.create(headline="把旧堤修好", kind="suggestion", publication="published")
proposal.record(Event.SUBMIT, by=None, on=timezone.localdate())
readers = [Subscriber(address=f"proof{{n}}@office.example", folded=f"proof{{n}}@office.example", secret=f"{{n:032}}")
           for n in range({count})]
Subscriber.objects.bulk_create(readers)
Subscription.objects.bulk_create([Subscription(
    subscriber=one, subject="proposal", target=proposal.pk, pace="at_once", asked_at=now, confirmed_at=now,
    looked_at=now) for one in Subscriber.objects.all()])
unit = Department.objects.create(name="第一局", region=Region.objects.get(code="430200"))
proposal.record(Event.ASSIGN, by=None, on=timezone.localdate(), department=unit)
"""
TELL = "from django.utils import timezone; from proposals.following.telling import tell; tell(timezone.now())"
LEAVE = """
from proposals.following.leaving import forget
from proposals.models import Subscriber
for one in Subscriber.objects.all():
    if int(one.secret) % 100 == {left}:
        forget(one)
"""


def write(proof: Proof, wanted: int, readers: int) -> int:
    """Let workers look for news, two at once, killing each, until every reader has a digest; returns the kills."""
    kills = 0
    while True:
        both = [proof.post.worker("shell", "-v0", "-c", TELL) for _ in range(2)]
        for process in both:
            kills += kills < wanted and _killed(proof, process, wanted - kills, readers)
            process.wait()
        if _written(proof) >= readers and all(one.returncode == 0 for one in both):
            return kills


def _killed(proof: Proof, process: "Popen[bytes]", left: int, readers: int) -> bool:
    """Kill it after so many digests that all kills find some still to be written; whether it was still at work."""
    written = _written(proof)
    until = written + proof.lot.randint(1, max(1, 2 * (readers - written) // (left + 1)))
    while process.poll() is None:
        if _written(proof) >= until:
            process.kill()
            return True
        time.sleep(0.005)
    return False


def _written(proof: Proof) -> int:
    return int(str(proof.post.sql("SELECT count(*) FROM proposals_message")[0][0]))


def judge(proof: Proof, readers: int, kills: int) -> list[str]:
    """What did not hold, in sentences; prints the figures."""
    left = sum(number % 100 == LEFT for number in range(readers))
    refused = sum(number % 100 == REFUSED for number in range(readers))
    repeats = sum(proof.came.values()) - len(proof.came)
    lost = readers - left - refused - len(proof.came)
    gone = sum(number_of(one.to) % 100 == LEFT for one in proof.post.server.deliveries)
    twice = len(
        proof.post.sql("SELECT 1 FROM proposals_telling GROUP BY subscriber_id, followup_id HAVING count(*) > 1")
    )
    stopped = int(str(proof.post.sql("SELECT count(*) FROM proposals_subscriber WHERE bounced_at IS NOT NULL")[0][0]))
    print(f"{readers} readers, {kills} kills while writing, {proof.kills} while sending")
    print(f"lost {lost}, to who left {gone}, told twice {twice}, repeats {repeats} (at most {proof.kills})")
    print(f"refused for good {refused}, of them stopped {stopped}")
    faults = {
        "mails were lost": lost, "mail went to who left": gone, "somebody was told twice": twice,
        "more repeats than kills": max(0, repeats - proof.kills), "a refusal stopped no address": refused - stopped,
    }  # fmt: skip
    return [said for said, number in faults.items() if number]


def number_of(address: str) -> int:
    """Which reader."""
    return int("".join(filter(str.isdigit, address.partition("@")[0])))


def main() -> int:
    """Print the figures; 0 when every promise held."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--mails", type=int, default=10000)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))  # noqa: S311  a draw
    given = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    with tempfile.TemporaryDirectory(prefix="yanlu-digests-") as name, _database(given.database, Path(name)) as url:
        with mail_server() as server:
            post = Post(Site.prepared(Path(name), url), server)
            post.site.run("shell", "-v0", "-c", PREPARE.format(count=given.mails))
            proof = Proof(post, random.Random(given.seed))  # noqa: S311  as above
            kills = write(proof, given.kills // 5, given.mails)
            post.site.run("shell", "-v0", "-c", LEAVE.format(left=LEFT))
            proof.run(given.kills - kills)
        print(f"{given.database}, seed {given.seed}")
        faults = judge(proof, given.mails, kills)
    print("\n".join(faults) or "all held")
    return 1 if faults or proof.kills + kills < given.kills else 0


if __name__ == "__main__":
    sys.exit(main())
