"""Titles that stand above single paragraphs, with commas above the text, or in brackets before it."""

from proposals.ingest.extract import extract
from proposals.ingest.press.opening import opened, stands_as_title
from proposals.ingest.press.subheads import broken, subheads
from proposals.ingest.records import Extraction, Vocabulary
from proposals.ingest.text.blocks import blocks

LEAD = "昨天，云岭市两会的几个讨论组都谈到了日常生活，会场里的气氛很热烈，记者听到了不少实在的话，记在下面。"
LANES = "市人大代表柳青山说，老城的小巷入夜后一片漆黑，老人不敢出门。他建议在巷口装上太阳能路灯，由街道负责维护。"
BUSES = "市政协委员江小荷说，山里的孩子每天要走一个小时才到学校。她建议开行早晚两班校车，由财政补一半的票钱。"


def read(*lines: str) -> Extraction:
    return extract("\n".join(lines), Vocabulary())


def headlines(*lines: str) -> list[tuple[str, list[str]]]:
    return [(one.headline, [who.name for who in one.proposers]) for one in read(*lines).proposals]


def titles(*lines: str) -> list[str]:
    text = "\n".join(lines)
    return sorted(text[slice(*span)] for span in subheads(blocks(text)))


def test_each_delegate_is_told_of_under_the_title_above_the_paragraph():
    page = ("小组会上话民生", LEAD, "让小巷亮起来", LANES, "山路上的校车", BUSES)

    assert headlines(*page) == [("让小巷亮起来", ["柳青山"]), ("山路上的校车", ["江小荷"])]


def test_a_title_is_no_beginning_of_the_sentence_below_it():
    page = ("小组会上话民生", LEAD, "建议小巷装路灯", LANES, "山路上的校车", BUSES)

    asked = [[ask.text for ask in one.asks] for one in read(*page).proposals]

    assert asked == [["在巷口装上太阳能路灯", "由街道负责维护"], ["开行早晚两班校车，由财政补一半的票钱"]]


def test_a_title_above_two_delegates_is_neither_ones():
    page = ("小组会上话民生", LEAD, "日常小事也是大事", LANES, BUSES, "写在后面的话", LEAD)

    assert "日常小事也是大事" not in [headline for headline, _ in headlines(*page)]


def test_a_page_of_several_matters_is_not_called_by_its_first():
    other = "本周起，云岭市图书馆延长开放时间，读者可以在馆里待到晚上十点，自习室的座位也多了一倍，馆里还添了热水。"
    weather = "气象台说，周末有一场小雨，气温略降，出门请带伞，路面湿滑处请慢行，山区的学校已提前放学，请家长留意。"
    page = ("图书馆延长开放时间", other, "周末两天有小雨", weather, "柳青山代表在小组会上发言：让小巷亮起来", LANES)

    assert headlines(*page) == [("让小巷亮起来", ["柳青山"])]


def test_an_articles_own_headline_stands_above_its_subheads():
    more = "柳青山说，路灯的电费一年不过几百元，街道出得起，居民也愿意分担一部分，关键是有人牵头把这件事做起来。"
    page = ("柳青山代表：巷子里的灯", LANES, "一笔小账", more, "一件大事", more.replace("居民", "商户"))

    assert [headline for headline, _ in headlines(*page)] == ["巷子里的灯"]


def test_lines_that_columns_broke_are_no_titles():
    page = blocks("\n".join(("让小巷亮起来", LANES[:-12], LANES[-12:], BUSES[:-12], BUSES[-12:])))

    assert broken(page)
    assert not broken(blocks("\n".join(("让小巷亮起来", LANES, "山路上的校车", BUSES))))


def test_one_short_line_is_a_title_only_where_the_paragraph_says_it_again():
    assert titles(LEAD, "柳青山代表说得很细", LANES) == []
    assert titles(LEAD, "巷口装上太阳能路灯", LANES) == ["巷口装上太阳能路灯"]


def test_names_seats_and_labels_are_no_titles():
    assert titles(LEAD, "市人大代表 柳青山", LANES, "关键词：小巷路灯", BUSES, "政协委员", LEAD) == []


def test_a_title_with_commas_stands_above_the_first_paragraph():
    page = ("路灯亮了，老人敢出门了", f"近日，{LANES}")

    assert headlines(*page) == [("路灯亮了，老人敢出门了", ["柳青山"])]
    assert stands_as_title(blocks("\n".join(page)), 0)


def test_the_first_piece_of_a_broken_column_is_no_title():
    assert not stands_as_title(
        blocks("老城的小巷入夜后一片漆黑，老人不敢\n出门散步，孩子们放学回家也要大人去接才放心。"), 0
    )
    assert not stands_as_title(blocks(f"路灯亮了。老人敢出门了\n{LANES}"), 0)


def test_a_post_begins_with_its_title_in_brackets():
    post = f"#云岭两会#【柳青山代表：让小巷亮起来】{LANES}"

    assert headlines(post) == [("让小巷亮起来", ["柳青山"])]
    assert [post[slice(*line.span)] for line in opened(blocks(post))] == [
        "#云岭两会#",
        "柳青山代表：让小巷亮起来",
        LANES,
    ]


def test_a_byline_in_brackets_is_no_title():
    line = f"【云岭日报 记者柳青】{LANES}"

    assert [one.text for one in opened(blocks(line))] == [line]


def test_where_and_when_a_page_appeared_is_no_title():
    page = ("路灯亮了", "2024年01月18日 11:51 | 作者:柳青 | 来源:云岭网", f"近日，{LANES}")

    assert headlines(*page) == [("路灯亮了", ["柳青山"])]


def test_a_line_that_says_whose_words_stand_above_is_no_title():
    said = "小巷入夜后一片漆黑，老人不敢出门散步，应在巷口装上太阳能路灯，由街道负责维护，电费由财政承担一半。"

    assert titles(said, "——柳青山代表", said.replace("小巷", "山路"), "江小荷委员", said.replace("小巷", "桥头")) == []
