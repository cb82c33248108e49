"""The rates of handling as tables: of a session with their definitions, and of each department."""

from datetime import date

from delegates.models import Session
from proposals.statistics.measures import measures
from proposals.statistics.rates import NOTE_FEW, Rate, Rates

from .figures import Figures
from .leading import LOWER, UPPER, rate_list

WORDS = frozenset({0, 4, 5})  # the definition and what else is to be said: after the numbers, that a phone shows first


def rate_tables(found: Rates, session: Session, today: date) -> list[Figures]:
    """First the whole with what each rate means, then a row for each department."""
    return [_whole(found, session, today), _departments(found, session, today)]


def _whole(found: Rates, session: Session, today: date) -> Figures:
    links = {}
    for at, measure in enumerate(measures(today)):
        links[at, 2] = (rate_list(measure.ground, session.pk, at, UPPER),)
        links[at, 3] = (rate_list(measure.ground, session.pk, at, LOWER),)
    return Figures(
        "办理比率",
        "每个比率怎么算、什么不在内，写在它那一行。分母是0到9的，只列件数，不算比率。分子和分母点开，就是数进去的那些。",
        ("比率", "百分比", "分子", "分母", "怎么算的", "另外"),
        tuple(
            (one.name, percent(one), one.numerator.count, one.denominator.count, one.definition, _beside(one))
            for one in found.whole
        ),
        words=WORDS,
        links=links,
    )


def _departments(found: Rates, session: Session, today: date) -> Figures:
    links = {}
    for at, pk in enumerate(found.keys):
        for column, measure in enumerate(measures(today)):
            links[at, column + 1] = tuple(
                rate_list(measure.ground, session.pk, column, part, pk) for part in (UPPER, LOWER)
            )
    return Figures(
        "各单位的办理比率",
        "含义同上表，每家主办、独办、分办单位只算自己承办的件、自己的答复和承诺。办复率、解决率、二次办理率按现在的单位算，"
        f"已改办的不算原来的单位；“已落实”的件，答复过的每家单位都算。没有写明是哪家单位的，只在上表里。{NOTE_FEW}。",
        ("单位", *(one.name for one in found.whole)),
        tuple((name, *(_short(one) for one in row)) for name, row in found.departments),
        links=links,
    )


def percent(one: Rate) -> str:
    """As people read it; a dash where there are too few."""
    return "—" if one.percent is None else f"{one.percent:.1f}%"


def _short(one: Rate) -> str:
    parts = f"{one.numerator.count}/{one.denominator.count}"
    return parts if one.note else f"{parts}（{percent(one)}）"


def _beside(one: Rate) -> str:
    said = "；".join(f"{aside.name}：{aside.count}" for aside in one.asides)
    return "。".join(part for part in (said, one.note) if part)
