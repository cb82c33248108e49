"""Rows of tables as proposals: merged cells, sections, repeated headers, doubts, staff's mapping."""

from proposals.ingest.extract import extract
from proposals.ingest.lists.columns import guess
from proposals.ingest.records import Column, Kind, Mapping, ReportKind, Span
from tests.proposals.ingest.lists.drawing import WORDS, only, read_rows, read_text, table

HEAD = ["序号", "建议号", "标题", "领衔代表", "主办单位", "会办单位"]
BRIDGE = ["1", "0007", "关于修缮古桥的建议", "罗一鸣", "市文旅局", "市财政局"]
LAMPS = ["2", "0012", "关于增设路灯的建议", "车小满", "市住建局", ""]
TITLE = "云岭市第十六届人民代表大会第三次会议建议目录"


def test_each_row_is_an_article_with_one_proposal():
    found = read_rows([HEAD, BRIDGE, LAMPS], TITLE)

    assert (found.kind, found.title, found.place) == (ReportKind.LIST, TITLE, "云岭市")
    assert [(one.order, one.headline, one.people) for one in found.articles] == [
        (1, "关于修缮古桥的建议", ("罗一鸣",)),
        (2, "关于增设路灯的建议", ("车小满",)),
    ]
    assert [(one.kind, one.number) for one in found.proposals] == [(Kind.SUGGESTION, "0007"), (Kind.SUGGESTION, "0012")]
    assert {one.session.name for one in found.proposals} == {"云岭市第十六届人民代表大会第三次会议"}
    assert (found.unclaimed, found.warnings) == ((), ())


def test_the_article_of_a_row_is_the_row():
    found = read_rows([HEAD, BRIDGE, LAMPS], TITLE)

    starts = len(TITLE) + 1 + len("\t".join(HEAD)) + 1
    assert found.articles[0].span == Span(starts, starts + len("\t".join(BRIDGE)))


def test_an_ordinal_is_never_a_number():
    found = only(read_rows([["序号", "标题", "代表"], ["7", "关于修缮古桥的建议", "罗一鸣"]]))

    assert found.number is None


def test_a_department_left_open_stays_open():
    found = read_rows([HEAD, BRIDGE, [*LAMPS[:4], "", ""]], TITLE)

    assert found.proposals[1].departments == ()


def test_a_row_without_ordinal_was_merged_with_the_row_above():
    found = read_rows(
        [HEAD, BRIDGE, ["", "", "", "", "", "市住建局"], ["", "", "关于修缮引桥的建议", "", "", ""], LAMPS], TITLE
    )

    assert [(d.name, d.role) for d in found.proposals[0].departments] == [
        ("市文旅局", "lead"),
        ("市财政局", "assist"),
        ("市住建局", "assist"),
    ]
    merged = found.proposals[1]
    assert (merged.headline, merged.number, [one.name for one in merged.proposers]) == (
        "关于修缮引桥的建议",
        "0007",
        ["罗一鸣"],
    )
    assert len(found.proposals) == 3


def test_a_cell_that_covers_two_rows_makes_one_proposal_with_both_departments():
    rows = [["建议号", "标题", "代表", "承办单位"], ["7", "关于修缮古桥的建议", "罗一鸣", "市文旅局"]]
    from_reader = read_rows([*rows, ["", "", "", "市财政局"]], TITLE)

    assert [d.name for d in only(from_reader).departments] == ["市文旅局", "市财政局"]


def test_a_delegation_left_of_the_title_reaches_down():
    rows = [
        ["代表团", "标题", "代表"],
        ["青山代表团", "关于修缮古桥的建议", "罗一鸣"],
        ["", "关于增设路灯的建议", "车小满"],
        ["临江代表团", "关于疏浚河道的建议", "尚德全"],
    ]

    found = read_rows(rows, TITLE)

    assert [(one.name, one.group) for one in found.delegates] == [
        ("罗一鸣", "青山代表团"),
        ("车小满", "青山代表团"),
        ("尚德全", "临江代表团"),
    ]


def test_a_delegation_right_of_the_title_belongs_to_its_own_row():
    rows = [
        ["标题", "代表", "选举单位"],
        ["关于修缮古桥的建议", "罗一鸣", "青山区"],
        ["关于增设路灯的建议", "车小满", ""],
    ]

    assert [one.group for one in read_rows(rows, TITLE).delegates] == ["青山区", None]


def test_sections_name_the_field_or_the_delegation_of_the_rows_below():
    rows = [
        ["案号", "案由", "提案人"],
        ["一、经济建设类（1件）", "", ""],
        ["1", "关于扶持竹编的提案", "秦望舒"],
        ["二、社会建设类（1件）", "", ""],
        ["2", "关于增设路灯的提案", "叶知秋"],
    ]

    found = read_rows(rows, "市政协十届一次会议提案目录")

    assert [one.field.name for one in found.proposals] == ["经济建设类", "社会建设类"]
    assert found.unclaimed == ()


