"""The list narrowed by ticking boxes, in a real Chromium: in place with the script, by the button without it."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

MARK = "window.sameDocument = true"


def count(page: Page) -> int:
    """How many the page says there are."""
    said = re.search(r"(\d+) 件", page.locator("#count").inner_text())
    return int(said[1]) if said else 0


def tick(page: Page, label: str) -> None:
    page.get_by_role("checkbox", name=re.compile(f"^{label}")).check()


def test_a_box_narrows_in_place_and_going_back_widens_again(browser_page: Page):
    browser_page.goto("/proposals/")
    before = count(browser_page)
    browser_page.evaluate(MARK)

    tick(browser_page, "政协委员")

    expect(browser_page.locator(".chips")).to_contain_text("提出人：政协委员")
    expect(browser_page).to_have_url(re.compile(r"\?body=cppcc$"))
    assert 0 < count(browser_page) < before
    expect(browser_page.locator("#said")).to_contain_text(f"{count(browser_page)} 件")
    assert browser_page.evaluate("window.sameDocument")
    assert browser_page.evaluate("document.activeElement.value") == "cppcc"
    browser_page.go_back()
    expect(browser_page.locator("#count")).to_contain_text(f"共 {before} 件")
    expect(browser_page.get_by_role("checkbox", name=re.compile("^政协委员"))).not_to_be_checked()


def test_a_chip_takes_its_condition_off_in_place(browser_page: Page):
    browser_page.goto("/proposals/?body=cppcc")
    browser_page.evaluate(MARK)

    browser_page.get_by_role("link", name="提出人：政协委员").click()

    expect(browser_page.locator(".chips")).to_have_count(0)
    assert browser_page.evaluate("window.sameDocument")


def test_the_keyboard_alone_reaches_a_box_and_ticks_it(browser_page: Page):
    browser_page.goto("/proposals/")
    box = browser_page.get_by_role("checkbox", name=re.compile("^政协委员"))
    for _ in range(60):
        browser_page.keyboard.press("Tab")
        if box.evaluate("one => one === document.activeElement"):
            break

    browser_page.keyboard.press("Space")

    expect(browser_page.locator(".chips")).to_contain_text("提出人：政协委员")


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
@pytest.mark.parametrize("mode", ["", "&size=l", "&theme=dark"])
def test_a_narrowed_list_has_no_fault_at_any_width(browser: Browser, site: str, width: int, mode: str):
    context = browser.new_context(base_url=site, viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(f"/proposals/?body=npc&industry=999999&q=产业&more=keyword{mode}")
    page.locator(".allf").evaluate_all("all => all.forEach(one => { one.open = true })")

    assert [f"{one['id']}: {one['nodes'][0]['html']}" for one in Axe().run(page).response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_without_scripts_the_button_narrows(browser: Browser, site: str):
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto("/proposals/")
    tick(page, "政协委员")

    page.get_by_role("button", name="按所选筛选").click()

    expect(page.locator(".chips")).to_contain_text("提出人：政协委员")
    context.close()
