"""The site as `bin/serve` starts it, opened in a real browser: pages stand, nothing comes from elsewhere."""

import pytest
from playwright.sync_api import expect

from tests.browsing import watch

SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("path", ["/", "/proposals/", "/proposals/1/", "/delegates/", "/industries/", "/reports/"])
def test_a_page_fits_the_screen_and_asks_nobody_else(browser_page, path, width):
    browser_page.set_viewport_size({"width": width, "height": 844})

    answer = browser_page.goto(path)

    assert answer.status == 200
    expect(browser_page.locator("h1")).to_be_visible()
    assert browser_page.evaluate(SIDEWAYS) <= 0


def test_static_files_have_names_that_change_with_their_content(browser_page):
    browser_page.goto("/")
    sheets = browser_page.locator("link[rel=stylesheet]").evaluate_all("links => links.map(link => link.href)")

    assert sheets
    for sheet in sheets:
        answer = browser_page.request.get(sheet)
        assert (answer.status, answer.headers["cache-control"]) == (200, "max-age=315360000, public, immutable")


def test_staff_sign_in_with_the_account_of_the_command_line(browser_page, staff_account):
    browser_page.goto("/admin/")
    browser_page.get_by_label("用户名").fill(staff_account.name)
    browser_page.get_by_label("密码").fill(staff_account.password)
    browser_page.get_by_role("button", name="登录").click()

    expect(browser_page.get_by_role("heading", name="先做这些")).to_be_visible()


def test_the_watch_over_these_pages_sees_errors_and_outside_requests(browser, site):
    page = browser.new_page()
    faults = watch(page, origin=site)

    page.set_content("<img src='http://127.0.0.1:9/x.png'><script>console.error('一处错误'); missing()</script>")
    page.close()

    assert "outside request: http://127.0.0.1:9/x.png" in faults
    assert "console: 一处错误" in faults
    assert [fault for fault in faults if fault.startswith("exception: ")] == ["exception: missing is not defined"]
