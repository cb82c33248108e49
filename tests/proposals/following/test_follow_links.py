"""The links in mails: each opens its own page alone, to look changes nothing, one button leaves."""

from datetime import timedelta
from itertools import permutations

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from proposals.following import asking, tokens
from proposals.following.subjects import Followed
from proposals.following.telling import tell
from proposals.following.tokens import Purpose, hashed, token
from proposals.models import Barred, FollowRequest, Message, Subscriber, Subscription, Telling
from proposals.workflow.events import Event
from tests.factories import make_department, make_industry, make_proposal, make_subscription
from tests.pages import read, text
from tests.proposals.following.reading import DIGEST, link_in, mails
from tests.roles.digest import digest

pytestmark = pytest.mark.django_db
SECRET = "0" * 31 + "9"


def value_for(purpose: Purpose, subscriber: Subscriber) -> str:
    return subscriber.secret + (hashed(subscriber.address) if purpose is Purpose.NEVER else "")


def path_of(purpose: Purpose, subscriber: Subscriber) -> str:
    return reverse(f"proposals:{purpose.value}", args=[token(purpose, value_for(purpose, subscriber))])


def told(client: Client) -> tuple[Subscription, Message]:
    """A reader with a digest in the mail."""
    row = make_subscription(proposal := make_proposal("把旧堤修好", kind="suggestion"))
    proposal.record(Event.ASSIGN, by=None, on=timezone.localdate(), department=make_department())
    tell(timezone.now())
    return row, mails(DIGEST)[0]


@pytest.mark.parametrize(("made_for", "used_at"), list(permutations(Purpose, 2)))
def test_a_token_opens_no_page_but_its_own(client: Client, made_for: Purpose, used_at: Purpose):
    subscriber = make_subscription(make_proposal(), asked="daily").subscriber
    path = reverse(f"proposals:{used_at.value}", args=[token(made_for, value_for(made_for, subscriber))])
    before = digest()

    answers = [client.get(path), client.post(path, {"forget": "1", "follow": "1"})]

    assert [one.status_code for one in answers] == [404, 404]
    assert digest() == before


@pytest.mark.parametrize("purpose", Purpose)
def test_a_token_that_was_touched_opens_nothing(client: Client, purpose: Purpose):
    subscriber = make_subscription(make_proposal(), asked="daily").subscriber
    good = token(purpose, value_for(purpose, subscriber))
    spoilt = [good[:-1], good + "A", SECRET + good[32:], good.swapcase(), "x", signing.dumps(subscriber.secret)]

    found = [client.post(reverse(f"proposals:{purpose.value}", args=[one])).status_code for one in spoilt]

    assert found == [404] * len(spoilt)


def test_a_link_to_confirm_holds_two_days(client: Client, monkeypatch: pytest.MonkeyPatch):
    subscriber = make_subscription(make_proposal(), asked="daily").subscriber
    path = path_of(Purpose.CONFIRM, subscriber)

    monkeypatch.setattr(tokens, "CONFIRMABLE", timedelta(seconds=-1))

    assert client.post(path).status_code == 410
    assert Subscription.objects.get().pace == ""


def test_a_thousand_looks_at_the_leave_link_change_nothing_and_one_button_leaves(client: Client):
    row, mail = told(client)
    path, before = link_in(mail, "leave"), digest()

    looks = {client.get(path).status_code for _ in range(1000)}

    assert looks == {200}
    assert digest() == before
    assert "已经退订" in client.post(path).content.decode()
    assert [one.objects.count() for one in (Subscriber, Subscription, Telling)] == [0, 0, 0]
    assert not Message.objects.filter(to=row.subscriber.address).exists()


def test_a_mail_program_leaves_with_one_post_without_cookie_or_form(client: Client):
    _, mail = told(client)
    address = mail.headers["List-Unsubscribe"].removeprefix("<").removesuffix(">")
    strict = Client(enforce_csrf_checks=True, headers={"origin": "https://mail.example"})

    first = strict.post(
        address.removeprefix("http://127.0.0.1:8000"), "List-Unsubscribe=One-Click",
        content_type="application/x-www-form-urlencoded",
    )  # fmt: skip
    again = strict.post(address.removeprefix("http://127.0.0.1:8000"))

    assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert (first.status_code, again.status_code, dict(first.cookies)) == (200, 200, {})
    assert Subscriber.objects.count() == 0


def test_looking_at_any_link_changes_nothing(client: Client):
    subscriber = make_subscription(make_proposal(), asked="daily").subscriber
    before = digest()

    answers = [client.get(path_of(one, subscriber)) for one in Purpose]

    assert [one.status_code for one in answers] == [200] * 4
    assert {one["Referrer-Policy"] for one in answers} == {"no-referrer"}
    assert digest() == before


def test_on_the_own_page_a_pace_is_changed_and_one_thing_ended(client: Client):
    one = make_subscription(make_proposal("把旧堤修好"), address="a@mail.example", pace="daily")
    other = make_subscription(make_industry("花炮"), address="a@mail.example", pace="daily")
    path = path_of(Purpose.OWN, one.subscriber)

    shown = text(read(client, path))
    client.post(path, {f"pace-{one.pk}": "weekly", f"pace-{other.pk}": "daily", "end": str(other.pk)})

    assert "把旧堤修好" in shown
    assert "花炮" in shown
    assert [(row.pk, row.pace) for row in Subscription.objects.all()] == [(one.pk, "weekly")]


def test_nobody_changes_what_another_follows(client: Client):
    own = make_subscription(make_proposal(), address="a@mail.example", pace="daily")
    others = make_subscription(make_proposal(), address="b@mail.example", pace="daily")
    path = path_of(Purpose.OWN, own.subscriber)

    client.post(path, {f"pace-{others.pk}": "weekly", "end": str(others.pk)})

    assert Subscription.objects.get(pk=others.pk).pace == "daily"


def test_all_that_is_known_of_an_address_can_be_deleted(client: Client):
    row, mail = told(client)
    FollowRequest.objects.create(
        address=hashed(row.subscriber.address)[:32], domain="", network="", made_at=timezone.now()
    )

    client.post(link_in(mail, "own"), {"forget": "1"})

    left = [one.objects.count() for one in (Subscriber, Subscription, Telling, Message, FollowRequest, Barred)]
    assert left == [0] * 6
    assert client.get(link_in(mail, "own")).status_code == 410


def test_never_again_keeps_a_hash_alone_and_no_mail_follows(client: Client):
    proposal = make_proposal()
    subscriber = make_subscription(proposal, address="Nobody@mail.example", asked="daily").subscriber

    client.post(path_of(Purpose.NEVER, subscriber))
    wish = asking.Wish("nobody@MAIL.example", Followed("proposal", proposal.pk, "", "", ""), "daily", "")
    asking.ask(wish, timezone.now())

    (barred,) = Barred.objects.all()
    assert (Subscriber.objects.count(), Message.objects.count()) == (0, 0)
    assert "nobody" not in barred.address


def test_a_token_signs_nobody_in(client: Client):
    subscriber = make_subscription(make_proposal(), asked="daily").subscriber

    answers = [client.get(path_of(one, subscriber)) for one in Purpose]

    assert [dict(one.cookies) for one in answers] == [{}] * 4
    assert client.get("/admin/").status_code == 302
