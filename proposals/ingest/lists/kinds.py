"""Whether a row is a 建议, a 提案 or a 议案, and so which assembly its makers sit in."""

import re

from ..records import Body, Column, Kind, Proposal
from .about import kinds_of
from .captions import Caption
from .cells import plain
from .entry import Entry
from .makers import Maker

NPC_WORDS = re.compile(r"领衔|附议|选举单位|代表团|人大|代表建议|建议(?:人|号|编号|标题|题目)|^代表|\|(?:人大)?代表")
CPPCC_WORDS = re.compile(r"提案|案由|政协|委员|界别")
BOTH_ENDINGS = "目录里既有建议又有提案，这一件的类别只据标题末尾判断，请核对"
TURNED = "标题写作议案，目录列为建议（或相反），可能是议案转作建议办理，请核对类别"
REPORTED = "媒体报道"  # what a list says of a row that no official file is known of
NO_KIND = "原文没有说明这是建议还是提案，请补充类别"


def kind_of(entry: Entry, said: Caption, makers: list[Maker]) -> tuple[Kind, str | None]:
    """By the row's own column, the title above, the seats and headers, and at last the title's own ending."""
    column = entry.first(Column.KIND)
    if column and plain(column.cell.text) == REPORTED:
        return Kind.REPORTED, None
    told = kinds_of(column.cell.text) if column else frozenset()
    kinds = told or entry.about.kinds
    ending = said.kind
    if len(kinds) == 1:
        kind = next(iter(kinds))
        return kind, TURNED if {kind, ending} == {Kind.SUGGESTION, Kind.MOTION} else None
    if kinds == {Kind.SUGGESTION, Kind.MOTION}:
        return (ending if ending is Kind.MOTION else Kind.SUGGESTION), None
    if ending in (Kind.PROPOSAL, Kind.MOTION):
        return ending, None
    body = _body(entry, makers)
    if body:
        return (Kind.SUGGESTION if body is Body.NPC else Kind.PROPOSAL), None
    if ending:
        return ending, BOTH_ENDINGS if len(kinds) > 1 else None
    return Kind.REPORTED, NO_KIND


def only_reported(found: Proposal) -> bool:
    """Whether a list says itself that no official file is known of a row: it proves no filing then."""
    return found.kind is Kind.REPORTED and NO_KIND not in found.doubts


def _body(entry: Entry, makers: list[Maker]) -> Body | None:
    """The assembly by the makers' seats, by their being parties or sectors, by the header, by the title above."""
    seats = {one.body for one in makers if one.body}
    if len(seats) == 1:
        return seats.pop()
    group = entry.first(Column.GROUP)
    if group and re.search(r"界别?$|代表团$", group.cell.text):
        return Body.NPC if group.cell.text.endswith("团") else Body.CPPCC
    if makers and not makers[0].person:
        return Body.NPC if makers[0].name.endswith("代表团") else Body.CPPCC
    if entry.about.body:
        return entry.about.body
    npc, cppcc = NPC_WORDS.search(entry.hint), CPPCC_WORDS.search(entry.hint)
    return None if bool(npc) == bool(cppcc) else Body.NPC if npc else Body.CPPCC
