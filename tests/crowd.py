"""Very many rows at once, for what must not depend on how many there are."""

from datetime import date
from itertools import count

from django.db import connection

from delegates.models import Body, Delegate, Mandate, Organisation, Post
from proposals.models import Ask, FollowUp, Keyword, Proposal, ProposalIndustry, ProposalKeyword, Proposer, Publication
from proposals.models.proposal import Kind
from tests.factories import PEOPLE, make_industry, make_session

FILLED = (
    Organisation, Delegate, Mandate, Post, Proposal, Proposer, Ask, ProposalIndustry, ProposalKeyword, FollowUp,
)  # fmt: skip
_running = count(1)


def make_crowd(size: int) -> list[int]:
    """`size` published proposals at once, each by a delegate of its own, with asks, tags and a log; their ids."""
    mark = next(_running)
    session, other = make_session(Body.NPC), make_session(Body.CPPCC, term=10)
    trades = [make_industry() for _ in range(4)]
    words = [Keyword.objects.get_or_create(name=f"潮词{n}")[0] for n in range(4)]
    units = Organisation.objects.bulk_create(
        Organisation(name=f"长桥第{mark}之{n}厂", name_key=f"chang2 {n:05}") for n in range(size)
    )
    people = Delegate.objects.bulk_create(
        Delegate(name=f"{PEOPLE[n % 10]}", name_key=f"{chr(97 + n % 26)}a1 {n:05}") for n in range(size)
    )
    councils = [session.term.council, other.term.council]
    Mandate.objects.bulk_create(Mandate(delegate=one, council=councils[n % 2]) for n, one in enumerate(people))
    Post.objects.bulk_create(Post(delegate=one, organisation=units[n], title="厂长") for n, one in enumerate(people))
    rows = Proposal.objects.bulk_create(
        Proposal(
            headline=f"修好第{n}段旧堤",
            kind=Kind.SUGGESTION,
            session=(session, other)[n % 2],
            number=f"{mark}-{n:04}",
            state="assigned",
            publication=Publication.PUBLISHED,
        )
        for n in range(size)
    )
    Proposer.objects.bulk_create(Proposer(proposal=row, delegate=one) for row, one in zip(rows, people, strict=True))
    Ask.objects.bulk_create(Ask(proposal=row, order=order, text="年内完工") for row in rows for order in (1, 2))
    ProposalIndustry.objects.bulk_create(
        ProposalIndustry(proposal=row, industry=trades[n % 4]) for n, row in enumerate(rows)
    )
    ProposalKeyword.objects.bulk_create(
        ProposalKeyword(proposal=row, keyword=words[n % 4]) for n, row in enumerate(rows)
    )
    FollowUp.objects.bulk_create(
        FollowUp(proposal=row, sequence=place, event=event, state=state, happened_on=date(2022, 1, place))
        for row in rows
        for place, (event, state) in enumerate((("submit", "submitted"), ("assign", "assigned")), start=1)
    )
    _count_rows()
    return [row.pk for row in rows]


def _count_rows() -> None:
    """Let PostgreSQL know how many rows there are now, as its own daemon does within a minute of a commit.

    What it knew was of empty tables, and its plans for those take a minute over a thousand rows.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {', '.join(model._meta.db_table for model in FILLED)}")
