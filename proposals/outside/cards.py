"""What a card says: the few words and figures that stand on the picture of a page shown elsewhere."""

from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import Count

from delegates.models import Delegate, Session
from proposals.models import Proposal
from proposals.workflow.states import State

STOPS = ("提出", "交办", "答复", "落实")
# How far along the road each state is: the number of stops behind it or at it. What ended stays where it ended.
_FAR = {
    State.REPORTED: 0,
    State.REPLIED: 3, State.CLOSED: 3, State.TRACKING: 3, State.FULFILLED: 4,
    **dict.fromkeys(
        (State.ASSIGNED, State.ACCEPTED, State.CONTESTED, State.HANDLING, State.DRAFTED, State.REOPENED), 2
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Card:
    """`title` is other people's words, `kick` and `foot` the site's own; `far` of four stops are reached."""

    title: str
    kick: str = ""
    foot: str = ""
    far: int = 0
    figures: tuple[tuple[int, str], ...] = field(default=())
    site: str = "言路"


def site_card() -> Card:
    """Of the site itself, for whatever has none of its own. No question."""
    return Card("他们提了什么，后来怎么样了", foot="代表建议和政协提案，从提出到落实", far=4, site=_site())


def proposal_card(pk: int) -> Card | None:
    """Of a proposal that everybody sees. Two questions."""
    row = Proposal.objects.visible_to(None).select_related("session__term__council__region").filter(pk=pk).first()
    if row is None:
        return None
    names = [str(one) for one in row.proposers.select_related("delegate", "organisation")[:4]]
    number = f" · 第 {row.number} 号" if row.number else ""
    who = "、".join(names[:3]) + (" 等" if names[3:] else "")
    state = State(row.state)
    foot = " · ".join(one for one in (who, row.session.name if row.session else "") if one)
    return Card(
        row.headline, f"{row.get_kind_display()}{number} · {state.label}", foot, _FAR.get(state, 1), site=_site()
    )


def delegate_card(pk: int) -> Card | None:
    """Of a delegate who takes part in something published. Two questions."""
    row = Delegate.objects.visible_to(None).with_figures().filter(pk=pk).first()
    if row is None:
        return None
    seats = [one.council.member_title for one in row.mandates.select_related("council__region")[:2]]
    figures = ((row.published, "件建议提案"), (row.asked, "项诉求"), (row.replied, "件有答复"))  # type: ignore[attr-defined]
    return Card(row.name, "、".join(dict.fromkeys(seats)), figures=figures, site=_site())


def session_card(pk: int) -> Card | None:
    """Of a session where something published was asked. Two questions."""
    row = Session.objects.filter(pk=pk).first()
    if row is None:
        return None
    found = Proposal.objects.visible_to(None).filter(session=pk).order_by()
    states = {one["state"]: one["n"] for one in found.values("state").annotate(n=Count("pk"))}
    total = sum(states.values())
    if not total:
        return None
    answered = sum(n for state, n in states.items() if _FAR.get(State(state), 1) >= 3)
    kept = states.get(State.FULFILLED.value, 0)
    figures = ((total, "件"), (answered, "件已答复"), (kept, "件已落实"))
    when = f"{row.starts_on.year}年{row.starts_on.month}月" if row.starts_on else ""
    return Card(row.name, when, figures=figures, site=_site())


def _site() -> str:
    return "言路演示站 · 示例" if settings.DEMO else "言路"
