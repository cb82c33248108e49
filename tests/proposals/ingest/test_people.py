"""Who a text calls a delegate, and whom it does not: one sentence for each form."""

import pytest

from proposals.ingest.extract import extract
from proposals.ingest.records import Person, Vocabulary


def delegates(text: str) -> tuple[Person, ...]:
    return extract(f"会场见闻\n{text}\n", Vocabulary()).delegates


def named(text: str) -> list[tuple[str, str]]:
    """Names with their bodies, in order."""
    return [(one.name, one.body.value) for one in delegates(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("市人大代表 吴青禾：旧楼要改造。", [("吴青禾", "npc")]),
        ("【同期声】区人大代表 诸小伟：路要修。", [("诸小伟", "npc")]),
        ("市政协委员，市卫生局副局长糜庆有话说：要修路。", [("糜庆", "cppcc")]),
        ("省人大代表苏梅便是其中一位。", [("苏梅", "npc")]),
        ("市政协委员章丽为此跑了十个村。", [("章丽", "cppcc")]),
        ("市人大代表李有为此次没有到会。李有为说，要修路。", [("李有为", "npc")]),
        ("市人大代表崔勇心系百姓。", [("崔勇", "npc")]),
        ("全国政协委员、民政厅厅长益西达瓦说，要修路。", [("益西达瓦", "cppcc")]),
        ("全国政协委员巴桑顿珠和次仁旺姆提出，要修路。", [("巴桑顿珠", "cppcc"), ("次仁旺姆", "cppcc")]),
        ("市政协委员李明（左一）、王红（中）在调研。", [("李明", "cppcc"), ("王红", "cppcc")]),
        ("市政协委员杨晓明/王海燕说，要多种树。", [("杨晓明", "cppcc"), ("王海燕", "cppcc")]),
        ("市人大代表胡兰英、周明和李铁军提出建议。", [("胡兰英", "npc"), ("周明", "npc"), ("李铁军", "npc")]),
        ("全国政协委员张兆安邀您云上夜话。", [("张兆安", "cppcc")]),
        ("“要加强监管。”市政协委员刘玲莉说，“今年我的提案是这个。”", [("刘玲莉", "cppcc")]),
        ("“孩子放学谁来接？”——省政协委员祁小时在分组讨论时说。", [("祁小时", "cppcc")]),
        ("省政协常委、云岭学院院长郭胜华走上通道。", [("郭胜华", "cppcc")]),
        ("市人大代表、云岭厂的刘樱也对此作了调查。", [("刘樱", "npc")]),
        ("全国人大代表阿里木·买买提说，棉花要丰收。", [("阿里木·买买提", "npc")]),
        ("全国政协委员、云岭大学校长尼玛扎西说，要发展。", [("尼玛扎西", "cppcc")]),
        ("市人大代表答文杰关心教育。答文杰说，要补短板。", [("答文杰", "npc")]),
        ("市人大代表、“五一劳动奖章”获得者、株机公司技师文照辉说，要创新。", [("文照辉", "npc")]),
    ],
)
def test_a_name_behind_a_seat_is_found(text: str, expected: list[tuple[str, str]]):
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("周刚代表建议，尽快修路。", [("周刚", "npc")]),
        ("方岳义、何文林代表说，尽快修路。", [("方岳义", "npc"), ("何文林", "npc")]),
        ("冷月和康宁两位代表都提到食堂。", [("冷月", "npc"), ("康宁", "npc")]),
        ("王大有（云岭市委书记）代表在发言中说，要实干。", [("王大有", "npc")]),
        ("云岭医院院长黄璐琪委员说，要重视护理。", [("黄璐琪", "cppcc")]),
        ("在任海泉委员看来，要抓重点。", [("任海泉", "cppcc")]),
        ("胡卫委员代表民进市委作发言。", [("胡卫", "cppcc")]),
        ("张继营、杨金锋等委员提出的提案已经办结。", [("张继营", "cppcc"), ("杨金锋", "cppcc")]),
        ("处长倪景明等13位市人大代表提出议案。", [("倪景明", "npc")]),
        ("徐立全等住鄂全国政协委员联名呼吁。", [("徐立全", "cppcc")]),
        ("李大海委员作了题为《修路》的发言。", [("李大海", "cppcc")]),
        ("李大海是一名来自云岭村的市人大代表。", [("李大海", "npc")]),
        ("两会期间，作为人大代表的我院院长余开源走上通道。", [("余开源", "npc")]),
        ("学校请侯小一教授作报告。侯教授是全国政协委员。", [("侯小一", "cppcc")]),
        ("而来自云岭残联的盲人代表王小澄收到了人大代表建议的答复。", [("王小澄", "npc")]),
        ("二〇〇六年，柳一莉因为热心，作为农民界的优秀代表当选县政协委员。", [("柳一莉", "cppcc")]),
        ("政协优秀委员：李大海、时光远、陈青山", [("李大海", "cppcc"), ("时光远", "cppcc"), ("陈青山", "cppcc")]),
        ("到访的代表有：李大海（农民）、王小河。人大代表都说好。", [("李大海", "npc"), ("王小河", "npc")]),
        ("周文彬，市政协委员、云岭机械厂厂长。", [("周文彬", "cppcc")]),
        ("邱智明，云岭集团董事长，市政协委员。", [("邱智明", "cppcc")]),
        ("李小明今年当选为市人大代表。", [("李小明", "npc")]),
        ("作为一名来自基层的市人大代表，刘小梅深感责任重大。", [("刘小梅", "npc")]),
        ("石秀华和严刚获得优秀政协委员称号。", [("石秀华", "cppcc"), ("严刚", "cppcc")]),
        ("代表何鹏飞连任两届县人大代表。县人大代表何鹏飞说，要种茶。", [("何鹏飞", "npc")]),
    ],
)
def test_a_name_before_a_seat_is_found(text: str, expected: list[tuple[str, str]]):
    assert named(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "市民代表李小红、企业家代表王大明、业主代表陈静参加，人大代表未到。",
        "市人大社会委主任委员刘志强、市人大常委会委员李红、工委委员赵平出席，人大代表列席。",
        "李文波代表民革市委作发言，人大代表旁听。",
        "卜世仁代表主办方作了说明，人大代表旁听。",
        "市委书记张伟到代表团参加审议，与人大代表一起讨论。",
        "部分市人大代表、政协委员，市财政局局长张建军参加调研。",
        "市人大代表、市政协委员及相关单位负责人张建军参加座谈。",
        "一位代表说，不要写名字。不愿具名的人大代表表示担忧。",
        "政协委员应当带头，人大代表高度关注养老，政协委员常年坚持。",
        "市人大代表向社会呼吁保护河流，政协委员从各地赶来。",
        "市政协委员罗**说，要修路。市政协委员李某某也说。",
        "政协委员张女士说，人大代表老王也说。",
        "全国、省、市人大代表、政协委员、新闻记者旁听。",
        "市人大代表候选人李小明公示，人大代表建议办理工作会召开。",
        "衣小群曾任北塘市政协委员。",
        "原市人大代表李大海说，要修路。前全国政协委员王小河也说。",
        "李大海曾是市人大代表，现已退休。",
        "全国人大代表和全国政协委员曾分别提出建议。",
        "市政协委员联络室主任李红军参加，人大代表未到。",
        "“聂代表，今年有什么好建议？”人大会议开幕了。",
    ],
)
def test_nobody_is_made_a_delegate(text: str):
    assert named(text) == []


