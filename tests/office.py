"""Those who work on the running site: their accounts, and a browser for each."""

from dataclasses import dataclass, field

from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browsing import watch
from tests.factories import PASSWORD

EDITOR, REVIEWER, ADMINISTRATOR = "录入员甲", "审核员乙", "管理员丙"
SCHOOLS, MONEY = "教育局联络员", "财政局联络员"
PEOPLE = f"""
from proposals.models import Department
from proposals.workflow.roles import Role
from tests.factories import make_session, make_user
from tests.proposals.handling.cases import make_scheme

make_user("{EDITOR}", role=Role.EDITOR)
make_user("{REVIEWER}", role=Role.REVIEWER)
make_user("{ADMINISTRATOR}", role=Role.ADMINISTRATOR)
make_user("{SCHOOLS}", role=Role.LIAISON, department=Department.objects.get(name="株洲市教育局"))
make_user("{MONEY}", role=Role.LIAISON, department=Department.objects.get(name="株洲市财政局"))
make_scheme(make_session())
"""
HEADLINE = "关于完善农村校车服务的建议"
DESK = ViewportSize(width=1280, height=900)


@dataclass
class Office:
    """Whoever works on the site, each in a browser of their own, and all that their pages did amiss."""

    browser: Browser
    site: str
    pages: dict[str, Page] = field(default_factory=dict)
    faults: list[list[str]] = field(default_factory=list)

    def stranger(self) -> Page:
        """A page without cookies."""
        context = self.browser.new_context(
            base_url=self.site, locale="zh-CN", timezone_id="Asia/Shanghai", viewport=DESK
        )
        page = context.new_page()
        page.set_default_timeout(20_000)
        self.faults.append(watch(page, origin=self.site))
        return page

    def at_desk(self, who: str) -> Page:
        """The page of a member of staff, signed in on first use."""
        if who not in self.pages:
            page = self.pages[who] = self.stranger()
            page.goto("/admin/login/")
            page.get_by_label("用户名").fill(who)
            page.get_by_label("密码").fill(PASSWORD)
            page.get_by_role("button", name="登录").click()
        return self.pages[who]

    def on_record(self, who: str) -> Page:
        """The proposal as this member of staff finds it in the list."""
        page = self.at_desk(who)
        page.goto("/admin/proposals/proposal/")
        page.get_by_role("link", name=HEADLINE).click()
        expect(page.get_by_role("heading", name="承办与答复")).to_be_visible()
        return page
