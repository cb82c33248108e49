"""What no column can hold is cut or left out, and said: a fact of a thousand characters is a misreading. Pure.

SQLite would keep it and PostgreSQL refuse the whole import, so it is decided before either is asked.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple, TypeVar

from proposals.ingest.records import Article, Extraction, Letter, Person, Proposal

HEADLINE = 300
UNTITLED = "（原文没有题目）"
LIMITS = {
    "版面标题": 200,
    "发布者": 80,
    "栏目": 80,
    "姓名": 40,
    "职务": 80,
    "附注": 40,
    "单位": 120,
    "代表团或界别": 40,
    "案号": 20,
    "高频词": 20,
    "提到的单位": 80,
    "行业": 40,
    "办理结果类别": 20,
    "文号": 60,
    "发文单位": 80,
    "记者": 40,
}
Item = TypeVar("Item")


class Fitted(NamedTuple):
    """What fits, and a Chinese sentence for each fact that did not."""

    found: Extraction
    warnings: tuple[str, ...]


def fitted(found: Extraction) -> Fitted:
    """Cut long titles, leave out what else is too long. What fits comes back unchanged."""
    fit = _Fit()
    delegates = tuple(fit.person(one) for one in fit.kept("姓名", found.delegates, lambda one: one.name))
    names = {one.name for one in delegates}
    return Fitted(
        replace(
            found,
            title=fit.cut(found.title, LIMITS["版面标题"]),
            publisher=fit.text("发布者", found.publisher),
            delegates=delegates,
            articles=tuple(fit.article(one, names) for one in found.articles),
        ),
        tuple(fit.warnings),
    )


class _Fit:
    def __init__(self) -> None:
        self.warnings: list[str] = []

    def cut(self, text: str | None, longest: int) -> str | None:
        if text is None or len(text) <= longest:
            return text
        self.warnings.append(f"“{text[:20]}……”有 {len(text)} 个字，只写入前 {longest} 个。请核对是不是题目。")
        return text[:longest]

    def text(self, label: str, text: str | None) -> str | None:
        if text is None or len(text) <= LIMITS[label]:
            return text
        self.warnings.append(f"{label}“{text[:20]}……”有 {len(text)} 个字，太长，没有写入。请核对后改正。")
        return None

    def kept(self, label: str, items: Iterable[Item], words: Any) -> Iterator[Item]:
        """The items whose words fit; "" fits nowhere."""
        return (one for one in items if self.text(label, words(one)))

    def person(self, person: Person) -> Person:
        posts = tuple(
            replace(one, organisation=self.text("单位", one.organisation), note=self.text("附注", one.note))
            for one in self.kept("职务", person.posts, lambda one: one.title)
        )
        return replace(person, posts=posts, group=self.text("代表团或界别", person.group))

    def article(self, article: Article, names: set[str]) -> Article:
        return replace(
            article,
            headline=self.cut(article.headline, HEADLINE) or "",
            section=next(self.kept("栏目", [article.section] if article.section else [], lambda one: one.name), None),
            publisher=self.text("发布者", article.publisher),
            reporters=tuple(self.kept("记者", article.reporters, lambda one: one.name)),
            proposals=tuple(self.proposal(one, names) for one in article.proposals),
        )

    def proposal(self, found: Proposal, names: set[str]) -> Proposal:
        """Without a proposer who is no delegate of the file: nobody to point at."""
        proposers = [one for one in found.proposers if one.type != "person" or one.name in names]
        return replace(
            found,
            headline=self.cut(found.headline.strip(), HEADLINE) or UNTITLED,
            number=self.text("案号", found.number),
            keyword=next(self.kept("高频词", [found.keyword] if found.keyword else [], lambda one: one.name), None),
            proposers=tuple(self.kept("单位", proposers, lambda one: one.name)),
            asks=tuple(one for one in found.asks if one.text),
            industries=tuple(self.kept("行业", found.industries, lambda one: one.name)),
            departments=tuple(self.kept("提到的单位", found.departments, lambda one: one.name)),
            reply_class=self.text("办理结果类别", found.reply_class),
            letter=self.letter(found.letter) if found.letter else None,
        )

    def letter(self, letter: Letter) -> Letter:
        number = self.text("文号", letter.number.name) if letter.number else None
        issuer = self.text("发文单位", letter.issuer.name) if letter.issuer else None
        return replace(letter, number=letter.number if number else None, issuer=letter.issuer if issuer else None)
