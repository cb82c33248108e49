"""One suggestion from the import to a kept promise, each step by the person whose step it is, in a real Chromium.

Five of the staff and the proposer work on pages alone; after each step somebody who is not signed in looks at the
public page.
"""

import contextlib
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import working
from tests.office import ADMINISTRATOR, EDITOR, HEADLINE, MONEY, PEOPLE, REVIEWER, SCHOOLS, Office
from tests.running_site import ROOT, RunningSite
from tests.working import EVIDENCE, FIRST, OPINION, PROMISE, SECOND


@pytest.fixture
def office(browser: Browser, running_site: RunningSite) -> Iterator[Office]:
    command = [sys.executable, "manage.py", "shell", "-c", PEOPLE]
    subprocess.run(command, cwd=ROOT, env=running_site.environment, check=True, capture_output=True)  # noqa: S603  ours
    office = Office(browser, running_site.url)
    yield office
    for context in list(browser.contexts):
        context.close()


@pytest.fixture
def browser_page(office: Office) -> Page:
    """Marks what needs a browser; here it is the first stranger's."""
    return office.stranger()


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "校车报道.txt"
    path.write_text((ROOT / "fixtures" / "reports" / "one-article.txt").read_text("utf-8"), "utf-8")
    return path


@pytest.fixture
def announcement(tmp_path: Path) -> Path:
    path = tmp_path / "开通公告.pdf"
    path.write_bytes(b"%PDF-1.4 announcement")
    return path


def test_everybody_sees_each_step_from_the_import_to_the_kept_promise(
    office: Office, browser_page: Page, report: Path, announcement: Path
):
    batch = working.imports(office.at_desk(EDITOR), report)
    browser_page.goto(f"/proposals/?q={HEADLINE}")
    expect(browser_page.get_by_role("link", name=HEADLINE)).to_have_count(0)

    working.publishes(office.at_desk(REVIEWER), batch)
    browser_page.reload()
    browser_page.get_by_role("link", name=HEADLINE).click()
    seen = everybody(office, browser_page.url)
    with seen() as page:
        expect(page.locator(".now")).to_contain_text("仅见报道")

    working.submits(office.at_desk(REVIEWER))
    with seen() as page:
        expect(page.locator(".now")).to_contain_text("提交")

    working.assigns(office.at_desk(ADMINISTRATOR))
    with seen() as page:
        rows = page.get_by_role("table", name="承办单位")
        expect(rows.get_by_role("row", name="株洲市教育局")).to_contain_text("主办")
        expect(rows.get_by_role("row", name="株洲市财政局")).to_contain_text("会办")
        expect(page.get_by_text("为什么答复的期限是")).to_be_visible()
        expect(page.locator(".now")).to_contain_text("前答复，还有")

    working.begins(office, SCHOOLS)
    working.begins(office, MONEY)
    with seen() as page:
        expect(page.get_by_role("row", name="株洲市教育局")).to_contain_text("办理中")

    working.gives_opinion(office.on_record(MONEY))
    with seen(OPINION) as page:
        expect(page.get_by_role("row", name="株洲市财政局")).to_contain_text("已答复")

    working.drafts(office.on_record(SCHOOLS), FIRST)
    with seen(OPINION, FIRST):
        pass
    working.sends(office.on_record(REVIEWER), "C")
    with seen(OPINION, FIRST) as page:
        expect(page.get_by_text("1 份答复还没有公开。")).to_be_visible()
    working.shows(office.at_desk(REVIEWER))
    with seen(OPINION) as page:
        expect(page.get_by_text(FIRST)).to_be_visible()
        expect(page.locator(".result")).to_have_text(re.compile("^因条件限制以后再解决（本会期 C 类）"))

    working.rates(office, working.asks_for_rating(office.on_record(REVIEWER)))
    with seen(OPINION) as page:
        expect(page.get_by_role("table", name="结果和评价").get_by_role("row", name="第一轮")).to_contain_text("不满意")
        expect(page.locator(".now")).to_contain_text("重新办理")
        expect(page.get_by_role("row", name="株洲市教育局")).to_contain_text("第一轮答复：应于")

    working.begins(office, SCHOOLS)
    working.drafts(office.on_record(SCHOOLS), SECOND)
    with seen(OPINION, SECOND) as page:
        expect(page.get_by_text(FIRST)).to_be_visible()
    working.sends(office.on_record(REVIEWER), "B")
    working.shows(office.at_desk(REVIEWER))
    with seen(OPINION) as page:
        expect(page.get_by_role("heading", name="第二轮")).to_be_visible()
        expect(page.get_by_text(FIRST)).to_be_visible()
        expect(page.get_by_text(SECOND)).to_be_visible()

    working.notes_promise(office.on_record(REVIEWER))
    with seen(OPINION) as page:
        expect(page.get_by_role("row", name=PROMISE)).to_contain_text("还没有")
        page.locator(".prose").get_by_role("link", name=re.compile(PROMISE)).click()
        expect(page.get_by_role("row", name=PROMISE)).to_be_in_viewport()

    working.keeps_promise(office.on_record(REVIEWER), announcement)
    with seen(OPINION) as page:
        expect(page.get_by_role("row", name=PROMISE)).to_contain_text("已兑现")
        expect(page.get_by_role("row", name=PROMISE)).to_contain_text(EVIDENCE)
    assert [fault for faults in office.faults for fault in faults] == []


def everybody(office: Office, address: str) -> Callable[..., contextlib.AbstractContextManager[Page]]:
    """A look at the public page by somebody new, who must not read the words given."""

    @contextlib.contextmanager
    def seen(*unread: str) -> Iterator[Page]:
        page = office.stranger()
        page.goto(address)
        told = page.content()
        assert [words for words in unread if words in told] == []
        yield page
        page.context.close()

    return seen
