"""A city's years of proposals as bulk rows, invented from end to end: handled by departments, with logs and clocks.

Rows are written past the one function that records, for speed; each log, stage and clock is one that the function could
have written. The same count and day give the same city.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeAlias

from delegates.models import Body, Council, Delegate, Mandate, Region, Session, Term
from proposals.models import (
    Ask,
    Assignment,
    Commitment,
    Deadline,
    Department,
    FollowUp,
    Proposal,
    Proposer,
    Rating,
    Reply,
)
from proposals.workflow.events import Event
from proposals.workflow.states import Duty, Stage, State

E: TypeAlias = Event
S: TypeAlias = State
CHUNK = 2_000
SIZE = 400  # proposals of a session
HANDED = (E.SUBMIT, E.ASSIGN)
BUSY = (*HANDED, E.ACCEPT, E.HANDLE)
SENT = (*BUSY, E.DRAFT, E.REPLY)
# State, stage of the answering department, log, parts in a thousand: most are done with, some of each kind are open.
LIVES: tuple[tuple[S, Stage | None, tuple[E, ...], int], ...] = (
    (S.SUBMITTED, None, (E.SUBMIT,), 10),
    (S.ASSIGNED, Stage.ASSIGNED, HANDED, 20),
    (S.ACCEPTED, Stage.ACCEPTED, (*HANDED, E.ACCEPT), 20),
    (S.CONTESTED, Stage.CONTESTED, (*HANDED, E.CONTEST), 3),
    (S.HANDLING, Stage.HANDLING, BUSY, 60),
    (S.HANDLING, Stage.HANDLING, (*BUSY, E.ASK_TIME), 5),
    (S.DRAFTED, Stage.DRAFTED, (*BUSY, E.DRAFT), 12),
    (S.REPLIED, Stage.ANSWERED, SENT, 50),
    (S.REPLIED, Stage.ANSWERED, (*SENT, E.RATE), 50),
    (S.TRACKING, Stage.ANSWERED, (*SENT, E.RATE, E.TRACK), 70),
    (S.CLOSED, Stage.ANSWERED, (*SENT, E.RATE, E.CLOSE), 700),
)
SUBJECTS = (
    "老旧小区加装电梯",
    "公交线路优化",
    "河堤加固",
    "校门口交通",
    "菜市场改造",
    "社区食堂",
    "雨污分流",
    "停车位共享",
)
PLACES = ("东湖", "西园", "南岭", "北桥", "青石", "白沙", "云峰", "竹溪", "清水", "枫林", "长塘", "新桥")
NAMES = "林赵周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施"


@dataclass(frozen=True, slots=True)
class City:
    """What everything hangs on."""

    sessions: list[Session]
    departments: list[Department]
    delegates: list[Delegate]


def build(count: int, today: date) -> City:
    """Write `count` proposals with all that hangs on them."""
    chance = random.Random(count)  # noqa: S311  nothing secret
    city = _city(count, today)
    for start in range(0, count, CHUNK):
        _write(city, chance, range(start, min(start + CHUNK, count)), today)
    return city


def _city(count: int, today: date) -> City:
    region = Region.objects.get_or_create(code="430200", defaults={"name": "株洲市"})[0]
    council = Council.objects.get_or_create(region=region, kind=Body.NPC)[0]
    sessions = []
    for number in range(count // SIZE + 1):
        term = Term.objects.get_or_create(council=council, number=number // 5 + 1)[0]
        sessions.append(Session.objects.get_or_create(term=term, number=number % 5 + 1)[0])
    made = [Department(region=region, name=f"株洲市第{number}局", name_key=f"{number:03}") for number in range(1, 31)]
    departments = Department.objects.bulk_create(made)
    people = [Delegate(name=f"{NAMES[n % len(NAMES)]}{'知青云海明远'[n % 6]}{n}") for n in range(max(count // 25, 20))]
    delegates = Delegate.objects.bulk_create(people)
    Mandate.objects.bulk_create([Mandate(delegate=one, council=council) for one in delegates])
    return City(sessions, departments, delegates)


def _write(city: City, chance: random.Random, numbers: range, today: date) -> None:
    lives = chance.choices([life[:3] for life in LIVES], [life[3] for life in LIVES], k=len(numbers))
    proposals = Proposal.objects.bulk_create(
        Proposal(
            kind="suggestion", state=state.value, session=city.sessions[number // SIZE],
            number=f"{number % SIZE + 1:04}", headline=f"关于{chance.choice(PLACES)}{chance.choice(SUBJECTS)}的建议",
            publication="draft" if chance.random() < 0.02 else "published",
        )
        for number, (state, _, _) in zip(numbers, lives, strict=True)
    )  # fmt: skip
    begun = [_begun(one, state, chance, today) for one, (state, _, _) in zip(proposals, lives, strict=True)]
    Proposer.objects.bulk_create(Proposer(proposal=one, delegate=chance.choice(city.delegates)) for one in proposals)
    asked = dict(Proposer.objects.filter(proposal__in=proposals).order_by().values_list("proposal", "pk"))
    Ask.objects.bulk_create(
        Ask(proposal=one, order=order, text=f"第{order}项：请有关单位办好") for one in proposals for order in (1, 2)
    )
    parts = [
        part
        for one, (_, stage, _), day in zip(proposals, lives, begun, strict=True)
        if stage
        for part in _parts(one, stage, city, chance, day)
    ]
    of = {one.proposal_id: one for one in Assignment.objects.bulk_create(parts) if one.duty == Duty.SOLE}
    rows = list(zip(proposals, (log for _, _, log in lives), begun, strict=True))
    FollowUp.objects.bulk_create(
        _log(one, log, of.get(one.pk), day) for one, events, day in rows for log in [*_days(events)]
    )
    Deadline.objects.bulk_create(
        clock for one, log, day in rows if one.pk in of for clock in _clocks(of[one.pk], log, day)
    )
    _answers(rows, of, chance, today, asked)


def _begun(proposal: Proposal, state: S, chance: random.Random, today: date) -> date:
    """What is open was handed over within the last 110 days, what is done with long before."""
    old = state in {S.CLOSED, S.TRACKING}
    return today - timedelta(days=chance.randrange(200, 3_000) if old else chance.randrange(3, 110))


def _parts(proposal: Proposal, stage: Stage, city: City, chance: random.Random, day: date) -> Iterator[Assignment]:
    department, other = chance.sample(city.departments, 2)
    yield Assignment(proposal=proposal, department=department, duty=Duty.SOLE.value, stage=stage.value, assigned_on=day)
    if chance.random() < 0.2:
        yield Assignment(
            proposal=proposal, department=other, duty=Duty.ASSIST.value, stage=Stage.ANSWERED.value, assigned_on=day
        )


def _days(events: tuple[E, ...]) -> Iterator[tuple[int, E]]:
    return iter(enumerate(events, start=1))


def _log(proposal: Proposal, log: tuple[int, E], part: Assignment | None, day: date) -> FollowUp:
    sequence, event = log
    own = part if sequence > 1 else None
    return FollowUp(
        proposal=proposal, sequence=sequence, event=event.value, state=proposal.state, assignment=own,
        department_id=own.department_id if own else None, happened_on=day + timedelta(days=sequence - 2),
    )  # fmt: skip


def _clocks(part: Assignment, log: tuple[E, ...], day: date) -> Iterator[Deadline]:
    def clock(step: str, days: int, met: date | None) -> Deadline:
        due = day + timedelta(days=days)
        return Deadline(
            proposal=part.proposal, assignment=part, step=step, starts_on=day, due_on=due, first_due_on=due,
            because=f"自交办之日起 {days} 天。", met_on=met,
        )  # fmt: skip

    yield clock("sign", 7, day + timedelta(days=1) if E.ACCEPT in log else None)
    yield clock("reply", 90, day + timedelta(days=4) if E.REPLY in log else None)


def _answers(
    rows: list[Any], of: dict[int, Assignment], chance: random.Random, today: date, asked: dict[int, int]
) -> None:
    answered = [(one, log, day) for one, log, day in rows if E.REPLY in log]
    replies = Reply.objects.bulk_create(
        Reply(
            proposal=one, assignment=of[one.pk], department_id=of[one.pk].department_id, reply_class="A",
            replied_on=day + timedelta(days=4), text="您提的建议收悉，现答复如下。", publication="published",
        )
        for one, _, day in answered
    )  # fmt: skip
    rated = [(reply, day) for reply, (_, log, day) in zip(replies, answered, strict=True) if E.RATE in log]
    Rating.objects.bulk_create(
        Rating(
            reply=reply, proposer_id=asked[reply.proposal_id], process="content", result="content",
            given_on=day + timedelta(days=9), channel="link",
        )
        for reply, day in rated
    )  # fmt: skip
    Commitment.objects.bulk_create(
        Commitment(
            proposal=one, reply=reply, text="年底以前完成", due_on=today + timedelta(days=chance.randrange(-60, 200))
        )
        for reply, (one, _, _) in zip(replies, answered, strict=True)
        if one.state == S.TRACKING
    )
