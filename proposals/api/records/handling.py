"""Who owes what by when, what was answered and what was promised: the part of an entry that only handled ones have."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from proposals.models import Publication, Rating
from proposals.workflow.outcomes import Satisfaction
from proposals.workflow.states import Stage

from . import labels

Entry = dict[str, Any]
Lines = Sequence[Sequence[Any]]


def departments(parts: Lines, deadlines: Lines) -> list[Entry]:
    """Those that still have a part, each with its days."""
    days: dict[int, list[Entry]] = {}
    for one in deadlines:
        days.setdefault(one[1], []).append(_deadline(one))
    return [
        {
            "id": department,
            "name": name,
            "duty": labels.DUTIES[duty],
            "stage": labels.STAGES[stage],
            "round": number,
            "deadlines": days.get(pk, []),
        }
        for _, pk, department, name, duty, stage, number in parts
        if stage != Stage.RETURNED
    ]


def of_all(deadlines: Lines) -> list[Entry]:
    """The days that are no single department's."""
    return [_deadline(one) for one in deadlines if one[1] is None]


def _deadline(line: Sequence[Any]) -> Entry:
    _, _, step, number, due, first, met, provisional, because = line
    return {
        "step": labels.STEPS[step],
        "round": number,
        "due_on": due,
        "first_due_on": first,
        "met_on": met,
        "provisional": bool(provisional),
        "reason": because,
    }


def replies(lines: Lines, classes: Mapping[int, Entry], ratings: Mapping[int, Lines], letter: str) -> list[Entry]:
    """By round. `letter`: the address of a letter's file, with 0 for its number."""
    return [_reply(one, classes, ratings.get(one[1], ()), letter) for one in lines]


def _reply(line: Sequence[Any], classes: Mapping[int, Entry], ratings: Lines, letter: str) -> Entry:
    _, pk, role, number, publication, ground, shown, is_open, has_file, *told, meaning = line
    code, issuer, department, unit, on, signed_by, printed = told
    withheld = publication == Publication.WITHHELD
    return {
        "id": pk,
        "role": labels.ANSWERING[role],
        "round": number,
        "openness": labels.OPENNESS["open" if is_open else "withheld" if withheld else "unpublished"],
        "ground": ground if withheld else "",
        "shown": labels.SHOWN[shown] if publication == Publication.PUBLISHED else None,
        "department": {"id": department, "name": unit} if department else None,
        "issuer": issuer or unit or "",
        "number": code or "",
        "date": on,
        "signed_by": signed_by or "",
        "class": _class(printed or "", classes.get(meaning)) if is_open else None,
        "file": letter.replace("/0/", f"/{pk}/") if has_file else None,
        "ratings": _counted(ratings),
    }


def _class(printed: str, meant: Entry | None) -> Entry | None:
    """As printed, with what it means there. The letter alone where nobody entered what the place's letters mean."""
    if meant is None:
        return {"printed": printed, "meaning": "", "outcome": None} if printed else None
    return {"printed": printed or meant["letter"], "meaning": meant["meaning"], "outcome": meant["outcome"]}


def _counted(ratings: Lines) -> Entry | None:
    """How many proposers said what; no names, no notes."""
    if not ratings:
        return None
    paper = sum(one[3] == Rating.Channel.PAPER for one in ratings)
    return {
        "people": len(ratings),
        "from_paper": paper,
        "process": _numbers(one[1] for one in ratings),
        "result": _numbers(one[2] for one in ratings),
    }


def _numbers(values: Any) -> list[Entry]:
    counted = Counter(values)
    return [{**labels.SATISFACTION[one.value], "n": counted[one.value]} for one in Satisfaction if counted[one.value]]


def promises(lines: Lines) -> list[Entry]:
    """In the order and with the numbers of the page."""
    return [
        {
            "number": number,
            "text": text,
            "reply": reply,
            "round": of_round,
            "ask": ask,
            "due_on": due,
            "state": labels.PROMISED[state],
            "settled_on": settled,
            "evidence": evidence,
        }
        for number, (_, _, reply, of_round, ask, text, due, state, settled, evidence) in enumerate(lines, start=1)
    ]
