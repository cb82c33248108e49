"""What staff should look at again in a letter, each in one sentence."""

import re
from collections.abc import Iterator, Sequence

from ..records import Body, Kind
from .cases import Case
from .people import Addressed
from .people import Named as Who
from .reading import Reading
from .whose import CALLED, OF_KIND

COPIED = "称呼用的是“{called}”，案件却是{kind}，可能套用了别的答复函的格式，请核对"
WORD = "标题写的是“{word}”，会议却是{assembly}的会议，请核对类别"
COUNT = "原文写明共{count}人，只列出{named}人姓名"
HIDDEN = "原文隐去了提出者的姓名"
OTHER_NUMBER = "标题与正文的案号不一致，请核对"
ILLEGIBLE = "落款日期“{printed}”无法辨认，请核对"
KINDS = {Kind.PROPOSAL: "政协提案", Kind.SUGGESTION: "人大建议", Kind.MOTION: "人大议案"}
WORDS = {Kind.PROPOSAL: "提案", Kind.SUGGESTION: "建议", Kind.MOTION: "议案"}
ASSEMBLY = {Body.NPC: "人大", Body.CPPCC: "政协"}
ADDRESS = re.compile(
    r"(?:各位|尊敬的)(?:[^，。：]{0,6}?)(?P<one>代表|委员)(?:们)?(?=[，：:！您你])|(?P<many>代表|委员)们"
)


def doubts(one: Reading, case: Case | None, kind: Kind, who: Sequence[Who], all_who: Addressed) -> Iterator[str]:
    """Every doubt about one answered file."""
    called = _called(one, who)
    other = next((word for word in called if CALLED[word] is not OF_KIND[kind]), None)
    if other:
        yield COPIED.format(called=other, kind=KINDS[kind])
    if case and case.kind and case.session and case.session.body and OF_KIND[case.kind] is not case.session.body:
        yield WORD.format(word=WORDS[case.kind], assembly=ASSEMBLY[case.session.body])
    if all_who.count and all_who.count > len(all_who.named):
        yield COUNT.format(count=all_who.count, named=len(all_who.named))
    if all_who.hidden:
        yield HIDDEN
    title = one.draft.title
    if title and title.cases and one.opening.cases:
        printed, said = {each.number for each in title.cases}, {each.number for each in one.opening.cases}
        if not printed & said:
            yield OTHER_NUMBER
    if one.signature.illegible:
        yield ILLEGIBLE.format(printed=one.signature.illegible.name)


def _called(one: Reading, who: Sequence[Who]) -> list[str]:
    """How the letter calls those it answers: after their names, and in its own text."""
    salutation = one.draft.salutation
    words = {body: word for word, body in CALLED.items()}
    found = [words[each.body] for each in who if each.body]
    if salutation and salutation.plural:
        found.append(salutation.plural)
    for line in one.text:
        found += [match["one"] or match["many"] for match in ADDRESS.finditer(line.text)]
    return found
