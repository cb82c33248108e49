"""Where the words of a session begin: with its place or level, not with what is done at it."""

import pytest

from proposals.ingest.letters.cases import sessions
from proposals.ingest.letters.line import compact
from proposals.ingest.lists.about import about
from proposals.ingest.records import Cell, Span


@pytest.mark.parametrize(
    ("text", "session"),
    [
        ("民盟云岭市委提交市政协十届三次会议提案", "市政协十届三次会议"),
        ("民建区委会报送区政协五届二次会议提案目录", "区政协五届二次会议"),
        ("共承办市九届人大二次会议建议", "市九届人大二次会议"),
        ("向省政协十二届一次会议提交的提案", "省政协十二届一次会议"),
        ("向阳区十八届人大二次会议代表建议", "向阳区十八届人大二次会议"),
        ("云岭市十六届人大三次会议代表建议", "云岭市十六届人大三次会议"),
    ],
)
def test_a_session_begins_with_its_place_or_level(text: str, session: str):
    whole = Span(0, len(text))

    in_list = about(Cell(text, whole)).session
    assert in_list is not None
    assert (in_list.name, text[slice(*in_list.spans[0])]) == (session, session)
    (in_letter,) = sessions(compact(text, [whole]))
    assert in_letter.printed.name == session
