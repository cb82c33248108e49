"""Names typed in pinyin or initials, as a pattern over the sort keys of `delegates.pinyin`. Pure: no Django."""

import re

PINYIN = re.compile(r"[a-zü]{2,40}")


def pattern(word: str, *, at_start: bool = False) -> str:
    """A pattern of sort keys for a name typed in pinyin or initials, from any syllable on; "" for other words.

    lüli, lvli, luli and lyuli all find lv3 li4: letters follow each other over tones and blanks.
    """
    if not PINYIN.fullmatch(word):
        return ""
    letters = word.replace("ü", "v").replace("yu", "Y")
    classes = [{"Y": "(y[1-5 ]*u|v)", "u": "[uv]"}.get(letter, letter) for letter in letters]
    initials = "[a-z]*[1-5] ".join(word)
    return f"{'^' if at_start else '(^| )'}({'[1-5 ]*'.join(classes)}|{initials})"
