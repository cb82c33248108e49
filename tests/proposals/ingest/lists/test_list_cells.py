"""What single cells say: proposers, departments, titles, points, and what a title line says of a list."""

import pytest

from proposals.ingest.lists.about import about
from proposals.ingest.lists.captions import caption
from proposals.ingest.lists.makers import HIDDEN, UNREAD, making
from proposals.ingest.lists.offices import offices
from proposals.ingest.lists.points import points
from proposals.ingest.records import Body, Cell, Column, Kind, Level, Span


def cell(text: str, at: int = 0) -> Cell:
    return Cell(text, Span(at, at + len(text)))


def names(text: str) -> list[str]:
    return [one.name for one in making(cell(text)).makers]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("罗一鸣", ["罗一鸣"]),
        ("罗一鸣、车小满，尚德全；项南／谈笑", ["罗一鸣", "车小满", "尚德全", "项南", "谈笑"]),
        ("罗一鸣 车小满", ["罗一鸣", "车小满"]),
        ("李 明", ["李明"]),
        ("李 明  王 芳 欧阳 锋", ["李明", "王芳", "欧阳锋"]),
        ("罗一鸣和车小满", ["罗一鸣", "车小满"]),
        ("和平、和小川", ["和平", "和小川"]),
        ("阿合买提·努尔、马小龙", ["阿合买提·努尔", "马小龙"]),
        ("罗一鸣代表", ["罗一鸣"]),
        ("柳青委员、谈笑委员", ["柳青", "谈笑"]),
        ("市人大代表罗一鸣", ["罗一鸣"]),
        ("罗一鸣（领衔）、车小满", ["罗一鸣", "车小满"]),
        ("领衔代表：罗一鸣；附议代表：车小满、项南", ["罗一鸣", "车小满", "项南"]),
        ("民盟云岭市委（谈笑执笔）", ["民盟云岭市委"]),
        ("罗一鸣、谈笑（执笔）", ["罗一鸣"]),
        ("县环卫所李燕芹", ["李燕芹"]),
        ("无", []),
        ("——", []),
    ],
)
def test_names_in_a_cell(text: str, expected: list[str]):
    assert names(text) == expected
    assert making(cell(text)).doubts == ()


@pytest.mark.parametrize(
    "body",
    [
        "民盟云岭市委",
        "九三学社云岭市委员会",
        "致公党市委",
        "市工商联",
        "市残联",
        "教育界",
        "医药卫生界",
        "经济委员会",
        "社会法制专委会",
        "澳门联络组",
        "第三委员小组",
        "青山代表团",
        "中国少年先锋队云岭市工作委员会",
    ],
)
def test_a_body_that_proposes_is_an_organisation(body: str):
    assert [(one.name, one.person) for one in making(cell(body)).makers] == [(body, False)]


@pytest.mark.parametrize("text", ["罗一鸣等12人", "罗一鸣 等12名代表", "罗一鸣等十二名委员", "罗一鸣等"])
def test_cosigners_that_are_only_counted_are_doubted(text: str):
    found = making(cell(text))

    assert [one.name for one in found.makers] == ["罗一鸣"]
    assert len(found.doubts) == 1
    assert "只列出1人的姓名" in found.doubts[0]


def test_what_cannot_be_read_names_nobody_and_says_so():
    assert (names("详见附件第二页所列全部人员"), making(cell("详见附件第二页所列全部人员")).doubts) == ([], (UNREAD,))
    assert (names("张**"), making(cell("张**")).doubts) == ([], (HIDDEN,))


def test_a_name_keeps_its_place():
    [first, second] = making(cell("罗一鸣、李 明", 100)).makers

    assert (first.cell.span, second.cell.span) == (Span(100, 103), Span(104, 107))


@pytest.mark.parametrize(
    ("text", "head", "expected"),
    [
        ("市教育局", "承办单位", [("市教育局", "lead")]),
        ("市教育局、市财政局", "承办单位", [("市教育局", "unknown"), ("市财政局", "unknown")]),
        ("市教育局、市财政局", "主办单位", [("市教育局", "lead"), ("市财政局", "lead")]),
        ("市教育局、市财政局", "主（会）办单位", [("市教育局", "lead"), ("市财政局", "unknown")]),
        ("市教育局，市财政局", "分办单位", [("市教育局", "lead"), ("市财政局", "lead")]),
        ("主办：市教育局；会办：市财政局", "承办单位", [("市教育局", "lead"), ("市财政局", "assist")]),
        ("市教育局（主办） 市财政局（会办）", "承办单位", [("市教育局", "lead"), ("市财政局", "assist")]),
        ("市教育局主办、市财政局协办", "承办单位", [("市教育局", "lead"), ("市财政局", "assist")]),
        ("市委改革办（市营商环境局）", "主办单位", [("市委改革办（市营商环境局）", "lead")]),
        ("市教育局等", "主办单位", [("市教育局", "lead")]),
        ("由我局主办", "承办单位", []),
        ("—", "主办单位", []),
    ],
)  # fmt: skip
def test_departments_with_their_roles(text: str, head: str, expected: list[tuple[str, str]]):
    assert [(name, role) for name, role, _ in offices(cell(text), Column.LEAD_DEPARTMENT, head)] == expected


