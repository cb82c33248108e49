"""The only importer of jieba: cutting a query that was found nowhere, and what is hot. A leaf: no Django.

jieba is imported on first use, since its dictionary takes seconds to load. It keeps that dictionary as a marshalled
file and trusts what it finds there, so it gets a folder of its own, never the system's shared one.
"""

import functools
import logging
import re
import tempfile
import threading
import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import Any

HAN_WORD = re.compile(r"[\u3400-\u9fff]{2,}")
# Words of the genre: every proposal speaks of them, so they tell one from another as little as 的 does.
_COMMON = """
我们 他们 自己 这个 一个 一些 目前 同时 以及 通过 进行 可以 能够 应当 应该 需要 要求 相关 有关 部分 方面 工作
问题 情况 建议 提案 议案 代表 委员 提出 指出 认为 表示 希望 加强 推进 推动 促进 完善 提升 提高 加快 加大 进一步
建立 健全 实施 开展 落实 发展 建设 全市 我市 今年 去年 记者
"""
COMMON = frozenset(_COMMON.split())
# Besides: what any matter whatever is asked in the words of.
_OF_ANYTHING = """
统一 规范 标准 结果 服务 管理 措施 机制 制度 办法 力度 重点 责任 单位 地方 时间 小时
专门 专职 项目 中心 基础 条件 程度 方式
"""
OF_ANYTHING = COMMON | frozenset(_OF_ANYTHING.split())
# Tags of nouns but places, of verbs and adjectives used as such, of short forms. 养老 and 幼儿园 are tagged as persons.
NAMING = re.compile(r"n|n[^s].*|vn|an|j")
_lock = threading.Lock()
_folder: Path | None = None
FREQUENCY = 200  # of a taught word: high enough to be kept whole against the words inside it


def keep_dictionary_in(folder: Path) -> None:
    """Name the application's own folder for jieba's cached dictionary. To be called before the first use."""
    global _folder
    _folder = folder


def teach(words: Iterable[str]) -> None:
    """Make each of these one word from now on, in this process."""
    for word in words:
        _jieba().add_word(word, FREQUENCY)


def telling(text: str) -> list[str]:
    """The words of a text that tell what it is about, each once: long words and the words inside them."""
    found = _jieba().lcut_for_search(text)
    return list(dict.fromkeys(word for word in found if HAN_WORD.fullmatch(word) and word not in COMMON))


def cut(query: str) -> list[str]:
    """The words of a query in order, as jieba sees them: '硬质合金产业' -> ['硬质合金', '产业']."""
    return [word for word in _jieba().lcut(query) if not word.isspace()]


def content(text: str) -> set[str]:
    """The words of a text that may be hot: things and doings, not 早些 or 跟上, and none of the genre's own.

    Only words that jieba knows or was taught: what it guesses from characters alone is half a word as often as not.
    """
    known, dull = _jieba().dt.FREQ, _telling_nothing()
    found = {word for word in cut(text) if HAN_WORD.fullmatch(word) and word not in OF_ANYTHING}
    return {word for word in found if known.get(word) and word not in dull}


def rarity(found: Iterable[str]) -> dict[str, float]:
    """The inverse document frequency of each word, as jieba ships it; the median for words it does not know.

    A number of texts times this tells which words stand out, so that common words of the language do not win.
    """
    weights, median = _rarity()
    return {word: weights.get(word, median) for word in found}


@functools.cache
def _telling_nothing() -> frozenset[str]:
    """Every word of jieba's dictionary that names nothing: verbs, adverbs, numbers, places (市里), set phrases."""
    with _jieba().dt.get_dict_file() as file:
        lines = (line.decode("utf-8").split() for line in file)
        return frozenset(word for word, _, tag in lines if len(word) > 1 and not NAMING.fullmatch(tag))


def known(found: Iterable[str]) -> set[str]:
    """Those that the language at large knows: the others are names, or new."""
    weights, _ = _rarity()
    return {word for word in found if word in weights}


@functools.cache
def _rarity() -> tuple[dict[str, float], float]:
    """The inverse document frequencies jieba ships and their median, which stands for words it does not know."""
    _jieba()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba.analyse  # inline: as above
    weights, median = jieba.analyse.default_tfidf.idf_loader.get_idf()
    return weights, median


def _jieba() -> Any:
    """The loaded module, quiet, with its dictionary in a private folder."""
    with _lock:
        return _load()


@functools.cache
def _load() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore"
        )  # invalid escapes and pkg_resources; under -W error the import itself would fail
        import jieba  # inline: its dictionary takes seconds to load
    jieba.setLogLevel(logging.WARNING)
    if _folder is None:
        with tempfile.TemporaryDirectory(prefix="jieba-") as folder:
            _initialize(jieba, Path(folder))
    else:
        _folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _initialize(jieba, _folder)
    return jieba


def _initialize(jieba: Any, folder: Path) -> None:
    jieba.dt.tmp_dir = str(folder)
    jieba.dt.initialize()
