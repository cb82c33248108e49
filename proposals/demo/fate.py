"""What becomes of a matter: drawn beforehand, so that its life can be told step by step."""

from dataclasses import dataclass, replace
from random import Random

from proposals.workflow.outcomes import Satisfaction

VERY, CONTENT, BASICALLY, HARDLY, NOT = Satisfaction
# Of a thousand matters: how the review ends, or that somebody withdraws. What is not listed is handled.
ENDS = {"reject": 26, "convert": 22, "send_back": 12, "withdraw": 12}


@dataclass(frozen=True, slots=True)
class Fate:
    """`rounds`: how content the proposer is with the result of each; the last one stands.

    `held`: the step before which it stays: "accept", "handle", "letter", "send" or "". `result`: which class of the
    place, counted from 0. `kept` says of each promise: kept, late, broken, moved or open.
    """

    review: str = "file"
    form: str = "sole"
    assists: int = 0
    opinion_late: bool = False
    let_go: bool = False
    contest: str = ""
    time: str = ""
    redraft: bool = False
    result: int = 0
    rounds: tuple[Satisfaction, ...] = (CONTENT,)
    rated: bool = True
    told: bool = True  # what became of each ask is noted
    kept: tuple[str, ...] = ()
    shown: str = "full"
    end: str = "close"
    held: str = ""
    urged: bool = False
    late: bool = False
    publication: str = "published"
    supervised: bool = False


def draw(lot: Random, kind: str, *, assists: int) -> Fate:
    """A fate by chance. `assists`: how many departments there are to ask for an opinion."""
    review = _review(lot, kind)
    form = lot.choices(("sole", "lead", "separate"), (56, 36, 8))[0]
    result = lot.choices((0, 1, 2, 3), (46, 33, 12, 9))[0]
    rounds = _rounds(lot, result)
    kept = _kept(lot, result)
    return Fate(
        review=review,
        form=form,
        assists=min(assists, lot.choice((1, 1, 2, 3))) if form == "lead" else 0,
        opinion_late=lot.random() < 0.3,
        let_go=lot.random() < 0.06,
        contest=lot.choices(("", "granted", "refused", "asked"), (935, 45, 16, 4))[0],
        time=lot.choices(("", "granted", "denied", "asked"), (925, 45, 18, 12))[0],
        redraft=lot.random() < 0.05,
        result=result,
        rounds=rounds,
        rated=lot.random() < 0.9,
        told=lot.random() < 0.75,
        kept=kept,
        shown=lot.choices(("full", "summary", "withheld", "draft"), (89, 6, 4, 1))[0],
        end=_end(lot, kept),
        late=lot.random() < 0.09,
        urged=lot.random() < 0.06,
        publication=lot.choices(("published", "withheld", "draft"), (965, 22, 13))[0],
        supervised=lot.random() < 0.025,
    )


def waiting(fate: Fate, held: str) -> Fate:
    """A fate for a file at work now, which stays before a step or with a question."""
    now = replace(fate, review="file", form="sole", assists=0, contest="", time="", urged=True, publication="published")
    if held == "contest":
        return replace(now, contest="asked")
    return replace(now, time="asked", late=True) if held == "time" else replace(now, held=held)


def aged(fate: Fate, lot: Random) -> Fate:
    """A fate long past: what was left open then has mostly been settled since."""
    kept = tuple("late" if way == "open" and lot.random() < 0.8 else way for way in fate.kept)
    contest = "granted" if fate.contest == "asked" else fate.contest
    return replace(fate, kept=kept, contest=contest, shown="full" if fate.shown == "draft" else fate.shown)


def _review(lot: Random, kind: str) -> str:
    chance, reached = lot.randrange(1000), 0
    if kind == "motion" and chance < 700:
        return "turn"
    for end, share in ENDS.items():
        reached += share
        if chance < reached and not (end == "convert" and kind != "proposal"):
            return end
    return "file"


def _rounds(lot: Random, result: int) -> tuple[Satisfaction, ...]:
    accepting = (VERY, CONTENT, BASICALLY)
    last = lot.choices(accepting, ((40, 50, 10) if result < 2 else (12, 48, 40)))[0]
    refusals = lot.choices((0, 1, 2), (93, 6, 1) if result < 2 else (80, 16, 4))[0]
    return (*(lot.choice((HARDLY, NOT)) for _ in range(refusals)), last)


def _kept(lot: Random, result: int) -> tuple[str, ...]:
    """Who is told that it is done is promised nothing more, as a rule."""
    many = lot.choices((0, 1, 2, 3), {0: (88, 10, 2, 0), 1: (12, 40, 34, 14)}.get(result, (70, 25, 5, 0)))[0]
    ways = ("kept", "late", "broken", "moved", "open")
    return tuple(lot.choices(ways, (46, 20, 12, 8, 14))[0] for _ in range(many))


def _end(lot: Random, kept: tuple[str, ...]) -> str:
    if kept:
        return "fulfil" if set(kept) <= {"kept", "late", "moved"} and lot.random() < 0.7 else "track"
    return lot.choices(("close", "replied", "fulfil"), (82, 14, 4))[0]
