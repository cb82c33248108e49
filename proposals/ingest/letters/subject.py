"""The title of the delegate's file as a letter quotes it: 《…》, “…的建议”, or 关于…的建议 in running words."""

import re

from .cases import HAN, MEETING

WORD = r"(?:书面意见|建议|提案|议案)"
ENDS = re.compile(rf"{WORD}(?:案|书|稿)?$")
BOOK = re.compile(r"《(?P<title>(?:[^《》\n]|《[^《》\n]{1,40}》){2,120})》")
QUOTE = re.compile(r"“(?P<title>[^“”\n]{2,120})”")
RAISED = re.compile(
    r"(?:提出|提交|递交|所提|反映|提|撰写|上报|您|你们?|委员|代表|市委|市委会|号|提案|建议|议案)(?:了)?(?:的)?[，：]?(?:关于)?$"
)
FOLLOWED = re.compile(
    rf"(?:（[^（）]{{0,40}}）)?(?:的|这一|这件|一[案文]|等)*(?:（[^（）]{{0,40}}）)?(?:第[^号]{{1,14}}号|[{HAN}]{{0,6}})?(?:{WORD}|已?收悉|收到|，?已[交由经]|，?现[将就答])"
)
MARK = re.compile(r"《|“|关于")
UNQUOTED = re.compile(
    rf"[^。；！？\n：]{{2,110}}?(?:(?:的|之)[{HAN}]{{0,5}}?{WORD}(?!案的|工作|办理(?!情况|的?结果)|者)|{WORD}(?=”?(?:已?收悉|（第|（编)))"
)
LOOSE = re.compile(
    rf"(?:提出|提交|反映)的?(?!关于|第|建议|提案|议案|意见|的|这)(?P<title>[^。；！？，：《》“”\n号]{{4,70}}?的[{HAN}]{{0,4}}?{WORD})(?=[^。]{{0,24}}(?:收悉|答复|，))"
)
OWN = re.compile(rf"第\s?[\dA-Za-z{HAN}]{{1,12}}号|{MEETING.pattern}|如下|收悉")


def subject(text: str, start: int = 0, end: int | None = None) -> tuple[int, int] | None:
    """Where in a stretch the first such title stands; None when it states none."""
    stop = len(text) if end is None else end
    at = start
    while at < stop:
        mark = MARK.search(text, at, stop)
        if not mark:
            break
        found = _at(text, mark, stop)
        if found:
            return found
        at = mark.end()
    loose = LOOSE.search(text, start, stop)
    return (loose.start("title"), loose.end("title")) if loose else None


def subjects(text: str, start: int = 0, end: int | None = None) -> tuple[tuple[int, int], ...]:
    """All of them, in order."""
    found: list[tuple[int, int]] = []
    at = start
    while one := subject(text, at, end):
        found.append(one)
        at = one[1] + 1
    return tuple(found)


def _at(text: str, mark: re.Match[str], stop: int) -> tuple[int, int] | None:
    if mark.group() == "关于":
        return _about(text, mark, stop)
    form = BOOK if mark.group() == "《" else QUOTE
    match = form.match(text, mark.start(), stop)
    if not match:
        return None
    title = match["title"]
    raised = RAISED.search(text, max(0, mark.start() - 14), mark.start())
    if ENDS.search(title) or (raised and FOLLOWED.match(text, match.end(), stop)):
        return match.span("title")
    return None


def _about(text: str, mark: re.Match[str], stop: int) -> tuple[int, int] | None:
    """关于…的建议; 关于“…的建议” and 关于《…》的提案 give what is quoted, 关于“…”的建议 all of it."""
    after = mark.end()
    book = BOOK.match(text, after, stop)
    if book and FOLLOWED.match(text, book.end(), stop):
        return book.span("title")
    quote = QUOTE.match(text, after, stop)
    if quote and ENDS.search(quote["title"]):
        return quote.span("title")
    match = UNQUOTED.match(text, after, stop)
    if not match or OWN.search(match.group()) or "关于" in match.group():
        return None
    return mark.start(), match.end()
