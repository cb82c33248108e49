"""Who follows changes ends with the same entries as who reads everything, whatever was written and by whom."""

import random
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from delegates.models import Delegate
from proposals.catalogue.journal import prune
from proposals.models import Ask, Commitment, Department, Industry, Proposal, Publication, Reply
from proposals.workflow.events import Event
from tests.factories import make_delegate, make_department, make_industry, make_proposal, make_proposer, make_session
from tests.proposals.api.asking import asked, ids, refused, whole_reading
from tests.proposals.handling.cases import make_answered

pytestmark = pytest.mark.django_db
STEPS = 60


class Reader:
    """Keeps entries by id, and what it was told to come back with."""

    def __init__(self, client: Client) -> None:
        self.client = client
        pages = whole_reading(client, "proposals/?limit=3")
        self.known = {one["id"]: one for page in pages for one in page["results"]}
        self.sync = pages[-1]["sync"]

    def follow(self) -> None:
        pages = whole_reading(self.client, f"proposals/?limit=2&updated_since={self.sync}")
        for page in pages:
            self.known |= {one["id"]: one for one in page["results"]}
            for one in page["removed"]:
                self.known.pop(one["id"], None)
        self.sync = pages[-1]["sync"]


def everything(client: Client) -> dict[int, Any]:
    return {one["id"]: one for page in whole_reading(client, "proposals/?limit=500") for one in page["results"]}


def _any(chance: random.Random) -> Proposal:
    return Proposal.objects.get(pk=chance.choice(list(Proposal.objects.values_list("pk", flat=True))))


def _hide(chance: random.Random) -> None:
    Proposal.objects.filter(pk=_any(chance).pk).update(publication=chance.choice(["draft", "published"]))


def _withhold(chance: random.Random) -> None:
    Proposal.objects.filter(pk=_any(chance).pk).update(publication="withheld", withheld_ground="涉及个人隐私")


def _typed_by_hand(chance: random.Random) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE proposals_ask SET text = %s WHERE proposal_id = %s", [str(chance.random()), _any(chance).pk]
        )


def _merge(chance: random.Random) -> None:
    Proposal.objects.filter(pk=_any(chance).pk).update(merged_into=_any(chance))


def _rename(model: Any) -> Callable[[random.Random], None]:
    def act(chance: random.Random) -> None:
        found = list(model.objects.values_list("pk", flat=True))
        model.objects.filter(pk=chance.choice(found)).update(name=f"改名{chance.random()}")

    return act


ACTS: list[Callable[[random.Random], Any]] = [
    lambda chance: make_proposal(publication=chance.choice(["draft", "published"]), asks=["种树"]),
    _hide,
    _withhold,
    _typed_by_hand,
    _merge,
    _rename(Delegate),
    _rename(Department),
    _rename(Industry),
    lambda chance: make_proposer(_any(chance), make_delegate()),
    lambda chance: Ask.objects.filter(proposal=_any(chance)).update(outcome="planned"),
    lambda chance: Ask.objects.filter(proposal=_any(chance)).delete(),
    lambda chance: _any(chance).record(Event.NOTE, by=None, on=date(2026, 3, 1), note=f"说明{chance.random()}"),
    lambda chance: Reply.objects.update(publication=chance.choice(["draft", "published"])),
    lambda chance: Commitment.objects.update(evidence=f"凭据{chance.random()}"),
    lambda chance: Proposal.objects.filter(pk=_any(chance).pk).update(headline=f"题目{chance.random()}"),
    lambda chance: Proposal.objects.filter(pk=_any(chance).pk).update(number=f"{chance.random()}"[:20]),
]  # fmt: skip


@pytest.mark.parametrize("seed", range(2))
def test_following_random_changes_leads_to_the_same_as_reading_everything(client: Client, seed: int):
    chance = random.Random(seed)  # noqa: S311  no secret
    industry = make_industry()
    for _ in range(6):
        make_proposal(asks=["修堤", "种树"], industries=[industry], mentions=[make_department()])
    proposal, reply = make_answered(session=make_session())
    Commitment.objects.create(proposal=proposal, reply=reply, text="规划已经起草", start=10, end=16)
    reader = Reader(client)

    for step in range(STEPS):
        chance.choice(ACTS)(chance)
        if step % 3 == 0:
            reader.follow()
            assert reader.known == everything(client)
    reader.follow()

    assert reader.known == everything(client)


def test_what_leaves_the_public_is_told_by_its_number_with_what_its_page_says(client: Client):
    kept, hidden, withheld = make_proposal(), make_proposal(), make_proposal()
    sync = asked(client, "proposals/")["sync"]
    Proposal.objects.filter(pk=hidden.pk).update(publication=Publication.DRAFT)
    Proposal.objects.filter(pk=withheld.pk).update(publication=Publication.WITHHELD, withheld_ground="涉及个人隐私")

    told = asked(client, "proposals/", updated_since=sync)

    assert {one["id"]: one["reason"] for one in told["removed"]} == {
        hidden.pk: "", withheld.pk: "依据：涉及个人隐私。件数仍计在列表里。",
    }  # fmt: skip
    assert all(one["since"] for one in told["removed"])
    assert kept.pk not in [one["id"] for one in told["removed"]]


def test_a_draft_that_changes_is_not_told_of(client: Client):
    draft = make_proposal(publication=Publication.DRAFT)
    sync = asked(client, "proposals/")["sync"]
    Proposal.objects.filter(pk=draft.pk).update(headline="还没有公开的题目")

    told = asked(client, "proposals/", updated_since=sync)

    assert (draft.pk in [one["id"] for one in told["results"]], told["removed"]) == (False, [])


def test_a_proposal_whose_import_was_undone_is_told_as_gone(client: Client):
    proposal = make_proposal()
    sync = asked(client, "proposals/")["sync"]
    proposal.record(Event.RETRACT, by=None)

    told = asked(client, "proposals/", updated_since=sync)

    assert [one["id"] for one in told["removed"]] == [proposal.pk]


def test_a_place_that_the_notes_no_longer_reach_asks_to_read_anew(client: Client):
    make_proposal()
    sync = asked(client, "proposals/")["sync"]
    make_proposal()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE catalogue_state SET born = 'another'")

    assert refused(client, f"proposals/?updated_since={sync}", 410)["code"] == "read_anew"


def test_pruned_notes_are_told_as_lost_or_not_needed(client: Client):
    make_proposal()
    old = asked(client, "proposals/")["sync"]
    for _ in range(3):
        make_proposal()
    if connection.vendor == "sqlite":  # on PostgreSQL notes of a transaction under way are never pruned
        prune(connection, keep=0)
        assert refused(client, f"proposals/?updated_since={old}", 410)["code"] == "read_anew"
    fresh = asked(client, "proposals/", limit=500)["sync"]
    made = make_proposal()
    assert made.pk in ids(whole_reading(client, f"proposals/?updated_since={fresh}"))


def test_conditions_and_changes_do_not_go_together(client: Client):
    sync = asked(client, "proposals/")["sync"]

    problem = refused(client, f"proposals/?updated_since={sync}&state=handling")

    assert (problem["code"], problem["parameter"]) == ("updated_since_alone", "state")


def test_nothing_that_was_not_given_out_is_a_place(client: Client):
    assert refused(client, "proposals/?updated_since=eyJhIjoxfQ:abc")["code"] == "unknown_cursor"
    assert refused(client, "proposals/?cursor=1")["code"] == "unknown_cursor"