def test_sections_of_two_kinds_part_suggestions_from_proposals():
    rows = [
        ["编号", "标题", "提出人"],
        ["一、代表建议", "", ""],
        ["4", "关于修缮古桥的建议", "罗一鸣"],
        ["二、委员提案", "", ""],
        ["4", "关于增设路灯的建议", "叶知秋"],
    ]

    found = read_rows(rows, "2024年建议提案办理清单")

    assert [one.kind for one in found.proposals] == [Kind.SUGGESTION, Kind.PROPOSAL]
    assert [one.body for one in found.delegates] == ["npc", "cppcc"]


def test_in_a_list_of_both_kinds_an_ending_in_suggestion_alone_is_doubted():
    found = read_rows([["编号", "标题"], ["4", "关于修缮古桥的建议"], ["9", "关于修路的提案"]], "2024年建议提案清单")

    assert [(one.kind, len(one.doubts)) for one in found.proposals] == [(Kind.SUGGESTION, 1), (Kind.PROPOSAL, 0)]


def test_one_number_with_two_titles_keeps_both_and_doubts_them():
    found = read_rows([HEAD, BRIDGE, ["2", "0007", *LAMPS[2:]]], TITLE)

    assert [one.number for one in found.proposals] == ["0007", "0007"]
    assert ["关于增设路灯的建议" in one.doubts[0] for one in found.proposals] == [True, False]
    assert "关于修缮古桥的建议" in found.proposals[1].doubts[0]


def test_the_same_number_in_two_sessions_is_no_doubt():
    rows = [
        ["届次", "案号", "案由", "提案人"],
        ["市政协九届一次会议", "3", "关于修缮古桥的提案", "秦望舒"],
        ["市政协九届二次会议", "3", "关于增设路灯的提案", "叶知秋"],
    ]

    found = read_rows(rows)

    assert [(one.session.name, one.doubts) for one in found.proposals] == [
        ("市政协九届一次会议", ()),
        ("市政协九届二次会议", ()),
    ]


def test_a_row_nobody_understands_is_shown_and_counted():
    found = read_rows([HEAD, BRIDGE, ["2", "0012", "12", "34", "56", "78"], LAMPS], TITLE)

    assert [one.text for one in found.unclaimed] == ["2\t0012\t12\t34\t56\t78"]
    assert len(found.warnings) == 1
    assert "有 1 行" in found.warnings[0]


def test_sums_and_notes_below_the_rows_are_no_rows():
    found = read_rows(
        [HEAD, BRIDGE, ["合计", "", "1件", "", "", ""], ["注：会办单位以交办单为准", "", "", "", "", ""]], TITLE
    )

    assert (len(found.proposals), len(found.unclaimed), found.warnings) == (1, 2, ())


def test_a_delegate_is_listed_once_with_all_places_and_doubted_in_two_groups():
    rows = [
        ["标题", "代表", "代表团"],
        ["关于修缮古桥的建议", "罗一鸣", "青山代表团"],
        ["关于增设路灯的建议", "罗一鸣", "临江代表团"],
    ]

    [person] = read_rows(rows, TITLE).delegates

    assert (person.name, len(person.spans), person.group, len(person.doubts)) == ("罗一鸣", 2, "青山代表团", 1)


def test_the_unit_of_a_row_is_that_of_its_leader():
    rows = [["标题", "代表", "单位及职务"], ["关于修缮古桥的建议", "罗一鸣、车小满", "云岭市实验小学校长"]]

    found = read_rows(rows, TITLE)

    assert [[(post.organisation, post.title) for post in one.posts] for one in found.delegates] == [
        [("云岭市实验小学", "校长")],
        [],
    ]


def test_class_date_and_industry_come_with_their_places():
    rows = [
        ["案号", "案由", "提案人", "办理结果", "答复日期"],
        ["5", "关于扶持陶瓷产业的提案", "秦望舒", "A类", "2024年5月9日"],
    ]

    found = only(read_rows(rows))

    assert (found.reply_class, found.letter.date.name) == ("A", "2024-05-09")
    assert [one.name for one in found.industries] == ["陶瓷"]
    assert found.reply_class_span.end - found.reply_class_span.start == 1


def test_a_date_no_calendar_has_is_no_date():
    rows = [["案号", "案由", "提案人", "答复日期"], ["5", "关于扶持竹编的提案", "秦望舒", "2024年13月40日"]]

    assert only(read_rows(rows)).letter is None


def test_what_staff_say_of_the_columns_wins():
    rows = [["项目", "甲栏", "乙栏"], ["修缮古桥", "罗一鸣", "市文旅局"], ["增设路灯", "车小满", "市住建局"]]
    mapping = Mapping(0, (Column.TITLE, Column.LEAD, Column.LEAD_DEPARTMENT))

    found = read_rows(rows, TITLE, mapping=mapping)

    assert [(one.headline, one.proposers[0].name, one.departments[0].name) for one in found.proposals] == [
        ("修缮古桥", "罗一鸣", "市文旅局"),
        ("增设路灯", "车小满", "市住建局"),
    ]


