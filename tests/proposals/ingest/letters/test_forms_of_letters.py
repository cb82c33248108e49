"""What a reply letter states, form by form: number, kind, title, proposers, class, date, departments."""

import pytest

from proposals.ingest.extract import extract
from proposals.ingest.records import Extraction, Proposal, ReportKind, Vocabulary

TITLE = "关于市八届人大二次会议第077号建议的答复"
GREETING = "石磊代表："
OPENING = "您提出的《关于修路的建议》收悉，现答复如下："
ANSWER = "我局已将该路列入计划，预计明年开工建设，请继续关注。"
SIGNED = "桂溪市交通局\n2024年5月6日"


def read(*lines: str) -> Extraction:
    return extract("\n".join(lines), Vocabulary())


def only(*lines: str) -> Proposal:
    (proposal,) = read(*lines).proposals
    return proposal


def titled(title: str) -> Proposal:
    return only(title, GREETING, OPENING, ANSWER, SIGNED)


def greeted(*greeting: str) -> Proposal:
    return only(TITLE, *greeting, OPENING, ANSWER, SIGNED)


def opened(greeting: str, opening: str) -> Proposal:
    return only("关于市政协八届二次会议第077号提案的答复", greeting, opening, ANSWER, SIGNED)


@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("对市八届人大二次会议第077号建议的答复", "077"),
        ("桂溪市人民政府办公室关于市八届人大二次会议第［077］号建议的复函", "077"),
        ("关于市八届人大二次会议（077号）建议的答复", "077"),
        ("关于市八届人大二次会议“077号”建议的答复", "077"),
        ("关于市八届人大二次会议闭会期间代表建议第134号的答复", "134"),
        ("关于市八届人大二次会议第DH0271号建议的答复", "DH0271"),
        ("关于市八届人大二次会议HG-201901287号建议的答复", "HG-201901287"),
        ("关于市八届人大二次会议书面意见第0077号的答复", "0077"),
        ("关于市八届人大二次会议重点督办建议第1号的答复意见", "1"),
        ("市八届人大二次会议第77号建议答复", "77"),
        ("桂溪市交通局对石磊代表第77号建议办理情况的答复", "77"),
        ("桂交建字〔2024〕8号\n关于市八届人大二次会议第77号建议的答复函", "77"),
        ("对外事务局关于市八届人大二次会议第77号建议的答复的函", "77"),
        ("桂溪市交通局\n关于市八届人大二次会议第77号建议的\n答　　复", "77"),
    ],
)
def test_the_case_number_is_kept_as_printed(title: str, number: str):
    proposal = titled(title)

    assert (proposal.number, proposal.kind.value) == (number, "suggestion")


def test_the_number_of_the_document_is_the_letters_own():
    proposal = only("桂交函﹝2024﹞212号", TITLE.replace("077", "212"), GREETING, OPENING, ANSWER, SIGNED)

    assert (proposal.number, proposal.letter.number.name) == ("212", "桂交函﹝2024﹞212号")


def test_the_number_of_the_field_is_no_case():
    proposal = titled("关于政协第十六届全国委员会第二次会议第02718号（农业水利类196号）提案答复的函")

    assert (proposal.number, proposal.session.name) == ("02718", "政协第十六届全国委员会第二次会议")


