"""Downloads: what they are called, what they say of themselves, whom they wait for, when they are gone."""

from urllib.parse import unquote

import pytest
from django.test import Client
from django.utils import timezone

from proposals.exports.files import FILES
from proposals.models import Proposal, Publication
from proposals.views.downloads import AT_ONCE
from tests.factories import make_proposal, make_session

pytestmark = pytest.mark.django_db


def taken(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return bytes(response.getvalue()).decode("utf-8-sig")


def test_a_file_has_an_english_and_a_chinese_name_and_no_cookie(client: Client):
    make_proposal()

    response = client.get("/data/proposals.csv")
    response.getvalue()

    english, chinese = response["Content-Disposition"].removeprefix("attachment; ").split("; ")
    assert english == 'filename="proposals.csv"'
    assert unquote(chinese.removeprefix("filename*=UTF-8''")) == f"建议提案{timezone.localdate()}.csv"
    assert response["Content-Type"] == "text/csv; charset=utf-8; header=present"
    assert response["Cache-Control"] == "public, no-cache"
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_a_part_of_the_data_says_so_in_its_name(client: Client):
    make_proposal(session=make_session())

    response = client.get("/data/ledger.xlsx", {"kind": "reported"})
    response.getvalue()

    assert "（所选）" in unquote(response["Content-Disposition"])


def test_who_has_the_file_is_told_so_until_the_data_change(client: Client):
    make_proposal("一")
    first = client.get("/data/proposals.csv")
    first.getvalue()

    assert client.get("/data/proposals.csv", headers={"If-None-Match": first["ETag"]}).status_code == 304

    make_proposal("二")
    again = client.get("/data/proposals.csv", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 200
    again.getvalue()


def test_what_is_taken_back_is_in_no_file_from_then_on(client: Client):
    row = make_proposal("关于修好旧堤的建议", asks=["修好旧堤"])
    assert all("旧堤" in taken(client, f"/data/{name}.jsonl") for name in ("proposals", "asks"))

    Proposal.objects.filter(pk=row.pk).update(publication=Publication.WITHHELD, withheld_ground="条例")

    assert [
        name for name, ending in FILES if ending == "jsonl" and "旧堤" in taken(client, f"/data/{name}.jsonl")
    ] == []


def test_a_head_request_sends_nothing_and_takes_no_place(client: Client):
    for _ in range(AT_ONCE + 1):
        response = client.head("/data/proposals.csv")
        assert response.status_code == 200
        assert response["Content-Disposition"].startswith("attachment")

    assert taken(client, "/data/proposals.csv")


def test_too_many_at_once_are_asked_to_wait_and_a_finished_one_makes_room(client: Client):
    make_proposal()
    running = [client.get("/data/proposals.csv") for _ in range(AT_ONCE)]

    refused = client.get("/data/proposals.csv")

    assert refused.status_code == 503
    assert refused["Retry-After"] == "20"
    assert "请过一会儿再试" in refused.content.decode()
    for one in running:
        one.getvalue()
    assert taken(client, "/data/proposals.csv")


@pytest.mark.parametrize("address", ["/data/secrets.csv", "/data/proposals.exe", "/data/ledger.jsonl"])
def test_what_is_no_file_of_ours_is_not_found(client: Client, address: str):
    assert client.get(address).status_code == 404


def test_the_list_offers_itself_with_its_conditions_and_without_the_readers_mode(client: Client):
    make_proposal(kind="suggestion", proposers=())

    page = client.get("/proposals/?kind=suggestion&theme=dark&page=1").content.decode()

    assert 'href="/data/proposals.csv?kind=suggestion"' in page
    assert 'href="/data/ledger.xlsx?kind=suggestion"' in page
    assert "下载这份清单" in page


def test_a_session_offers_its_own(client: Client):
    row = make_proposal(session=make_session(), kind="suggestion")

    page = client.get(f"/sessions/{row.session_id}/").content.decode()

    assert f'href="/data/proposals.csv?session={row.session_id}"' in page


def test_the_page_of_the_data_offers_every_table_to_people_and_to_machines(client: Client):
    make_proposal()

    page = client.get("/data/").content.decode()

    for name, ending in FILES:
        assert f'href="/data/{name}.{ending}"' in page
    assert '"@type": "DataDownload"' in page.replace('"@type":"DataDownload"', '"@type": "DataDownload"')
    assert "http://127.0.0.1:8000/data/ledger.xlsx" in page
