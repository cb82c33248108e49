"""征询意见表: what each proposer is asked about the answer. One sheet for each proposer."""

from collections.abc import Iterable

from proposals.models import Proposal, Proposer, Reply
from proposals.workflow.deadlines import chinese
from proposals.workflow.outcomes import Satisfaction

from .paper import BETWEEN, Line, Paper, Table, caption_of, chinese_day, kind_of

BOX = "□ "


def surveys(proposal: Proposal) -> list[Paper]:
    """A sheet for each proposer. Needs `replies` (sent) and `assignments` with `feedback`."""
    return [_survey(proposal, one) for one in proposal.proposers.all()]


def _survey(proposal: Proposal, proposer: Proposer) -> Paper:
    choices = tuple(BOX + one.label for one in Satisfaction)
    return Paper(
        title=f"{kind_of(proposal)}办理情况征询意见表",
        caption=caption_of(proposal, f"第 {proposal.round} 轮" if proposal.round > 1 else ""),
        to=f"{proposer}：",
        body=("对下面这件的办理和答复，请您各选一项，打“√”。对结果选“不太满意”或者“不满意”的，会重新办理。",),
        lines=tuple(_lines(proposal)),
        tables=(
            Table("", ("", *("" for _ in choices)), (("对办理态度", *choices), ("对办理结果", *choices))),
            Table("您的意见和要求", (), (("",),)),
        ),
        blanks=("签名", "日期"),
        notes=("请提出人本人填写。承办单位不代填，不代签。",),
    )


def _lines(proposal: Proposal) -> Iterable[Line]:
    yield Line("题目", proposal.headline, strong=True)
    parts = list(proposal.assignments.all())
    handling = BETWEEN.join(f"{one.department}（{one.get_duty_display()}）" for one in parts)
    yield Line("承办单位", handling or "没有登记")
    rounds: dict[int | None, int] = {one.pk: one.round for one in parts}
    replies = [one for one in proposal.replies.all() if one.round == rounds.get(one.assignment_id, proposal.round)]
    yield Line("答复", "；".join(map(_reply, replies)) or "还没有答复")
    results = [_result(one) for one in replies if one.result or one.reply_class]
    if results:
        yield Line("办理结果", "；".join(results))
    for clock in (clock for part in parts for clock in part.feedback[:1]):  # type: ignore[attr-defined]
        yield Line("请在这天前交回", chinese_day(clock.due_on), clock.because, strong=True)
        return


def _result(reply: Reply) -> str:
    """The meaning with the letter; a letter alone says that nobody here knows what it means."""
    return str(reply.result) if reply.result else f"类别写作“{reply.reply_class}”，含义没有登记"


def _reply(reply: Reply) -> str:
    """Who answered when, under which number, as far as it is known."""
    who = str(reply.department or reply.issuer or "")
    day = chinese(reply.replied_on) if reply.replied_on else ""
    return " ".join(one for one in (who, day, reply.number) if one) or "已答复"
