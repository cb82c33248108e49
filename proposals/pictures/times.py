"""Reply times against the limit: how many days before it or after it each answer came."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .drawing import NARROW, WIDE, Drawing, Picture
from .phrases import days, share

EARLY, LATE, STEPS = (20, 40, 60, 90, 180, 360), (20, 60, 120, 360), (2, 5, 10, 20)
MOST_BARS, WHOLE = 45, 0.97
PANEL, BAR, EDGE = 110, 62, 4


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers of one kind. `by_days`: how many came so many days before the limit; after it is negative."""

    name: str
    by_days: Mapping[int, int]

    @property
    def count(self) -> int:
        """All of them."""
        return sum(self.by_days.values())

    @property
    def late(self) -> int:
        """Those after the limit."""
        return sum(number for day, number in self.by_days.items() if day < 0)

    def between(self, first: int, last: int) -> int:
        """Those that came from `first` to `last` days before the limit."""
        return sum(number for day, number in self.by_days.items() if first <= day <= last)

    @property
    def middle(self) -> int | None:
        """The median, None of none."""
        return median_of(self.by_days)


def median_of(by_days: Mapping[int, int]) -> int | None:
    """The lower median of counted days, without writing them all out."""
    total, seen = sum(by_days.values()), 0
    for day in sorted(by_days):
        seen += by_days[day]
        if 2 * seen >= total > 0:
            return day
    return None


@dataclass(frozen=True, slots=True)
class _Scale:
    """Days to the left and right of the limit, days a bar, and where that is on the sheet."""

    early: int
    late: int
    step: int
    left: float
    unit: float

    def at(self, day: int) -> float:
        return self.left + (self.early - day) * self.unit


def times(kinds: Sequence[Answers]) -> Picture:
    """One panel for each kind that has answers, all on one scale."""
    shown = [one for one in kinds if one.count]
    return Picture(
        _title(shown),
        "越高件数越多；粗竖线是期限，线右边是晚了的",
        _label(shown),
        _drawn(shown, NARROW),
        _drawn(shown, WIDE),
    )


def ahead(day: int) -> str:
    """早 14 天, 当天, 晚 3 天."""
    return f"早 {days(day)}" if day > 0 else f"晚 {days(-day)}" if day < 0 else "当天"


def _title(shown: Sequence[Answers]) -> str:
    total, late = sum(one.count for one in shown), sum(one.late for one in shown)
    if not total:
        return "还没有能和期限相比的答复"
    last = sum(one.between(0, 2) for one in shown)
    rest = f"，{share(last, total)}赶在最后三天" if 4 * last >= total else ""
    if late:
        return f"{total} 次答复里，{late} 次晚于期限{rest}"
    return f"{total} 次答复都没有晚于期限{rest}"


def _label(shown: Sequence[Answers]) -> str:
    if not shown:
        return "还没有能和期限相比的答复。"
    return (
        "答复日期与期限的距离。"
        + "；".join(
            f"{one.name} {one.count} 次，中位数{ahead(one.middle or 0)}，晚于期限 {one.late} 次" for one in shown
        )
        + "。"
    )


def _drawn(shown: Sequence[Answers], width: int) -> Drawing:
    sheet = Drawing(width)
    scale = _scale(shown, width)
    bars = [_bars(one, scale) for one in shown]
    most = max((number for one in bars for number in one.values()), default=0)
    _axis(sheet, scale, 34, 26 + max(len(shown), 1) * PANEL)
    for place, (one, found) in enumerate(zip(shown, bars, strict=True)):
        floor = 26 + place * PANEL + PANEL - 20
        _panel(sheet, one, found, scale, floor, BAR / most)
    return sheet


def _scale(shown: Sequence[Answers], width: int) -> _Scale:
    merged: dict[int, int] = {}
    for one in shown:
        for day, number in one.by_days.items():
            merged[day] = merged.get(day, 0) + number
    early = _reach({day: number for day, number in merged.items() if day > 0}, EARLY)
    late = _reach({-day: number for day, number in merged.items() if day < 0}, LATE)
    step = next((one for one in STEPS if (early + late) / one <= MOST_BARS), STEPS[-1])
    early, late = -(-early // step) * step, -(-late // step) * step
    return _Scale(early, late, step, EDGE, (width - 2 * EDGE) / (early + late))


def _reach(by_days: Mapping[int, int], steps: Sequence[int]) -> int:
    """The shortest way that nearly all of them stay within; the others are counted in its last bar."""
    total = sum(by_days.values())
    for one in steps:
        if sum(number for day, number in by_days.items() if day <= one) >= WHOLE * total:
            return one
    return steps[-1]


def _bars(answers: Answers, scale: _Scale) -> dict[int, int]:
    """The number in each bar, by the bar's first day counted from the limit; what is beyond goes into the last one."""
    found: dict[int, int] = {}
    for day, number in answers.by_days.items():
        # Days 0 to step-1 before the limit are the bar next to it on the left; one day late the one on the right.
        bar = day // scale.step * scale.step
        bar = min(max(bar, -scale.late), scale.early - scale.step)
        found[bar] = found.get(bar, 0) + number
    return found


def _panel(sheet: Drawing, answers: Answers, bars: Mapping[int, int], scale: _Scale, floor: float, tall: float) -> None:
    middle = answers.middle
    said = f"，中位数{ahead(middle)}" if middle is not None and answers.count > 1 else ""
    sheet.write("tb h", EDGE, floor - BAR - 12, f"{answers.name} {answers.count} 次{said}")
    thick = max(scale.step * scale.unit - 1.5, 1)
    for bar, number in sorted(bars.items()):
        high = max(number * tall, 1.5)
        sheet.rect("lt" if bar < 0 else "i2", scale.at(bar + scale.step) + 0.75, floor - high, thick, high)
    sheet.line("hair", EDGE, floor, sheet.width - EDGE, floor)


def _axis(sheet: Drawing, scale: _Scale, top: float, bottom: float) -> None:
    """The limit is named first; a mark whose words would stand over others is left out."""
    at, y = scale.at(0), bottom + 16
    sheet.line("rule", at, top, at, bottom)
    sheet.write("tb m", at, y, "期限")
    for day in (scale.early, -scale.late, *_between(scale)):
        x = scale.at(day)
        words = f"早{day}天" if day > 0 else f"晚{-day}天"
        look = "t" if day == scale.early else "t e" if day == -scale.late else "t m"
        x = EDGE if look == "t" else sheet.width - EDGE if look == "t e" else x
        if sheet.fits(look, x, y, words):
            sheet.line("hair", scale.at(day), top, scale.at(day), bottom)
            sheet.write(look, x, y, words)


def _between(scale: _Scale) -> list[int]:
    third = scale.early // 3
    return [2 * third, third, *([-scale.late // 2] if scale.late > EARLY[0] else [])]
