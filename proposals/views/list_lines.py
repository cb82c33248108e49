"""The lines of the list as HTML. A page has twenty with four stops each: a template takes ten times as long for them.

Everything that comes from outside is escaped where it is put in. The road is what `_road.html` draws, which a test
compares for every state.
"""

from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from html import escape
from typing import cast

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from delegates.freshness import remembered
from proposals.catalogue.shared import Catalogue
from proposals.models import FollowUp
from proposals.models.proposal import Kind
from proposals.search.fold import spans
from proposals.templatetags.marks import CLAUSE, clauses, marked, surroundings
from proposals.templatetags.road import Stop, look, stops
from proposals.workflow.signals import Signal, days_late, signal
from proposals.workflow.states import State

from .list_rows import Line, lines_of

KEPT = 4_000  # lines remembered in each mode: some five megabytes
once = lru_cache(maxsize=4096)(escape)  # for words that stand in many lines: units, trades, notes
KINDS = {value: str(label) for value, label in Kind.choices}
STATES = {one.value: f'<span class="st st-{look(one.value)}">{one.label}</span>' for one in State}
ELSEWHERE = '<p class="item-cut dim">检索词在这一件的原文、单位或经过里，点开可看。</p>\n'


def drawn(
    catalogue: Catalogue, ids: Sequence[int], terms: Sequence[str], address: Callable[[int], str], today: date
) -> SafeString:
    """The items of the list. `terms` are marked wherever they stand; without any, a line drawn before is used again."""
    known = {} if terms else drawn_before(address(0))
    # Taken out first: another request may empty what all of them share.
    before = {pk: line for pk in ids if (line := known.get(pk))}
    missing = [pk for pk in ids if pk not in before]
    fresh = {
        line.pk: _item(catalogue, line, terms, escape(address(line.pk)), today)
        for line in lines_of(missing, asks=bool(terms))
    }
    if len(known) > KEPT:
        known.clear()
    known.update(fresh)
    lines = before | fresh
    return mark_safe("".join([lines.get(pk, "") for pk in ids]))  # noqa: S308  escaped piece by piece


@remembered
def drawn_before(mode: str) -> dict[int, str]:
    """The lines drawn for this version of the data on this day, in one of the modes that addresses carry."""
    return {}


def _item(catalogue: Catalogue, line: Line, terms: Sequence[str], address: str, today: date) -> str:
    lead = _named(catalogue, line.pk, "lead", "department")
    answer, first = (_day(catalogue, line.pk, facet) for facet in ("answer", "due"))
    industries = _named(catalogue, line.pk, "industry", "industry")
    road = drawn_road(stops(State(line.state), cast("Sequence[FollowUp]", line.log), due=answer), today)
    by = _by(line.proposers, lead, industries, terms)
    return (
        f'<li>\n<p class="item-meta">{_meta(line, *_owed(answer, first, today))}{_mark(catalogue, line.pk)}</p>\n'
        f'<h2 class="item-h"><a href="{address}">{_title(line.headline, terms)}</a></h2>\n'
        f'<p class="item-by">{by}</p>\n{_cut(line, lead, industries, terms) if terms else ""}{road}\n</li>\n'
    )


def _meta(line: Line, said: str, shape: str) -> str:
    """What it is, where it stands, and how that stands against its day."""
    state = STATES[line.state]
    if line.kind == Kind.REPORTED:
        return f"{state}<span>未对应正式文件</span>"
    number = f" 第 {escape(line.number)} 号" if line.number else ""
    owed = f'<span class="st st-{shape}">{said}</span>' if shape else f"{state}<span>{said}</span>" if said else state
    return f"<span>{KINDS[line.kind]}{number}</span>{owed}"


def _mark(catalogue: Catalogue, pk: int) -> str:
    """That its place is invented, on a site of the demonstration."""
    told = settings.DEMO and any(place.endswith("（示例）") for place in _named(catalogue, pk, "region", "region"))
    return '<span class="eg">示例</span>' if told else ""


def _title(headline: str, terms: Sequence[str]) -> str:
    return clauses(headline, terms) if terms or CLAUSE.search(headline) else escape(headline)


def _named(catalogue: Catalogue, pk: int, facet: str, of: str) -> list[str]:
    labels = catalogue.names.labels[of]
    return [labels[value] for value in _values(catalogue, pk, facet) if value in labels]


def _values(catalogue: Catalogue, pk: int, facet: str) -> list[str]:
    return [value for name, value in catalogue.holdings.marks.get(pk, ()) if name == facet]


def _day(catalogue: Catalogue, pk: int, facet: str) -> date | None:
    return next((date.fromisoformat(value) for value in _values(catalogue, pk, facet)), None)


def _by(makers: Sequence[str], lead: Sequence[str], industries: Sequence[str], terms: Sequence[str]) -> str:
    """提出人 联名 · 主办 单位 · 行业."""

    def shown(names: Sequence[str]) -> str:
        return "、".join(marked(name, terms) if terms else once(name) for name in names)

    parts = [f"{shown(makers)}{' 联名' if len(makers) > 1 else ''}"] if makers else []
    parts += [f"{'主办' if len(lead) == 1 else '分办'} {shown(lead)}"] if lead else []
    parts += [shown(industries)] if industries else []
    return " · ".join(parts)


def _cut(line: Line, lead: Sequence[str], industries: Sequence[str], terms: Sequence[str]) -> str:
    """The first ask that holds a term, around its hit; else whether the line shows no hit at all."""
    ask = next((text for text in line.asks if spans(text, terms)), "")
    if ask:
        return f'<p class="item-cut song">{surroundings(ask, terms)}</p>\n'
    shown = (line.headline, line.number, *line.proposers, *lead, *industries)
    return "" if any(spans(text, terms) for text in shown) else ELSEWHERE


def _owed(due: date | None, first: date | None, today: date) -> tuple[str, str]:
    """How the answer stands against its day; before that, that any other step is late. `first`: what is owed first."""
    if due is not None and due < today:
        return f"超期 {days_late(due, today)} 天", "late"
    if first is not None and first < today:
        return f"有一步超期 {days_late(first, today)} 天", "late"
    if due is None:
        return "", ""
    said = f"还有 {(due - today).days} 天" if due > today else "今天到期"
    return said, "soon" if signal(due, today) is Signal.SOON else ""


def drawn_road(of: Sequence[Stop], today: date) -> str:
    """The four stops, as `_road.html` draws them in a list."""
    return f'<ol class="road" aria-label="走到哪一站">{"".join([_stop(one, today) for one in of])}</ol>'


def _stop(one: Stop, today: date) -> str:
    shape = f' class="{one.look}"' if one.look else ""
    note = f"<span>{one.note if isinstance(one.note, SafeString) else once(one.note)}</span>" if one.note else ""
    return (
        f'<li{shape}>{one.name}<span class="vh">：{one.spoken}</span>{note}{_time(one, today) if one.on else ""}</li>'
    )


def _time(one: Stop, today: date) -> str:
    on = one.on or today
    year = "" if on.year == (one.before or today).year else f"{on.year}年<wbr>"
    return f'<time datetime="{on.isoformat()}">{year}{on.month}月{on.day}日</time>'