def test_a_guess_given_back_changes_nothing():
    text_only = read_rows([HEAD, BRIDGE, LAMPS], TITLE)
    _, drawn = table([HEAD, BRIDGE, LAMPS])

    assert read_rows([HEAD, BRIDGE, LAMPS], TITLE, mapping=guess([drawn])) == text_only


def test_the_sheet_says_which_kind_its_rows_are():
    found = read_rows([["编号", "标题", "姓名"], ["4", "关于修缮古桥", "罗一鸣"]], name="委员提案")

    assert (only(found).kind, found.delegates[0].body) == (Kind.PROPOSAL, "cppcc")


def test_a_page_of_lines_is_read_like_a_table():
    found = read_text(
        "市政协十届一次会议提案目录\n"
        "序号 案号 案由 提案人 主办单位\n"
        "1 0003 关于修缮 古桥的提案 李 明 市文旅局\n"
        "2 0004 关于增设路灯的提案 秦望舒 叶知秋 市住建局\n"
    )

    assert [(one.number, one.headline) for one in found.proposals] == [
        ("0003", "关于修缮 古桥的提案"),
        ("0004", "关于增设路灯的提案"),
    ]
    assert [[one.name for one in proposal.proposers] for proposal in found.proposals] == [
        ["李明"],
        ["秦望舒", "叶知秋"],
    ]
    assert [[one.name for one in proposal.departments] for proposal in found.proposals] == [["市文旅局"], ["市住建局"]]


def test_a_motion_in_a_list_of_suggestions_keeps_the_lists_word_and_is_doubted():
    found = only(read_rows([["编号", "标题", "代表"], ["4", "关于修缮古桥的议案", "罗一鸣"]], TITLE))

    assert (found.kind, len(found.doubts)) == (Kind.SUGGESTION, 1)


def test_labelled_lines_make_a_record_that_begins_again_with_its_first_label():
    found = read_text(
        "市政协十届一次会议提案公开目录\n"
        "案号：0003\n案由：关于修缮古桥的提案\n提案人：秦望舒\n"
        "案号：0004\n案由：关于增设路灯的提案\n提案人：叶知秋\n主办单位：市住建局\n会办单位：市财政局\n"
    )

    assert [(one.number, [p.name for p in one.proposers], len(one.departments)) for one in found.proposals] == [
        ("0003", ["秦望舒"], 0),
        ("0004", ["叶知秋"], 2),
    ]
    assert found.unclaimed == ()


def test_two_records_on_one_line_are_two_proposals():
    rows = [["案号", "案由", "提案人"] * 2, ["1", "关于修缮古桥的提案", "秦望舒", "2", "关于增设路灯的提案", "叶知秋"]]

    found = read_rows(rows, "市政协十届一次会议提案目录")

    assert [(one.number, one.proposers[0].name) for one in found.proposals] == [("1", "秦望舒"), ("2", "叶知秋")]


def test_of_several_tables_those_that_list_proposals_are_read():
    text, counts = table([["单位", "建议", "提案"], ["市教育局", "12", "9"]])
    more, first = table([["案号", "案由"], ["1", "关于修缮古桥的提案"]], at=len(text))
    rest, second = table([["2", "关于增设路灯的提案"]], at=len(text + more))

    found = extract(text + more + rest, WORDS, (counts, first, second))

    assert [one.number for one in found.proposals] == ["1", "2"]
    assert [one.text for one in found.unclaimed] == ["单位\t建议\t提案", "市教育局\t12\t9"]


def test_a_party_in_brackets_is_no_post():
    found = read_rows([["案号", "案由", "提案人"], ["1", "关于修缮古桥的提案", "秦望舒（民盟）、柳青（云岭银行行长）"]])

    assert [[(post.organisation, post.title) for post in one.posts] for one in found.delegates] == [
        [],
        [("云岭银行", "行长")],
    ]


def test_the_level_of_a_row_may_stand_in_its_kind():
    rows = [["类别", "编号", "标题", "提出人"], ["市人大建议", "21", "关于修缮古桥的建议", "罗一鸣"]]

    assert read_rows(rows, "市教育局承办建议提案任务表").delegates[0].level == "市"


def test_labels_behind_a_title_are_read_where_commas_part_them():
    found = read_text(
        "2024年代表建议办理情况公示\n"
        "1.第21号《关于修缮古桥的建议》，领衔代表：罗一鸣，办理结果：A\n"
        "2.第35号《关于增设路灯的建议》，领衔代表：车小满、项南，办理结果：B\n"
    )

    assert [(one.number, [p.name for p in one.proposers], one.reply_class) for one in found.proposals] == [
        ("21", ["罗一鸣"], "A"),
        ("35", ["车小满", "项南"], "B"),
    ]
