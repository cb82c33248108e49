"""The site by keyboard alone: Tab, Enter, blank, arrows and letters; wherever the focus is, it can be seen.

Each walk begins where a person begins, at the top of a page, and never touches a mouse.
"""

import re
import secrets
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.running_site import ROOT, Account

SAMPLE = ROOT / "fixtures" / "reports" / "voices.txt"
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
FARTHEST = 200  # steps of Tab that nobody should need
READ_MS = 120_000
# How the focused element differs from what it is without focus, and whether it is on the screen.
SEEN = """
() => {
  const one = document.activeElement;
  if (one === document.body) return "";  // past the last stop, before the first
  const box = one.getBoundingClientRect(), style = getComputedStyle(one);
  const drawn = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none";
  const within = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const told = `${style.outlineStyle} ${style.outlineWidth}, at ${Math.round(box.top)} of ${innerHeight}: `;
  return drawn && within && box.width > 0 ? "" : told + one.outerHTML.slice(0, 120);
}
"""


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until this has the focus. Every stop on the way can be seen."""
    expect(wanted).to_be_visible()
    for _ in range(FARTHEST):
        page.keyboard.press("Tab")
        unseen = page.evaluate(SEEN)
        assert unseen == "", f"the focus cannot be seen on {unseen}"
        if wanted.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError(f"Tab does not reach {wanted}")


def enter(page: Page, wanted: Locator) -> None:
    """Go there and press Enter, which leads to another page."""
    tab_to(page, wanted)
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.fixture(params=[PHONE, DESK], ids=["phone", "desk"])
def reader(browser_page: Page, request: pytest.FixtureRequest) -> Page:
    """Somebody who reads at this width."""
    browser_page.set_viewport_size(request.param)
    return browser_page


@pytest.fixture
def clerk(browser_page: Page, staff_account: Account) -> Page:
    """A member of staff who signs in by keyboard."""
    browser_page.set_viewport_size(DESK)  # type: ignore[arg-type]  # a plain dict is taken
    browser_page.goto("/admin/login/")
    tab_to(browser_page, browser_page.get_by_label("用户名"))
    browser_page.keyboard.type(staff_account.name)
    tab_to(browser_page, browser_page.get_by_label("密码"))
    browser_page.keyboard.type(staff_account.password)
    with browser_page.expect_navigation():
        browser_page.keyboard.press("Enter")
    return browser_page


def test_a_search_from_the_first_page_to_a_proposal_and_into_its_parts(reader: Page):
    reader.goto("/")
    tab_to(reader, reader.locator("#q"))
    reader.keyboard.type("产业")
    reader.keyboard.press("Escape")  # closes what was suggested
    with reader.expect_navigation():
        reader.keyboard.press("Enter")
    expect(reader).to_have_url(re.compile("/proposals/"))

    enter(reader, reader.locator("main .item-h a").first)
    expect(reader.locator("h1")).to_be_visible()
    tab_to(reader, reader.locator(".toc a[href='#source']"))
    reader.keyboard.press("Enter")
    expect(reader.locator("#source")).to_be_in_viewport()


def test_the_first_stop_skips_to_the_text(reader: Page):
    reader.goto("/proposals/")
    reader.keyboard.press("Tab")
    expect(reader.locator(".skip")).to_be_focused()
    reader.keyboard.press("Enter")
    reader.keyboard.press("Tab")

    assert reader.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_filters_are_opened_chosen_and_taken_off(reader: Page):
    reader.goto("/proposals/")
    box = reader.locator("input[type=checkbox][name=body]").first
    folded = reader.locator(".allf > summary")
    if folded.is_visible():
        tab_to(reader, folded)
        reader.keyboard.press("Enter")
    if not box.is_visible():
        tab_to(reader, reader.locator("#f-body > summary"))
        reader.keyboard.press("Enter")
    tab_to(reader, box)
    reader.keyboard.press("Space")
    expect(box).to_be_checked()
    button = reader.get_by_role("button", name="按所选筛选").first
    if button.is_visible():
        tab_to(reader, button)
        reader.keyboard.press("Enter")
    expect(reader).to_have_url(re.compile(r"body=\w+"))

    tab_to(reader, reader.locator(".chips a").first)
    reader.keyboard.press("Enter")
    expect(reader).not_to_have_url(re.compile(r"body=\w+"))


def test_a_fact_is_followed_to_the_record_and_back(reader: Page):
    reader.goto("/proposals/")
    enter(reader, reader.locator("main .item-h a").first)
    tab_to(reader, reader.locator(".src .sp").first)
    reader.keyboard.press("Enter")
    expect(reader.locator(".fact:target")).to_be_visible()
    tab_to(reader, reader.locator(".fact:target a").first)
    reader.keyboard.press("Enter")

    expect(reader.locator(".sp:target")).to_be_in_viewport()


def test_an_error_is_reported_and_asked_after(reader: Page):
    reader.goto("/proposals/")
    enter(reader, reader.locator("main .item-h a").first)
    enter(reader, reader.locator(".wrong a").first)
    tab_to(reader, reader.get_by_label("哪一处有错"))
    reader.keyboard.press("ArrowDown")
    tab_to(reader, reader.get_by_label("错在哪里，应当是什么"))
    reader.wait_for_timeout(3000)  # as quick as that would be a machine
    reader.keyboard.type("抄漏了两个字，原文第二段写着。")
    enter(reader, reader.get_by_role("button", name="送出"))
    number = reader.locator("h1").inner_text()

    reader.goto("/problems/")
    tab_to(reader, reader.get_by_label("编号"))
    reader.keyboard.type(number.lower())
    with reader.expect_navigation():
        reader.keyboard.press("Enter")
    expect(reader.locator("h1")).to_have_text(number)
    expect(reader.locator("main")).to_contain_text("等核对")
    assert reader.context.cookies() == []


def test_a_report_is_brought_in_reviewed_and_written(clerk: Page, tmp_path: Path):
    report = tmp_path / "两会声音.txt"
    report.write_text(SAMPLE.read_text("utf-8") + f"\n（{secrets.token_hex(4)}）\n", "utf-8")
    clerk.goto("/admin/")
    enter(clerk, clerk.get_by_role("link", name="导入材料").first)
    tab_to(clerk, clerk.locator("#id_dropped"))
    with clerk.expect_file_chooser() as chooser:
        clerk.keyboard.press("Space")
    chooser.value.set_files([str(report)])
    for label, typed in (("地区", "株洲市"), ("人大会议", "十六届一次"), ("政协会议", "十届一次")):
        tab_to(clerk, clerk.get_by_label(label))
        clerk.keyboard.type(typed)
    enter(clerk, clerk.get_by_role("button", name="上传并读取"))
    link = clerk.get_by_role("link", name="核对 两会声音.txt")
    expect(link).to_be_visible(timeout=READ_MS)
    batch = clerk.url

    enter(clerk, link)
    taken = clerk.get_by_role("button", name="整条采用").first
    tab_to(clerk, taken)
    card = clerk.locator(".rv-card", has=clerk.locator(":focus"))
    card_id = card.get_attribute("id")
    clerk.keyboard.press("Enter")
    expect(clerk.locator(f"[id='{card_id}']")).to_have_class(re.compile("is-taken"))

    clerk.goto(batch)
    enter(clerk, clerk.get_by_role("link", name="写入：先看会写什么"))
    enter(clerk, clerk.get_by_role("button", name="写入", exact=True))
    expect(clerk.get_by_text("已写入：新登记")).to_be_visible()
