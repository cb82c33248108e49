"""A CSV of proposals brought in again by the ordinary import, and what is then told otherwise."""

import csv
import io
from collections import defaultdict

from django.http import QueryDict

from proposals.exports.files import FILES
from proposals.exports.selection import Selection
from proposals.importing.apply import apply
from proposals.importing.plan import AlreadyImported, Said, plan

# What a list can prove. All other columns are for reading: the importer knows them and leaves them.
CARRIED = (
    "案号", "题目", "种类", "会议", "领域", "领衔人", "联名人", "代表团或界别", "诉求", "行业", "主办单位", "会办单位",
    "答复日期", "答复文号", "办理结果",
)  # fmt: skip
GROUP = "代表团或界别"


def told(query: str = "") -> bytes:
    """The table of proposals as CSV."""
    return b"".join(FILES["proposals", "csv"].written(Selection(QueryDict(query))))


def rows(content: bytes) -> list[dict[str, str]]:
    """By heading."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def bring_in(content: bytes, *, region: str, sessions: tuple[str, ...] = ()) -> None:
    """Read, plan and apply, as staff do who change nothing and publish all."""
    planned = plan(content, "proposals.csv", Said.of(sessions, region=region, publish=True))
    assert not isinstance(planned, AlreadyImported)
    apply(planned, by=None)


def differences(first: bytes, second: bytes) -> list[tuple[str, str, str, str]]:
    """Title, heading and both cells wherever a column that a list carries tells otherwise."""
    pairs = zip(rows(first), rows(second), strict=True)
    return [
        (one["题目"], heading, one[heading], other[heading])
        for one, other in pairs
        for heading in CARRIED
        if one[heading] != other[heading]
    ]


def of_several_groups(content: bytes) -> set[str]:
    """Who leads under one name in several groups, or in none: a list keeps one group a name."""
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows(content):
        groups[row["领衔人"]].add(row[GROUP])
    return {name for name, known in groups.items() if len(known) > 1}


def unexplained(first: bytes, second: bytes) -> list[tuple[str, str, str, str]]:
    """The differences but those of a group that one name has several of in this very file."""
    several = of_several_groups(first)
    leads = {row["题目"]: row["领衔人"] for row in rows(first)}
    return [one for one in differences(first, second) if one[1] != GROUP or leads[one[0]] not in several]
