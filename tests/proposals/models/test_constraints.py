"""What must never stand in the database is refused by the database."""

import pytest
from django.db import IntegrityError, transaction

from delegates.models import Body, Council, Delegate, Organisation, Region, Session, Term
from proposals.models import Ask, Industry, Proposal, Proposer, Report, Span

pytestmark = pytest.mark.django_db


@pytest.fixture
def session() -> Session:
    region = Region.objects.create(code="990100", name="云川市")
    council = Council.objects.create(region=region, kind=Body.NPC)
    return Session.objects.create(term=Term.objects.create(council=council, number=3), number=2)


def refused(make: object, **fields: object) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make(**fields)  # type: ignore[operator]


def test_a_session_is_named_as_the_press_names_it(session: Session):
    assert session.name == "云川市三届人大二次会议"


def test_a_number_stands_once_a_session_and_kind(session: Session):
    Proposal.objects.create(headline="一", kind="suggestion", session=session, number="0240")
    Proposal.objects.create(headline="二", kind="motion", session=session, number="0240")

    refused(Proposal.objects.create, headline="三", kind="suggestion", session=session, number="0240")


def test_proposals_without_a_number_may_be_many(session: Session):
    for headline in ("一", "二"):
        Proposal.objects.create(headline=headline, session=session)

    assert Proposal.objects.count() == 2


def test_withholding_needs_a_ground():
    refused(Proposal.objects.create, headline="一", publication="withheld")


@pytest.mark.parametrize(
    "fields", [{"headline": ""}, {"headline": "一", "kind": "wish"}, {"headline": "一", "state": "done"}]
)
def test_a_proposal_has_a_headline_a_kind_and_a_state(fields: dict[str, str]):
    refused(Proposal.objects.create, **fields)


def test_a_proposer_is_a_delegate_or_an_organisation_never_both_never_none():
    proposal = Proposal.objects.create(headline="一")
    delegate, unit = Delegate.objects.create(name="林青"), Organisation.objects.create(name="云川市工商联")

    refused(Proposer.objects.create, proposal=proposal)
    refused(Proposer.objects.create, proposal=proposal, delegate=delegate, organisation=unit)


def test_asks_are_numbered_once():
    proposal = Proposal.objects.create(headline="一")
    Ask.objects.create(proposal=proposal, order=1, text="修路")

    refused(Ask.objects.create, proposal=proposal, order=1, text="修桥")


def test_a_place_is_not_empty_and_has_one_target():
    report = Report.objects.create(sha256="0" * 64, filename="a.txt")
    proposal = Proposal.objects.create(headline="一")
    ask = Ask.objects.create(proposal=proposal, order=1, text="修路")

    refused(Span.objects.create, report=report, field="text", start=5, end=5, ask=ask)
    refused(Span.objects.create, report=report, field="text", start=5, end=9, ask=ask, proposal=proposal)


def test_the_same_bytes_come_in_once():
    Report.objects.create(sha256="0" * 64, filename="a.txt")

    refused(Report.objects.create, sha256="0" * 64, filename="b.txt")


def test_an_industry_is_not_its_own_parent():
    industry = Industry.objects.create(name="陶瓷")
    industry.parent = industry

    refused(industry.save)


def test_organisations_of_two_cities_may_share_a_name(session: Session):
    other = Region.objects.create(code="990200", name="海沙市")
    Organisation.objects.create(name="市工商联", region=session.term.council.region)
    Organisation.objects.create(name="市工商联", region=other)

    refused(Organisation.objects.create, name="市工商联", region=other)
