"""Whether what was found lists proposals: no agenda, list of persons, table of figures or index of letters."""

import re
from collections.abc import Iterable, Sequence

from ..records import Column, Mapping, Table
from ..text.blocks import Block
from .about import KIND_WORD, LISTED
from .cells import plain
from .columns import heads
from .content import NO_PROPOSAL, summing, title_like, titled
from .entry import Entry
from .numbered import LEAD_IN

OTHER = re.compile(r"议程|日程|程序$|参考选题|选题参考|参考题目|发言(?:目录|名单|材料|安排|顺序)")
TOP = 12  # lines that say what a document is
SAMPLE = 60
SHARE = 0.6  # of the title cells that must read like titles of proposals
SEATED = re.compile(r"人大代表|政协委员|(?:代表|委员)(?:说|建议|认为|表示|提出)")
HEADED = re.compile(r"提案|案由|建议|议案|领衔|附议")


def other(lines: Sequence[Block]) -> bool:
    """Whether the first lines call the document an agenda, a list of speeches or of topics to choose from."""
    return any(OTHER.search(line.text) and len(line.text) <= 40 and not line.ended for line in lines[:TOP])


def lists_proposals(table: Table, mapping: Mapping, *, announced: bool) -> bool:
    """Whether the titles of a table are those of proposals; `announced`: a title above calls it such a list."""
    if Column.TITLE not in mapping.columns:
        return False
    at = mapping.columns.index(Column.TITLE)
    rows = [row for row in table.rows[mapping.header + 1 :][: SAMPLE * 2] if not summing(cell.text for cell in row)]
    cells = [row[at].text for row in rows if at < len(row) and row[at].text]
    sample = [plain(cell) for cell in cells][:SAMPLE]
    wrong = sum(NO_PROPOSAL.search(text) is not None for text in sample)
    if not sample or wrong * 3 > len(sample):
        return False
    if sum(map(titled, sample)) >= SHARE * len(sample):
        return True
    headed = announced or any(HEADED.search(head) for head in heads(table, mapping.header))
    return headed and sum(title_like(text) and len(text) >= 5 for text in sample) >= SHARE * len(sample)


def enough(entries: Sequence[Entry], characters: int, lines: Sequence[Block]) -> bool:
    """Whether items without columns make their text a list: by its title, or by being most of it."""
    if not entries:
        return False
    if sum(entry.first(Column.NUMBER) is not None and len(entry.held) > 2 for entry in entries) >= 2:
        return True
    if announced(line.text for line in lines[:TOP] if not line.ended):
        return len(entries) >= 2 or characters * 2 >= _length(lines)
    above = [line for line in lines if line.span.end <= entries[0].span.start][-3:]
    if len(entries) >= 2 and announced(line.text for line in above):
        return True
    if len(entries) >= 2 and _led_in(entries, lines):
        return True
    stated = sum(len(entry.held) > 1 for entry in entries)
    return (len(entries) >= 3 or stated >= 2) and characters * 2 >= _length(lines)


def announced(texts: Iterable[str]) -> bool:
    """Whether a line calls what follows a list of proposals."""
    return any(len(text) <= 60 and KIND_WORD.search(text) and LISTED.search(text) for text in texts)


def _led_in(entries: Sequence[Entry], lines: Sequence[Block]) -> bool:
    """Whether a body brings all of the items, as a line above them says, in a text that names no delegate beside."""
    brought = all(any(LEAD_IN.search(one.head) for one in entry.all(Column.PROPOSERS)) for entry in entries)
    return brought and not any(SEATED.search(line.text) for line in lines)


def _length(lines: Sequence[Block]) -> int:
    return sum(len(line.text) for line in lines)
