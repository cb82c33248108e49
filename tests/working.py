"""What each of the office does on the pages of the site, step by step, by the labels and buttons that people see."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.office import HEADLINE, Office

READ_MS = 120_000  # until a worker that just started has read the file, on a busy machine
OPINION = "我局已安排校车补贴预算，请主办单位统一答复。"
FIRST = "您提出的建议收悉。校车线路正在研究，条件成熟时予以考虑。"
PROMISE = "我局将在十二月底前开通三条校车线路。"
SECOND = f"您提出的建议已经重新办理。{PROMISE}学期末再向您报告运行情况。"
EVIDENCE = "三条线路已经开通，附开通公告。"


def imports(page: Page, report: Path) -> str:
    """Upload, read and write one report. Returns the address of the batch."""
    page.get_by_role("link", name="导入材料").first.click()
    page.get_by_label("选择文件").set_input_files([str(report)])
    page.get_by_label("地区").fill("株洲市")
    page.get_by_label("人大会议").fill("十六届一次")
    page.get_by_label("发布日期").fill("2022-01-06")
    page.get_by_role("button", name="上传并读取").click()
    expect(page.get_by_role("link", name="核对 校车报道.txt")).to_be_visible(timeout=READ_MS)
    batch = page.url
    page.get_by_role("link", name="写入：先看会写什么").click()
    page.get_by_role("button", name="写入", exact=True).click()
    expect(page.get_by_text("已写入：新登记")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("^公开"))).to_have_count(0)  # an editor does not publish
    return batch


def publishes(page: Page, batch: str) -> None:
    page.goto(batch)
    page.get_by_role("button", name="公开 1 份材料").click()
    expect(page.get_by_text("已公开 1 份报道")).to_be_visible()


def submits(page: Page) -> None:
    """What the press told of has been filed."""
    chooses(page, "给所选的件登记同一件事（先看会怎样）")
    page.get_by_label("事项").select_option(label="提交")
    page.get_by_role("button", name="按现在填的再看一遍").click()
    page.get_by_role("button", name="确认登记 1 件").click()
    expect(page.get_by_text("已给 1 件登记“提交”。")).to_be_visible()


def chooses(page: Page, action: str) -> None:
    """Tick it in the list and say what to do with it."""
    page.goto("/admin/proposals/proposal/")
    page.get_by_role("row", name=HEADLINE).get_by_role("checkbox").check()
    page.get_by_label("动作").select_option(label=action)
    page.get_by_role("button", name="执行").click()


def assigns(page: Page) -> None:
    """Look at what would happen, then hand it to two departments."""
    chooses(page, "交办所选的件（先看会怎样）")
    page.get_by_label("主办单位：").fill("株洲市教育局")
    page.get_by_label("分工：").select_option(label="主办")
    page.get_by_label("会办单位：").fill("株洲市财政局")
    page.get_by_role("button", name="按现在填的再看一遍").click()
    page.get_by_role("button", name="确认交办 1 件").click()
    expect(page.get_by_text("已交办 1 件。")).to_be_visible()


def begins(office: Office, who: str) -> None:
    """Sign for it where that is still to be done, and take it up."""
    page = office.on_record(who)
    steps = [one for one in ("签收", "开始办理") if one == "开始办理" or page.get_by_role("link", name=one).count()]
    for step in steps:
        page = office.on_record(who)
        page.get_by_role("link", name=step, exact=True).click()
        page.get_by_role("button", name="确认登记 1 件").click()
        expect(page.get_by_text(f"已给 1 件登记“{step}”。")).to_be_visible()


def gives_opinion(page: Page) -> None:
    page.get_by_role("link", name="写会办意见").click()
    page.get_by_label("正文").fill(OPINION)
    page.get_by_role("button", name="送主办单位").click()
    expect(page.get_by_text("会办意见已经送主办单位。")).to_be_visible()


def drafts(page: Page, text: str) -> None:
    """Save, come back and hand in."""
    page.get_by_role("link", name="写答复").click()
    page.get_by_label("正文").fill(text)
    page.get_by_role("button", name="存草稿").click()
    page.get_by_role("link", name="接着写稿子").click()
    expect(page.get_by_label("正文")).to_have_value(text)
    page.get_by_role("button", name="报送审核").click()
    expect(page.get_by_text("答复稿已经报送，等审核。")).to_be_visible()


def sends(page: Page, letter: str) -> None:
    page.get_by_role("link", name="审核答复稿").click()
    of_class = page.get_by_label("办理结果类别")
    of_class.select_option(label=of_class.get_by_role("option", name=letter).inner_text())
    page.get_by_role("button", name="发出答复").click()
    expect(page.get_by_text("答复已经发出。")).to_be_visible()


def shows(page: Page) -> None:
    """Make the whole letter public: the step to which sending it leads."""
    page.get_by_label("公开全文").check()
    page.get_by_role("button", name="就这样公开").click()
    expect(page.get_by_text("已经公开。")).to_be_visible()


def asks_for_rating(page: Page) -> str:
    """The one-time address, read where it is shown."""
    page.get_by_role("link", name="生成评价链接").click()
    page.get_by_role("button", name="生成链接").click()
    return page.get_by_role("textbox", name="链接", exact=True).input_value()


def rates(office: Office, address: str) -> None:
    """The proposer is polite about the manner, and not content with the result."""
    page = office.stranger()
    page.goto(address)
    expect(page.get_by_text(FIRST)).to_be_visible()
    page.get_by_role("group", name="对办理结果").get_by_label("不满意", exact=True).check()
    page.get_by_role("group", name="对办理态度").get_by_label("满意", exact=True).check()
    page.get_by_role("button", name="提交评价").click()
    expect(page.get_by_text("已经转为重新办理")).to_be_visible()
    assert page.context.cookies() == []
    page.context.close()


def notes_promise(page: Page) -> None:
    """Mark the words in the letter with the mouse."""
    page.get_by_role("listitem").filter(has_text="第 2 轮答复").get_by_role("link", name="登记承诺").click()
    begin, end = page.locator("[data-letter]").evaluate(
        """(letter, words) => {
          const range = document.createRange(), node = letter.firstChild, at = node.data.indexOf(words);
          range.setStart(node, at);
          range.setEnd(node, at + words.length);
          const boxes = range.getClientRects(), first = boxes[0], last = boxes[boxes.length - 1];
          return [[first.left + 1, first.top + first.height / 2], [last.right - 1, last.top + last.height / 2]];
        }""",
        PROMISE,
    )
    page.mouse.move(*begin)
    page.mouse.down()
    page.mouse.move(*end, steps=4)
    page.mouse.up()
    expect(page.get_by_label("承诺的原话")).to_have_value(PROMISE)
    page.get_by_label("承诺的期限").fill("2099-12-31")
    page.get_by_role("button", name="登记承诺").click()
    expect(page.get_by_text("承诺已经登记。")).to_be_visible()


def keeps_promise(page: Page, announcement: Path) -> None:
    page.get_by_role("link", name="兑现了没有").click()
    page.get_by_label("已兑现").check()
    page.get_by_role("textbox", name="凭据").fill(EVIDENCE)
    page.get_by_label("凭据文件").set_input_files(str(announcement))
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.get_by_text("已经登记。")).to_be_visible()
