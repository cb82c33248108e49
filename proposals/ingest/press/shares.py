"""Which points belong to which file: each title filed is a proposal, and each point goes to the title it is about."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ..asks.cast import Voice
from ..asks.finding import Asked
from ..records import Kind
from ..text.repeats import alike, likeness
from .filing import Filing


@dataclass(frozen=True, slots=True)
class Share:
    """One proposal of one voice, before it is written down."""

    voice: Voice
    filing: Filing | None
    points: tuple[Asked, ...]


def shared(asked: Iterable[Asked], filed: Iterable[Filing], said: Iterable[Voice]) -> list[Share]:
    """The proposals of all voices: one for each title, else one for each voice."""
    points: dict[Voice, list[Asked]] = {}
    for one in asked:
        points.setdefault(one.voice, []).append(one)
    files: dict[Voice, list[Filing]] = {}
    for filing in filed:
        files.setdefault(filing.voice, []).append(filing)
    voices = dict.fromkeys([*points, *files, *said])
    return [share for voice in voices for share in _of_voice(voice, points.get(voice, []), files.get(voice, []))]


def _of_voice(voice: Voice, points: list[Asked], files: list[Filing]) -> list[Share]:
    titled: list[Filing] = []
    for one in files:
        if one.title and not alike(one.title, (other.title or "" for other in titled[-20:])):
            titled.append(one)
    plain = next((one for one in files if not one.title), None)
    further = next((one for one in files if one.further and not one.title), None)
    if not titled and further and {point.start > further.at for point in points} == {True, False}:
        before = tuple(point for point in points if point.start <= further.at)
        plain = plain if plain is not further else None
        return [Share(voice, plain, before), Share(voice, further, tuple(points[len(before) :]))]
    if not titled:
        return [Share(voice, plain, tuple(points))]
    if len(titled) == 1:
        return [Share(voice, _stated(titled[0], plain), tuple(points))]
    dealt = [_title_of(point, titled) for point in points]
    return [
        Share(voice, one, tuple(point for point, to in zip(points, dealt, strict=True) if to == order))
        for order, one in enumerate(titled)
    ]


def _stated(titled: Filing, plain: Filing | None) -> Filing:
    """A title alone may not say what kind the file is; another sentence of the same voice may."""
    if titled.kind is Kind.REPORTED and plain:
        return replace(titled, kind=plain.kind, span=plain.span)
    return titled


def _title_of(point: Asked, titled: list[Filing]) -> int:
    """The likest title; where none is like it, the last one named before it."""
    rated = [likeness(one.title or "", point.ask.text) for one in titled]
    best = max(range(len(titled)), key=lambda order: (rated[order], -order))
    if rated[best] > 0.15:
        return best
    return max((order for order, one in enumerate(titled) if one.at <= point.start), default=0)
