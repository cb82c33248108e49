"""The page behind a one-time link: no cookie, nothing kept, used once, and clear words where it leads nowhere."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from proposals.handling.links import make_link
from proposals.models import Proposal, Rating, RatingLink
from proposals.workflow.events import Event
from tests.pages import text
from tests.proposals.handling.cases import LETTER, make_answered, reviewer

pytestmark = pytest.mark.django_db
GIVEN = {"result": "not", "process": "content", "note": "平台没有时间表"}


@pytest.fixture
def address() -> str:
    proposal, reply = make_answered(publication="draft")
    who = proposal.proposers.get()
    return reverse(
        "proposals:rating", args=[make_link(reply=reply, proposer=who, by=reviewer(), on=timezone.localdate())]
    )


def test_the_proposer_reads_the_letter_before_rating_it(client: Client, address: str):
    page = client.get(address)

    assert page.status_code == 200
    assert LETTER in page.content.decode()
    assert f"请{Proposal.objects.get().proposers.get()}评价" in text(page.content.decode())
    assert RatingLink.objects.get().used_at is None


def test_rating_needs_no_cookie_even_where_django_checks_forms(address: str):
    strict = Client(enforce_csrf_checks=True)

    answered = strict.post(address, GIVEN)

    rating = Rating.objects.get()
    assert (answered.status_code, rating.result, rating.note) == (200, "not", "平台没有时间表")
    assert not strict.cookies
    assert "已经转为重新办理" in answered.content.decode()
    assert list(Proposal.objects.get().followups.order_by("-sequence").values_list("event", flat=True)[:2]) == [
        "reopen", "rate",
    ]  # fmt: skip


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_used_link_says_so(client: Client, address: str, method: str):
    client.post(address, GIVEN)

    again = getattr(client, method)(address, GIVEN)

    assert again.status_code == 410
    assert "这个链接已经用过" in again.content.decode()
    assert Rating.objects.count() == 1


def test_an_expired_link_says_so(client: Client, address: str):
    RatingLink.objects.update(expires_on=timezone.localdate() - timedelta(days=1))

    assert client.get(address).status_code == 410
    assert "有效期" in client.post(address, GIVEN).content.decode()
    assert not Rating.objects.exists()


@pytest.mark.parametrize("token", ["x", "x" * 43, "钴蓝", "a" * 2000])
def test_an_unknown_link_is_not_there(client: Client, token: str):
    page = client.get(reverse("proposals:rating", args=[token]))

    assert page.status_code == 404
    assert "没有这个评价链接" in page.content.decode()


def test_nothing_of_the_page_is_kept_indexed_or_passed_on(client: Client, address: str):
    unknown = reverse("proposals:rating", args=["x" * 43])
    pages = (client.get(address), client.get(unknown), client.post(address, GIVEN), client.get(address))
    for page in pages:
        assert "no-store" in page["Cache-Control"]
        assert page["Referrer-Policy"] == "no-referrer"
        assert page["X-Robots-Tag"] == "noindex, nofollow"


def test_an_answer_that_is_missing_is_asked_for_and_the_rest_kept(client: Client, address: str):
    page = client.post(address, {"result": "not", "note": "平台没有时间表"})

    assert page.status_code == 422
    assert "请选一项：对办理态度满意不满意。" in page.content.decode()
    assert "平台没有时间表" in page.content.decode()
    assert RatingLink.objects.get().used_at is None


@pytest.mark.parametrize("wrong", [{"result": "great"}, {"process": "'; --"}, {"note": "长" * 1001}])
def test_forged_answers_are_refused(client: Client, address: str, wrong: dict[str, str]):
    assert client.post(address, {**GIVEN, **wrong}).status_code == 422
    assert not Rating.objects.exists()


def test_a_letter_of_a_withdrawn_proposal_is_not_rated_and_the_link_stays(client: Client, address: str):
    proposal = Proposal.objects.get()
    proposal.record(Event.REOPEN, by=None, note="提出人来电要求")
    proposal.record(Event.WITHDRAW, by=None, note="提出人书面撤回")

    page = client.post(address, GIVEN)

    assert page.status_code == 409
    assert "暂时不能评价" in page.content.decode()
    assert RatingLink.objects.get().used_at is None
