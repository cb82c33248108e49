"""A reader without an account follows a proposal: the form, the outbox, the yes, the news, the end; all by mouse."""

import re
import subprocess
import sys

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.running_site import ROOT, Account, RunningSite

READER = "reader@mail.example"
# A proposal of this test's own: the site is shared.
BEGIN = """
from proposals.models import Proposal
from proposals.workflow.events import Event
proposal = Proposal.objects.create(headline="把码头的石阶修平", publication="published")
proposal.record(Event.REPORT, by=None)
print(proposal.pk)
"""
# What happens to the proposal, and the digest that a worker would write minutes later.
NEWS = """
from django.utils import timezone
from proposals.following.telling import tell
from proposals.models import Proposal
from proposals.workflow.events import Event
proposal = Proposal.objects.get(pk={pk})
proposal.record(Event.SUBMIT, by=None, on=timezone.localdate())
print(tell(timezone.now()))
"""
QUICKEST = 2500  # milliseconds that nobody fills in the form in


@pytest.fixture
def desk(browser: Browser, site: str, staff_account: Account) -> Page:
    """An administrator's window with the outbox."""
    page = browser.new_context(base_url=site, locale="zh-CN", color_scheme="light").new_page()
    page.goto("/admin/login/?next=/admin/proposals/message/")
    page.locator("#id_username").fill(staff_account.name)
    page.locator("#id_password").fill(staff_account.password)
    page.locator("[type=submit]").first.click()
    return page


def opened(desk: Page, subject: str) -> Page:
    """The latest mail with this subject, as it would arrive."""
    desk.goto("/admin/proposals/message/")
    desk.get_by_role("link", name=re.compile(subject)).first.click()
    with desk.expect_popup() as popup:
        desk.get_by_role("link", name="打开网页样式").click()
    return popup.value


def told(running_site: RunningSite, program: str) -> str:
    """The last word that a program prints in the site's own environment."""
    command = [sys.executable, "manage.py", "shell", "-v0", "-c", program]
    done = subprocess.run(command, cwd=ROOT, env=running_site.environment, check=True, capture_output=True)  # noqa: S603  ours
    return done.stdout.decode().split()[-1]


def test_a_reader_follows_hears_and_leaves(browser_page: Page, desk: Page, running_site: RunningSite):
    page = browser_page
    pk = told(running_site, BEGIN)
    page.goto(f"/proposals/{pk}/")

    page.get_by_role("link", name="有进展时告诉我").click()
    page.get_by_label("您的电子邮件地址").fill(READER)
    page.get_by_label("有进展就告诉我").check()
    page.wait_for_timeout(QUICKEST)
    page.get_by_role("button", name="送出").click()
    expect(page.locator("h1")).to_have_text("请看您的邮箱")

    question = opened(desk, "请确认要不要收邮件")
    question.get_by_role("link", name="打开确认的网页").click()
    expect(question.get_by_role("checkbox")).to_be_checked()
    question.get_by_role("button", name="确认").click()
    expect(question.locator("h1")).to_have_text("确认好了")

    assert told(running_site, NEWS.format(pk=pk)) == "1"

    digest = opened(desk, "提交")
    expect(digest.get_by_role("heading", level=2)).to_have_text("把码头的石阶修平")
    digest.get_by_role("link", name="一键退订").click()
    digest.get_by_role("button", name="全部退订").click()
    expect(digest.locator("h1")).to_have_text("已经退订")
    desk.goto(f"/admin/proposals/message/?q={READER}")
    expect(desk.get_by_text(READER)).to_have_count(0)
