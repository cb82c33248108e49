"""What a page says of itself: its title, city, date and session; only as printed."""

import re
from collections.abc import Iterable
from datetime import date

from .records import Span
from .text.blocks import Block

TITLE = re.compile(r"报道|特刊|专刊|专版|专题|专栏|特别策划|聚焦.{0,8}两会|两会")
PLACE = re.compile(r"(?P<place>[\u4e00-\u9fff]{1,6}?(?:省|市|州|县|区|旗))[\u4e00-\u9fff]{0,8}?两会")
HAN = re.compile(r"[\u4e00-\u9fff]*$")
DATE = re.compile(r"(?<!\d)(?P<year>20\d\d)\s?[年-]\s?(?P<month>\d{1,2})\s?[月-]\s?(?P<day>\d{1,2})(?!\d)")
COUNT = "一二三四五六七八九十"
SESSION = re.compile(
    rf"第?(?P<term>[{COUNT}]{{1,3}})届(?P<inner>(?:全国)?(?:人大|人民代表大会|政协|委员会)|[\u4e00-\u9fff]{{2,9}}?(?:委员会|人民代表大会))?"
    rf"第?(?P<time>[{COUNT}]{{1,3}})次(?:全体)?(?:会议|大会)"
)
ASSEMBLY = re.compile(r"(?:人大|人民代表大会|政协)$")
CONVENED = re.compile(r"(?:中国人民政治协商会议|政协)(?=[\u4e00-\u9fff]{1,9}$)")  # 政协株洲市|第十届委员会
UNIT = r"自治区|自治州|自治县|省|市|州|盟|区|县|旗|镇|乡"
AREA = re.compile(rf"(?:全国|[\u4e00-\u9fff]{{0,9}}(?:{UNIT}))$")
BEFORE = 24  # characters before 十六届 that can name the assembly
OCCASION = re.compile(
    r"出席|参加|列席|召开|举行|举办|开幕|闭幕|期间|今年|去年|前年|明年|本次|此次|这次|正值|适逢|恰逢|随着|来到|走进|聚焦|关注|"
    r"迎接|筹备|围绕|结合|根据|按照|正在|即将|正式|提交|提出|递交|报送|收到|关于|代表|委员|记者|为期|日前|近日|"
    r"[昨今明]天|[昨今][日晚晨]|[上下中]午|[在是的了和与及于为从向对至到把被这届次日月年](?![照喀土都田平静政龙布江安丰阳化宁浩])"
)
OUR = "我本该各全"  # 我市十六届人大: which level, not which place


def title(front: Iterable[Block]) -> Block | None:
    """The line before the first article that names a report."""
    lines = [line for line in front if line.titular]
    return next((line for line in lines if TITLE.search(line.text)), None)


def place(named: Block | None) -> tuple[str, Span] | None:
    """The city in 株洲市两会特别报道."""
    match = PLACE.search(named.text) if named else None
    if not match or not named:
        return None
    start = named.span.start
    return match["place"], Span(start + match.start("place"), start + match.end("place"))


def printed_date(front: Iterable[Block]) -> str | None:
    """The one date the page's furniture prints; None when it prints none or several."""
    found = {day for line in front for match in DATE.finditer(line.text) if (day := _day(match))}
    return found.pop() if len(found) == 1 else None


def _day(match: re.Match[str]) -> str | None:
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"])).isoformat()
    except ValueError:
        return None


def printed_session(source: str) -> str | None:
    """The one session the text names, as first printed; None when it names none or several."""
    found: dict[tuple[str, ...], str] = {}
    for match in SESSION.finditer(source):
        start = _assembly_start(source, match.start())
        printed = source[start : match.end()]
        if match["inner"] or start < match.start():
            body = "人" if "人大" in printed or "人民代表" in printed else "政"
            found.setdefault((body, match["term"], match["time"]), printed)
    return next(iter(found.values())) if len(found) == 1 else None


def _assembly_start(source: str, end: int) -> int:
    """Where 市政协 before 十届三次会议 begins: behind the words that tell the occasion."""
    run = HAN.search(source, max(0, end - BEFORE), end)
    words = run.group() if run else ""
    convened = CONVENED.search(words)
    if convened and AREA.search(words[convened.end() :]):
        return end - len(words) + convened.start()
    body = ASSEMBLY.search(words)
    place = AREA.search(words[: body.start()] if body else words)
    if not place:
        return end - len(body.group()) if body else end
    name = place.group()
    cut = max((match.end() for match in OCCASION.finditer(name)), default=0)
    cut += name[cut:] != "全国" and name[cut : cut + 1] in OUR and len(name) > cut + 1
    return end - len(words) + place.start() + cut