@pytest.mark.parametrize(
    ("title", "session"),
    [
        ("关于桂溪县第十八届人大二次会议第4号建议的答复", "桂溪县第十八届人大二次会议"),
        ("关于桂溪县第十六届人民代表大会第二次会议第4号代表建议的答复", "桂溪县第十六届人民代表大会第二次会议"),
        ("关于对政协桂溪县第十届委员会第二次会议第14号提案的复函", "政协桂溪县第十届委员会第二次会议"),
        ("对政协桂溪市七届四次会议第26号提案的答复", "政协桂溪市七届四次会议"),
        ("关于市政协第十三届二次会议第20180012号提案的答复", "市政协第十三届二次会议"),
        ("关于政协第十一届西苑区委员会第三次会议第3011号提案答复的函", "政协第十一届西苑区委员会第三次会议"),
        ("关于市八届人大二次会议十八届人大二次会议第77号建议的答复", "市八届人大二次会议"),
    ],
)
def test_the_session_is_kept_as_printed(title: str, session: str):
    assert titled(title).session.name == session


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("关于桂溪县第十八届人大二次会议第4号建议的答复", "县区"),
        ("关于省十三届人大二次会议第4号建议的答复", "省"),
        ("对十三届全国人大五次会议第4号建议的答复", "全国"),
        ("关于临江市南浦区五届人大二次会议第4号建议的答复", "县区"),
        ("关于市人大代表第4号建议的答复", "市"),
        ("对石磊代表第4号建议的答复", None),
    ],
)
def test_the_level_is_the_assemblys_or_unknown(title: str, level: str | None):
    (delegate,) = read(title, GREETING, OPENING, ANSWER, SIGNED).delegates

    assert (delegate.name, delegate.level) == ("石磊", level)


@pytest.mark.parametrize(
    ("greeting", "names"),
    [
        ("石磊代表：", ["石磊"]),
        ("尊敬的石磊代表：您好！", ["石磊"]),
        ("石磊、王小明代表：", ["石磊", "王小明"]),
        ("石磊 王小明 代表：", ["石磊", "王小明"]),
        ("石磊代表，王小明代表：", ["石磊", "王小明"]),
        ("石磊代表 王小明代表：", ["石磊", "王小明"]),
        ("石磊和王小明代表：", ["石磊", "王小明"]),
        ("和平、于和伟代表：", ["和平", "于和伟"]),
        ("宓 静代表：", ["宓静"]),
        ("市人大石磊代表：", ["石磊"]),
        ("驻桂全国人大代表石磊：", ["石磊"]),
        ("石磊（领衔）、王小明代表：", ["石磊", "王小明"]),
        ("石磊、王小明代表并转其他联名代表：", ["石磊", "王小明"]),
        ("买买提·艾力代表：", ["买买提·艾力"]),
        ("欧阳娜娜、诸葛明远代表：", ["欧阳娜娜", "诸葛明远"]),
        ("石磊代表", ["石磊"]),
        ("各位代表：", []),
        ("代表：", []),
        ("桂阳代表团：", ["桂阳代表团"]),
    ],
)
def test_a_salutation_names_the_proposers_in_order(greeting: str, names: list[str]):
    proposers = greeted(greeting).proposers

    assert [one.name for one in proposers] == names
    assert [one.role for one in proposers] == ["lead", *["cosigner"] * (len(names) - 1)][: len(names)]


@pytest.mark.parametrize(
    ("greeting", "name"),
    [
        ("民盟桂溪市委：", "民盟桂溪市委"),
        ("致公党桂溪市委会：", "致公党桂溪市委会"),
        ("九三学社桂溪市委员会：", "九三学社桂溪市委员会"),
        ("市工商联：", "市工商联"),
        ("农业和农村界委员小组：", "农业和农村界委员小组"),
        ("市政协人口资源环境委员会：", "市政协人口资源环境委员会"),
        ("经济界别：", "经济界别"),
    ],
)
def test_a_body_that_proposes_is_an_organisation(greeting: str, name: str):
    found = opened(greeting, "贵方提出的关于修路的提案收悉，现答复如下：")

    assert [(one.name, one.type, one.role) for one in found.proposers] == [(name, "organisation", "lead")]


def test_more_proposers_than_names_is_a_doubt():
    assert greeted("石磊等3名代表：").doubts == ("原文写明共3人，只列出1人姓名",)


def test_masked_names_are_left_out_with_a_doubt():
    proposal = greeted("石**代表：")

    assert (proposal.proposers, proposal.doubts) == ((), ("原文隐去了提出者的姓名",))


