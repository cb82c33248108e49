"""Small factories of real rows: invented people, plain Python, every argument by name where there is a choice.

Each returns one saved row. What is not given is the simplest thing that may stand in the database.
"""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import count
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.db.models import Model
from django.utils import timezone

from delegates.models import (
    Body,
    Council,
    Delegate,
    Mandate,
    Organisation,
    OrganisationAlias,
    Post,
    Region,
    Session,
    Term,
)
from proposals.models import (
    AliasGroup,
    Article,
    Ask,
    Byline,
    Department,
    DepartmentMention,
    FollowUp,
    Industry,
    IndustryAlias,
    IndustryCode,
    Keyword,
    Position,
    Proposal,
    ProposalIndustry,
    ProposalKeyword,
    Proposer,
    Publication,
    Report,
    ReportContent,
    SearchAlias,
    Span,
    Subscriber,
    Subscription,
)
from proposals.models.following import Pace, Subject
from proposals.models.proposal import Kind
from proposals.shown.searchable import reindex
from proposals.workflow.events import Event
from proposals.workflow.needs import Need
from proposals.workflow.roles import Role

CITY = "430200"
PEOPLE = ("林知夏", "赵一川", "周子墨", "欧阳晴", "单于安", "吕思远", "曾可心", "冯望舒", "秦若水", "贺长青")
TRADES = ("花炮", "竹木加工", "茶叶", "桥梁检测", "冷链物流", "夜间旅游")

PASSWORD = "长夜将尽2022"

_running = count(1)


def make_user(
    name: str = "",
    *,
    staff: bool = False,
    superuser: bool = False,
    role: Role | None = None,
    department: Department | None = None,
    password: str = PASSWORD,
) -> User:
    """An account; `staff` is a reviewer unless a role is given."""
    users = get_user_model().objects
    user: User = users.create_user(
        username=name or f"user{next(_running)}",
        password=password,
        is_staff=bool(staff or superuser or role),
        is_superuser=superuser,
    )
    if role or (staff and not superuser):
        Position.objects.create(user=user, role=role or Role.REVIEWER, department=department)
    return user


def make_region(code: str = CITY, name: str = "株洲市", *, parent: Region | None = None) -> Region:
    """A place; the same code gives the same row."""
    return Region.objects.get_or_create(code=code, defaults={"name": name, "parent": parent})[0]


def make_council(kind: str = Body.NPC, *, region: Region | None = None) -> Council:
    """A people's congress (npc) or consultative conference (cppcc); one a region."""
    return Council.objects.get_or_create(region=region or make_region(), kind=kind)[0]


def make_session(
    kind: str = Body.NPC,
    *,
    term: int = 16,
    number: int = 1,
    starts_on: date | None = None,
    ends_on: date | None = None,
    region: Region | None = None,
) -> Session:
    """The `number`th plenary of the `term`th term; the same numbers give the same row."""
    of = Term.objects.get_or_create(council=make_council(kind, region=region), number=term)[0]
    defaults = {"starts_on": starts_on, "ends_on": ends_on}
    return Session.objects.get_or_create(term=of, number=number, defaults=defaults)[0]


def make_organisation(name: str = "", *, aliases: Iterable[str] = (), region: Region | None = None) -> Organisation:
    """A unit where delegates work, or one which proposes."""
    row = Organisation.objects.create(name=name or f"青禾合作社第{next(_running)}社", region=region)
    for alias in aliases:
        OrganisationAlias.objects.create(organisation=row, name=alias)
    return row


def make_delegate(
    name: str = "",
    *,
    body: str | None = Body.NPC,
    term: int | None = None,
    posts: Sequence[tuple[Organisation | None, str]] = (),
    note: str = "",
) -> Delegate:
    """A delegate with a seat in a council (`body` None: without) and posts in the order given."""
    number = next(_running)
    row = Delegate.objects.create(name=name or PEOPLE[number % len(PEOPLE)], note=note)
    if body is not None:
        make_mandate(row, body, term=term)
    for order, (organisation, title) in enumerate(posts):
        Post.objects.create(delegate=row, organisation=organisation, title=title, order=order)
    return row


def make_mandate(delegate: Delegate, body: str = Body.NPC, *, term: int | None = None, **more: Any) -> Mandate:
    """A seat; the term is unknown unless its number is given."""
    council = make_council(body)
    of = None if term is None else Term.objects.get_or_create(council=council, number=term)[0]
    return Mandate.objects.create(delegate=delegate, council=council, term=of, **more)


def make_industry(
    name: str = "", *, parent: Industry | None = None, aliases: Iterable[str] = (), codes: Iterable[str] = ()
) -> Industry:
    """An industry of the tree."""
    number = next(_running)
    row = Industry.objects.create(name=name or f"{TRADES[number % len(TRADES)]}{number}", parent=parent)
    for alias in aliases:
        IndustryAlias.objects.create(industry=row, name=alias)
    for code in codes:
        IndustryCode.objects.create(industry=row, code=code)
    return row


def make_department(name: str = "", *, region: Region | None = None, **more: Any) -> Department:
    """A unit that proposals can be assigned to."""
    return Department.objects.create(name=name or f"株洲市第{next(_running)}局", region=region or make_region(), **more)


def make_aliases(*names: str, note: str = "") -> AliasGroup:
    """A group of names that a search takes for the same."""
    group = AliasGroup.objects.create(note=note)
    for name in names:
        SearchAlias.objects.create(group=group, name=name)
    return group


