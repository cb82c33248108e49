"""Whether something is told of an earlier year: 去年 before it, and no 今年 since."""

import re

PAST = re.compile(r"去年|前年|往年|上一年|上年|上届|历年|早在|曾经|(?:提交|提出|递交|建议|呼吁)过")
NOW = re.compile(r"今年|此次|本次|这次|今次|本届|现在|如今|今天|昨[天日]|今[日早]|此番|又(?=提|带|递)|继续|再次|正在")
YEAR = re.compile(r"(?:19|20)\d\d年")
DONE = re.compile(
    r"[^。！？\n]{0,60}?(?:年后|后来|翻了|已经|通了车|得到了?(?:采纳|落实|解决)|被采纳|变成了|建成了|修通了)"
)
REACH = 200  # characters back to a sentence's beginning
OPENING = 20  # characters at the beginning of a sentence that date all of it
CLAUSE = 24  # characters before a verb that date what it says


def earlier(text: str, floor: int, at: int) -> bool:
    """Whether the act at `at`, in a sentence that begins at `floor`, is dated to an earlier year.

    去年 dates an act from the beginning of its sentence or from its own clause, not from the middle of what is told.
    """
    if YEAR.match(text, floor) and at - floor < REACH and DONE.match(text, at):
        return True
    for start, end in ((floor, min(at, floor + OPENING)), (max(floor, at - CLAUSE), at)):
        if floor < at - REACH and start == floor:
            continue
        past = max((match.end() for match in PAST.finditer(text, start, end)), default=-1)
        if past >= 0 and not NOW.search(text, past, at):
            return True
    return False
