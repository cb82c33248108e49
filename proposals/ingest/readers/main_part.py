"""Where on a page the article is: the smallest element that holds most sentences, and the headline above it."""

import re
from collections.abc import Iterator
from typing import Any

from .blocks_of_page import Line, Rows, blocks_of, is_records, plain
from .page_furniture import is_furniture_element, is_named_furniture

STOPS = re.compile(r"[，。；：！？、,;]")
MOST = 0.7  # share of the sentences the main part must hold
FEW = 6  # stops: a page with fewer is no running text
LEAF = {"p", "span", "font", "b", "strong", "a", "td", "tr", "tbody", "table", "ul", "ol", "li", "br", "h1", "h2", "h3"}
HEADINGS = ("h1", "h2", "h3")
TITLED = re.compile(
    r"(?:^|[\s_-])(?:article|news|content|main|doc|detail)?[_-]?(?:title|bt|headline)(?:$|[\s_-])", re.I
)
ABOUT = re.compile(
    r"来源|发布|日期|时间|作者|记者|通讯员|编辑|索引号|文号|字号|成文|发文|公开|版次|版[:：]|第\s?[0-9０-９A-Z]{1,4}\s?版|"
    r"(?:19|20)\d{2}\s?[-年/.]\s?\d{1,2}"
)
LONGEST = 120  # characters of a line about the article


def without_furniture(body: Any) -> Any:
    """The body with scripts, navigation and the like taken out. What holds most of the page's sentences stays."""
    weights = _weights(body)
    whole = weights.get(body, 0)
    for element in [*body.iter()]:
        if not isinstance(element.tag, str) or element is body:
            continue
        named = is_named_furniture(element) and weights.get(element, 0) * 2 <= whole and not _has_heading(element)
        if is_furniture_element(element) or named:
            _drop(element)
    return body


def main_part(body: Any) -> Any:
    """The smallest element with most of the sentences; with the most text in tables where there are few sentences."""
    weights = _weights(body)
    whole = weights.get(body, 0)
    if whole < FEW:
        return body
    node = body
    while True:
        inner = next((child for child in node if weights.get(child, 0) >= whole * MOST and child.tag not in LEAF), None)
        if inner is None:
            return _through_tables(node, weights, whole)
        node = inner


def heading_of(body: Any, main: Any) -> Any:
    """The heading the main part stands under: the last one before it in the page, or one inside; None without one."""
    inside = next((one for one in main.iter(*HEADINGS) if _words(one)), None)
    before = None
    for element in body.iter():
        if element is main:
            break
        if isinstance(element.tag, str) and _is_heading(element) and _words(element):
            before = element
    return inside if inside is not None else before


def lead_in(body: Any, main: Any, heading: Any) -> Iterator[Line | Rows]:
    """The headline and the lines about the article that stand above the main part: source, date, author."""
    if main is body:
        return
    within = heading is not None and any(one is main for one in heading.iterancestors())
    started = heading is None or within
    for element in _above(body, main):
        started = started or heading is element or any(one is heading for one in element.iter())
        for block in blocks_of(element):
            if not isinstance(block, Line) or not started:
                continue
            titular = not within and heading is not None and plain(_words(heading)) == block.text
            about = len(block.text) <= LONGEST and ABOUT.search(block.text) and not block.linked
            if titular or about:
                yield block


def _through_tables(node: Any, weights: dict[Any, int], whole: int) -> Any:
    """Older pages lay themselves out in tables: go on into the one cell that holds the sentences."""
    while True:
        inner = next((child for child in node if weights.get(child, 0) >= whole * MOST), None)
        if inner is None or inner.tag not in ("table", "tbody", "tr", "td", "div", "center", "form", "font"):
            return node
        if inner.tag == "table" and is_records(inner) and _is_list(inner):
            return node
        node = inner


def _is_list(table: Any) -> bool:
    """Whether no single cell of the table holds most of its text."""
    sizes = [len("".join(cell.itertext()).strip()) for cell in table.iter("td", "th")]
    return max(sizes, default=0) * 2 < sum(sizes)


def _weights(root: Any) -> dict[Any, int]:
    """How many stops and commas stand below each element, outside links and tables' heads. One pass."""
    weights: dict[Any, int] = {}
    order = [element for element in root.iter() if isinstance(element.tag, str)]
    for element in reversed(order):
        own = 0 if element.tag in ("a", "script", "style") else len(STOPS.findall(element.text or ""))
        for child in element:
            own += len(STOPS.findall(child.tail or ""))
            own += 0 if element.tag in ("a", "script", "style") else weights.get(child, 0)
        weights[element] = own
    return weights


def _above(body: Any, main: Any) -> list[Any]:
    """Elements that stand before the main part, in order: earlier siblings of it and of what holds it."""
    found: list[Any] = []
    node = main
    while node is not None and node is not body:
        found = [*reversed([*node.itersiblings(preceding=True)]), *found]
        node = node.getparent()
    return [element for element in found if isinstance(element.tag, str)]


def _is_heading(element: Any) -> bool:
    return (
        element.tag in HEADINGS or TITLED.search(f"{element.get('class') or ''} {element.get('id') or ''}") is not None
    )


def _has_heading(element: Any) -> bool:
    return element.tag == "h1" or next(element.iter("h1"), None) is not None


def _words(element: Any) -> str:
    return "".join(element.itertext()).strip()


def _drop(element: Any) -> None:
    """Take an element out, leaving the text behind it."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if element.tail:
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)