@pytest.mark.parametrize(
    ("text", "organisations"),
    [
        ("市人大代表、湘江社区党委书记、主任胡美珠说，要改。", ["湘江社区"]),
        ("市人大代表、市教委基础教育处处长倪景明说，要改。", ["市教委"]),
        ("云岭公司董事长、市人大代表周文彬说，要改。", ["云岭公司"]),
        ("全国政协委员、联兴集团总裁兼CEO杨元亮说，要改。", ["联兴集团"]),
        ("省政协委员，民盟云岭市委主委,云岭市政府副市长卢敏说，要改。", ["民盟云岭市委", "云岭市政府"]),
        ("市政协委员路漫漫表示，自己所在的云岭学院愿意办夜校。", ["云岭学院"]),
        ("市政协委员路漫漫说，要改。路漫漫是云岭银行信贷部经理。", ["云岭银行"]),
        ("省人大代表、云岭市市长陈清说，要改。", ["云岭市"]),
        ("全国人大代表、中国工程院院士刘友明说，要改。", []),
        ("市人大代表、知名画家刘友明说，要改。", []),
        ("市人大代表、民进会员、市一中教师任远说，要改。", ["市一中"]),
        ("市人大代表、云岭公司董事会主席任远说，要改。", ["云岭公司"]),
        ("市人大代表、公司董事长任远说，要改。", []),
        ("市人大代表、白石县总工会主席任远说，要改。", ["白石县总工会"]),
        ("来自云岭公司的市人大代表任远说，要改。", ["云岭公司"]),
        ("云岭大学水利系任远教授作报告。任教授是市政协委员。", ["云岭大学"]),
        ("市政协委员、市人大常委会副秘书长兼办公室主任阮籍说，要改。", ["市人大常委会"]),
    ],
)
def test_posts_name_the_unit_without_its_department(text: str, organisations: list[str]):
    [person] = delegates(text)

    assert {post.organisation for post in person.posts if post.organisation} == set(organisations)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("湖东省人大代表时雨说，要改。", "省"),
        ("云岭市岳麓区人大代表时雨说，要改。", "县区"),
        ("云岭市第八届人大代表时雨说，要改。", "市"),
        ("市十六届人大代表时雨说，要改。", "市"),
        ("全国、省、市人大代表时雨说，要改。", "全国"),
        ("在鲁全国人大代表时雨说，要改。", "全国"),
        ("白石镇人大代表时雨说，要改。", "乡镇"),
        ("湖西自治区政协委员时雨说，要改。", "省"),
        ("昨日有10名市政协委员发言。时雨委员说，要改。", "市"),
        ("全国政协十四届一次会议昨天开会。时雨委员说，要改。", "全国"),
        ("政协云岭市第十届委员会第五次会议开幕。时雨委员说，要改。", "市"),
        ("在市十六届人大五次会议上，时雨代表说，要改。", "市"),
        ("今年省两会上，时雨代表说，要改。", "省"),
        ("湖南两会上，时雨代表说，要改。", "省"),
        ("全国两会之后是省两会。时雨代表说，要改。", None),
        ("在市十六届人大五次会议上，时雨委员说，要改。", None),
    ],
)
def test_the_level_is_the_assemblys(text: str, level: str | None):
    assert [(one.name, one.level) for one in delegates(text)] == [("时雨", level)]


