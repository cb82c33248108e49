"""The pages of handling: each does one thing, says a refusal in a sentence, and opens for those who may."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from proposals.handling.replies import draft, edit, hand_in
from proposals.models import Ask, Commitment, Proposal, Rating, RatingLink, Reply
from proposals.workflow.events import Event
from proposals.workflow.roles import Role
from proposals.workflow.states import Duty, Stage
from tests.factories import make_department, make_proposal, make_session, make_user
from tests.pages import text
from tests.proposals.handling.cases import (
    HANDED_IN,
    LETTER,
    RATED,
    SENT,
    liaison,
    make_answered,
    make_assigned,
    make_scheme,
    paper,
    reviewer,
)

pytestmark = pytest.mark.django_db


def at(name: str, row) -> str:
    return reverse(f"admin:proposals_reply_{name}", args=[row.pk])


def signed_in(client: Client, user) -> Client:
    client.force_login(user)
    return client


def record_of(client: Client, proposal: Proposal) -> str:
    response = client.get(reverse("admin:proposals_proposal_change", args=[proposal.pk]))
    assert response.status_code == 200
    page = response.content.decode()
    return page[page.index('id="handling"') : page.index("</section>", page.index('id="handling"'))]


def test_a_liaison_writes_and_hands_in_and_a_reviewer_sends(client: Client):
    make_scheme()
    proposal, (part,) = make_assigned()
    signed_in(client, liaison(part.department))
    letter = {"text": LETTER, "result": part.proposal.session.result_schemes.get().classes.get(letter="B").pk}

    assert at("write", part) in record_of(client, proposal)
    saved = client.post(at("write", part), {**letter, "on": HANDED_IN, "do": "save"})
    reply = Reply.objects.get()
    assert (saved.status_code, reply.status) == (302, "draft")
    client.post(at("write", part), {**letter, "version": reply.version, "on": HANDED_IN, "do": "hand_in"})
    assert Reply.objects.get().status == "handed_in"
    refused = client.post(at("check", reply), {"on": SENT, "do": "send"})
    assert (refused.status_code, "承办单位联络员不能登记“答复”" in text(refused.content.decode())) == (422, True)

    signed_in(client, reviewer())
    assert LETTER in client.get(at("check", reply)).content.decode()
    client.post(at("check", reply), {"on": SENT, "number": "〔2026〕18号", "result": letter["result"], "do": "send"})
    sent = Reply.objects.get()
    assert (sent.status, sent.number, sent.replied_on) == ("sent", "〔2026〕18号", SENT)


def test_a_letter_goes_back_only_with_a_reason(client: Client):
    proposal, (part,) = make_assigned()
    reply = hand_in(reply=draft(proposal=proposal, assignment=part, by=None, text="稿"), by=None, on=HANDED_IN)
    signed_in(client, reviewer())

    refused = client.post(at("check", reply), {"on": SENT, "note": "", "do": "return"})
    assert (refused.status_code, "请写明理由" in text(refused.content.decode())) == (422, True)
    client.post(at("check", reply), {"on": SENT, "note": "没有写期限", "do": "return"})
    assert Reply.objects.get().status == "returned"


def test_an_edit_conflict_shows_both_texts_and_overwrites_only_knowingly(client: Client):
    proposal, (part,) = make_assigned()
    reply = draft(proposal=proposal, assignment=part, by=None, text="第一稿")
    edit(reply=reply, by=None, version=1, text="别人的一稿")
    signed_in(client, liaison(part.department))
    mine = {"text": "我的一稿", "on": HANDED_IN, "version": 1, "do": "save"}

    clash = client.post(at("write", part), mine)
    page = clash.content.decode()
    assert clash.status_code == 409
    assert "别人的一稿" in page
    assert "我的一稿" in page
    assert Reply.objects.get().text == "别人的一稿"
    assert 'name="version" value="2"' in page

    client.post(at("write", part), {**mine, "version": 2})
    assert Reply.objects.get().text == "我的一稿"


def test_nobody_opens_the_letters_of_another_department(client: Client):
    proposal, (part,) = make_assigned()
    reply = draft(proposal=proposal, assignment=part, by=None, text="稿")
    signed_in(client, liaison(make_department()))

    for address in (at("write", part), at("check", reply), at("file", reply)):
        assert client.get(address).status_code == 404


def test_whoever_answers_reads_the_opinion_and_the_assisting_one_does_not_read_the_draft(client: Client):
    proposal, (lead, assist) = make_assigned(duties=(Duty.LEAD, Duty.ASSIST))
    opinion = hand_in(reply=draft(proposal=proposal, assignment=assist, by=None, text="同意"), by=None, on=HANDED_IN)
    own = draft(proposal=proposal, assignment=lead, by=None, text="稿")

    assert signed_in(client, liaison(lead.department)).get(at("check", opinion)).status_code == 200
    assert signed_in(client, liaison(assist.department)).get(at("check", own)).status_code == 404


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.EDITOR])
def test_pages_open_for_those_alone_who_may_record_the_step(client: Client, role: Role):
    proposal, reply = make_answered(asks=["修堤"])
    signed_in(client, make_user(role=role))
    may = role is Role.EDITOR

    opened = {
        name: client.get(at(name, row)).status_code
        for name, row in (
            ("check", reply), ("publication", reply), ("paper", reply), ("link", reply), ("promise", reply),
            ("asks", proposal), ("merge", proposal), ("correct", proposal.followups.first()),
        )
    }  # fmt: skip

    assert opened == {
        "check": 200, "publication": 403, "paper": 200 if may else 403, "link": 200 if may else 403,
        "promise": 200 if may else 403, "asks": 200 if may else 403, "merge": 403, "correct": 403,
    }  # fmt: skip


def test_a_link_is_shown_once_with_words_to_send(client: Client):
    proposal, reply = make_answered()
    signed_in(client, reviewer())

    made = client.post(at("link", reply), {"proposer": proposal.proposers.get().pk})
    page = made.content.decode()
    address = page.split('readonly value="')[1].split('"')[0]

    assert "no-store" in made["Cache-Control"]
    assert f"《{proposal.headline}》已经答复" in page
    assert client.get(address.removeprefix("http://127.0.0.1:8000")).status_code == 200
    assert RatingLink.objects.count() == 1
    assert address not in client.get(at("link", reply)).content.decode()


def test_a_paper_form_is_entered_with_its_scan_and_reopens(client: Client):
    proposal, reply = make_answered()
    signed_in(client, reviewer())
    given = {"proposer": proposal.proposers.get().pk, "result": "not", "process": "content", "note": "", "on": RATED}

    refused = client.post(at("paper", reply), given)
    assert refused.status_code == 422
    assert not Rating.objects.exists()
    client.post(at("paper", reply), {**given, "scan": paper()})

    rating = Rating.objects.get()
    assert Proposal.objects.get().state == "reopened"
    downloaded = client.get(at("scan", rating))
    assert downloaded.getvalue() == b"%PDF-1.4 scan"
    assert downloaded["Content-Disposition"].startswith("attachment")


def test_a_file_that_is_not_what_its_name_says_is_refused(client: Client):
    proposal, reply = make_answered()
    signed_in(client, reviewer())
    wrong = paper("回执.png")

    page = client.post(at("paper", reply), {"proposer": proposal.proposers.get().pk, "on": RATED, "scan": wrong})

    assert "文件的内容和后缀对不上" in text(page.content.decode())


def test_a_promise_is_marked_in_the_letter_and_settled(client: Client):
    _, reply = make_answered()
    signed_in(client, reviewer())

    client.post(at("promise", reply), {"text": "计划六月底前印发", "near": 20, "due_on": "2026-06-30", "on": RATED})
    promise = Commitment.objects.get()
    assert LETTER[promise.start : promise.end] == promise.text
    refused = client.post(at("promise", reply), {"text": "没有这句话", "on": RATED})
    assert "答复正文里没有这句话" in text(refused.content.decode())

    client.post(at("settle", promise), {"what": "moved", "due_on": "2026-09-30", "note": "汛情", "on": RATED})
    client.post(at("settle", promise), {"what": "kept", "note": "市府办公示", "on": RATED, "file": paper()})
    promise.refresh_from_db()
    assert (promise.state, promise.due_on, promise.evidence) == ("kept", date(2026, 9, 30), "市府办公示")
    assert client.get(at("evidence", promise)).getvalue() == b"%PDF-1.4 scan"


def test_outcomes_of_asks_are_recorded_where_they_changed(client: Client):
    proposal, reply = make_answered(asks=["定规划", "发补助"])
    first, second = proposal.asks.all()
    signed_in(client, reviewer())
    given = {
        f"outcome_{first.pk}": "open", f"note_{first.pk}": "",
        f"outcome_{second.pk}": "planned", f"note_{second.pk}": "年内", "reply": reply.pk, "on": RATED,
    }  # fmt: skip

    client.post(at("asks", proposal), given)

    assert list(Ask.objects.order_by("order").values_list("outcome", flat=True)) == ["open", "planned"]
    assert proposal.followups.filter(event=Event.OUTCOME.value).count() == 1


def test_files_are_merged_by_the_number_of_the_main_one(client: Client):
    session = make_session()
    main = make_proposal(kind="suggestion", session=session, number="0018")
    second = make_proposal(kind="suggestion", session=session, number="0019")
    signed_in(client, reviewer())

    refused = client.post(at("merge", second), {"main": "9999", "on": RATED})
    assert "没有这个案号的件" in text(refused.content.decode())
    client.post(at("merge", second), {"main": "0018", "on": RATED})

    assert Proposal.objects.get(pk=second.pk).merged_into == main


def test_a_merged_file_gets_the_words_of_the_main_ones_letter_to_begin_with(client: Client):
    main, reply = make_answered()
    second, (part,) = make_assigned(session=main.session)
    Proposal.objects.filter(pk=second.pk).update(merged_into=main)
    signed_in(client, reviewer())

    assert LETTER in client.get(at("write", part), {"like": reply.pk}).content.decode()


def test_an_entry_is_corrected_on_a_page_of_its_own(client: Client):
    proposal, (part,) = make_assigned()
    entry = proposal.followups.get(event="handle")
    signed_in(client, reviewer())

    assert at("correct", entry) in record_of(client, proposal)
    client.post(at("correct", entry), {"note": "登错了单位", "stage": "accepted", "on": RATED})

    part.refresh_from_db()
    assert part.stage == Stage.ACCEPTED


def test_publication_is_decided_by_whoever_sends(client: Client):
    _, reply = make_answered(publication="draft")
    signed_in(client, reviewer())

    refused = client.post(at("publication", reply), {"shown": "withhold", "ground": "", "on": RATED})
    assert "不予公开要写明依据" in text(refused.content.decode())
    client.post(at("publication", reply), {"shown": "summary", "summary": "规划已起草", "on": RATED})

    reply.refresh_from_db()
    assert (reply.publication, reply.shown, reply.summary) == ("published", "summary", "规划已起草")


def test_a_day_ahead_of_us_is_refused(client: Client):
    _, reply = make_answered(publication="draft")
    signed_in(client, reviewer())
    ahead = timezone.localdate().replace(year=timezone.localdate().year + 1, day=1)

    page = client.post(at("publication", reply), {"shown": "full", "on": ahead})

    assert "这一天还没有到" in text(page.content.decode())


def test_the_record_offers_each_role_what_it_may_do_next(client: Client):
    proposal, _ = make_answered(asks=["修堤"])
    offered = {}
    for user in (reviewer(), make_user(role=Role.EDITOR), make_user(role=Role.AUDITOR)):
        block = record_of(signed_in(client, user), proposal)
        offered[user.position.role] = [
            name
            for name in ("公开多少", "生成评价链接", "登记承诺", "各项诉求的结果", "办结", "更正第")
            if name in block
        ]

    assert offered == {
        "reviewer": ["公开多少", "生成评价链接", "登记承诺", "各项诉求的结果", "办结", "更正第"],
        "editor": ["生成评价链接", "登记承诺", "各项诉求的结果"],
        "auditor": [],
    }


def test_after_sending_a_letter_it_is_decided_who_reads_it(client: Client):
    proposal, (part,) = make_assigned()
    reply = hand_in(reply=draft(proposal=proposal, assignment=part, by=None, text="稿"), by=None, on=HANDED_IN)
    signed_in(client, reviewer())

    sent = client.post(at("check", reply), {"on": SENT, "do": "send"})

    assert sent["Location"] == at("publication", reply)
    page = text(client.get(at("publication", reply)).content.decode())
    assert ("答复已经发出。接下来决定公开多少。" in page, "以后再定，回这一件" in page) == (True, True)


def test_a_letter_on_paper_is_entered_though_nobody_was_handed_the_proposal(client: Client):
    make_scheme()
    proposal = make_proposal(kind="suggestion", session=make_session())
    housing = make_department("株洲市住房和城乡建设局")
    signed_in(client, reviewer())
    assert at("letter", proposal) in record_of(client, proposal)

    letter = {"who": housing.name, "text": LETTER, "number": "株建函〔2026〕3号", "on": SENT}
    entered = client.post(at("letter", proposal), letter)

    reply = Reply.objects.get()
    assert entered["Location"] == at("publication", reply)
    assert (reply.department, reply.status, reply.replied_on, reply.reply_class) == (housing, "sent", SENT, "")
    proposal.refresh_from_db()
    assert (proposal.state, proposal.assignments.count()) == ("replied", 0)
    assert [(one.event, one.happened_on) for one in proposal.followups.all()] == [("submit", None), ("reply", SENT)]


def test_a_letter_on_paper_keeps_what_it_does_not_say_empty(client: Client):
    proposal = make_proposal(kind="suggestion")
    signed_in(client, reviewer())

    empty = client.post(at("letter", proposal), {"who": "市某指挥部"})
    assert (empty.status_code, "请附上扫描件，或者抄写正文" in text(empty.content.decode())) == (422, True)
    client.post(at("letter", proposal), {"who": "市某指挥部", "scan": "", "file": paper()})

    reply = Reply.objects.get()
    assert (reply.department, reply.issuer, reply.replied_on) == (None, "市某指挥部", None)


def test_where_a_department_owes_the_answer_no_letter_is_entered_beside_it(client: Client):
    proposal, _ = make_assigned()
    signed_in(client, reviewer())
    assert at("letter", proposal) not in record_of(client, proposal)

    refused = client.post(at("letter", proposal), {"who": "市某局", "text": LETTER, "on": SENT})

    assert (refused.status_code, Reply.objects.count()) == (422, 0)


def test_the_log_stands_once_on_the_record_with_who_recorded_it(client: Client):
    proposal = make_proposal(kind="suggestion")
    user = reviewer()
    proposal.record(Event.NOTE, by=user, on=SENT, note="代表来电催问")

    block = text(record_of(signed_in(client, user), proposal))

    assert block.count("代表来电催问") == 1
    assert f"2026年4月27日记一笔：代表来电催问{user.username}登记" in block


def test_where_nobody_entered_the_classes_of_the_place_the_form_says_where_and_asks_for_none(client: Client):
    proposal, (part,) = make_assigned()
    assert proposal.session is not None
    add = f"{reverse('admin:proposals_resultscheme_add')}?council={proposal.session.term.council_id}"
    checker = signed_in(Client(), reviewer())
    office = checker.get(at("write", part)).content.decode()
    signed_in(client, liaison(part.department))

    own = client.get(at("write", part)).content.decode()
    client.post(at("write", part), {"text": LETTER, "on": HANDED_IN, "do": "hand_in"})
    letter = Reply.objects.get()
    checked = checker.get(at("check", letter)).content.decode()
    checker.post(at("check", letter), {"on": SENT, "do": "send"})

    assert "株洲市人大还没有登记办理结果分类，所以这份答复不写类别" in text(own)
    assert "请让审核员或者管理员先在“办理结果分类”里登记" in text(own)
    assert [add in page for page in (office, own, checked)] == [True, False, True]
    assert 'name="result"' not in office + own + checked
    letter.refresh_from_db()
    assert (letter.status, letter.result, letter.reply_class) == ("sent", None, "")
    assert checker.get(add).context["adminform"].form.initial["council"] == str(proposal.session.term.council_id)


def test_where_the_session_is_not_known_the_form_asks_for_it_first(client: Client):
    proposal, (part,) = make_assigned()
    Proposal.objects.filter(pk=proposal.pk).update(session=None)
    signed_in(client, reviewer())

    page = text(client.get(at("write", part)).content.decode())

    assert "这一件没有填会议，不知道按哪里的分类，所以这份答复不写类别" in page


def test_where_there_are_classes_the_form_says_nothing_of_them_missing(client: Client):
    make_scheme()
    _, (part,) = make_assigned()

    page = signed_in(client, reviewer()).get(at("write", part)).content.decode()

    assert 'name="result"' in page
    assert "还没有登记办理结果分类" not in page
