"""The entry of a proposal: what its page says, as codes with labels, numbers and ISO dates.

Nothing in it depends on the day on which it is read: it gives days, and what is late today follows from them.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.urls import reverse

from proposals.catalogue.shared import Catalogue
from proposals.workflow.states import ENDED, Stage, State

from . import labels
from .actions import actions
from .handling import departments, of_all, promises, replies
from .people import proposers
from .question import QUESTION

Entry = dict[str, Any]
Lines = list[list[Any]]
NOT_HANDLED = {one.value for one in ENDED} | {State.REPORTED.value, State.SENT_BACK.value}


def proposals(ids: Sequence[int], catalogue: Catalogue) -> list[Entry]:
    """The entries of those that everybody may see by now, in this order. One question however many there are."""
    told = QUESTION.ask(ids)
    if not told:
        return []
    own, people, seats, posts, *hung = told
    classes = {pk: _class(*rest) for pk, *rest in hung.pop(_CLASSES)}
    ratings = grouped(hung.pop(_CLASSES))  # they stood behind the classes
    by_proposal = [grouped(one) for one in (people, *hung)]
    on_people = (grouped(seats), grouped(posts))
    entry = _Entry(catalogue, classes, ratings)
    found = {line[0]: entry.of(line, on_people, [one.get(line[0], []) for one in by_proposal]) for line in own}
    return [found[pk] for pk in ids if pk in found]


_CLASSES = 9  # their place among the tables behind those of people: see `question.tables`


class _Entry:
    """What all entries of one answer share."""

    def __init__(self, catalogue: Catalogue, classes: Mapping[int, Entry], ratings: Mapping[int, Lines]) -> None:
        self._sessions = catalogue.names.labels["session"]
        self._classes, self._ratings = classes, ratings
        self._named: dict[int, Entry] = {}
        self._page = settings.SITE_URL + reverse("proposals:proposal", args=[0])
        self._letter = settings.SITE_URL + reverse("proposals:letter", args=[0])

    def of(self, line: list[Any], on_people: tuple[Mapping[int, Lines], ...], hung: Sequence[Lines]) -> Entry:
        pk, kind, number, headline, field, state, rounds, session, starts_on, body, home = line
        people, asks, industries, keywords, mentions, main, merged, parts, days, letters, promised, hidden, log, of = (
            hung
        )
        handled = state != State.REPORTED
        seats, posts = ([row for one in people for row in found.get(one[1], ())] for found in on_people)
        given = replies(letters, self._classes, self._ratings, self._letter) if handled else []
        made = promises(promised) if handled else []
        return {
            "id": pk,
            "url": self._page.replace("/0/", f"/{pk}/"),
            "kind": labels.KINDS[kind],
            "number": number,
            "headline": headline,
            "session": self._session(session, starts_on, body),
            "field": labels.FIELDS.get(field),
            "state": labels.STATES[state],
            "round": rounds,
            "proposers": proposers(people, seats, posts, home),
            "asks": [_ask(one, handled=state not in NOT_HANDLED) for one in asks],
            "industries": [{"id": one, "name": name} for _, one, name in industries],
            "keywords": [{"id": one, "name": name, "confirmed": bool(sure)} for _, one, name, sure in keywords],
            "mentions": [{"name": name, "role": labels.MENTIONED[role]} for _, name, role in mentions],
            "merged_into": main[0][1] if main else None,
            "merged": [one for _, one in merged],
            "departments": departments(parts, days) if handled else [],
            "deadlines": of_all(days) if handled else [],
            "replies": given,
            "promises": made,
            "promises_unquoted": len(hidden) if handled else 0,
            "actions": actions(
                log,
                asks={one[1]: one[2] for one in asks},
                promises={one[1]: number for number, one in enumerate(promised, start=1)} if handled else {},
                replies={one["id"] for one in given},
                units={one[1]: {"id": one[2], "name": one[3]} for one in parts if one[5] == Stage.RETURNED},
                named=self._named,
            ),
            "sources": [_source(one) for one in of],
        }

    def _session(self, pk: int | None, starts_on: str | None, body: str) -> Entry | None:
        if pk is None:
            return None
        return {"id": pk, "name": self._sessions.get(str(pk), ""), "body": labels.BODIES[body], "starts_on": starts_on}


def _ask(line: list[Any], *, handled: bool) -> Entry:
    _, _, order, text, outcome, note = line
    told = outcome != "open" or handled
    return {"order": order, "text": text, "outcome": labels.ASKED[outcome], "note": note if told else ""}


def _source(line: list[Any]) -> Entry:
    _, article, headline, signed, report, title, publisher, published_on, publication = line
    public = publication == "published"
    return {
        "article": article,
        "headline": headline,
        "publisher": signed or publisher,
        "published_on": published_on,
        "report": report if public else None,
        "title": title,
    }


def _class(letter: str, meaning: str, outcome: str) -> Entry:
    return {"letter": letter, "meaning": meaning, "outcome": labels.OUTCOMES[outcome]}


def grouped(lines: Lines) -> dict[int, Lines]:
    """By what stands first in each."""
    found: defaultdict[int, Lines] = defaultdict(list)
    for line in lines:
        found[line[0]].append(line)
    return found