def test_departments_under_an_assisting_header_assist():
    found = offices(cell("市财政局、市住建局"), Column.ASSIST_DEPARTMENT, "会办单位")

    assert [(name, role) for name, role, _ in found] == [("市财政局", "assist"), ("市住建局", "assist")]


@pytest.mark.parametrize(
    ("text", "headline", "number", "kind"),
    [
        ("关于修缮古桥的建议", "关于修缮古桥的建议", None, Kind.SUGGESTION),
        ("关于修缮古桥的提案（0123）", "关于修缮古桥的提案", "0123", Kind.PROPOSAL),
        ("关于修缮古桥的议案（第12号）", "关于修缮古桥的议案", "12", Kind.MOTION),
        ("关于修缮古桥的建议（编号：HG-201）", "关于修缮古桥的建议", "HG-201", Kind.SUGGESTION),
        ("第0123号：关于修缮古桥的建议", "关于修缮古桥的建议", "0123", Kind.SUGGESTION),
        ("《关于修缮古桥的提案》", "关于修缮古桥的提案", None, Kind.PROPOSAL),
        ("3.关于修缮古桥的建议；", "关于修缮古桥的建议", None, Kind.SUGGESTION),
        ("关于修缮\n古桥的建议", "关于修缮古桥的建议", None, Kind.SUGGESTION),
        ("关于疏浚河道的 建议", "关于疏浚河道的建议", None, Kind.SUGGESTION),
        ("关于加快 5G 建设的建议", "关于加快 5G 建设的建议", None, Kind.SUGGESTION),
        ("关于修缮古桥（含引桥）的建议", "关于修缮古桥（含引桥）的建议", None, Kind.SUGGESTION),
        ("关于修缮古桥的建议（2023）", "关于修缮古桥的建议（2023）", None, None),
        ("关于办好12345热线的建议", "关于办好12345热线的建议", None, Kind.SUGGESTION),
        ("12345热线要办好", "12345热线要办好", None, None),
        ("加快修缮古桥", "加快修缮古桥", None, None),
    ],
)
def test_a_title_cell(text: str, headline: str, number: str | None, kind: Kind | None):
    found = caption(cell(text))

    assert found is not None
    assert (found.headline, found.number.text if found.number else None, found.kind) == (headline, number, kind)


def test_a_session_in_brackets_behind_a_title_is_no_part_of_it():
    found = caption(cell("关于修缮古桥的提案（市政协九届三次会议）"))

    assert found is not None
    assert (found.headline, found.session and found.session.text) == ("关于修缮古桥的提案", "市政协九届三次会议")


@pytest.mark.parametrize(
    ("text", "head", "expected"),
    [
        ("一是加宽桥面；二是换新路灯。", "建议内容", ["加宽桥面", "换新路灯"]),
        ("1.把桥面加宽；2.把路灯换新。", "内容", ["把桥面加宽", "把路灯换新"]),
        ("（一）把桥面加宽。（二）把路灯换新3.5米。", "主要内容", ["把桥面加宽", "把路灯换新3.5米"]),
        ("把桥面加宽并换新路灯。", "建议办法", ["把桥面加宽并换新路灯"]),
        ("桥面窄，常堵车。", "主要内容", []),
    ],
)
def test_points_of_a_content_cell(text: str, head: str, expected: list[str]):
    assert [ask.text for ask in points(cell(text), head)] == expected


@pytest.mark.parametrize(
    ("line", "kinds", "body", "level", "place", "session"),
    [
        ("市十六届人大三次会议代表建议目录", {Kind.SUGGESTION}, Body.NPC, Level.CITY, None, "市十六届人大三次会议"),
        (
            "云岭市第十六届人民代表大会第三次会议议案、建议目录",
            {Kind.SUGGESTION, Kind.MOTION},
            Body.NPC,
            Level.CITY,
            "云岭市",
            "云岭市第十六届人民代表大会第三次会议",
        ),
        (
            "政协南溪县第九届委员会第二次会议提案一览表",
            {Kind.PROPOSAL},
            Body.CPPCC,
            Level.COUNTY,
            "南溪县",
            "政协南溪县第九届委员会第二次会议",
        ),
        ("2024年建议提案办理清单", {Kind.SUGGESTION, Kind.PROPOSAL}, None, None, None, None),
        ("白石区2024年政协委员提案清单", {Kind.PROPOSAL}, Body.CPPCC, Level.COUNTY, "白石区", None),
        ("Sheet1", set(), None, None, None, None),
    ],
)
def test_a_title_says_what_holds_for_every_row(line, kinds, body, level, place, session):
    found = about(cell(line))

    assert (found.kinds, found.body, found.level, found.place) == (kinds, body, level, place)
    assert (found.session.name if found.session else None) == session
