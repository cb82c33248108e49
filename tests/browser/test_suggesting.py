"""The search field in a real Chromium: what is offered while typing, by keyboard, by mouse, in every light and width.

Console errors, refused styles and outside requests fail in `browser_page` itself.
"""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

SIZES = {"320": (320, 700), "390": (390, 844), "768": (768, 1024), "1280": (1280, 900)}
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def typed(page: Page, words: str, address: str = "/") -> None:
    """Type into the field of a page and wait for what is offered."""
    page.goto(address)
    page.locator("#q").press_sequentially(words)
    expect(page.get_by_role("listbox")).to_be_visible()


@pytest.mark.parametrize(
    ("words", "offered"), [("罗", "罗曼"), ("luo", "罗梓文"), ("lzw", "罗梓文"), ("陶", "陶瓷"), ("羅梓", "罗梓文")]
)
def test_people_and_industries_are_offered_while_typing(browser_page: Page, words: str, offered: str):
    typed(browser_page, words)

    expect(browser_page.get_by_role("option", name=offered).first).to_be_visible()


def test_the_arrows_choose_enter_leads_there_and_escape_closes(browser_page: Page):
    typed(browser_page, "luo")
    field, options = browser_page.get_by_role("combobox"), browser_page.get_by_role("option")
    expect(field).to_have_attribute("aria-expanded", "true")
    last = options.count() - 1

    field.press("ArrowUp")
    expect(options.nth(last)).to_have_attribute("aria-selected", "true")
    field.press("ArrowDown")
    expect(browser_page.locator("[aria-selected=true]")).to_have_count(0)
    field.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == options.first.get_attribute("id")

    field.press("Escape")
    expect(browser_page.get_by_role("listbox")).to_be_hidden()
    expect(field).to_have_attribute("aria-expanded", "false")
    field.press("ArrowDown")
    expect(browser_page.get_by_role("listbox")).to_be_visible()
    field.press("ArrowDown")
    name = options.first.locator("b").inner_text()
    field.press("Enter")
    expect(browser_page.get_by_role("heading", level=1)).to_contain_text(name)


def test_a_click_leads_there_in_the_readers_mode(browser_page: Page):
    typed(browser_page, "戴永", "/?theme=dark")

    browser_page.get_by_role("option", name="戴永红").click()

    expect(browser_page.get_by_role("heading", level=1)).to_contain_text("戴永红")
    assert "theme=dark" in browser_page.url


def test_enter_without_a_choice_searches_for_what_is_written(browser_page: Page):
    typed(browser_page, "罗", "/proposals/")

    browser_page.locator("#q").press("Enter")

    browser_page.wait_for_url("**/proposals/?q=*")
    expect(browser_page.locator("#count")).to_contain_text("含“罗”")


def test_leaving_the_field_or_emptying_it_closes_the_list(browser_page: Page):
    typed(browser_page, "罗")
    browser_page.locator("#q").press("Tab")
    expect(browser_page.get_by_role("listbox")).to_be_hidden()

    typed(browser_page, "罗")
    browser_page.locator("#q").fill("")
    expect(browser_page.get_by_role("listbox")).to_be_hidden()


def test_a_word_that_nothing_is_called_offers_nothing(browser_page: Page):
    browser_page.goto("/")
    with browser_page.expect_response("**/suggest/**"):
        browser_page.locator("#q").press_sequentially("琉璃瓦")

    expect(browser_page.get_by_role("listbox")).to_be_hidden()


@pytest.mark.parametrize("size", [SIZES["320"], SIZES["1280"]], ids=["320", "1280"])
@pytest.mark.parametrize("look", ["theme=light", "theme=dark", "size=l"])
@pytest.mark.parametrize("address", ["/", "/proposals/"])
def test_the_open_list_is_whole(browser_page: Page, address: str, look: str, size: tuple[int, int]):
    browser_page.set_viewport_size({"width": size[0], "height": size[1]})
    typed(browser_page, "lo", f"{address}?{look}")
    browser_page.locator("#q").press("ArrowDown")

    found = Axe().run(browser_page).response["violations"]

    assert [f"{one['id']}: {one['nodes'][0]['html']}" for one in found] == []
    assert browser_page.evaluate(WIDER) == 0


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("look", ["theme=light", "theme=dark", "size=l"])
@pytest.mark.parametrize("asked", ["q=luo", "q=琉璃瓦", ""])
def test_the_page_of_suggestions_is_whole(browser_page: Page, asked: str, look: str, size: tuple[int, int]):
    browser_page.set_viewport_size({"width": size[0], "height": size[1]})
    browser_page.goto(f"/suggest/?{asked}&{look}")

    found = Axe().run(browser_page).response["violations"]

    assert [f"{one['id']}: {one['nodes'][0]['html']}" for one in found] == []
    assert browser_page.evaluate(WIDER) == 0


@pytest.mark.browser
def test_without_a_script_the_field_searches_and_suggestions_have_a_page(browser: Browser, site: str):
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.locator("#q").fill("罗梓文")
    page.locator("#q").press("Enter")
    assert "/proposals/?q=" in page.url

    page.goto("/suggest/?q=luo")
    page.get_by_role("link", name="罗梓文").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("罗梓文")
    assert context.cookies() == []
    context.close()
