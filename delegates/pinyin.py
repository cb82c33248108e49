"""Pinyin of Chinese names: order, display and what a visitor may type. Pure: no Django, no database.

pypinyin has no mode for surnames, so the ones read differently as surnames stand here (readings of 现代汉语词典).
Spelling follows GB/T 28039-2011: surname and given name apart, capitals, an apostrophe before a, o, e.
It loads its phrases on first use, so it is imported inside the functions.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

_ONE_BY_ONE: Any = list  # characters pypinyin does not know come back one by one; its annotation knows only strings
AT_MOST = 16  # readings of one name
LONGEST_PERSON = 4  # characters; longer strings are organisations or names written with a dot
DOTS = re.compile(r"[·•‧・]")
HAN = re.compile(r"[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
RUNS = re.compile(rf"{HAN.pattern}+|(?:(?!{HAN.pattern}).)+", re.DOTALL)
PARTS = re.compile(rf"{HAN.pattern}|[^\W_]+?(?={HAN.pattern}|\W|_|$)|[\W_]", re.DOTALL)  # a character, a word, a sign

# Only those whose reading as a surname is not the character's commonest one.
_SURNAMES = """
单 shàn 曾 zēng 解 xiè 仇 qiú 查 zhā 任 rén 盖 gě 华 huà 朴 piáo 区 ōu 种 chóng 翟 zhái 折 shé 员 yùn 贠 yùn
缪 miào 纪 jǐ 葛 gě 乜 niè 祭 zhài 召 shào 句 gōu 那 nā 能 nài 覃 qín 乐 yuè 於 yū 燕 yān 过 guō 哈 hǎ 粘 nián
撒 sǎ 卜 bǔ 洗 xiǎn 么 yāo 都 dū 秘 bì 薄 bó 佴 nài 肖 xiāo 甯 nìng 繁 pó 颉 xié 少 shào 阚 kàn
單 shàn 區 ōu 樂 yuè 華 huà 過 guō 員 yùn 紀 jǐ 蓋 gě 繆 miào
"""
_COMPOUND = """
欧阳 ōu yáng 歐陽 ōu yáng 尉迟 yù chí 尉遲 yù chí 万俟 mò qí 萬俟 mò qí 长孙 zhǎng sūn 長孫 zhǎng sūn 澹台 tán tái
澹臺 tán tái 令狐 líng hú 司马 sī mǎ 司馬 sī mǎ 司徒 sī tú 司空 sī kōng 上官 shàng guān 诸葛 zhū gě 諸葛 zhū gě
东方 dōng fāng 東方 dōng fāng 皇甫 huáng fǔ 夏侯 xià hóu 公孙 gōng sūn 公孫 gōng sūn 慕容 mù róng 宇文 yǔ wén
轩辕 xuān yuán 軒轅 xuān yuán 端木 duān mù 独孤 dú gū 獨孤 dú gū 南宫 nán gōng 南宮 nán gōng 闻人 wén rén
聞人 wén rén 呼延 hū yán 赫连 hè lián 赫連 hè lián 淳于 chún yú 单于 chán yú 單于 chán yú 濮阳 pú yáng
濮陽 pú yáng 申屠 shēn tú 公冶 gōng yě 太叔 tài shū 仲孙 zhòng sūn 拓跋 tuò bá 东郭 dōng guō 西门 xī mén
完颜 wán yán 钟离 zhōng lí 鍾離 zhōng lí 鲜于 xiān yú 鮮于 xiān yú
"""
SURNAMES = dict(re.findall(r"(\S) (\S+)", _SURNAMES))
COMPOUND = dict(re.findall(r"(\S\S) (\S+ \S+)", _COMPOUND))
# In given names and in names put into Chinese by sound, these are not read as pypinyin reads them alone.
IN_NAMES = {("晟", "chéng"): "shèng", ("卜", "bo"): "bǔ"}


def surname(name: str) -> str:
    """The surname of a Chinese person's name; '' for what is none (dotted, longer than four, not Chinese)."""
    if not HAN.match(name) or DOTS.search(name) or len(name) > LONGEST_PERSON:
        return ""
    return name[:2] if name[:2] in COMPOUND and len(name) > 2 else name[:1]


@lru_cache(maxsize=4096)
def syllables(name: str) -> tuple[str, ...]:
    """One reading a character, with tone marks; words and signs that are not Chinese stay. '单于晴' -> chán yú qíng"""
    family = surname(name)
    known = COMPOUND.get(family) or SURNAMES.get(family)
    return (*known.split(), *_plain(name[len(family) :])) if known else _plain(name)


