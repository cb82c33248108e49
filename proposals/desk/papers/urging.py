"""催办函: a letter to one department about one proposal, with the days it owes and why."""

from datetime import date

from proposals.models import Assignment, Deadline
from proposals.workflow.deadlines import chinese

from .paper import Line, Paper, caption_of, chinese_day, kind_of, proposers_of


def urging(part: Assignment, today: date) -> Paper:
    """The letter. Needs `running` on the part: its clocks that somebody owes."""
    proposal = part.proposal
    clocks: list[Deadline] = part.running  # type: ignore[attr-defined]  # prefetched where papers are gathered
    return Paper(
        title="催办函",
        caption=caption_of(proposal),
        to=f"{part.department}：",
        body=(_opening(part), *(_asked(clocks, today))),
        lines=(
            Line("题目", proposal.headline, strong=True),
            Line("提出人", proposers_of(proposal)),
            Line("进度", part.get_stage_display()),
            *(_line(clock, today) for clock in clocks),
        ),
        blanks=("收函人", "收函日期"),
        signed=("（发函单位盖章）", chinese(today)),
    )


def _opening(part: Assignment) -> str:
    handed = f"{chinese(part.assigned_on)}交办，" if part.assigned_on else ""
    kind = kind_of(part.proposal)
    duty, stage = part.get_duty_display(), part.get_stage_display()
    return f"{kind}《{part.proposal.headline}》{handed}由贵单位{duty}，现在的进度是“{stage}”。"


def _asked(clocks: list[Deadline], today: date) -> tuple[str, ...]:
    """What the letter asks for; without any clock it asks for word alone."""
    if not clocks:
        return ("这一件现在没有正在计的期限。请把办理情况告诉我们。",)
    late = [clock for clock in clocks if clock.due_on < today]
    steps = "、".join(dict.fromkeys(clock.get_step_display() for clock in late or clocks))
    by = "请尽快" if late else "请按期"
    return (f"{by}{steps}，并把办理情况告诉我们。确实需要延长的，请书面说明理由，并提出延到哪一天。",)


def _line(clock: Deadline, today: date) -> Line:
    days = (clock.due_on - today).days
    left = f"还有 {days} 天" if days > 0 else "今天到期" if days == 0 else f"已超期 {-days} 天"
    provisional = "（暂定）" if clock.provisional else ""
    words = f"{chinese_day(clock.due_on)}{provisional}，{left}"
    return Line(f"{clock.get_step_display()}期限", words, clock.because, strong=True)
