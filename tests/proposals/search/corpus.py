"""Texts to search in: our own sentences put together by chance, and the real report where it is there."""

import random
from pathlib import Path

REPORT = Path(__file__).resolve().parents[4] / "shared" / "seeds" / "zhuzhou-two-sessions-report.txt"

OPENINGS = (
    "城北三条老街的下水管网还是四十年前铺的，",
    "去年全市新增就业岗位2.4万个，同比增长3.27%，",
    "他在调研中走访了117家小微企业，",
    "「老舊小區的電梯加裝率不足兩成」，她說，",
    "株洲的轨道交通装备走到了世界前列，",
    "疫情（COVID-19）之后，乡村卫生室缺人缺药，",
    "一台C919的机翼要用上百种硬质合金刀具，",
    "湘江东岸10号泵站一到汛期就满负荷运转，",
)
MIDDLES = (
    "建议把改造纳入2024年度民生实事，按每户120㎡以内给予补贴；",
    "应当建设“5G+工业互联网”公共平台，让中小厂用得起ＡＩ大模型；",
    "请市住建局、市财政局（兼）共同拿出时间表，",
    "提出从高校引进青年教师，落实Ⅲ型实训基地，",
    "希望打通断头路3条、补种行道樹2,600棵，",
    "盼着把花炮、陶瓷、服饰三大传统产业做成品牌，",
    "呼吁参照〔2023〕8号文件，把费用降到每吨0.85元/km以下，",
    "要在𬭚元新材料、北斗导航两个方向上先行先试，",
)
ENDINGS = (
    "让居民少跑路、少花钱。",
    "做到A、B两类项目一并验收。",
    "并于年底前向社会公开办理结果！",
    "真正留住人才，留住乡愁。",
    "使群众的获得感更足 幸福感更可持续。",
    "为此附上联系邮箱 tian@example.org 与电话0731-2202。",
)
TITLES = (
    "关于加快城北老旧小区管网改造的建议",
    "让硬质合金产业走得更远",
    "关于完善乡村卫生室用药保障的提案",
    "打通断头路 畅通微循环",
    "推动5G+工业互联网赋能中小企业",
    "守护湘江东岸：防汛泵站亟待扩容",
)


def seeded(seed: int) -> random.Random:
    """Chance that can be had again."""
    return random.Random(seed)  # noqa: S311  # texts for a test, no secret


def invented(chance: random.Random, count: int) -> list[tuple[str, str]]:
    """(title, body) pairs of one to three paragraphs."""
    return [
        (chance.choice(TITLES), "\n".join(_paragraph(chance) for _ in range(chance.randint(1, 3))))
        for _ in range(count)
    ]


def real() -> list[tuple[str, str]]:
    """The real report in slices of twenty lines, the first of each as its title; nothing where it is not there."""
    if not REPORT.exists():
        return []
    lines = [line for line in REPORT.read_text("utf-8").splitlines() if line.strip()]
    return [(lines[at], "\n".join(lines[at + 1 : at + 20])) for at in range(0, len(lines), 20)]


def substrings(chance: random.Random, texts: list[str], count: int) -> list[str]:
    """Pieces of 2-12 characters from any place, with at least two characters besides blanks around them."""
    drawn: list[str] = []
    while len(drawn) < count:
        text = chance.choice(texts)
        length = chance.randint(2, 12)
        start = chance.randrange(max(1, len(text) - length))
        piece = text[start : start + length]
        if len(piece.strip()) > 1:
            drawn.append(piece)
    return drawn


def _paragraph(chance: random.Random) -> str:
    return chance.choice(OPENINGS) + "".join(chance.sample(MIDDLES, chance.randint(1, 3))) + chance.choice(ENDINGS)
