"""An import from dropping a file in to taking it back, by a person with a keyboard, in a real Chromium."""

import re
import secrets
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.running_site import ROOT, Account, RunningSite

SAMPLE = ROOT / "fixtures" / "reports" / "voices.txt"
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
READ_MS = 120_000  # until a worker that just started has read the files, on a busy machine


@pytest.fixture
def clerk(running_site: RunningSite, staff_account: Account) -> Account:
    return staff_account


@pytest.fixture
def desk(browser_page: Page, clerk: Account) -> Page:
    browser_page.set_viewport_size(DESK)  # type: ignore[arg-type]  # a plain dict is taken
    browser_page.goto("/admin/login/")
    browser_page.get_by_label("用户名").fill(clerk.name)
    browser_page.get_by_label("密码").fill(clerk.password)
    browser_page.get_by_role("button", name="登录").click()
    return browser_page


def faults(page: Page, **options: Any) -> list[str]:
    """What axe has against the page at both widths and in both lights, and by how much it is too wide."""
    page.wait_for_load_state()  # a click comes back when the next page begins, before it has a root to look at
    told = []
    for size in (PHONE, DESK):
        for scheme in ("light", "dark"):
            page.set_viewport_size(size)  # type: ignore[arg-type]  # as above
            page.emulate_media(color_scheme=scheme)
            page.evaluate("Promise.all(document.getAnimations().map((one) => one.finished))")  # colours fade over
            found = Axe().run(page, options=options or None).response["violations"]
            told += [f"{size['width']} {scheme} {one['id']}: {one['nodes'][0]['html']}" for one in found]
            wider = page.evaluate(WIDER)
            told += [f"{size['width']} {scheme}: {wider} px too wide"] if wider > 0 else []
    page.emulate_media(color_scheme="light")
    return told


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """The sample with a line of its own, so that no earlier run has imported the same bytes."""
    path = tmp_path / "两会声音.txt"
    path.write_text(SAMPLE.read_text("utf-8") + f"\n（{secrets.token_hex(4)}）\n", "utf-8")
    return path


def upload(desk: Page, *files: Path) -> None:
    desk.goto("/admin/")
    desk.get_by_role("link", name="导入材料").first.click()
    desk.get_by_label("选择文件").set_input_files([str(one) for one in files])
    desk.get_by_label("地区").fill("株洲市")
    desk.get_by_label("人大会议").fill("十六届一次")
    desk.get_by_label("政协会议").fill("十届一次")
    desk.get_by_label("发布日期").fill("2022-01-06")
    desk.get_by_label("来源").fill("江岸日报")


def test_a_report_is_uploaded_reviewed_corrected_written_published_and_taken_back(
    desk: Page, report: Path, tmp_path: Path, site: str
):
    picture = tmp_path / "照片.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 64)
    upload(desk, report, picture)
    assert faults(desk) == []
    desk.get_by_role("button", name="上传并读取").click()

    expect(desk).to_have_url(re.compile(r"/importbatch/\d+/change/"))
    batch = desk.url
    expect(desk.get_by_role("link", name="核对 两会声音.txt")).to_be_visible(timeout=READ_MS)
    expect(desk.get_by_role("row", name="照片.png")).to_contain_text("这是图片")
    assert faults(desk) == []

    desk.get_by_role("link", name="核对 两会声音.txt").click()
    assert faults(desk) == []
    headline = correct_by_keyboard(desk)

    desk.goto(batch)
    desk.get_by_role("link", name="写入：先看会写什么").click()
    assert faults(desk) == []
    desk.get_by_role("button", name="写入", exact=True).click()
    expect(desk.get_by_text("已写入：新登记")).to_be_visible()
    assert public_answer(desk, site, headline) == []

    desk.get_by_role("button", name="公开 1 份材料").click()
    expect(desk.get_by_text("已公开 1 份报道")).to_be_visible()
    (address,) = public_answer(desk, site, headline)

    desk.goto(batch)
    desk.get_by_role("link", name="撤销这一批").click()
    assert faults(desk) == []
    desk.get_by_role("button", name="撤销这一批").click()
    expect(desk.get_by_text("这一批已经撤销")).to_be_visible()
    assert public_answer(desk, site, headline) == []
    assert desk.request.get(f"{site}{address}").status == 410


def correct_by_keyboard(desk: Page) -> str:
    """Walk the file by keys alone: accept, reject, correct one headline. Returns the corrected headline."""
    desk.get_by_role("link", name="按原文次序").click()
    while not desk.locator("[data-card^=proposals]").count():
        desk.keyboard.press("]")
        desk.wait_for_load_state()
    desk.keyboard.press("?")
    expect(desk.get_by_role("dialog", name="按键")).to_be_visible()
    desk.keyboard.press("Escape")

    card = desk.locator("[data-card^=proposals]").first
    line = card.locator(".rv-line", has_text="题目").first
    key = line.get_attribute("id")
    for _ in range(60):
        desk.keyboard.press("j")
        if desk.evaluate("document.activeElement.id") == key:
            break
    desk.keyboard.press("a")
    expect(line).to_have_class(re.compile("is-accept"))
    desk.keyboard.press("u")
    expect(line).to_have_class(re.compile("is-open"))
    desk.keyboard.press("e")
    headline = f"把江岸旧堤修好（{secrets.token_hex(4)}）"
    desk.keyboard.press("Control+a")
    desk.keyboard.type(headline)
    desk.keyboard.press("Control+Enter")
    expect(line).to_have_class(re.compile("is-correct"))
    expect(line).to_contain_text(headline)
    expect(line).to_contain_text("staff 改正")
    desk.keyboard.press("Shift+A")
    expect(card).to_have_class(re.compile("is-taken"))
    return headline


def public_answer(desk: Page, site: str, headline: str) -> list[str]:
    """Addresses of what the public finds by this headline, as somebody who is not signed in."""
    context = desk.context.browser.new_context(base_url=site)
    page = context.new_page()
    page.goto(f"/proposals/?q={headline}")
    found = [one.get_attribute("href") or "" for one in page.locator(".item-h a", has_text=headline).all()]
    context.close()
    return found
