"""Every kind of public page in a real Chromium: nothing overflows, axe finds nothing to say.

Console errors and outside requests fail in `browser_page` itself.
"""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
PAGES = {
    "home": "/",
    "proposals": "/proposals/",
    "search": "/proposals/?q=产业&body=npc",
    "nothing found": "/proposals/?q=海底隧道盾构机&body=npc",
    "delegates": "/delegates/",
    "nobody found": "/delegates/?q=zzz",
    "industries": "/industries/",
    "departments": "/departments/",
    "sessions": "/sessions/",
    "statistics": "/statistics/",
    "behind a number": "/statistics/counted/?of=rate&rate=0&part=lower",
    "reports": "/reports/",
    "an error to report": "/problems/new/?about=/reports/",
    "a report to ask after": "/problems/",
    "hot words": "/words/",
    "about": "/about/",
    "method": "/method/",
    "data": "/data/",
    "interface for programs": "/api/",
}
# Pages of one row: the list, and the first link on it that leads to one.
ROWS = {
    "proposal": ("/proposals/", ".item-h a"),
    "delegate": ("/delegates/", ".item-h a"),
    "industry": ("/industries/", ".sec li a"),
    "session": ("/sessions/", ".sec tbody th a"),
    "report": ("/reports/", ".item-h a"),
}
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def address(page: Page, name: str) -> str:
    """The address of a kind of page on the running site."""
    if name in PAGES:
        return PAGES[name]
    listed, link = ROWS[name]
    page.goto(listed)
    return page.locator(link).first.get_attribute("href") or ""


def faults(page: Page) -> list[str]:
    """What axe has against the page, and by how much it is wider than the screen."""
    found = Axe().run(page).response["violations"]
    wider = page.evaluate(WIDER)
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found] + ([f"{wider} px too wide"] if wider else [])


@pytest.mark.parametrize("name", [*PAGES, *ROWS])
def test_a_page_is_whole_on_a_phone_on_a_desk_and_in_the_dark(browser_page: Page, name: str):
    """Two of the ways it is shown; `python -m tests.proofs.pages` looks at all of them."""
    browser_page.set_viewport_size(PHONE)  # type: ignore[arg-type]  # a plain dict is taken
    browser_page.goto(address(browser_page, name))
    expect(browser_page.locator("h1")).to_have_count(1)
    assert faults(browser_page) == []

    browser_page.emulate_media(color_scheme="dark")
    browser_page.set_viewport_size(DESK)  # type: ignore[arg-type]  # as above
    assert faults(browser_page) == []


@pytest.mark.parametrize("name", ["home", "search", "proposal", "statistics"])
def test_a_page_is_whole_in_large_text_on_a_phone(browser_page: Page, name: str):
    browser_page.set_viewport_size(PHONE)  # type: ignore[arg-type]  # as above
    where = address(browser_page, name)
    browser_page.goto(f"{where}{'&' if '?' in where else '?'}size=l")

    assert browser_page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= 24
    assert faults(browser_page) == []


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_that_is_not_there_is_whole(browser: Browser, site: str, scheme: str):
    """Without the watch on the console: Chromium counts the 404 itself as an error."""
    page = browser.new_page(base_url=site, viewport=PHONE, color_scheme=scheme)  # type: ignore[arg-type]  # as above
    answer = page.goto("/nothing/")

    assert answer is not None
    assert answer.status == 404
    assert faults(page) == []
    page.close()


def test_filters_are_folded_on_a_phone_and_open_on_a_desk(browser_page: Page):
    browser_page.set_viewport_size(PHONE)  # type: ignore[arg-type]  # as above
    browser_page.goto("/proposals/")
    box = browser_page.locator("input[name=body]").first

    expect(box).not_to_be_visible()
    browser_page.locator(".allf > summary").click()
    expect(box).to_be_visible()

    browser_page.set_viewport_size(DESK)  # type: ignore[arg-type]  # as above
    browser_page.goto("/proposals/")
    expect(browser_page.locator("input[name=body]").first).to_be_visible()


def test_two_conditions_and_a_search_go_into_one_address(browser_page: Page):
    browser_page.set_viewport_size(DESK)  # type: ignore[arg-type]  # as above
    browser_page.goto("/proposals/?theme=dark")
    browser_page.get_by_label("检索词").fill("产业")
    for name in ("state", "body"):
        browser_page.locator(f"input[name={name}]").first.check()
    browser_page.get_by_role("button", name="按所选筛选").click()

    expect(browser_page).to_have_url(re.compile(r"q=%E4%BA%A7%E4%B8%9A&theme=dark&state=\w+&body=\w+$"))
    expect(browser_page.locator(".chips li")).to_have_count(3)


def test_a_number_in_the_source_leads_to_its_fact_and_back(browser_page: Page):
    browser_page.set_viewport_size(DESK)  # type: ignore[arg-type]  # as above
    browser_page.goto(address(browser_page, "report"))
    browser_page.locator(".src .sp").first.click()

    fact = browser_page.locator(".fact:target")
    expect(fact).to_be_in_viewport()
    fact.locator("a").first.click()
    expect(browser_page.locator(".sp:target")).to_be_in_viewport()


def test_a_number_on_a_proposal_opens_the_folded_records(browser_page: Page):
    browser_page.goto(address(browser_page, "proposal"))
    browser_page.locator(".src .sp").first.click()

    expect(browser_page.locator(".fact:target")).to_be_visible()


def test_the_first_tab_offers_to_skip_to_the_text(browser_page: Page):
    browser_page.goto("/")
    browser_page.keyboard.press("Tab")

    expect(browser_page.locator(".skip")).to_be_focused()
    expect(browser_page.locator(".skip")).to_be_in_viewport()


def test_the_reader_switches_light_and_size_without_a_cookie(browser_page: Page):
    browser_page.goto("/proposals/?q=产业")
    browser_page.get_by_role("link", name="深色").click()
    browser_page.get_by_role("link", name="大字").click()
    browser_page.locator(".item-h a").first.click()

    root = browser_page.locator("html")
    expect(root).to_have_attribute("data-theme", "dark")
    expect(root).to_have_attribute("data-size", "l")
    assert browser_page.context.cookies() == []