def test_a_name_printed_with_a_blank_is_one_name_at_its_place():
    text = "会场见闻\n市人大代表李 渔建议修路。\n"
    [person] = extract(text, Vocabulary()).delegates

    assert (person.name, [text[start:end] for start, end in person.spans]) == ("李渔", ["李 渔"])


def test_the_delegates_of_a_lead_are_not_lost_above_the_headings():
    found = extract(
        "通道开启\n彭一苇、戴雅宁两位省政协委员昨天走上通道。\n彭一苇委员：\n让竹子走出去\n要办加工厂。\n", Vocabulary()
    )

    assert [one.name for one in found.delegates] == ["彭一苇", "戴雅宁"]
    assert found.articles[-1].headline == "让竹子走出去"


def test_furniture_between_and_below_articles_stays_in_some_part_of_the_page():
    text = "会场见闻\n市人大代表李小渔说，要修路。\n责编：蒋文\n扫一扫，看更多\n"
    [article] = extract(text, Vocabulary()).articles

    assert text[article.span.start : article.span.end].endswith("看更多")
    assert "蒋文" not in [one.name for one in extract(text, Vocabulary()).delegates]


@pytest.mark.parametrize(
    ("text", "headline", "first"),
    [
        ("会场见闻\n【崔波委员：让竹子走出去】\n崔波委员建议办厂。\n", "让竹子走出去", "崔波委员建议办厂。"),
        ("会场见闻\n◆市人大代表 何小满\n何小满建议，尽快修路。\n", "会场见闻", "◆市人大代表 何小满"),
        ("会场见闻\n代表观点：办食堂\n何小满代表建议，尽快办食堂。\n", "会场见闻", "代表观点：办食堂"),
        ("会场见闻\n白宇委员：\n建议给骑手划车位，让他们停车。\n", None, "建议给骑手划车位，让他们停车。"),
        ("两会观察\n民盟市委建议，尽快修路，方便出行。\n", "两会观察", "民盟市委建议，尽快修路，方便出行。"),
    ],
)
def test_a_line_is_title_heading_or_text(text: str, headline: str | None, first: str):
    article = extract(text, Vocabulary()).articles[-1]
    runs = article.paragraphs[0]

    assert headline is None or article.headline == headline
    assert text[runs[0].start : runs[-1].end] == first


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("一是修路。\n东路最急。二是种树。\n", 1),
        ("一是修路；\n先修东路。\n", 1),
        ("一是修路。\n二是种树。\n", 2),
        ("要修路。\n他还说起种树，一是种柳。\n", 2),
    ],
)
def test_a_column_may_break_within_a_point_of_a_series(text: str, paragraphs: int):
    [article] = extract(f"会场见闻\n市人大代表李小渔建议修好村里的路。\n{text}", Vocabulary()).articles

    assert len(article.paragraphs) == 1 + paragraphs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("市政协委员递交了一批提案。周小满提交了《关于修路的提案》。", [("周小满", "cppcc")]),
        ("市人大代表聚在会场里，周小满联名提交《关于修订条例的议案》。", [("周小满", "npc")]),
        ("市政协委员递交了一批提案。周小满提交了《关于修路的建议》。", []),
        ("市政协委员递交了一批提案。公司提交了《关于修路的提案》。", []),
        ("市政协全会报到。委员周小满带来了关于修路的提案。", [("周小满", "cppcc")]),
        ("市人大代表报到。有位代表说，要修路。", []),
        ("民建会员中市人大代表、市政协委员共提交建议20件。", []),
        ("市政协委员 杭州青荷茶厂厂长 周小满说，要修路。", [("周小满", "cppcc")]),
        ("学习二十大报告，自治州领导周小满代表说，要实干。", []),
        ("学习二十大报告，周小满代表和周明委员说，要实干。", [("周小满", "npc"), ("周明", "cppcc")]),
    ],
)
def test_a_file_tells_the_seat_and_an_everyday_word_is_no_name(text: str, expected: list[tuple[str, str]]):
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("杭州市两会今天开幕。周小满代表建议种树。", ["市"]),
        ("市两会今天开幕，大家学习全国两会精神。周小满代表建议种树。", ["市"]),
        ("全国两会期间，市人大代表周明建议开夜校。周小满代表建议种树。", ["市", None]),
        ("全国两会期间，全国人大代表周明建议开夜校。周小满代表建议种树。", ["全国", "全国"]),
        ("全国两会期间，周小满代表建议种树。", ["全国"]),
    ],
)
def test_a_session_gives_the_level_where_no_other_is_named(text: str, levels: list[str | None]):
    assert [one.level for one in delegates(text)] == levels
