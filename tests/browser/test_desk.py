"""The desk in a real Chromium: the first page, lists, previews and papers, at both widths and in both lights."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_importing import DESK, faults
from tests.running_site import Account

PAGES = {
    "first page": "/admin/",
    "proposals": "/admin/proposals/proposal/?publication__exact=published",
    "parts": "/admin/proposals/assignment/?waiting=unsigned",
    "clocks": "/admin/proposals/deadline/?due=overdue",
    "departments": "/admin/proposals/department/",
    "annual": "/admin/proposals/proposal/annual/",
    "promises": "/admin/proposals/commitment/",
    "ratings": "/admin/proposals/rating/",
}
# Django's forms.css imports another sheet; axe would read it by writing a style into the page, which is refused there.
FORMS = {
    "a new record": "/admin/proposals/proposal/add/",
    "new rules": "/admin/proposals/ruleset/add/",
    "a new account": "/admin/auth/user/add/",
    "a new department": "/admin/proposals/department/add/",
    "a new delegate": "/admin/delegates/delegate/add/",
}


UNREAD = {"preload": False}


@pytest.fixture
def office(browser_page: Page, staff_account: Account) -> Page:
    browser_page.set_viewport_size(DESK)  # type: ignore[arg-type]  # a plain dict is taken
    browser_page.goto("/admin/login/")
    browser_page.get_by_label("用户名").fill(staff_account.name)
    browser_page.get_by_label("密码").fill(staff_account.password)
    browser_page.get_by_role("button", name="登录").click()
    return browser_page


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_the_desk_has_no_fault(office: Page, name: str):
    office.goto(PAGES[name])

    assert faults(office) == []


@pytest.mark.parametrize("name", FORMS)
def test_a_form_of_the_desk_has_no_fault(office: Page, name: str):
    office.goto(FORMS[name])

    assert faults(office, **UNREAD) == []


def test_a_record_has_no_fault_and_shows_first_what_hindered_it(office: Page):
    office.goto("/admin/proposals/proposal/?publication__exact=published")
    office.locator(".field-headline a").first.click()
    expect(office.get_by_role("heading", name="承办与答复")).to_be_visible()
    assert faults(office, **UNREAD) == []

    office.get_by_label("事项").first.select_option(label="记一笔")
    office.get_by_role("button", name="保存", exact=True).click()

    expect(office.get_by_text("还没有保存。请改好下面标出的地方，再保存。")).to_be_in_viewport()
    assert faults(office, **UNREAD) == []


def test_a_batch_is_reached_by_keyboard_and_a_paper_from_the_list(office: Page):
    office.goto("/admin/proposals/proposal/")
    office.locator("input.action-select").first.focus()
    office.keyboard.press("Space")
    office.get_by_label("动作").select_option(label="给所选的件登记同一件事（先看会怎样）")
    office.get_by_role("button", name="执行").focus()
    office.keyboard.press("Enter")

    expect(office.get_by_role("heading", level=1)).to_have_text("登记之前看一遍")
    office.get_by_label("事项").select_option(label="记一笔")
    office.get_by_label("说明").fill("代表来电，问办得怎么样了")
    office.get_by_role("button", name="按现在填的再看一遍").press("Enter")
    expect(office.get_by_role("button", name="确认登记 1 件")).to_be_visible()
    assert faults(office) == []

    number = office.locator("input[name=ids]").input_value()
    office.goto(f"/admin/proposals/proposal/print/handover/?ids={number}")
    expect(office.get_by_role("heading", level=1)).to_contain_text("交办单")
    assert faults(office) == []
