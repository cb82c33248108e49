"""What a proposal is about: its telling words, each with a weight."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from proposals.classification.dictionary import telling
from proposals.search.words import rarity

KEPT = 40  # words of one proposal, the heaviest
IN_TITLE, IN_ASK = 2.0, 1.0

# Words that name a kind of step or of paper, not a matter: they stand in proposals on anything.
_STEPS = """
关于 加快 推进 推动 进一步 支持 扶持 鼓励 引导 规范 完善 健全 加强 强化 提升 提高 改善 改造 治理 整治 解决
破解 缓解 优化 增加 扩大 延长 设立 设置 建设 建立 新建 扩建 修建 修缮 建成 开展 举办 办好 引进 引入 培育 培养
培训 发展 保护 利用 推广 推行 统一 公布 公开 制定 出台 编制 划定 落实 给予 提供 安排 纳入 规划 机制 制度 办法
标准 方案 措施 政策 服务 管理 工作 设施 项目 专项 资金 财政 补贴 补助 奖补 奖励 投入 中心 基地 平台 城区 城市
社区 农村 乡村 乡镇 全面 尽快 逐步 逐一 定期 每个 一个 三条 四所 部分 周边 沿线 市民 群众 居民 社会 企业 产业
提案 议案 建议 代表 委员 待遇 队伍
"""
STEPS = frozenset(_STEPS.split())


@dataclass(frozen=True, slots=True)
class Gist:
    """The telling words with their weights, heaviest first; which of them the title says; industries and keywords."""

    words: Mapping[str, float]
    title: frozenset[str]
    tags: frozenset[str] = frozenset()

    def stored(self) -> dict[str, Any]:
        """As a row keeps it."""
        return {"words": list(self.words.items()), "title": sorted(self.title), "tags": sorted(self.tags)}

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> "Gist":
        """From a row."""
        return cls(dict(stored["words"]), frozenset(stored["title"]), frozenset(stored["tags"]))


def gist_of(title: str, asks: Sequence[str], *, tags: Collection[str] = (), without: Collection[str] = ()) -> Gist:
    """Each word weighs as much as it is rare, twice that where the title says it.

    `without`: words that say nothing here, such as the names of the place.
    """
    weights: dict[str, float] = {}
    for text, times in ((title, IN_TITLE), ("\n".join(asks), IN_ASK)):
        for word in telling(text):
            if word not in STEPS and word not in without:
                weights.setdefault(word, times)
    rare = rarity(weights)
    weighed = {word: round(times * rare[word], 2) for word, times in weights.items()}
    heaviest = sorted(weighed, key=lambda word: (-weighed[word], word))[:KEPT]
    in_title = frozenset(word for word in heaviest if weights[word] == IN_TITLE)
    return Gist({word: weighed[word] for word in heaviest}, in_title, frozenset(tags))