def test_a_template_copied_from_the_other_assembly_is_a_doubt():
    proposal = greeted("石磊委员：")

    assert proposal.kind.value == "suggestion"
    assert proposal.doubts == ("称呼用的是“委员”，案件却是人大建议，可能套用了别的答复函的格式，请核对",)


@pytest.mark.parametrize(
    ("opening", "headline"),
    [
        ("您提出的关于修好北山路的提案收悉，现答复如下：", "关于修好北山路的提案"),
        ("您提出的《关于修好北山路的建议》（第077号）收悉，现答复如下：", "关于修好北山路的建议"),
        ("您提出的“关于修好北山路的建议”收悉，现答复如下：", "关于修好北山路的建议"),
        ("您提出的关于“修好北山路的建议”收悉，现答复如下：", "修好北山路的建议"),
        ("您提出的关于“修好北山路”的建议收悉，现答复如下：", "关于“修好北山路”的建议"),
        ("您提交的《对北山路修建的思考》收悉，现答复如下：", "对北山路修建的思考"),
        ("您的提案《修好北山路，方便群众出行》收悉，现答复如下：", "修好北山路，方便群众出行"),
        ("您提出的修好北山旅游公路的建议收悉，现答复如下：", "修好北山旅游公路的建议"),
        ("您提出的关于落实《公路法》加强养护的提案收悉，现答复如下：", "关于落实《公路法》加强养护的提案"),
        ("现将您提出的关于修好北山路的提案办理情况答复如下：", "关于修好北山路的提案"),
        (
            "您在市政协八届二次会议上提出的第077号“关于修好北山路的提案”已转交我局办理，现答复如下：",
            "关于修好北山路的提案",
        ),
    ],
)
def test_the_headline_is_the_title_of_the_delegates_file(opening: str, headline: str):
    proposal = opened("石磊委员：", opening)

    assert (proposal.headline, proposal.doubts) == (headline, ())


def test_without_the_files_title_the_letters_own_stands_in_with_a_doubt():
    proposal = opened("石磊委员：", "您的提案收悉，现答复如下：")

    assert proposal.headline == "关于市政协八届二次会议第077号提案的答复"
    assert proposal.doubts == ("来文没有写出建议提案的标题，暂以答复函的标题代替",)


@pytest.mark.parametrize(
    ("head", "printed"),
    [
        ("办理结果：A", "A"),
        ("办理类别：B类", "B"),
        ("办理结果:(C)", "C"),
        ("（B类）", "B"),
        ("【A】", "A"),
        ("A", "A"),
        ("甲类", "甲"),
        ("解决程度：已解决", "已解决"),
        ("桂交函〔2024〕19号B类", "B"),
        ("桂交函〔2024〕19号　　签发人：李四　　B", "B"),
        ("公开属性：主动公开　　办理结果：C", "C"),
        ("索引号：A-2024-7　主题分类：B超设备", None),
    ],
)
def test_the_result_class_is_the_bare_letter(head: str, printed: str | None):
    found = only(head, TITLE, GREETING, OPENING, ANSWER, SIGNED)

    assert found.reply_class == printed


def test_a_letter_that_names_a_place_or_a_thing_is_no_class():
    answer = "A区地块紧邻B超中心，北山A级景区已经开放，C类地区补贴照旧发放。"

    assert only(TITLE, GREETING, OPENING, answer, SIGNED).reply_class is None