def display(name: str) -> str:
    """The name as a passport prints it, with tones: '罗梓文' -> 'Luó Zǐwén', '王西安' -> 'Wáng Xī'ān'."""
    parts = [part for part in DOTS.split(name) if part]
    if len(parts) > 1:
        return "·".join(_joined(_plain(part)) for part in parts)
    family = surname(name)
    read = syllables(name)
    written = (_joined(read[: len(family)]), _joined(read[len(family) :]))
    return " ".join(part for part in written if part)


def sort_key(name: str) -> str:
    """Orders names as a dictionary does: syllable by syllable, by letters (ü after u), then tone, then character.

    '罗梓文' -> 'luo2 zi3 wen2 罗梓文'. About eight times as long as the name.
    """
    return " ".join((*(_numbered(read) for read in syllables(name) if read.isalnum()), name))


def readings(name: str) -> tuple[str, ...]:
    """What a visitor may type for a name: whole and initials, at most 16 readings of each, the likeliest first.

    ü is offered as v, u and yu (passports). A person's given name alone counts too: '罗梓文' -> luoziwen lzw ziwen zw.
    Only a person's characters are read in several ways; an organisation's words decide their readings.
    """
    family = len(surname(name))
    options = list(_options(name))
    typed = [*_typed(options), *(_typed(options[family:]) if family else ())]
    return tuple(form for form in dict.fromkeys(typed) if len(form) > 1)


def _typed(options: list[list[str]]) -> list[str]:
    """The spellings with the fewest unusual readings, and their initials."""
    kept: list[tuple[int, tuple[str, ...]]] = [(0, ())]
    for forms in options:
        grown = [(odd + at, (*done, form)) for odd, done in kept for at, form in enumerate(forms)]
        kept = sorted(grown, key=lambda pair: pair[0])[:AT_MOST]
    spelled = [spelling for _, spelling in kept]
    return ["".join(spelling) for spelling in spelled] + ["".join(form[0] for form in spelling) for spelling in spelled]


def _options(name: str) -> Iterable[list[str]]:
    """For each Chinese character or Latin word its readings in plain letters, the one shown first."""
    family = len(surname(name))
    for at, (part, shown) in enumerate(zip(PARTS.findall(name), syllables(name), strict=True)):
        if part.isalnum():
            # A surname has its own reading and perhaps the commonest one; 王 is never yù.
            others = [] if not family else _heteronyms(part)[: 1 if at < family else None]
            found = [_letters(reading) for reading in (shown, *others)]
            yield list(dict.fromkeys(form for letters in found for form in _umlauts(letters)))


def _umlauts(letters: str) -> tuple[str, ...]:
    return (letters, letters.replace("v", "u"), letters.replace("v", "yu")) if "v" in letters else (letters,)


def _plain(text: str) -> tuple[str, ...]:
    """One reading for each of the text's `PARTS`; runs of Chinese are read together, since words decide readings."""
    from pypinyin import Style, pinyin  # inline: 0.2 s of phrases, needed only where names are written

    read: list[str] = []
    for run in RUNS.findall(text):
        parts = PARTS.findall(run)
        found = [forms[0] for forms in pinyin(run, style=Style.TONE, errors=_ONE_BY_ONE)] if HAN.match(run) else parts
        read += [IN_NAMES.get(pair, pair[1]) for pair in zip(parts, found, strict=True)]
    return tuple(read)


def _heteronyms(char: str) -> list[str]:
    from pypinyin import Style, pinyin  # inline: as above

    return list(pinyin(char, style=Style.TONE, heteronym=True, errors=_ONE_BY_ONE)[0])


def _joined(read: Iterable[str]) -> str:
    """Syllables of one name as one capitalised word."""
    word = ""
    for syllable in read:
        word += ("'" if word and _letters(syllable)[:1] in {"a", "o", "e"} else "") + syllable
    return word[:1].upper() + word[1:]


def _numbered(syllable: str) -> str:
    """'luó' -> 'luo2'; the neutral tone is 5."""
    marks = dict(zip("\u0304\u0301\u030c\u0300", "1234", strict=True))
    tone = next((marks[mark] for mark in unicodedata.normalize("NFD", syllable) if mark in marks), "5")
    return _letters(syllable) + tone


def _letters(syllable: str) -> str:
    """'lǚ' -> 'lv', 'Luó' -> 'luo'."""
    plain = unicodedata.normalize("NFD", syllable.lower()).replace("u\u0308", "v")
    return "".join(char for char in plain if not unicodedata.combining(char))
