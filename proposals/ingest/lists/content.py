"""What a cell looks like it holds, whatever its header says."""

import re
from collections.abc import Iterable

from ..people.titles import core_length
from ..records import Column
from .cells import plain
from .collectives import collective
from .makers import named

KIND_END = re.compile(r"(?:建议|提案|议案)(?:案)?[。；]?$")
NO_PROPOSAL = re.compile(
    r"(?:通知|决定|报告|办法|方案|条例|公告|公示|答复|答复函|复函|纪要|决议|讲话|规定|细则|说明|总结|要点)[》”]?"
    r"(?:[（(][^）)]{0,40}[)）])?$|^(?:审议|听取|表决|通过|审查|宣布|选举|传达|学习)"
)
NUMBER = re.compile(r"第?闭?[A-Za-z]{0,6}-?\d{1,12}(?:-\d{1,6})?号?$")
ORDINAL = re.compile(r"[（(]?\d{1,5}[）)]?[.、．]?$")
DEPARTMENT = re.compile(
    r"(?:局|委|办|厅|部|院|会|府|办公室|中心|公司|集团|支队|大队|总队|银行|支行|分行|管委会|社|处|所|站|医院|大学|学院|团市委|妇联|工商联|残联|科协)"
    r"(?:[（(][^）)]*[)）])?(?:等)?$"
)
GROUP = re.compile(r"(?:代表团|团|界|界别|组|联组|区|县|市|镇|乡|街道)$")
# With what it means behind it, where a list says so: A（已经解决或者基本解决）.
LETTER = re.compile(r"[（(]?([A-E甲乙丙丁])[）)]?类?[）)]?(?:[（(][^（()）]{2,60}[）)])?$")
DATE = re.compile(r"20\d\d\s?[年./-]\s?\d{1,2}\s?[月./-]\s?\d{1,2}日?(?:\s?\d{1,2}:\d\d(?::\d\d)?)?$")
SUM = re.compile(r"^(?:合计|总计|小计|共计|总数)|^注[：:]|^说明[：:]|^备注[：:]|^制表|^填表|^第\d+页|^\d+/\d+$")
KIND = re.compile(r".{0,6}(?:建议|提案|议案)(?:案|类|件)?$|媒体报道$")
LONG = 8  # characters: a title that says nothing of its kind has at least as many


def titled(text: str) -> bool:
    """Whether this is surely a proposal's title: 关于…, …的建议."""
    words = plain(text)
    if len(words) < 5 or NO_PROPOSAL.search(words):
        return False
    return words.startswith(("关于", "《关于", "“关于")) or KIND_END.search(words.rstrip("》”")) is not None


def title_like(text: str) -> bool:
    """Whether this can be a title where a column is known to hold titles."""
    words = plain(text)
    han = sum("\u4e00" <= char <= "\u9fff" for char in words)
    return han >= 4 and han * 2 >= len(words) and not NO_PROPOSAL.search(words)


def fit(text: str, column: Column) -> int:
    """How well a text fits a column: 3 surely, 0 says nothing, below 0 it does not."""
    words = plain(text)
    rule = PATTERNS.get(column)
    if rule:
        return 3 if rule.match(words) else -3
    if column is Column.TITLE:
        return 3 if titled(words) or words.startswith("关于") else 1 if len(words) >= LONG and title_like(words) else -3
    if column in MAKERS:
        return 2 if named(words) or collective(words) else -2
    if column in DEPARTMENTS:
        return 2 if DEPARTMENT.search(words) and not core_length(words) else -1
    if column is Column.GROUP:
        return 2 if GROUP.search(words) and len(words) <= 12 else -2
    return 0


PATTERNS = {
    Column.ORDINAL: ORDINAL,
    Column.NUMBER: NUMBER,
    Column.REPLY_CLASS: LETTER,
    Column.REPLY_DATE: DATE,
    Column.KIND: KIND,
}
MAKERS = frozenset((Column.PROPOSERS, Column.LEAD, Column.COSIGNERS))
DEPARTMENTS = frozenset((Column.LEAD_DEPARTMENT, Column.ASSIST_DEPARTMENT))


def summing(texts: Iterable[str]) -> bool:
    """Whether a row adds up or notes something: its first filled cell says so."""
    first = next((plain(text) for text in texts if text), "")
    return SUM.match(first) is not None
