"""The definitions of the rates, in words for people and as conditions on `grounds`: both beside each other."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import F, Q

from proposals.models import Commitment
from proposals.workflow.outcomes import Outcome, Satisfaction
from proposals.workflow.states import State

EVERYTHING = Q(pk__isnull=False)


class Ground(StrEnum):
    """What a rate counts over."""

    PROPOSALS = "proposals"
    CLOCKS = "clocks"
    RATINGS = "ratings"
    PROMISES = "promises"


@dataclass(frozen=True, slots=True)
class Aside:
    """A number said beside a rate, so that nothing left out of it goes unseen. `ground` None: that of the rate."""

    name: str
    condition: Q
    ground: Ground | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """One rate before it is counted: those that fulfil `hit`, of those that fulfil `of` (`hit` implies `of`)."""

    name: str
    definition: str
    ground: Ground
    of: Q
    hit: Q
    asides: tuple[Aside, ...] = ()


def measures(today: date) -> tuple[Measure, ...]:
    """The six rates as they are counted on a day."""
    return (_answered(), _punctual(today), _content(), _resolved(), _again(), _kept(today))


def _answered() -> Measure:
    return Measure(
        "办复率",
        "第一轮至少有一份答复已经发出的件数，除以已交办的件数。几家分办的，有一家答复就算；没有交办记录、但有答复的也算已交办。"
        "仅见报道、尚未交办、转为意见建议、不予立案或受理、已撤回、导入已撤销的不在内，因为没有单位要答复。答复了不等于解决了。",
        Ground.PROPOSALS,
        EVERYTHING,
        Q(answered_first=True),
    )


def _punctual(today: date) -> Measure:
    firm = Q(provisional=False)
    met, running = Q(met_on__lte=F("due_on")), Q(met_on__isnull=True, due_on__gte=today)
    return Measure(
        "按期率",
        "不晚于期限完成的答复期限数，除以已经完成和超期未完成的答复期限数。重新办理的期限另算一个，批准延期的按延期后的期限。"
        "还没有到期又没有完成的不在内，因为还不知道结果；暂定的期限另计，因为放假安排公布以后可能变动；算不出期限的不在内。",
        Ground.CLOCKS,
        firm & (Q(met_on__isnull=False) | Q(due_on__lt=today)),
        firm & met,
        (Aside("期限未到", firm & running), Aside("暂定期限", ~firm)),
    )


def _content() -> Measure:
    return Measure(
        "满意率",
        "对办理结果评为“非常满意”“满意”的评价数，除以评价总数。每位提出人对每家单位只取最后一次评价。“基本满意”另计，不算满意。"
        "没有评价的不在内，也不当作满意。",
        Ground.RATINGS,
        EVERYTHING,
        Q(result__in=[Satisfaction.VERY.value, Satisfaction.CONTENT.value]),
        (
            Aside("基本满意", Q(result=Satisfaction.BASICALLY.value)),
            Aside("已答复、没有人评价的件", Q(replied=True, rated=False), Ground.PROPOSALS),
        ),
    )


def _resolved() -> Measure:
    done = Q(at=State.FULFILLED.value)
    return Measure(
        "解决率",
        "最后一次发出的答复的类别表示“已经解决”，或者现在的状态是“已落实”的件数，除以已答复的件数。"
        "类别的含义按这次会议的分类；类别没有写明或者没有对上分类的，算在已答复的件数里，不算解决，件数另列。没有答复的不在内。",
        Ground.PROPOSALS,
        Q(replied=True),
        Q(replied=True) & (Q(outcome=Outcome.RESOLVED.value) | done),
        (Aside("类别不明", Q(replied=True, outcome__isnull=True) & ~done),),
    )


def _again() -> Measure:
    return Measure(
        "二次办理率",
        "重新办理过（轮次在二以上）的件数，除以已答复的件数。没有答复的不在内，因为还谈不上重新办理。",
        Ground.PROPOSALS,
        Q(replied=True),
        Q(replied=True, again=True),
    )


def _kept(today: date) -> Measure:
    states = Commitment.State
    settled, late = Q(state__in=[states.KEPT, states.BROKEN]), Q(state=states.OPEN, due_on__lt=today)
    return Measure(
        "承诺兑现率",
        "已兑现的承诺数，除以已兑现、没有兑现和过了期限还没有兑现的承诺数。还没有到期的、没有说到哪一天的待兑现承诺不在内，"
        "因为还不知道结果。",
        Ground.PROMISES,
        settled | late,
        Q(state=states.KEPT),
        (
            Aside("没有到期", Q(state=states.OPEN, due_on__gte=today)),
            Aside("没有写明期限", Q(state=states.OPEN, due_on__isnull=True)),
        ),
    )