@pytest.mark.parametrize(
    ("foot", "issuer", "day"),
    [
        ("桂溪市交通局\n二○一九年十二月二十八日", "桂溪市交通局", "2019-12-28"),
        ("桂溪市交通局\n二〇二三年六月一日", "桂溪市交通局", "2023-06-01"),
        ("桂溪市交通局　2024年5月6日", "桂溪市交通局", "2024-05-06"),
        ("桂 溪 市 交 通 局\n2024 年 5 月 6 日", "桂溪市交通局", "2024-05-06"),
        ("2024.5.6\n桂溪市交通局", "桂溪市交通局", "2024-05-06"),
        ("桂溪市交通局（盖章）\n2024年5月6日\n（联系人：张三，电话：2345678）", "桂溪市交通局", "2024-05-06"),
        ("特此函复。\n国网桂溪供电公司\n2024年5月6日\n发布时间：2024-06-01", "国网桂溪供电公司", "2024-05-06"),
        ("中共桂溪市委组织部\n2024年5月6日", "中共桂溪市委组织部", "2024-05-06"),
    ],
)
def test_the_foot_tells_who_signed_and_when(foot: str, issuer: str, day: str):
    letter = only(TITLE, GREETING, OPENING, ANSWER, foot).letter

    assert letter.issuer.name.replace(" ", "") == issuer
    assert letter.date.name == day


def test_a_date_with_lost_digits_is_unknown_and_doubted():
    proposal = only(TITLE, GREETING, OPENING, ANSWER, "桂溪市交通局\n201759日")

    assert (proposal.letter.date, proposal.doubts) == (None, ("落款日期“201759日”无法辨认，请核对",))


@pytest.mark.parametrize(
    ("line", "public"),
    [
        ("是否同意公开：是", True),
        ("是否同意公开：否", False),
        ("公开方式：主动公开", True),
        ("（此件不予公开）", False),
        ("同意公开", True),
        ("公开属性：依申请公开", False),
        ("来源：桂溪市交通局", None),
    ],
)
def test_whether_a_letter_may_be_published_is_read_where_it_is_said(line: str, public: bool | None):
    assert only(line, TITLE, GREETING, OPENING, ANSWER, SIGNED).letter.public is public


@pytest.mark.parametrize(
    "opening",
    [
        "您提出的《关于修路的建议》收悉，我局会同市财政局、市发改委认真研究，现答复如下：",
        "您提出的《关于修路的建议》收悉，经商市财政局、市发改委等单位，现答复如下：",
        "您提出的《关于修路的建议》收悉，综合市财政局、市发改委等会办单位意见，现答复如下：",
        "您提出的《关于修路的建议》由我局主办，市财政局、市发改委会办，现答复如下：",
    ],
)
def test_departments_that_took_part_assist(opening: str):
    found = only(TITLE, GREETING, opening, ANSWER, SIGNED).departments

    assert [(one.name, one.role) for one in found] == [
        ("桂溪市交通局", "lead"),
        ("市财政局", "assist"),
        ("市发改委", "assist"),
    ]


def test_departments_of_later_plans_take_no_part():
    answer = "下一步，我局将会同市财政局、市发改委推进该项目，争取明年开工。"

    assert [one.name for one in only(TITLE, GREETING, OPENING, answer, SIGNED).departments] == ["桂溪市交通局"]


def test_an_opinion_comes_from_the_assisting_department():
    found = only(
        "关于市政协八届二次会议第077号提案的会办意见",
        "市教育局：",
        "你局主办的石磊委员提出的《关于修路的提案》收悉，现提出会办意见如下：",
        ANSWER,
        SIGNED,
    )

    assert found.letter.opinion
    assert [(one.name, one.role) for one in found.departments] == [("桂溪市交通局", "assist"), ("市教育局", "lead")]
    assert [one.name for one in found.proposers] == ["石磊"]


def test_contacts_signers_and_recipients_of_copies_are_nobody():
    found = read(TITLE, GREETING, OPENING, ANSWER, SIGNED, "领导签发：贺文斌", "联系人：谭小松", "抄送：市财政局")

    assert [one.name for one in found.delegates] == ["石磊"]
    assert [one.name for one in found.proposals[0].departments] == ["桂溪市交通局"]
    assert found.kind is ReportKind.REPLY