def make_proposal(
    headline: str = "",
    *,
    proposers: Sequence[Delegate | Organisation] | None = None,
    asks: Sequence[str] = (),
    industries: Sequence[Industry] = (),
    keyword: str = "",
    confirmed: bool = False,
    mentions: Sequence[Department | str] = (),
    articles: Sequence[Article] = (),
    kind: str = Kind.REPORTED,
    publication: str = Publication.PUBLISHED,
    log: bool = True,
    indexed: bool = False,
    **more: Any,
) -> Proposal:
    """A published proposal by one invented delegate (`proposers=()`: by nobody).

    `log` records its first event: reported, or submitted when it is of an official kind. `indexed` makes it searchable.
    """
    row = Proposal.objects.create(
        headline=headline or f"把第{next(_running)}条河的堤岸修好", kind=kind, publication=publication, **more
    )
    row.articles.add(*articles)
    for order, who in enumerate([make_delegate()] if proposers is None else proposers):
        make_proposer(row, who, order=order, role=Proposer.Role.COSIGNER if order else Proposer.Role.LEAD)
    for order, text in enumerate(asks, start=1):
        Ask.objects.create(proposal=row, order=order, text=text)
    for industry in industries:
        ProposalIndustry.objects.create(proposal=row, industry=industry)
    if keyword:
        word = Keyword.objects.get_or_create(name=keyword)[0]
        ProposalKeyword.objects.create(proposal=row, keyword=word, confirmed=confirmed)
    for mention in mentions:
        department = mention if isinstance(mention, Department) else None
        DepartmentMention.objects.create(proposal=row, department=department, name=str(mention))
    if log:
        row.record(Event.REPORT if kind == Kind.REPORTED else Event.SUBMIT, by=None)
    if indexed:
        reindex([row.pk])
    return row


def make_proposer(
    proposal: Proposal, who: Delegate | Organisation, *, order: int = 0, role: str = Proposer.Role.LEAD
) -> Proposer:
    """One more who proposes."""
    target = {"delegate": who} if isinstance(who, Delegate) else {"organisation": who}
    return Proposer.objects.create(proposal=proposal, order=order, role=role, **target)


def make_followups(proposal: Proposal, *events: tuple[Event, date | None, str]) -> list[FollowUp]:
    """Record events in turn: (event, date or None where unknown, note). One department handles it, with letters."""
    return [_make_followup(proposal, *event) for event in events]


def _make_followup(proposal: Proposal, event: Event, on: date | None, note: str) -> FollowUp:
    department = make_department() if event is Event.ASSIGN else None
    return proposal.record(event, by=None, on=on, note=note, gives=frozenset({Need.LETTER}), department=department)


def make_report(
    text: str = "本市今冬要修好三段旧堤。\n",
    *,
    publication: str = Publication.PUBLISHED,
    shown: str = Report.Shown.FULL,
    **more: Any,
) -> Report:
    """A report with its bytes and text as received."""
    data = text.encode("utf-8")
    digest = hashlib.sha256(data + str(next(_running)).encode()).hexdigest()
    defaults = {"filename": "report.txt", "title": "两会报道", "publisher": "江岸日报", "region": make_region()}
    row = Report.objects.create(sha256=digest, publication=publication, shown=shown, **{**defaults, **more})
    ReportContent.objects.create(report=row, data=data, encoding="utf-8", text=text)
    return row


def make_article(
    report: Report, *paragraphs: str, headline: str = "", reporters: Iterable[str] = (), **more: Any
) -> Article:
    """The article made of these paragraphs of the report's text (without any: of the whole text)."""
    text = report.content.text
    runs = [_place(text, paragraph) for paragraph in paragraphs or (text.rstrip(),)]
    row = Article.objects.create(
        report=report,
        order=report.articles.count() + 1,
        headline=headline or text[runs[0][0] : runs[0][1]][:20],
        start=runs[0][0],
        end=runs[-1][1],
        paragraphs=[[run] for run in runs],
        **more,
    )
    for order, name in enumerate(reporters):
        Byline.objects.create(article=row, name=name, order=order)
    return row


def make_span(report: Report, words: str, field: str, **target: Any) -> Span:
    """Where `words` first stand in the report's text, as the place of `field` of one target row."""
    start, end = _place(report.content.text, words)
    return Span.objects.create(report=report, start=start, end=end, field=field, **target)


def _place(text: str, words: str) -> list[int]:
    start = text.index(words)
    return [start, start + len(words)]


def make_subscription(
    what: Model | str,
    *,
    address: str = "",
    pace: str = "",
    asked: str = "",
    since: datetime | None = None,
) -> Subscription:
    """What a reader follows by mail: a row, or a search by its parameters. Confirmed at `since` (now) with a `pace`."""
    typed = address or f"reader{next(_running)}@mail.example"
    subscriber = Subscriber.objects.get_or_create(
        folded=typed.lower(), defaults={"address": typed, "secret": f"{next(_running):032}"}
    )[0]
    now = since or timezone.now()
    subject = Subject.SEARCH if isinstance(what, str) else str(what._meta.model_name)
    return Subscription.objects.create(
        subscriber=subscriber, subject=subject, target=0 if isinstance(what, str) else what.pk,
        query=what if isinstance(what, str) else "", pace=pace or ("" if asked else Pace.AT_ONCE), asked=asked,
        asked_at=now, confirmed_at=None if asked and not pace else now, looked_at=None if asked and not pace else now,
    )  # fmt: skip
