"""The road of all: how many came to each stop, and where those stand that did not go on. Width is quantity."""

from collections.abc import Sequence
from dataclasses import dataclass

from .drawing import NARROW, WIDE, Drawing, Picture, width_of
from .phrases import joined, share

TOP, TALL, BLOCK, FALL, LINE = 64, 250, 10, 34, 21


@dataclass(frozen=True, slots=True)
class Exit:
    """Those who stand at a stop. `short`: its name where there is little room, four characters at most."""

    name: str
    short: str
    count: int


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop: all who came to it, and where those stand who did not go on. The rest are those of the next stop."""

    name: str
    count: int
    exits: Sequence[Exit] = ()

    @property
    def left(self) -> int:
        """How many did not go on."""
        return sum(one.count for one in self.exits)


def flow(stops: Sequence[Stop]) -> Picture:
    """Four stops: 提出, 交办, 答复, 落实."""
    told = [f"{one.count} 件{one.name}" for one in stops]
    stand = [f"{one.name} {one.count} 件" for stop in stops for one in stop.exits if one.count]
    label = "，".join(told) + (f"；其中{'，'.join(stand)}" if stand else "") + "。"
    return Picture(
        _title(stops),
        "线有多宽，事就有多少；灰色支流是现在停在那一站的",
        label,
        _drawn(stops, NARROW),
        _drawn(stops, WIDE),
    )


def _title(stops: Sequence[Stop]) -> str:
    raised, assigned, replied, done = stops
    if not raised.count:
        return "还没有公开的件"
    if not assigned.count:
        return f"{raised.count} 件，还没有一件交办"
    if not replied.count:
        return f"{raised.count} 件里，交办了 {assigned.count} 件，还没有答复"
    kept = f"落实的有 {done.count} 件" if done.count else "还没有一件记为落实"
    if replied.count == assigned.count:
        return joined([f"交办的 {assigned.count} 件都有了答复", kept])
    return joined([f"交办的 {assigned.count} 件里，{share(replied.count, assigned.count)}有了答复", kept])


def _drawn(stops: Sequence[Stop], width: int) -> Drawing:
    sheet, gap = Drawing(width), _gap(width, len(stops))
    most = max((one.count + one.left for one in stops), default=0)
    scale = TALL / most if most else 0.0
    for number, stop in enumerate(stops):
        x = 2 + number * gap
        _head(sheet, stop, x, gap)
        look = "ok" if number == len(stops) - 1 else "i1"
        sheet.rect(look, x, TOP, BLOCK, _tall(stop.count, scale))
        if number + 1 < len(stops):
            sheet.band("b3", (x + BLOCK, TOP), (x + gap, TOP), _tall(stops[number + 1].count, scale))
        if stop.left:
            _leave(sheet, stop, x, gap, scale)
    return sheet


def _gap(width: int, stops: int) -> float:
    """From one stop to the next; the last has the same room."""
    return (width - 2) / stops


def _tall(count: int, scale: float) -> float:
    """Whatever there is can be seen."""
    return max(count * scale, 1.5) if count else 0.0


def _head(sheet: Drawing, stop: Stop, x: float, gap: float) -> None:
    large = width_of(str(stop.count), "tn", sheet.width) <= gap - BLOCK
    sheet.write("tn" if large else "tb", x, 32, str(stop.count))
    sheet.write("t", x, 54, stop.name)


def _leave(sheet: Drawing, stop: Stop, x: float, gap: float, scale: float) -> None:
    """The branch that goes no further, and below it who that is."""
    high, whole = _tall(stop.left, scale), _tall(stop.count, scale)
    top, to = TOP + whole + FALL, x + BLOCK + min(gap / 4, 36)
    sheet.band("i3", (x + BLOCK, TOP + max(whole - high, 0)), (to, top), high)
    sheet.rect("i2", to, top, BLOCK, high)
    y = top + high + LINE
    for one in stop.exits:
        if not one.count:
            continue
        line = f"{one.name} {one.count}"
        brief = f"{one.short} {one.count}"
        room = gap - 4
        fitting = next((words for words in (line, brief) if width_of(words, "t", sheet.width) <= room), "")
        for part in [fitting] if fitting else [one.short, str(one.count)]:
            sheet.write("t", x, y, part)
            y += LINE
