"""Pages of HTML: the headline, the lines about it, and the main text; navigation, scripts and footers left out.

The main part is found by where the sentences are: the smallest element that holds most of the page's stops and commas
outside links. A page whose point is a table keeps the table. Nothing that a page refers to is ever fetched.
"""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from ..records import Refusal
from . import limits
from .blocks_of_page import Line, Rows, blocks_of, plain
from .main_part import heading_of, lead_in, main_part, without_furniture
from .page_furniture import is_furniture
from .writing import Writing

TOO_LARGE = f"网页超过 {limits.MARKUP_BYTES // limits.MEGABYTE} MB，请只复制正文，粘贴到文本里再导入。"
EMPTY = "网页里没有读到文字（正文可能要联网才显示）。请在浏览器里打开，复制正文，粘贴到文本里再导入。"
TOO_DEEP = "网页的结构一层套一层，多得不正常，没有读取。请在浏览器里打开，复制正文，粘贴到文本里再导入。"
CUT = "网页的结构套得太深，后面的内容可能没有读全，请对照原网页核对。"
LONG_TAG = re.compile(r"<([A-Za-z][A-Za-z0-9]{0,20})\s[^<>]{20000,}>")  # pictures written into the page, and bombs
DEEP = re.compile(r"depth|huge|buffer|too deep", re.IGNORECASE)


def read_html(text: str) -> tuple[Writing, str | None]:
    """The page's text and a doubt where it may be cut off. Raises `Refusal` for a page without any."""
    raw = LONG_TAG.sub(r"<\1>", text.replace("\x00", "")).encode("utf-8", "replace")
    if len(raw) > limits.MARKUP_BYTES:
        raise Refusal(TOO_LARGE)
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, recover=True, remove_comments=True)
    root = etree.fromstring(raw, parser)
    cut = any(DEEP.search(error.message) for error in parser.error_log)
    if root is None:
        raise Refusal(TOO_DEEP if cut else EMPTY)
    writing = Writing()
    for block in _page(root):
        if isinstance(block, Rows):
            writing.table(block.rows)
        else:
            writing.paragraph(block.text)
    if not writing.done()[0]:
        raise Refusal(TOO_DEEP if cut else EMPTY)
    return writing, CUT if cut else None


def _page(root: Any) -> Iterator[Line | Rows]:
    """The blocks of a page in order: its headline, what stands between headline and text, the text."""
    title = _title(root)
    body = root.find("body")
    body = without_furniture(root if body is None else body)
    main = main_part(body)
    heading = heading_of(body, main)
    blocks = [block for block in blocks_of(main) if not _is_furniture(block)]
    before = [block for block in lead_in(body, main, heading) if not _is_furniture(block)]
    if (
        heading is None
        and title
        and not any(isinstance(one, Line) and plain(one.text) == plain(title) for one in blocks)
    ):
        yield Line(title, linked=False)
    yield from before
    yield from blocks


def _is_furniture(block: Line | Rows) -> bool:
    return isinstance(block, Line) and is_furniture(block.text)


def _title(root: Any) -> str:
    """The headline as the page's head states it: the name of the site behind it is left out."""
    for meta in root.iter("meta"):
        if (meta.get("name") or meta.get("property") or "").lower() in ("articletitle", "og:title"):
            return " ".join((meta.get("content") or "").split())
    for title in root.iter("title"):
        words = " ".join("".join(title.itertext()).split())
        return re.split(r"\s?[-_|–—]{1,2}\s?", words)[0].strip() or words
    return ""
