"""Which departments handled the file.

Who signs leads, or assists where the letter is an opinion for the one that leads; who took part assists.
"""

import re
from collections.abc import Iterable, Iterator

from ..classify import Hits, departments
from ..records import Ask, Named, NamedDepartment, Span
from ..text.blocks import BLANK
from .cases import HAN
from .labels import Label, first
from .line import cells
from .reading import Reading
from .units import HEADED, SEPARATOR, is_unit

TOGETHER = re.compile(
    r"(?:会同|商请|经商|经与|会商|协同|联合|综合|结合|征求了?|汇总)(?P<with>[^。；：（）“”《》]{3,120}?)"
    r"(?=等[^。，]{0,10}(?:单位|部门)|的?(?:会办|协办)|共同|认真|进行|研究|的?意见|办理|协商|会商|沟通|开展|[。；：，])"
    rf"|(?:(?<=[，。；由请])|^)(?P<asked>[{HAN}、]{{3,60}}?)(?:会办|协办)(?!单位|意见)"
)
REACH = 600  # characters of the text in which it says with whom it was handled
ANSWERING = re.compile(r"如下")
REST = re.compile(r"等(?:单位|部门|\d+家.{0,4})?$")


def issuers(reading: Reading) -> tuple[Named, ...]:
    """Who signs: at the foot, else before 关于 in the title, else as the table says."""
    if reading.signature.issuers:
        return reading.signature.issuers
    title = reading.draft.title
    if title and title.issuer:
        return (title.issuer, *title.joined)
    for line in reading.head:
        headed = HEADED.fullmatch(line.text)
        if headed:
            start = line.span.start
            return (Named(headed["unit"], (Span(start, start + headed.end("unit")),)),)
    named = first(reading.fields, Label.SIGNED, Label.LEAD, Label.ISSUER)
    if named:
        return tuple(_units(named))[:1]
    return _publisher(reading) if reading.draft.body < 0 else ()


def _publisher(reading: Reading) -> tuple[Named, ...]:
    """Who published the title of an index: in the row's other cells, or on the line below it."""
    beside = [(line, cell) for line in reading.lines[:1] for cell in cells(line)]
    for line, cell in [*beside, *((line, line.span) for line in reading.head[:1])]:
        text = line.text[cell.start - line.span.start : cell.end - line.span.start].strip(BLANK)
        if is_unit(text):
            start = line.span.start + line.text.index(text, cell.start - line.span.start)
            return (Named(text, (Span(start, start + len(text)),)),)
    return ()


def involved(reading: Reading, opinion: bool, asks: Iterable[Ask], asked: Hits) -> tuple[NamedDepartment, ...]:
    """Every department with its part, each once; those the asks name are known by the vocabulary only."""
    found: dict[str, NamedDepartment] = {}
    for named, role in _named(reading, opinion):
        if not any(one.endswith(named.name) or named.name.endswith(one) for one in found):
            found[named.name] = NamedDepartment(named.name, role, named.spans)
    for one in departments(asked, asks):
        found.setdefault(one.name, one)
    return tuple(found.values())


def _named(reading: Reading, opinion: bool) -> Iterator[tuple[Named, str]]:
    for one in issuers(reading):
        yield one, "assist" if opinion else "lead"
    salutation = reading.draft.salutation
    if opinion and salutation and salutation.unit:
        yield salutation.unit, "lead"
    for value, role in (
        (first(reading.fields, Label.LEAD), "lead"),
        (first(reading.fields, Label.ASSIST), "assist"),
    ):
        yield from ((one, role) for one in _units(value)) if value else ()
    yield from ((one, "assist") for one in _took_part(reading))


def _took_part(reading: Reading) -> Iterator[Named]:
    """会同市财政局、市水利局研究, up to the words 答复如下: later ones tell of plans."""
    words = reading.opening.words
    text = words.text[:REACH]
    end = max((match.end() for match in ANSWERING.finditer(text)), default=len(text))
    for match in TOGETHER.finditer(text, 0, end):
        group = "with" if match["with"] else "asked"
        for start, stop in _listed(match[group]):
            yield words.named(match.start(group) + start, match.start(group) + stop)


def _units(value: Named) -> Iterator[Named]:
    begin = value.spans[0].start
    for start, stop in _listed(value.name):
        yield Named(value.name[start:stop], (Span(begin + start, begin + stop),))


def _listed(text: str) -> Iterator[tuple[int, int]]:
    """Where the departments of a list stand; what is none (有关科室) is left out."""
    at = 0
    for part in SEPARATOR.split(text):
        start = text.find(part, at)
        at = start + len(part)
        bare = REST.sub("", part)
        if bare and is_unit(bare):
            yield start, start + len(bare)
