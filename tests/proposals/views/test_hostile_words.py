"""Two hundred strings typed into every search field of the public site: each answered, none at a great price."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from proposals.search import words
from tests.factories import make_delegate, make_proposal
from tests.proposals.search.hostile import HOSTILE

pytestmark = pytest.mark.django_db
QUERIES = {"/proposals/": 5, "/suggest/": 5, "/delegates/": 6}


@pytest.mark.parametrize("address", QUERIES)
def test_each_is_answered_with_few_questions(client: Client, address: str):
    make_proposal("老旧小区改造", proposers=[make_delegate("林知夏")], number="0240", kind="suggestion", indexed=True)
    client.get(address, {"q": "先读一次目录"})

    asked = {}
    for typed in HOSTILE:
        query: dict[str, Any] = {"q": typed.encode("utf-8", "surrogatepass")}
        with CaptureQueriesContext(connection) as captured:
            response = client.get(address, query)
        assert response.status_code == 200, typed[:40]
        asked[typed[:20]] = len(captured)

    assert {typed: n for typed, n in asked.items() if n > QUERIES[address]} == {}


def test_a_list_that_has_hits_never_asks_for_words(client: Client):
    make_proposal("老旧小区加装电梯", asks=["给六层以上的楼装电梯"], indexed=True)

    def cuts(typed: str) -> int:
        before = words._load.cache_info()
        assert client.get("/proposals/", {"q": typed}).status_code == 200
        after = words._load.cache_info()
        return after.hits + after.misses - before.hits - before.misses

    assert [cuts(typed) for typed in ("老旧小区加装电梯", "电梯", "电梯 六层", "火箭", "火箭 卫星")] == [0] * 5
    assert cuts("老旧电梯改造加装") > 0
