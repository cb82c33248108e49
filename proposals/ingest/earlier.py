"""Whether something is told of an earlier year: 去年 before it, and no 今年 since."""

import re

PAST = re.compile(r"去年|前年|往年|上一年|上年|上届|历年|早在|曾经")
NOW = re.compile(r"今年|此次|本次|这次|今次|本届|现在|如今|今天|昨[天日]|今[日早]|此番|又(?=提|带|递)|继续|再次|正在")
REACH = 200  # characters back in which 去年 makes it an old story


def earlier(text: str, floor: int, at: int) -> bool:
    """Whether the words before `at`, no further back than `floor`, put it into an earlier year."""
    start = max(floor, at - REACH)
    past = max((match.end() for match in PAST.finditer(text, start, at)), default=-1)
    return past >= 0 and not NOW.search(text, past, at)
