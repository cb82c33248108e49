"""交办单: what a department is handed, by when it answers and why that day."""

from collections.abc import Iterable, Sequence

from proposals.models import Assignment, Deadline, DeadlineRule, Proposal
from proposals.workflow.states import Duty

from .paper import BETWEEN, Line, Paper, Table, caption_of, chinese_day, kind_of, proposers_of

Step = DeadlineRule.Step
ANSWERS = "回应（已经解决、正在解决、列入计划、暂不能解决、留作参考）"
RULELESS = "没有算出期限：这座城市还没有录入适用的办理规则"
DAYLESS = "没有算出期限：交办日期没有登记"


def handover(proposal: Proposal) -> Paper:
    """One sheet for all departments of a proposal. Needs `assignments` (standing, with departments and clocks)."""
    parts = list(proposal.assignments.all())
    days = sorted({one.assigned_on for one in parts if one.assigned_on})
    handed = f"交办日期：{BETWEEN.join(map(chinese_day, days))}" if days else "交办日期：没有登记"
    rows = tuple((ask.text, "") for ask in proposal.asks.all()) or ((proposal.headline, ""),)
    return Paper(
        title=f"{kind_of(proposal)}交办单",
        caption=caption_of(proposal, handed),
        lines=tuple(_lines(proposal, parts)),
        tables=(Table("请逐条回应", ("诉求", ANSWERS), rows),),
        blanks=("签收人", "签收日期", "联系电话"),
        notes=("答复前请与提出人当面或电话沟通；答复函附征询意见表。",),
    )


def _lines(proposal: Proposal, parts: Sequence[Assignment]) -> Iterable[Line]:
    yield Line("题目", proposal.headline, strong=True)
    yield Line("提出人", proposers_of(proposal))
    for duty in (Duty.SOLE, Duty.LEAD, Duty.SEPARATE, Duty.ASSIST):
        names = [str(one.department) for one in parts if one.duty == duty]
        if names:
            yield Line(f"{duty.label}单位", BETWEEN.join(names))
    if not parts:
        yield Line("承办单位", "还没有交办")
        return
    sign = _clocks(parts, Step.SIGN)
    if sign:
        yield _dated("签收期限", sign, "")
    answer = _clocks(parts, Step.AGAIN) or _clocks(parts, Step.REPLY)
    dayless = all(one.assigned_on is None for one in parts)
    yield _dated("答复期限", answer, "") if answer else Line("答复期限", DAYLESS if dayless else RULELESS)
    opinion = _clocks(parts, Step.OPINION)
    if opinion:
        yield _dated("会办期限", opinion, "把书面意见送主办单位，不直接答复提出人。")
    contest = _clocks(parts, Step.CONTEST)
    if contest:
        yield _dated("不该我办", contest, "在这一天以前书面说明理由，并提出建议的单位；不得自行转送。")


def _clocks(parts: Iterable[Assignment], step: str) -> list[Deadline]:
    """The clocks of one kind that run."""
    return [clock for part in parts for clock in part.running if clock.step == step]  # type: ignore[attr-defined]


def _dated(label: str, clocks: Sequence[Deadline], more: str) -> Line:
    """The day, with the department where there are several days, and why."""
    days = sorted({clock.due_on for clock in clocks})
    names = {
        day: BETWEEN.join(str(c.assignment.department) for c in clocks if c.due_on == day and c.assignment)
        for day in days
    }
    words = chinese_day(days[0]) if len(days) == 1 else "；".join(f"{names[day]} {chinese_day(day)}" for day in days)
    provisional = "（暂定）" if any(clock.provisional for clock in clocks) else ""
    reasons = dict.fromkeys(clock.because for clock in clocks if clock.because)
    return Line(label, words + provisional, more + "".join(reasons), strong=True)
