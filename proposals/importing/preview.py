"""A plan for a terminal: who, what, how sure, and what was left over. Chinese widths are right through `rich`."""

from rich.console import Console, Group, RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from delegates.models import Body
from proposals.ingest import records
from proposals.models import ImportBatch

from .apply import Outcome
from .planned import AlreadyImported, Plan, PlannedDelegate
from .retract import Undone


def show_plan(plan: Plan | AlreadyImported, filename: str, console: Console) -> None:
    """Print what an import of this file would do."""
    if isinstance(plan, AlreadyImported):
        console.print(f"{escape(filename)}：已经导入过（{escape(str(plan.report))}），内容一字不差，什么都不用做。")
        return
    found = plan.found
    title = "".join(part for part in (found.publisher, f"《{found.title}》" if found.title else None) if part)
    console.print(Text(title or filename, style="bold"))
    console.print(f"{plan.region}　编码 {plan.file.encoding}　{_said(plan)}")
    for renderable in (_delegates(plan), _proposals(found), _rest(plan, found)):
        console.print(renderable)


def show_outcome(outcome: Outcome, filename: str, console: Console) -> None:
    """Print what an import did."""
    if outcome.same and not outcome.files:
        console.print(f"{escape(filename)}：已经导入过，没有改动任何内容。")
        return
    console.print(
        f"{escape(filename)}：导入完成。{outcome.articles} 篇文章，{len(outcome.proposals)} 件，{outcome.asks} 项诉求；"
        + (f"并入已有的 {len(outcome.attached)} 件；" if outcome.attached else "")
        + f"代表委员新登记 {outcome.new_delegates} 位，已有 {outcome.known_delegates} 位。",
        soft_wrap=True,
    )


def _said(plan: Plan) -> str:
    sessions = "、".join(str(one) for one in plan.said.sessions) or "会议未说明"
    date = plan.said.published_on or plan.found.date or "日期不明"
    return f"{sessions}　{date}"


def _delegates(plan: Plan) -> RenderableType:
    table = Table(title=f"代表委员 {len(plan.delegates)} 位", title_justify="left", header_style="bold")
    for heading in ("姓名", "身份", "单位和职务", "库里", "把握"):
        table.add_column(heading, overflow="fold")
    for one in plan.delegates:
        table.add_row(
            escape(one.person.name),
            _identity(one),
            escape("；".join(_post(post) for post in one.person.posts)),
            escape(one.match.reason),
            f"{one.person.confidence:.0%}",
        )
    return table


def _identity(one: PlannedDelegate) -> str:
    if one.council is not None:
        return one.council.member_title
    return "人大代表" if one.person.body.value == Body.NPC else "政协委员"


def _post(post: records.Post) -> str:
    return f"{post.organisation or ''}{post.title}" + (f"（{post.note}）" if post.note else "")


def _proposals(found: records.Extraction) -> RenderableType:
    table = Table(title=f"建议提案 {len(found.proposals)} 件", title_justify="left", header_style="bold")
    for heading in ("题目", "提出人", "诉求", "行业", "高频词", "把握"):
        table.add_column(heading, overflow="fold", justify="right" if heading in {"诉求", "把握"} else "left")
    for one in found.proposals:
        table.add_row(
            escape(one.headline),
            escape("、".join(proposer.name for proposer in one.proposers)),
            str(len(one.asks)),
            escape("、".join(industry.name for industry in one.industries)),
            escape(one.keyword.name if one.keyword else ""),
            f"{one.confidence:.0%}",
        )
    return table


def _rest(plan: Plan, found: records.Extraction) -> RenderableType:
    """Doubts, warnings and the text that no rule claimed: shown, never swallowed."""
    lines = [Text(f"请核对：{one}", style="yellow") for one in plan.warnings]
    for proposal in found.proposals:
        lines += [Text(f"请核对《{proposal.headline}》：{doubt}", style="yellow") for doubt in proposal.doubts]
    lines += [Text(f"没有取用：{one.text}", style="dim") for one in found.unclaimed]
    return Group(*lines)


def show_undone(done: Undone, batch: ImportBatch, console: Console, *, dry_run: bool) -> None:
    """Print what an undo did, or would do."""
    gone = "、".join(f"{name} {count}" for name, count in done.gone.items()) or "没有"
    console.print(
        f"{batch}：{'会撤掉' if dry_run else '已撤掉'} {gone}；恢复原值 {len(done.restored)} 处。", soft_wrap=True
    )
    for one in done.staying:
        console.print(Text(f"留下：{one.what}，{one.reason}", style="yellow"), soft_wrap=True)
