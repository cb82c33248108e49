"""Same matters in the admin: confirmed, rejected or added, each with a reason that readers see."""

from typing import Any

import lxml.html
import pytest
from django.test import Client

from proposals.desk.queues import queues
from proposals.models import Proposal, SameMatter
from proposals.workflow.roles import Role
from tests.factories import make_proposal, make_user
from tests.pages import page_of

pytestmark = pytest.mark.django_db
LIST = "/admin/proposals/samematter/"


@pytest.fixture
def editor() -> Client:
    client = Client()
    client.force_login(make_user("editor", role=Role.EDITOR))
    return client


def found() -> SameMatter:
    """A pair as the machine finds it."""
    one, other = make_proposal("老旧小区加装电梯"), make_proposal("既有住宅加装电梯")
    return SameMatter.objects.create(first=one, second=other, likeness=0.5, shared=["电梯"])


def save(client: Client, pair: SameMatter, **fields: str) -> Any:
    """Save the form in the admin as a browser would, with these fields changed."""
    address = f"{LIST}{pair.pk}/change/"
    (form,) = lxml.html.fromstring(client.get(address).content.decode()).xpath("//form[@id='samematter_form']")
    return client.post(address, dict(form.form_values()) | fields)


def test_a_confirmed_pair_says_so_to_readers(editor: Client):
    pair = found()

    assert save(editor, pair, choice="same", reason="都是青禾里").status_code == 302

    pair.refresh_from_db()
    assert (pair.choice, pair.decided_by.username) == ("same", "editor")
    assert "工作人员核对过，是同一件事。都是青禾里" in page_of(Client(), pair.first)


def test_a_rejected_pair_is_gone_from_both_pages(editor: Client):
    pair = found()

    save(editor, pair, choice="different", reason="一件是新楼")

    assert all('id="matters"' not in page_of(Client(), one) for one in (pair.first, pair.second))


def test_no_word_without_a_reason(editor: Client):
    pair = found()

    answer = save(editor, pair, choice="same", reason=" ")

    assert "请写明理由" in answer.content.decode()
    pair.refresh_from_db()
    assert pair.choice == ""


def test_a_pair_is_added_in_either_order_and_once(editor: Client):
    one, other = make_proposal("解决山区吃水难"), make_proposal("农村饮水安全")
    form = {"first": other.pk, "second": one.pk, "choice": "same", "reason": "同一个村的水"}

    assert editor.post(f"{LIST}add/", form).status_code == 302
    again = editor.post(f"{LIST}add/", form)

    pair = SameMatter.objects.get()
    assert (pair.first, pair.second, pair.likeness) == (one, other, None)
    assert again.status_code == 200


@pytest.mark.parametrize("choice", ["same", ""])
def test_one_with_itself_or_without_a_word_is_no_pair(editor: Client, choice: str):
    one = make_proposal()
    other = one if choice else make_proposal()

    answer = editor.post(f"{LIST}add/", {"first": one.pk, "second": other.pk, "choice": choice, "reason": "试试"})

    assert answer.status_code == 200
    assert not SameMatter.objects.exists()
    assert Proposal.objects.exists()


def test_what_nobody_checked_waits_on_the_first_page():
    found()

    (queue,) = (one for one in queues(make_user(role=Role.EDITOR), None) if "同一件事" in one.label)  # type: ignore[arg-type]  # this queue knows no day

    assert (queue.count, queue.address) == (1, f"{LIST}?choice__exact=")
