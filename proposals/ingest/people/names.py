"""Where a name begins that is glued to a post.

The article itself tells: it repeats the name, not the post's last character.
"""

import re
from dataclasses import dataclass

from .surnames import COMPOUND, SURNAMES
from .titles import core_length

HAN = re.compile(r"[\u4e00-\u9fff]+$")
DOTTED = re.compile(r"[\u4e00-\u9fff]{1,8}(?:[·•・‧][\u4e00-\u9fff]{1,10}){1,3}$")
NO_PERSON = re.compile(
    r"人大|政协|代表|委员|大会|会议|政府|全体|各[位界级地]|有关|部分|列席|女士|先生|小姐|[大小]姐|大[哥爷妈娘叔嫂]|阿姨|爷爷|奶奶|同志|教授|老师|[\u4e00-\u9fff]总$"
)
NO_END = frozenset("说也还则就在的谈曾是某")  # no given name ends so
REACH = 8_000  # characters


@dataclass(frozen=True, slots=True)
class NameFound:
    """A name and how sure its beginning is, 0 to 1; `start` counts in the text it was split from."""

    name: str
    start: int
    confidence: float


def repeated(name: str, text: str) -> int:
    """How often a text names somebody; counted within the length of any article, so that no file takes long."""
    return text.count(name, 0, REACH)


def plausible(name: str) -> bool:
    """Whether a text has the shape of a name: surname first, two or three characters, four after a double surname."""
    if not HAN.match(name) or NO_PERSON.search(name) or name[-1] in NO_END or core_length(name):
        return False
    if name[:2] in COMPOUND:
        return 3 <= len(name) <= 4
    return 2 <= len(name) <= 3 and name[0] in SURNAMES


def split_name(text: str, article: str) -> NameFound | None:
    """The tail that the article repeats, that begins with a surname, that follows a post.

    None when not two of these three hold for any tail of two to four characters.
    """
    dotted = DOTTED.search(text)
    if dotted:
        return _dotted(text, dotted.start(), article)
    ranked = sorted((_rated(text, length, article) for length in (2, 3, 4) if length <= len(text)), reverse=True)
    if not ranked or ranked[0][0] < 2:
        return None
    signs, _, length = ranked[0]
    return NameFound(text[-length:], len(text) - length, 0.99 if signs == 3 else 0.8)


def _rated(text: str, length: int, article: str) -> tuple[int, int, int]:
    """How many of the three signs speak for this length, how often the article repeats it, and the length."""
    name, before = text[-length:], text[:-length]
    if not HAN.match(name) or NO_PERSON.search(name):
        return 0, 0, length
    times = repeated(name, article)
    follows = not before or before[-1] in ")）、/ \u3000" or core_length(before) > 0
    return (times > 0) + plausible(name) + follows, times, length


def _dotted(text: str, start: int, article: str) -> NameFound:
    """阿里木·买买提: the first part reaches back to a post's end, or as far as the article repeats."""
    tails = range(start, text.index(next(mark for mark in "·•・‧" if mark in text[start:]), start))
    again = [begin for begin in tails if repeated(text[begin:], article)]
    posts = [begin for begin in tails if core_length(text[:begin])]
    begin = next(iter([*posts, *again]), start)
    return NameFound(text[begin:], begin, 0.9 if again else 0.7)
