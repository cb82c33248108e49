"""What stands on one sheet, before anybody decides how it looks."""

from dataclasses import dataclass
from datetime import date

from proposals.models import Proposal, Proposer

KIND = {"suggestion": "人大代表建议", "proposal": "政协提案", "motion": "人大议案"}
BETWEEN = "、"


@dataclass(frozen=True, slots=True)
class Line:
    """A field of the form. `because` explains it; `strong` is what must not be missed."""

    label: str
    words: str
    because: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows to fill in or to tick. An empty cell is left for a pen."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """One sheet: title, line above the form, whom it addresses, its text, the form, tables, fields for a pen, notes."""

    title: str
    caption: str = ""
    to: str = ""
    body: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    tables: tuple[Table, ...] = ()
    blanks: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    signed: tuple[str, ...] = ()


def kind_of(proposal: Proposal) -> str:
    """What the paper calls it; one only known from the press has no such name."""
    return KIND.get(proposal.kind, "建议提案")


def caption_of(proposal: Proposal, *more: str) -> str:
    """Number and meeting, as far as they are known."""
    number = f"编号：第 {proposal.number} 号" if proposal.number else "编号：没有编号"
    meeting = [f"会议：{proposal.session.name}"] if proposal.session else []
    return "　".join([number, *meeting, *(one for one in more if one)])


def proposers_of(proposal: Proposal) -> str:
    """Who proposes, in printed order; where there are several, who leads."""
    people = list(proposal.proposers.all())
    if len(people) == 1:
        return str(people[0])
    leads = {Proposer.Role.LEAD.value: "（领衔）"}
    return BETWEEN.join(f"{one}{leads.get(one.role, '')}" for one in people) or "没有登记"


def chinese_day(day: date) -> str:
    """2026年6月30日（星期二）."""
    return f"{day.year}年{day.month}月{day.day}日（星期{'一二三四五六日'[day.weekday()]}）"
