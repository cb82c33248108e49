"""Bytes to characters by evidence, never by "the first that does not fail".

63 of 100 short UTF-16 texts decode as GB18030 without an error. A mark or strict UTF-8 settles it; else each candidate
is decoded and scored by how much of it is common Chinese. What a page declares of itself is one more piece of evidence:
it breaks a tie. A text with a few damaged bytes is read with U+FFFD in their place, and a doubt says so.
"""

import codecs
import re
from dataclasses import dataclass

from ..records import Refusal
from ..text.characters import common_share, has_binary_control, settled

MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
GUESSES = ("gb18030", "big5", "cp950", "big5hkscs", "utf-16-le", "utf-16-be")
DAMAGED = ("utf-8", "gb18030", "big5")
FAMILY = {"cp950": "big5", "big5hkscs": "big5", "gbk": "gb18030", "gb2312": "gb18030", "hkscs": "big5"}
NAMES = {"gb18030": "GB18030（简体）", "big5": "Big5（繁体）", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}
ENOUGH = 0.5  # least share of common characters for a decoding to be believed
SURELY = 0.9  # share from which a short text in UTF-16 is believed against valid UTF-8
CLOSE = 0.15  # a runner-up nearer than this makes the choice doubtful
DECLARED = 0.05  # what a declaration adds
SHORT = 40  # characters: a shorter text may be valid UTF-8 by chance
SAMPLE = 65_536  # characters that are scored: a whole newspaper page
BROKEN = 0.005  # largest share of unreadable places in a text that is read all the same
FEW = 4  # unreadable places that any text may have: one damaged byte can make three
DECLARATION = re.compile(rb"(?:charset|encoding)\s{0,3}=\s{0,3}[\"']?\s{0,3}([A-Za-z0-9_-]{2,20})", re.IGNORECASE)

UNKNOWN = "认不出文件的文字编码，请用记事本等程序打开后另存为 UTF-8 文本再导入。"
BROKEN_MARK = "文件开头标明了编码，但内容与之不符，可能已损坏，请另存为 UTF-8 文本后再导入。"
NO_TEXT = "文件不是纯文本，请用原来的程序打开后另存为文本（.txt）再导入。"


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters with the codec they were read by; `doubt` says why it may be the wrong one."""

    encoding: str
    text: str
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class Guess:
    """One way to decode the bytes and how Chinese the outcome looks, 0 to 1."""

    encoding: str
    text: str
    score: float


def decode(content: bytes, declared: str | None = None) -> Decoded:
    """Decode one text. Raises `Refusal` for what is no text or in an encoding unknown here."""
    found = _marked(content) or _utf_8(content) or _guessed(content, declared) or _damaged(content)
    if not found:
        raise Refusal(UNKNOWN)
    if has_binary_control(found.text):
        raise Refusal(NO_TEXT)
    return found


def declared_encoding(content: bytes) -> str | None:
    """The codec a page of HTML or XML names for itself near its beginning, None without one that is known."""
    match = DECLARATION.search(content[:4096])
    if not match:
        return None
    try:
        name = codecs.lookup(match[1].decode("ascii")).name
    except LookupError:
        return None
    return FAMILY.get(name, name)


def _marked(content: bytes) -> Decoded | None:
    encoding = next((name for mark, name in MARKS if content.startswith(mark)), None)
    if not encoding:
        return None
    try:
        return Decoded(encoding, content.decode(encoding))
    except UnicodeDecodeError as broken:
        raise Refusal(BROKEN_MARK) from broken


def _utf_8(content: bytes) -> Decoded | None:
    """Strict UTF-8, unless it looks like UTF-16 without a mark; a short text may be valid UTF-8 by chance."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    odd = has_binary_control(text)
    other = _guessed(content, None) if odd or len(text) < SHORT else None
    if not other or other.text == text:
        return Decoded("utf-8", text)
    wide = other.encoding.startswith("utf-16")
    if odd:
        return other if wide else Decoded("utf-8", text)
    if common_share(other.text) < SURELY or not (wide or (not text.isascii() and common_share(text) < ENOUGH)):
        return Decoded("utf-8", text)
    return Decoded(other.encoding, other.text, _either(other.encoding, "utf-8"))


def _guessed(content: bytes, declared: str | None) -> Decoded | None:
    found = [guess for encoding in GUESSES if (guess := _try(content, encoding, declared))]
    ranked = sorted(found, key=lambda guess: guess.score, reverse=True)
    if not ranked or ranked[0].score < ENOUGH:
        return None
    best = ranked[0]
    rival = next((one for one in ranked[1:] if best.score - one.score < CLOSE and one.text != best.text), None)
    if not rival or FAMILY.get(rival.encoding, rival.encoding) == FAMILY.get(best.encoding, best.encoding):
        return Decoded(best.encoding, best.text)
    return Decoded(best.encoding, best.text, _either(best.encoding, rival.encoding))


def _either(best: str, rival: str) -> str:
    names = [NAMES.get(FAMILY.get(one, one), "UTF-8") for one in (best, rival)]
    return f"文字编码按 {names[0]} 读取，但也可能是 {names[1]}，请核对文字是否正确。"


def _try(content: bytes, encoding: str, declared: str | None) -> Guess | None:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    sample = text[:SAMPLE]
    share = 0.0 if has_binary_control(sample) else common_share(settled(sample))
    return Guess(encoding, text, share + DECLARED * (FAMILY.get(encoding, encoding) == declared))


def _damaged(content: bytes) -> Decoded | None:
    """A text with a few bytes lost: the codec by which the rest is Chinese, and that loses least."""
    best: tuple[int, Decoded] | None = None
    for encoding in DAMAGED:
        text = content.decode(encoding, "replace")
        lost = text.count("\ufffd")
        if len(text) < SHORT or lost > max(FEW, len(text) * BROKEN):
            continue
        share = common_share(text[:SAMPLE].replace("\ufffd", ""))
        if share >= SURELY and (best is None or lost < best[0]):
            best = lost, Decoded(encoding, text)
    return best[1] if best else None
