"""Lone words stranded at the page's end, given in order to the section that has as many articles."""

from ..records import Article, Named
from ..text.blocks import Block


def named(words: tuple[Block, ...]) -> tuple[Named, ...]:
    """The words as facts."""
    return tuple(Named(word.text, (word.span,)) for word in words)


def dealt(words: tuple[Named, ...], articles: tuple[Article, ...], source: str) -> dict[int, Named]:
    """The word of each article by its order; empty unless one section has as many articles and most hold their word."""
    if not words:
        return {}
    sections: dict[str | None, list[Article]] = {}
    for article in articles:
        sections.setdefault(article.section.name if article.section else None, []).append(article)
    rated = [
        (sum(_holds(one, word, source) for one, word in zip(group, words, strict=True)), group)
        for group in sections.values()
        if len(group) == len(words)
    ]
    rated.sort(key=lambda pair: -pair[0])
    if not rated or rated[0][0] * 2 < len(words) or (len(rated) > 1 and rated[1][0] == rated[0][0]):
        return {}
    return {article.order: word for article, word in zip(rated[0][1], words, strict=True)}


def _holds(article: Article, word: Named, source: str) -> bool:
    return word.name in source[article.span.start : article.span.end]
