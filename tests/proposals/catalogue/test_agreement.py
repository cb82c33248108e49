"""Whatever happens, whoever writes it, the catalogue says what the database says: every number of every facet."""

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.utils import timezone

from delegates.merging import merge
from delegates.models import Body, Delegate, Session
from proposals.handling.publishing import publish
from proposals.handling.ratings import Said, rate_from_paper
from proposals.handling.results import classes_of
from proposals.models import (
    Assignment,
    Deadline,
    Industry,
    Keyword,
    Proposal,
    ProposalIndustry,
    ProposalKeyword,
    Publication,
    Reply,
    ResultClass,
)
from proposals.workflow.events import Event
from proposals.workflow.outcomes import Outcome, Satisfaction
from proposals.workflow.roles import Role
from proposals.workflow.states import Duty
from tests.factories import (
    make_delegate,
    make_department,
    make_industry,
    make_mandate,
    make_proposal,
    make_region,
    make_session,
    make_user,
)
from tests.proposals.catalogue.asking import address, by_catalogue, by_database, draw
from tests.proposals.handling.cases import RATED, SENT, answer, make_assigned, make_scheme

pytestmark = pytest.mark.django_db
ROUNDS = 25


@pytest.fixture
def chance() -> random.Random:
    """The seed stands in the report of a failing test."""
    seed = random.randrange(10**6)  # noqa: S311  not a secret
    print(f"seed {seed}")
    return random.Random(seed)  # noqa: S311  not a secret


@pytest.fixture
def city() -> None:
    """A little of everything."""
    npc = make_session(starts_on=date(2026, 1, 5), ends_on=date(2026, 1, 9))
    cppcc, away = make_session(Body.CPPCC, term=10), make_session(term=3, region=make_region("430281", "醴陵市"))
    make_scheme(npc)
    trades = [make_industry(), make_industry()]
    for place, session in enumerate((npc, npc, cppcc, away, None)):
        make_proposal(industries=trades[: place % 3], keyword=f"潮词{place % 2}", session=session)
        make_proposal(kind="suggestion", session=session or npc, field="economy", publication=Publication.DRAFT)
    make_assigned(duties=(Duty.LEAD, Duty.ASSIST), session=npc)
    make_assigned(duties=(Duty.SEPARATE, Duty.SEPARATE), session=cppcc)
    _letter(make_assigned(session=npc)[1][0], random.Random(1))  # noqa: S311  not a secret
    make_proposal(kind="proposal", session=cppcc, publication=Publication.WITHHELD, withheld_ground="条例第十五条")


def _letter(part: Assignment, chance: random.Random) -> Reply:
    """An answer in a class of its session, where that classes its answers."""
    classes = classes_of(part.proposal)
    return answer(part, on=SENT, result=chance.choice(list(classes)) if classes else None)


def _any(rows: Any, chance: random.Random) -> Any:
    found = list(rows.order_by("pk"))
    return chance.choice(found) if found else None


def _publication(chance: random.Random) -> None:
    value = chance.choice(Publication.values)
    one = _any(Proposal.objects, chance)
    Proposal.objects.filter(pk=one.pk).update(publication=value, withheld_ground="条例第十四条")


def _plain_sql(chance: random.Random) -> None:
    with connection.cursor() as cursor:
        one = _any(Proposal.objects, chance)
        cursor.execute(
            "UPDATE proposals_proposal SET field = %s WHERE id = %s", [chance.choice(["", "society"]), one.pk]
        )
        cursor.execute("DELETE FROM proposals_proposalkeyword WHERE proposal_id = %s", [one.pk])


def _tags(chance: random.Random) -> None:
    one = _any(Proposal.objects, chance)
    ProposalIndustry.objects.get_or_create(proposal=one, industry=_any(Industry.objects, chance))
    ProposalKeyword.objects.get_or_create(proposal=one, keyword=Keyword.objects.get_or_create(name="新词")[0])
    ProposalIndustry.objects.filter(proposal=_any(Proposal.objects, chance)).delete()


def _people(chance: random.Random) -> None:
    one = _any(Delegate.objects, chance)
    if not one.mandates.filter(council__kind=Body.CPPCC).exists():
        make_mandate(one, Body.CPPCC)
    one.mandates.filter(council__kind=Body.NPC).delete()
    Delegate.objects.filter(pk=one.pk).update(name=f"林{one.pk}")


