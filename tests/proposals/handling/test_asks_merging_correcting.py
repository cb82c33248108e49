"""What became of each ask, files handled together, entries put right."""

import pytest

from proposals.handling.asks import settle_ask
from proposals.handling.correcting import correct
from proposals.handling.merging import answer_alike, merge
from proposals.handling.publishing import publish, withhold
from proposals.handling.refusal import Refused
from proposals.handling.results import classes_of, meant, scheme_of
from proposals.models import Ask, Proposal, ResultScheme
from proposals.tracking.standings import replayed
from proposals.workflow.events import Event
from proposals.workflow.procedure import Missing
from proposals.workflow.roles import NotAllowed, Role
from proposals.workflow.states import Duty, Stage, State
from tests.factories import make_proposal, make_session, make_user
from tests.proposals.handling.cases import LETTER, RATED, make_answered, make_assigned, make_scheme, reviewer

pytestmark = pytest.mark.django_db


def test_an_ask_comes_to_something_on_the_word_of_a_reply():
    proposal, reply = make_answered(asks=["定规划", "发补助"])

    ask = settle_ask(
        ask=proposal.asks.get(order=2), outcome="planned", reply=reply, by=reviewer(), on=RATED, note="年内发放"
    )

    last = proposal.followups.latest("sequence")
    assert (ask.outcome, ask.outcome_note) == ("planned", "年内发放")
    assert (last.event, last.note) == ("outcome", "诉求 2：列入计划")
    assert (last.data["before"], last.data["outcome"], last.data["reply"]) == ("open", "planned", reply.pk)
    assert Ask.objects.get(order=1).outcome == "open"


def test_an_outcome_needs_a_reply_of_the_same_proposal():
    proposal, _ = make_answered(asks=["定规划"])
    _, other = make_answered()

    with pytest.raises(Refused, match="凭哪一份答复"):
        settle_ask(ask=proposal.asks.get(), outcome="planned", reply=None, by=reviewer(), on=RATED)
    with pytest.raises(Refused, match="不是这一件的"):
        settle_ask(ask=proposal.asks.get(), outcome="planned", reply=other, by=reviewer(), on=RATED)
    with pytest.raises(Refused, match="请选择"):
        settle_ask(ask=proposal.asks.get(), outcome="open", reply=None, by=reviewer(), on=RATED)
    assert Ask.objects.get().outcome == "open"


def test_merged_files_stay_alive_and_each_gets_its_own_letter():
    main, reply = make_answered()
    second = make_proposal(kind="suggestion", session=main.session)

    merge(proposal=second, main=main, by=reviewer(), on=RATED)
    second.record(Event.ASSIGN, by=None, on=RATED, department=reply.department, duty=Duty.SOLE)
    own = answer_alike(reply=reply, to=second, by=reviewer())

    second.refresh_from_db()
    assert (second.merged_into, second.state) == (main, State.ASSIGNED)
    assert (own.proposal, own.text, own.status, own.assignment) == (second, LETTER, "draft", second.assignments.get())


def test_a_letter_is_copied_only_between_merged_files_with_the_same_department():
    main, reply = make_answered()
    second = make_proposal(kind="suggestion", session=main.session)

    with pytest.raises(Refused, match="没有并入"):
        answer_alike(reply=reply, to=second, by=reviewer())
    merge(proposal=second, main=main, by=reviewer(), on=RATED)
    with pytest.raises(Refused, match="请先交办"):
        answer_alike(reply=reply, to=Proposal.objects.get(pk=second.pk), by=reviewer())


