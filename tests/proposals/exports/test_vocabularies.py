"""Records of published vocabularies: Popolo's classes, Open Civic Data's bills, as their property tables have them."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # has no types

from proposals.exports.files import FILES
from proposals.exports.selection import Selection
from tests.factories import make_delegate, make_mandate, make_organisation, make_proposal, make_session
from tests.proposals.exports.vocabularies import BILL, POPOLO
from tests.proposals.handling.cases import ASSIGNED, make_answered

pytestmark = pytest.mark.django_db


def popolo() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(b"".join(FILES["popolo", "json"].written(Selection())))
    return found


def bills() -> list[dict[str, Any]]:
    made = b"".join(FILES["bills", "jsonl"].written(Selection())).decode()
    return [json.loads(line) for line in made.splitlines()]


def test_people_and_organisations_are_popolo_and_refer_to_each_other():
    unit = make_organisation("青禾合作社")
    who = make_delegate("林知夏", body=None, posts=[(unit, "理事长")])
    make_mandate(who, term=16, group="天元代表团")
    make_proposal("关于修路的建议", kind="suggestion", proposers=[who], session=make_session(term=16))
    make_answered()

    found = popolo()

    assert [one.message for one in Draft202012Validator(POPOLO).iter_errors(found)] == []
    ids = {name: {one["id"] for one in found[name]} for name in found}
    for one in found["memberships"]:
        assert one["person_id"] in ids["persons"]
        assert one.get("organization_id", next(iter(ids["organizations"]))) in ids["organizations"]
        assert one.get("post_id", next(iter(ids["posts"]))) in ids["posts"]
        assert one.get("legislative_period_id", next(iter(ids["events"]))) in ids["events"]
    assert {one["organization_id"] for one in (*found["posts"], *found["events"])} <= ids["organizations"]
    assert {one["area_id"] for one in found["organizations"] if "area_id" in one} <= ids["areas"]
    seat = next(one for one in found["memberships"] if one.get("label") == "天元代表团")
    assert seat["legislative_period_id"].endswith("-16")


def test_nobody_gives_empty_lists():
    assert popolo() == {name: [] for name in ("persons", "organizations", "memberships", "posts", "events", "areas")}


def test_a_proposal_is_a_bill_with_dated_and_classified_actions():
    proposal, reply = make_answered(headline="关于修好旧堤的建议", asks=["修好旧堤"], number="0012")

    [bill] = bills()

    assert [one.message for one in Draft202012Validator(BILL).iter_errors(bill)] == []
    assert (bill["identifier"], bill["title"]) == ("0012", "关于修好旧堤的建议")
    assert bill["abstracts"] == [{"abstract": "修好旧堤", "note": "诉求"}]
    given = [one for one in bill["actions"] if "yanlu:assign" in one["classification"]]
    assert [(one["date"], one["classification"]) for one in given] == [
        (ASSIGNED.isoformat(), ["referral", "yanlu:assign"])
    ]
    assert [one["order"] for one in bill["actions"]] == list(range(proposal.followups.count()))
    assert [one["date"] for one in bill["documents"]] == [reply.replied_on.isoformat()]


def test_the_same_proposal_has_the_same_id_on_every_day_and_every_bill_another():
    make_proposal()
    make_proposal()

    assert [one["id"] for one in bills()] == [one["id"] for one in bills()]
    assert len({one["id"] for one in bills()}) == 2