def _merged(chance: random.Random) -> None:
    proposal = make_proposal(proposers=[make_delegate("贺长青")])
    merge(
        _any(Delegate.objects.exclude(name="贺长青"), chance),
        proposal.proposers.get().delegate,
        by=None,
        reason="同一人",
    )


def _assigned(chance: random.Random) -> None:
    make_assigned(session=_any(Session.objects, chance), duties=(chance.choice((Duty.SOLE, Duty.LEAD)),))


def _reassigned(chance: random.Random) -> None:
    proposal = make_proposal(kind="suggestion", session=_any(Session.objects, chance))
    proposal.record(Event.ASSIGN, by=None, on=RATED, department=make_department(), duty=Duty.SOLE)
    part = proposal.assignments.get()
    proposal.record(Event.CONTEST, by=None, on=RATED, assignment=part, note="不归我们办")
    other = make_department()
    proposal.record(Event.REASSIGN, by=None, on=RATED, assignment=part, department=other, note="归那一家办")


def _clocks(chance: random.Random) -> None:
    part, today = _any(Assignment.objects, chance), timezone.localdate()
    day = today + timedelta(days=chance.choice((-9, -1, 0, 1, 9)))
    step = chance.choice(("sign", "reply", "contest", "feedback"))
    Deadline.objects.get_or_create(
        assignment=part, step=step, round=1,
        defaults={"proposal": part.proposal, "starts_on": day, "due_on": day, "first_due_on": day, "because": ""},
    )  # fmt: skip
    one = _any(Deadline.objects, chance)
    what = chance.choice(({"dropped": True}, {"met_on": today}, {"due_on": today - timedelta(days=1)}))
    Deadline.objects.filter(pk=one.pk).update(**what)


def _answered(chance: random.Random) -> None:
    part = _any(Assignment.objects.filter(stage="handling").exclude(duty=Duty.ASSIST.value), chance)
    if part is not None:
        _letter(part, chance)


def _published(chance: random.Random) -> None:
    publish(reply=_any(Reply.objects.sent(), chance), by=None, on=SENT, shown=Reply.Shown.FULL)
    one = _any(Reply.objects.sent(), chance)
    Reply.objects.filter(pk=one.pk).update(publication=chance.choice(Publication.values), withheld_ground="条例")


def _rated(chance: random.Random) -> None:
    proposal, (part,) = make_assigned(session=_any(Session.objects, chance))
    reply = _letter(part, chance)
    said = chance.choice(list(Satisfaction))
    rate_from_paper(
        reply=reply, proposer=proposal.proposers.get(), by=make_user(role=Role.REVIEWER), on=RATED,
        said=Said(said, said), scan=ContentFile(b"%PDF-1.4", name="表.pdf"),
    )  # fmt: skip


def _schemes(chance: random.Random) -> None:
    one = _any(ResultClass.objects, chance)
    ResultClass.objects.filter(pk=one.pk).update(outcome=chance.choice(list(Outcome)).value)


def _sessions(chance: random.Random) -> None:
    one = _any(Session.objects, chance)
    Session.objects.filter(pk=one.pk).update(
        starts_on=chance.choice([None, date(2025, 1, 6), date(2024, 1, 8)]), ends_on=None
    )
    make_session(term=chance.randrange(2, 9))


def _bulk(chance: random.Random) -> None:
    Proposal.objects.bulk_create(
        Proposal(
            headline=f"补记第{n}件",
            kind="reported",
            publication=chance.choice(Publication.values),
            withheld_ground="条例",
        )
        for n in range(3)
    )


def _gone(chance: random.Random) -> None:
    one = Proposal.objects.create(headline="误登的一件", publication=Publication.PUBLISHED)
    by_catalogue(address())
    one.delete()


CHANGES: tuple[Callable[[random.Random], None], ...] = (
    _publication, _plain_sql, _tags, _people, _merged, _assigned, _reassigned, _clocks, _answered, _published, _rated,
    _schemes, _sessions, _bulk, _gone,
)  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=lambda one: one.__name__.strip("_"))
def test_after_each_kind_of_change_every_number_is_that_of_the_database(city: None, chance: random.Random, change):
    by_catalogue(address())

    for _ in range(3):
        change(chance)

        assert by_catalogue(address()) == by_database(address())


def test_after_random_changes_random_combinations_are_answered_as_the_database_answers(city, chance: random.Random):
    by_catalogue(address())
    for _ in range(ROUNDS):
        chance.choice(CHANGES)(chance)
        query = draw(chance)

        assert by_catalogue(query) == by_database(query), query