def test_files_are_not_merged_in_circles_with_the_dead_or_across_sessions():
    session = make_session()
    one, two, three = (make_proposal(kind="suggestion", session=session) for _ in range(3))
    gone = make_proposal(kind="suggestion", session=session)
    gone.record(Event.WITHDRAW, by=None, on=RATED, note="提出人书面撤回")
    abroad = make_proposal(kind="suggestion", session=make_session("cppcc", term=10))
    by = reviewer()
    merge(proposal=one, main=two, by=by, on=RATED)

    for proposal, main, why in (
        (two, one, "自己已经并入"), (two, three, "它是主案"), (three, three, "不能并入自己"),
        (three, one, "自己已经并入"),
        (three, gone, "不能作主案"), (three, abroad, "同一次会议"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=why):
            merge(proposal=proposal, main=main, by=by, on=RATED)


def test_an_entry_is_put_right_by_a_further_one():
    proposal, (part,) = make_assigned()
    wrong = proposal.followups.get(event="handle")

    made = correct(followup=wrong, by=reviewer(), on=RATED, note="登错了单位", stage=Stage.ACCEPTED)

    part.refresh_from_db()
    proposal.refresh_from_db()
    assert (made.corrects, made.event) == (wrong, "correct")
    assert (part.stage, proposal.state) == (Stage.ACCEPTED, State.ACCEPTED)
    assert replayed(proposal).state == State.ACCEPTED
    assert proposal.followups.filter(pk=wrong.pk).exists()


def test_the_slowest_department_decides_where_a_correction_leads():
    proposal, parts = make_assigned(duties=(Duty.SEPARATE, Duty.SEPARATE))
    entry = proposal.followups.get(event="handle", assignment=parts[1])

    correct(followup=entry, by=reviewer(), on=RATED, note="还没有开始", stage=Stage.ASSIGNED)

    assert Proposal.objects.get().state == State.ASSIGNED


def test_a_correction_says_why_and_declares_nothing_that_needs_another_file():
    proposal, _ = make_assigned()
    entry = proposal.followups.get(event="submit")

    with pytest.raises(Missing, match="请写明理由"):
        correct(followup=entry, by=reviewer(), on=RATED, note="")
    with pytest.raises(Refused, match="不能直接更正为“已并案”"):
        correct(followup=entry, by=reviewer(), on=RATED, note="x", state=State.MERGED)
    with pytest.raises(Refused, match="不是某个单位的"):
        correct(followup=entry, by=reviewer(), on=RATED, note="x", stage=Stage.ACCEPTED)
    with pytest.raises(NotAllowed):
        correct(followup=entry, by=make_user(role=Role.EDITOR), on=RATED, note="x")


def test_publishing_is_noted_in_the_log_and_withholding_needs_a_ground():
    proposal, reply = make_answered(publication="draft")
    by = reviewer()

    shown = publish(reply=reply, by=by, on=RATED, shown="full")
    assert (shown.publication, shown.published_on) == ("published", RATED)
    with pytest.raises(Refused, match="依据"):
        withhold(reply=reply, by=by, on=RATED, ground=" ")
    hidden = withhold(reply=reply, by=by, on=RATED, ground="政府信息公开条例第十四条")
    assert (hidden.publication, hidden.withheld_ground) == ("withheld", "政府信息公开条例第十四条")
    assert list(proposal.followups.filter(event="note").values_list("note", flat=True)) == [
        "答复公开（全文）", "答复不予公开",
    ]  # fmt: skip


def test_a_summary_is_published_only_when_there_is_one():
    _, reply = make_answered(publication="draft")

    with pytest.raises(Refused, match="请先写好摘要"):
        publish(reply=reply, by=reviewer(), on=RATED, shown="summary")
    assert publish(reply=reply, by=reviewer(), on=RATED, shown="summary", summary="规划已起草").summary == "规划已起草"


def test_an_editor_does_not_decide_what_is_public():
    _, reply = make_answered(publication="draft")

    with pytest.raises(NotAllowed):
        publish(reply=reply, by=make_user(role=Role.EDITOR), on=RATED, shown="full")


def test_the_nearest_scheme_gives_a_letter_its_meaning():
    session, later = make_session(), make_session(number=2)
    everywhere = ResultScheme.objects.create(name="全国")
    of_council = ResultScheme.objects.create(name="本届", council=session.term.council)
    of_session = make_scheme(session)

    assert scheme_of(make_proposal(session=session)) == of_session
    assert scheme_of(make_proposal(session=later)) == of_council
    assert scheme_of(make_proposal()) == everywhere


@pytest.mark.parametrize(("printed", "letter"), [("A", "A"), ("（b）", "B"), ("C类", "C"), ("甲类", None), ("", None)])
def test_a_printed_letter_is_known_by_the_classes_of_its_place(printed: str, letter: str | None):
    scheme = make_scheme()
    found = meant(printed, classes_of(make_proposal(session=scheme.session)))

    assert (found.letter if found else None) == letter
