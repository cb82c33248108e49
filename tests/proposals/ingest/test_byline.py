"""Who wrote an article, in the forms newspapers sign in."""

import pytest

from proposals.ingest.press.byline import byline
from proposals.ingest.text.blocks import blocks


@pytest.mark.parametrize(
    ("line", "publisher", "reporters"),
    [
        ("□融媒记者 颜如松", None, ["颜如松"]),
        ("云岭日报·掌上云岭记者/易小瞳", "云岭日报", ["易小瞳"]),
        ("（本报记者 宋词）", None, ["宋词"]),
        ("■特派记者 潘高山", None, ["潘高山"]),
        ("文/图 本报记者 林小溪", None, ["林小溪"]),
        ("本报记者 张龙溪 摄影报道", None, ["张龙溪"]),
        ("云岭日报记者 李军山 通讯员 王小五", "云岭日报", ["李军山", "王小五"]),
        ("云岭社记者 姜琳、胡浩", "云岭社", ["姜琳", "胡浩"]),
    ],
)
def test_a_line_that_signs_an_article_names_its_reporters(line: str, publisher: str | None, reporters: list[str]):
    signed = byline(blocks(line)[0])

    assert signed is not None
    assert (signed.publisher, [one.name for one in signed.reporters]) == (publisher, reporters)


@pytest.mark.parametrize("line", ["市人大代表 李小渔", "记者在现场看到，路已修好。", "摄影：任小年"])
def test_other_lines_sign_nothing(line: str):
    assert byline(blocks(line)[0]) is None
