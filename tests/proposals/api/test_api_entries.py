"""What the API says of a proposal is what its page says: no more, and no less."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from delegates.models import Organisation
from proposals.dossier.chronicle import chronicle
from proposals.dossier.handling import Handling, handling_of
from proposals.dossier.page_rows import PageRows, rows_of
from proposals.dossier.parts import people_of, tags_of
from proposals.dossier.sources import sources_of
from proposals.handling.asks import settle_ask
from proposals.models import Assignment, Commitment, Deadline, Proposal, Publication, Rating, Reply
from proposals.workflow.events import Event
from proposals.workflow.states import Duty, State
from tests.factories import (
    make_article,
    make_delegate,
    make_department,
    make_industry,
    make_organisation,
    make_proposal,
    make_report,
    make_session,
    make_span,
)
from tests.pages import page_of, text
from tests.proposals.api.asking import asked, entry_of, refused
from tests.proposals.handling.cases import RATED, answer, make_answered, make_assigned, make_scheme, paper, reviewer

pytestmark = pytest.mark.django_db
GROUND = "《政府信息公开条例》第十五条：涉及商业秘密"


def page_rows(proposal: Proposal) -> PageRows:
    return rows_of(Proposal.objects.select_related("session__term__council__region").get(pk=proposal.pk))


def handled(proposal: Proposal) -> Handling:
    return handling_of(page_rows(proposal), timezone.localdate(), proposal.round)


def make_days(proposal: Proposal, lead: Assignment, assist: Assignment) -> None:
    """A day of each kind; that of a signing in time stands on no page."""
    day = {"proposal": proposal, "starts_on": date(2026, 1, 30), "because": "《办法》第九条：三个月内答复。"}
    for step, part, due in (
        ("sign", lead, date(2026, 2, 6)),
        ("reply", lead, date(2026, 4, 30)),
        ("opinion", assist, date(2026, 3, 30)),
        ("publish", None, date(2026, 5, 30)),
    ):
        met = date(2026, 2, 1) if step == "sign" else None
        Deadline.objects.create(step=step, assignment=part, due_on=due, first_due_on=due, met_on=met, **day)


def make_full() -> Proposal:
    """A proposal of two departments with everything a page can show."""
    unit, industry = make_organisation("青禾合作社"), make_industry("花炮")
    session = make_session(starts_on=date(2026, 1, 8))
    scheme = make_scheme(session)
    report = make_report("修好旧堤。\n堤外还要种树。\n")
    proposal, (lead, assist) = make_assigned(
        duties=(Duty.LEAD, Duty.ASSIST), session=session, number="007", industries=[industry], keyword="春风",
        proposers=[make_delegate(posts=[(unit, "理事长")]), make_organisation("民盟株洲市委")],
        asks=["年内修好旧堤", "堤外种树"], mentions=[make_department("株洲市水利局")],
        articles=[make_article(report, "修好旧堤。", "堤外还要种树。")],
    )  # fmt: skip
    make_span(report, "修好旧堤", "headline", proposal=proposal)
    make_span(report, "堤外还要种树", "text", ask=proposal.asks.get(order=2))
    make_days(proposal, lead, assist)
    reply = answer(lead, result=scheme.classes.get(letter="A"))
    Reply.objects.filter(pk=reply.pk).update(publication=Publication.PUBLISHED)
    start = reply.text.index("规划")
    Commitment.objects.create(
        proposal=proposal, reply=reply, ask=proposal.asks.get(order=1), text="规划已经起草，计划六月底前印发。",
        start=start, end=start + 16, due_on=date(2026, 6, 30),
    )  # fmt: skip
    settle_ask(ask=proposal.asks.get(order=1), outcome="underway", reply=reply, by=reviewer(), on=RATED)
    proposal.record(Event.NOTE, by=None, on=RATED, note="已向提出人通报进度。")
    return Proposal.objects.get(pk=proposal.pk)


def test_everything_that_a_page_shows_of_a_proposal_is_in_its_entry(client: Client):
    proposal = make_full()
    rows, on_page, entry = page_rows(proposal), handled(proposal), entry_of(client, proposal)
    tags = tags_of(rows.tags)

    assert (entry["number"], entry["headline"], entry["kind"]["label"]) == ("007", proposal.headline, "人大代表建议")
    assert entry["session"]["name"] == proposal.session.name
    assert entry["state"] == {"code": proposal.state, "label": State(proposal.state).label, "group": "replied"}
    assert [
        (one["name"], one["delegate"], one["role"]["label"], one["title"], one["posts"]) for one in entry["proposers"]
    ] == [
        (one.name, one.delegate, one.role, one.title, one.posts)
        for one in people_of(page_session(proposal), rows.people)
    ]
    assert [(one["text"], one["outcome"]["label"]) for one in entry["asks"]] == [
        (one.ask.text, one.ask.get_outcome_display()) for one in on_page.asks
    ]
    assert [(str(one["id"]), one["name"]) for one in entry["industries"]] == [
        (one.key, one.name) for one in tags["industries"]
    ]
    assert [(str(one["id"]), one["name"]) for one in entry["keywords"]] == [
        (one.key, one.name) for one in tags["keywords"]
    ]
    assert [(one["name"], one["role"]["label"]) for one in entry["mentions"]] == [
        (one.name, one.note) for one in tags["mentions"]
    ]
    assert [(one["name"], one["duty"]["label"], one["stage"]["label"]) for one in entry["departments"]] == [
        (str(one.assignment.department), one.assignment.get_duty_display(), one.assignment.get_stage_display())
        for one in on_page.parts
    ]
    assert len(entry["departments"]) == 2
    assert entry["url"].endswith(proposal.get_absolute_url())


def page_session(proposal: Proposal) -> Proposal:
    return Proposal.objects.select_related("session__term__council__region").get(pk=proposal.pk)


def test_the_days_of_an_entry_are_those_that_the_page_explains(client: Client):
    proposal = make_full()
    on_page = {
        (clock.deadline.step, clock.deadline.round, clock.deadline.due_on.isoformat(), clock.deadline.because)
        for one in handled(proposal).explained
        for clock in one.clocks
    }
    entry = entry_of(client, proposal)
    told = [*entry["deadlines"], *(day for one in entry["departments"] for day in one["deadlines"])]

    assert len(on_page) == 3
    assert {(one["step"]["code"], one["round"], one["due_on"], one["reason"]) for one in told} == on_page


def test_the_letters_of_an_entry_are_those_of_the_page_with_class_words_and_ratings(client: Client):
    proposal = make_full()
    reply = proposal.replies.get()
    given = {"process": "very", "result": "content", "given_on": RATED}
    Rating.objects.create(reply=reply, proposer=proposal.proposers.first(), channel="paper", scan=paper(), **given)
    letters = [letter for one in handled(proposal).rounds for letter in one.letters]
    entry = entry_of(client, proposal)

    assert len(entry["replies"]) == len(letters) == 1
    told, letter = entry["replies"][0], letters[0]
    assert told["openness"]["code"] == "open"
    assert told["class"] == {
        "printed": "A", "meaning": letter.result.meaning, "outcome": {"code": "resolved", "label": "已经解决"},
    }  # fmt: skip
    assert told["words"] == "".join(one.text for one in letter.paragraphs)
    assert told["ratings"]["people"] == letter.said.people == 1
    assert [(one["label"], one["n"]) for one in told["ratings"]["result"]] == list(letter.said.result)
    assert [(one["label"], one["n"]) for one in told["ratings"]["process"]] == list(letter.said.process)
    assert told["ratings"]["from_paper"] == letter.said.from_paper == 1


def test_the_promises_of_an_entry_are_numbered_as_on_the_page(client: Client):
    proposal = make_full()
    on_page = handled(proposal)

    entry = entry_of(client, proposal)

    assert [(one["number"], one["text"], one["round"], one["due_on"]) for one in entry["promises"]] == [
        (one.number, one.commitment.text, one.round, "2026-06-30") for one in on_page.promises
    ]
    assert entry["promises"][0]["ask"] == 1
    assert entry["promises_unquoted"] == on_page.hidden_promises == 0


def test_the_actions_of_an_entry_are_the_entries_of_the_history(client: Client):
    proposal = make_full()
    rows = page_rows(proposal)
    days = chronicle(rows, None, (), timezone.localdate())
    entry = entry_of(client, proposal)

    notes = [
        said.words for day in days for line in day.lines for group in line.below for said in group if not said.quoted
    ]
    assert [one["note"] for one in entry["actions"] if one["note"]] == [one for one in notes if one != "答应："]
    assert {one["label"] for one in entry["actions"]} == {
        title for day in days for line in day.lines for title in line.titles
    }
    assert [one["sequence"] for one in entry["actions"]] == [one.sequence for one in rows.log]
    assert [one["date"] for one in entry["actions"]] == [
        one.happened_on.isoformat() if one.happened_on else None for one in rows.log
    ]
    of_ask = next(one for one in entry["actions"] if one["event"] == "outcome")
    assert (of_ask["ask"], of_ask["reply"], of_ask["note"]) == (1, entry["replies"][0]["id"], "")


def test_the_quotations_of_an_entry_are_those_of_the_page(client: Client):
    proposal = make_full()
    sources = sources_of(page_rows(proposal).articles, only=proposal)
    entry = entry_of(client, proposal)

    assert [one["paragraphs"] for one in entry["quotations"]] == [
        [part.text for part in one.paragraphs] for one in sources
    ]
    assert [(one["label"], one["value"]) for one in entry["quotations"][0]["facts"]] == [
        (one.fact.label, one.fact.value) for one in sources[0].facts
    ]
    assert [(one["publisher"], one["headline"]) for one in entry["sources"]] == [
        ("江岸日报", sources[0].article.headline)
    ]


def test_a_source_that_is_not_published_is_on_neither(client: Client):
    hidden = make_report("未公开的报道。\n", publication=Publication.DRAFT)
    proposal = make_proposal(articles=[make_article(hidden)])

    entry = entry_of(client, proposal)

    assert (entry["sources"], entry["quotations"]) == ([], [])
    assert page_rows(proposal).articles == []


def test_of_a_letter_that_is_not_public_only_that_it_is_there_is_told(client: Client):
    proposal, reply = make_answered(publication=Publication.DRAFT, text="绝不外传的话。")
    Commitment.objects.create(proposal=proposal, reply=reply, text="绝不外传的话。", start=0, end=7)

    entry = entry_of(client, proposal)

    (told,) = entry["replies"]
    assert told["openness"] == {"code": "unpublished", "label": "还没有公开"}
    assert (told["number"], told["date"], told["class"], told["department"], told["issuer"]) == (
        "",
        None,
        None,
        None,
        "",
    )
    assert (told["words"], entry["promises"], entry["promises_unquoted"]) == ("", [], 1)
    assert "绝不外传" not in str(entry)


def test_a_withheld_letter_is_told_with_its_ground_alone(client: Client):
    proposal, reply = make_answered(text="绝不外传的话。")
    secret = make_answered_by_paper(proposal, number="株教〔2026〕9 号", publication=Publication.DRAFT)
    assert secret.number
    Reply.objects.filter(pk=reply.pk).update(publication=Publication.WITHHELD, withheld_ground=GROUND)

    entry = entry_of(client, proposal)

    told, other = sorted(entry["replies"], key=lambda one: one["openness"]["code"], reverse=True)
    assert (told["openness"]["code"], told["ground"]) == ("withheld", GROUND)
    assert (other["openness"]["code"], other["ground"], other["class"]) == ("unpublished", "", None)
    assert "绝不外传" not in str(entry)
    assert "株教" not in str(entry)
    assert GROUND in text(page_of(client, proposal))


def test_a_printed_letter_means_what_it_means_at_that_session(client: Client):
    session = make_session()
    proposal, _ = make_answered(session=session)
    make_answered_by_paper(proposal, reply_class="（B）", publication=Publication.PUBLISHED)
    before = entry_of(client, proposal)["replies"]
    make_scheme(session)

    after = entry_of(client, proposal)["replies"]

    assert [one["class"] for one in before if one["class"]] == [{"printed": "（B）", "meaning": "", "outcome": None}]
    (told,) = [one["class"] for one in after if one["class"]]
    assert (told["printed"], told["meaning"]) == ("（B）", "正在解决或者列入规划逐步解决")
    assert told["outcome"]["code"] == "underway"


def make_answered_by_paper(proposal: Proposal, **letter: Any) -> Reply:
    """A letter as a list or a source states it."""
    return Reply.objects.create(proposal=proposal, replied_on=date(2026, 5, 1), **letter)


def test_a_summary_is_given_in_place_of_the_letter(client: Client):
    proposal, reply = make_answered(text="全文里的私事。")
    Reply.objects.filter(pk=reply.pk).update(shown=Reply.Shown.SUMMARY, summary="已经答复。")

    (told,) = entry_of(client, proposal)["replies"]

    assert (told["shown"]["code"], told["words"], told["file"]) == ("summary", "已经答复。", None)


def test_what_is_only_reported_has_no_handling(client: Client):
    proposal = make_proposal(asks=["修桥"])

    entry = entry_of(client, proposal)

    assert (entry["departments"], entry["replies"], entry["promises"], entry["deadlines"]) == ([], [], [], [])
    assert entry["asks"] == [
        {"order": 1, "text": "修桥", "outcome": {"code": "open", "label": "还没有答复"}, "note": ""}
    ]


def test_a_part_that_was_handed_on_is_no_longer_among_the_departments(client: Client):
    proposal, (part,) = make_assigned()
    other = make_department("株洲市水利局")
    proposal.record(Event.REASSIGN, by=None, on=date(2026, 2, 3), assignment=part, department=other, note="职责调整")

    entry = entry_of(client, proposal)

    assert [one["name"] for one in entry["departments"]] == ["株洲市水利局"]
    handed_on = next(one for one in entry["actions"] if one["event"] == "reassign")
    assert handed_on["department"]["id"] == part.department_id


def test_the_list_says_the_same_as_the_one(client: Client):
    proposal = make_full()
    alone = entry_of(client, proposal)

    (listed,) = asked(client, "proposals/")["results"]

    assert listed == {
        **{name: value for name, value in alone.items() if name not in {"quotations", "same_matter"}},
        "replies": [{name: value for name, value in one.items() if name != "words"} for one in alone["replies"]],
    }


def test_what_was_never_public_is_not_there_and_what_was_is_gone(client: Client):
    hidden = make_proposal(publication=Publication.DRAFT)
    shown = make_proposal()
    Proposal.objects.filter(pk=shown.pk).update(publication=Publication.WITHHELD, withheld_ground=GROUND)

    assert refused(client, f"proposals/{hidden.pk}/", 404)["code"] == "not_found"
    gone = refused(client, f"proposals/{shown.pk}/", 410)
    assert gone["code"] == "gone"
    assert GROUND in gone["detail"]
    assert asked(client, "proposals/")["withheld"] == [{"ground": GROUND, "n": 1}]


def test_organisations_that_propose_have_no_number_of_a_delegate(client: Client):
    party = Organisation.objects.create(name="民革株洲市委")

    entry = entry_of(client, make_proposal(proposers=[party]))

    assert [(one["name"], one["delegate"], one["title"], one["posts"]) for one in entry["proposers"]] == [
        ("民革株洲市委", None, "", [])
    ]
