"""Every text of a proposal that its page shows is found by any piece of it, and what its page hides is not."""

import random
from collections.abc import Iterator
from datetime import date

import pytest
from django.db.models import CharField, Model, TextField
from django.test import Client

from proposals.handling.replies import draft, hand_in, send
from proposals.models import Commitment, Proposal, Reply
from proposals.search import search
from proposals.search.fold import fold
from proposals.shown.searchable import reindex
from proposals.workflow.events import Event
from tests.factories import (
    make_article,
    make_delegate,
    make_department,
    make_industry,
    make_organisation,
    make_report,
    make_session,
)
from tests.pages import page_of, text
from tests.proposals.handling.cases import HANDED_IN, SENT, make_assigned, make_scheme

pytestmark = pytest.mark.django_db
WINDOW = 8  # characters in a row that are on the page for no other reason
DRAWN = 4  # pieces of each window that is shown
REPORT = """江岸日报讯　林知夏说，三条旧堤的护坡去冬塌了一角。
她带来一份厚厚的台账，里面记着每一处渗水点。
另一篇报道写的是茶园和公路。
"""
KINDS = """
加固城南三段 0240 240 请在汛期前加固 自动报警器 林知夏 linzhixia 青禾水利勘测院 总工程师 株洲市城建促进会
水利设施 海绵城市 市应急局 株洲市财政局 护坡去冬塌了 每一处渗水点 江岸日报 周子墨 旧堤塌了一角 方案已经通过评审
株水复〔2026〕8号 株洲市水利工程局 甲类 十月底前完工 完工公告第三号 正在招标
正在解决或者列入规划 汛期将至 十六届人大一次会议
"""
LETTER = "您提出的建议收悉。三段旧堤的加固方案已经通过评审。我局将在十月底前完工。"


def make_full() -> Proposal:
    """One of everything that a page can show."""
    session = make_session(starts_on=date(2026, 1, 5), ends_on=date(2026, 1, 9))
    unit = make_organisation("青禾水利勘测院")
    article = make_article(
        make_report(REPORT, title="堤岸上的两会", publisher="江岸日报"),
        *REPORT.splitlines()[:2], headline="旧堤塌了一角", reporters=["周子墨"],
    )  # fmt: skip
    proposal, (part,) = make_assigned(
        session=session,
        headline="关于加固城南三段旧堤的建议",
        number="0240",
        proposers=[make_delegate("林知夏", posts=[(unit, "总工程师")]), make_organisation("株洲市城建促进会")],
        asks=["请在汛期前加固三段旧堤。", "给沿岸泵站装上自动报警器。"],
        industries=[make_industry("水利设施")],
        keyword="海绵城市",
        mentions=["市应急局", make_department("株洲市财政局")],
        articles=[article],
    )
    proposal.record(Event.URGE, by=None, on=date(2026, 4, 6), note="汛期将至，请抓紧施工")
    written = hand_in(reply=draft(proposal=proposal, assignment=part, by=None, text=LETTER), by=None, on=HANDED_IN)
    result = make_scheme(session).classes.get(letter="B")
    reply = send(reply=written, by=None, on=SENT, number="株水复〔2026〕8号", result=result)
    Reply.objects.create(proposal=proposal, issuer="株洲市水利工程局", reply_class="甲类", replied_on=SENT)
    Reply.objects.update(publication="published")
    Commitment.objects.create(
        proposal=proposal,
        reply=reply,
        text="我局将在十月底前完工",
        due_on=date(2026, 10, 31),
        evidence="完工公告第三号",
    )
    proposal.asks.filter(order=1).update(outcome="underway", outcome_note="评审已经通过，正在招标")
    reindex([proposal.pk])
    return proposal


def texts(proposal: Proposal) -> Iterator[str]:
    """Every text in the database that belongs to a proposal, line by line, whether it is shown or not."""
    rows: list[Model | None] = [proposal, proposal.session]
    for proposer in proposal.proposers.all():
        rows += [proposer.delegate, proposer.organisation]
        rows += proposer.delegate.posts.all() if proposer.delegate else []
        rows += [post.organisation for post in proposer.delegate.posts.all()] if proposer.delegate else []
    rows += proposal.asks.all()
    rows += [tag.industry for tag in proposal.industry_tags.all()]
    rows += [tag.keyword for tag in proposal.keyword_tags.all()]
    for mention in proposal.mentions.all():
        rows += [mention, mention.department]
    for article in proposal.articles.all():
        rows += [article, article.report, *article.bylines.all()]
        yield from (line for line in article.report.content.text.splitlines() if line in REPORT.splitlines()[:2])
    for entry in proposal.followups.all():
        rows += [entry, entry.department]
    rows += [part.department for part in proposal.assignments.all()]
    for reply in proposal.replies.all():
        rows += [reply, reply.department, reply.result]
    rows += proposal.commitments.all()
    yield str(proposal.session)
    for row in rows:
        for field in row._meta.get_fields() if row is not None else ():
            if isinstance(field, CharField | TextField) and not field.choices:
                yield from str(getattr(row, field.attname)).splitlines()


def shown(lines: Iterator[str], page: str) -> list[str]:
    """Runs of these lines that stand on the page."""
    found: dict[str, None] = {}
    for line in lines:
        for at in range(max(1, len(line) - WINDOW + 1)):
            window = line[at : at + WINDOW]
            if len(window.strip()) > 1 and "".join(window.split()) in page:
                found[window] = None
    return list(found)


def misses(windows: list[str], proposal: Proposal) -> list[str]:
    """Pieces of these that do not find the proposal."""
    chance = random.Random()  # noqa: S311  # other pieces each run; those that miss are printed
    missed = []
    for window in windows:
        for _ in range(DRAWN):
            length = chance.randint(2, len(window))
            start = chance.randrange(len(window) - length + 1)
            piece = window[start : start + length]
            if len(fold(piece).strip()) > 1 and not Proposal.objects.search(piece).filter(pk=proposal.pk).exists():
                missed.append(piece)
    return missed


def test_any_piece_of_any_text_that_the_page_of_a_proposal_shows_finds_it(client: Client):
    proposal = make_full()

    page = page_of(client, proposal)
    windows = shown(texts(proposal), text(page[page.index("<main") :]))

    print(f"{len(windows)} runs of text")
    assert len(windows) > 100
    assert misses(windows, proposal) == []


def test_each_kind_of_text_is_found():
    proposal = make_full()

    found = {piece: result.ids if (result := search(piece)) else () for piece in KINDS.split()}

    assert found == dict.fromkeys(KINDS.split(), (proposal.pk,))


def test_the_words_of_a_letter_that_is_not_public_are_not_found(client: Client):
    proposal = make_full()
    Reply.objects.update(publication="withheld", withheld_ground="依据第十四条")
    reindex([proposal.pk])
    hidden = ("方案已经通过评审", "十月底前完工", "完工公告", "株水复", "株洲市水利工程局")

    page = text(page_of(client, proposal))

    assert [piece for piece in hidden if piece in page or Proposal.objects.search(piece).exists()] == []
