"""Pages as saved: the article without the site around it, e-paper readers and old layouts of tables included."""

import pytest

from proposals.ingest.read import read
from proposals.ingest.records import Refusal

ARTICLE = (
    "市人大代表林晓岚建议，年内换完老街的坏灯。",
    "她说，一是把电费纳入财政预算；二是公布报修电话，让居民知道找谁。",
    "市政协委员欧阳一鸣也认为，夜里的公交要多开两班，方便下夜班的工人。",
)
PARAGRAPHS = "".join(f"<p>　　{line}</p>" for line in ARTICLE)


def lines(page: str) -> list[str]:
    return read(f"<!DOCTYPE html><html>{page}</html>".encode()).text.splitlines()


def test_an_e_paper_reader_gives_the_article_and_the_line_about_it():
    page = (
        "<head><title>某某日报数字报-让老街亮起来</title></head><body><table><tr><td width=300>"
        "<div>第03版：要闻 <a href=a>上一版</a> <a href=b>下一版</a></div>"
        "<table><tr><td><a href=1>让老街亮起来，代表委员谈路灯</a></td></tr>"
        "<tr><td><a href=2>气象，要闻，广告</a></td></tr></table></td>"
        "<td><div>通版阅读请点击： 展开通版 收缩通版</div><h2>让老街亮起来</h2>"
        "<p>某某日报　2026年01月09日　本报记者 王小明</p>"
        f"<table><tr><td>{PARAGRAPHS}</td></tr></table><p><a>上一篇</a> <a>下一篇</a> 4</p></td></tr></table></body>"
    )

    found = lines(page)

    assert found[0] == "让老街亮起来"
    assert found[1] == "某某日报　2026年01月09日　本报记者 王小明"
    assert found[2:] == list(ARTICLE)


def test_the_headline_comes_from_the_head_where_the_page_prints_none():
    head = '<meta name="ArticleTitle" content="让老街亮起来"><title>某某网</title>'
    page = f"<head>{head}</head><body><div>{PARAGRAPHS}</div></body>"

    assert lines(page) == ["让老街亮起来", *ARTICLE]


def test_furniture_by_name_role_and_style_is_left_out():
    page = (
        "<body><div class='top-bar'>欢迎您，今天是星期五，多云。</div><div role='navigation'>首页，要闻</div>"
        f"<div id='content'><h1>让老街亮起来</h1><div class='share-box'>分享到：微信、微博</div>{PARAGRAPHS}"
        "<div style='display: none'>看不见的话，不要读。</div><p>【打印】 【关闭】</p></div>"
        "<div class='related-news'><a>另一篇，很长的，新闻标题</a></div><aside>天气，股市</aside>"
        "<div class='footer'>主办：某某市政府，备案号，地址，电话。</div></body>"
    )

    assert lines(page) == ["让老街亮起来", *ARTICLE]


def test_what_holds_most_of_the_text_is_kept_whatever_it_is_called():
    assert lines(f"<body><div class='news-print tools'>{PARAGRAPHS}</div></body>") == list(ARTICLE)


def test_a_page_whose_point_is_a_table_keeps_it():
    rows = "".join(f"<tr><td>{number}<td>关于第{number}条路的建议<td>市城管局</tr>" for number in range(1, 6))
    source = read(
        "<!DOCTYPE html><html><body><ul class=nav><li><a>首页</a></ul><h1>建议目录</h1>"
        f"<table><tr><th>序号<th>标题<th>主办单位</tr>{rows}</table></body></html>".encode()
    )

    assert source.text.splitlines()[:3] == ["建议目录", "序号\t标题\t主办单位", "1\t关于第1条路的建议\t市城管局"]
    assert [len(table.rows) for table in source.tables] == [6]


def test_lines_broken_inside_a_paragraph_are_joined_and_entities_are_read():
    page = (
        "<body><p>市人大代表李&nbsp;明建议，\n  年内换完&#32769;街的坏灯，\r\n公布报修电话。<br>他说，要快。</p></body>"
    )

    assert lines(page) == ["市人大代表李 明建议，年内换完老街的坏灯，公布报修电话。", "他说，要快。"]


def test_a_page_deeper_than_can_be_read_is_refused_or_a_doubt():
    deep = "<div>" * 5_000

    with pytest.raises(Refusal) as refused:
        read(f"<html><body>{deep}{PARAGRAPHS}".encode())

    assert str(refused.value).startswith("网页的结构一层套一层")


def test_nothing_is_written_twice_however_deep_it_lies():
    nested = "<div>" * 100 + PARAGRAPHS + "</div>" * 100

    assert len(lines(f"<body>{nested * 50}</body>")) == 50 * len(ARTICLE)
