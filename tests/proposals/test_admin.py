"""Staff at work: the log is only added to, nobody overwrites anybody, the source stands beside the record."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from delegates.models import Change, Delegate
from proposals.admin.followup import FollowUpInline
from proposals.models import Ask, Commitment, Proposal, Proposer
from proposals.templatetags.desk import queues
from proposals.workflow.events import Event
from tests.factories import make_delegate, make_department, make_proposal, make_report, make_session, make_user
from tests.proposals.handling.cases import make_answered

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(db: None) -> User:
    return User.objects.create_superuser("clerk", password="a-long-word-for-tests")


@pytest.fixture
def desk(clerk: User, client: Client) -> Client:
    client.force_login(clerk)
    return client


@pytest.fixture
def proposal() -> Proposal:
    one = Proposal.objects.create(headline="给老旧小区加装电梯", kind="suggestion")
    one.record(Event.SUBMIT, by=None)
    Ask.objects.create(proposal=one, order=1, text="由市里定补贴办法")
    Proposer.objects.create(proposal=one, delegate=Delegate.objects.create(name="林青"))
    return one


def form_of(proposal: Proposal, **changed: Any) -> dict[str, Any]:
    data: dict[str, Any] = {
        "headline": proposal.headline,
        "kind": proposal.kind,
        "number": proposal.number,
        "session": "",
        "read_version": Change.objects.of(proposal).count(),
        "publication": proposal.publication,
        "withheld_ground": "",
    }
    for prefix, rows in {
        "followups": 1, "proposers": 0, "asks": 0, "industry_tags": 0, "keyword_tags": 0, "mentions": 0
    }.items():  # fmt: skip
        data |= {f"{prefix}-TOTAL_FORMS": rows, f"{prefix}-INITIAL_FORMS": 0}
        data |= {f"{prefix}-MIN_NUM_FORMS": 0, f"{prefix}-MAX_NUM_FORMS": 1000}
    return data | changed


def post(desk: Client, proposal: Proposal, **changed: Any) -> Any:
    address = reverse("admin:proposals_proposal_change", args=[proposal.pk])
    return desk.post(address, form_of(proposal, **changed))


def errors(response: Any) -> str:
    assert response.status_code == 200
    context = response.context
    forms = [context["adminform"].form, *(f for s in context["inline_admin_formsets"] for f in s.formset.forms)]
    return " ".join(str(form.errors.as_text()) for form in forms)


def test_adding_a_followup_moves_the_state_and_says_who(desk: Client, proposal: Proposal, clerk: User):
    housing = make_department("市住建局")

    response = post(
        desk, proposal,
        **{"followups-0-event": "assign", "followups-0-department": housing.pk, "followups-0-note": "二月交办会"},
    )  # fmt: skip

    assert response.status_code == 302
    proposal.refresh_from_db()
    assert proposal.state == "assigned"
    last = proposal.followups.last()
    assert (last.event, last.department, last.note, last.recorded_by) == ("assign", housing, "二月交办会", clerk)


def test_an_illegal_move_is_a_form_error_that_says_which_moves_are_legal(desk: Client, proposal: Proposal):
    response = post(desk, proposal, **{"followups-0-event": "fulfil"})

    possible = "“并案”、“不予立案或受理”、“退回修改”、“撤回”、“交办”、“答复”、“记一笔”、“补充材料”"
    assert f"现在是“已提交”，不能直接“落实”。可以：{possible}。" in errors(response)
    assert proposal.followups.count() == 1


def test_a_day_to_come_is_no_day_of_an_event(desk: Client, proposal: Proposal):
    tomorrow = timezone.localdate() + timedelta(days=1)

    response = post(desk, proposal, **{"followups-0-event": "assign", "followups-0-happened_on": tomorrow.isoformat()})

    assert "这一天还没有到" in errors(response)


def test_a_reply_is_not_older_than_the_assignment(desk: Client, proposal: Proposal):
    assigned_on = timezone.localdate() - timedelta(days=9)
    proposal.record(Event.ASSIGN, by=None, on=assigned_on, department=make_department())
    proposal.record(Event.ACCEPT, by=None)
    long_ago = timezone.localdate() - timedelta(days=400)

    response = post(desk, proposal, **{"followups-0-event": "reply", "followups-0-happened_on": long_ago.isoformat()})

    # The undated acceptance does not hide the dated assignment before it.
    assert "早于上一步的日期" in errors(response)


def test_the_state_is_no_field_of_the_form(desk: Client, proposal: Proposal):
    post(desk, proposal, state="fulfilled")

    proposal.refresh_from_db()
    assert proposal.state == "submitted"


def test_two_people_never_overwrite_each_other_without_a_word(desk: Client, proposal: Proposal):
    read = Change.objects.of(proposal).count()
    assert post(desk, proposal, headline="先保存的题目").status_code == 302

    late = post(desk, proposal, headline="后保存的题目", read_version=read)

    assert "别人先保存了" in errors(late)
    assert 'value="后保存的题目"' in late.content.decode()
    proposal.refresh_from_db()
    assert proposal.headline == "先保存的题目"


def test_after_the_warning_ones_own_words_can_still_be_saved(desk: Client, proposal: Proposal):
    read = Change.objects.of(proposal).count()
    post(desk, proposal, headline="先保存的题目")
    late = post(desk, proposal, headline="后保存的题目", read_version=read)
    version = late.context["adminform"].form["read_version"].value()

    assert post(desk, proposal, headline="后保存的题目", read_version=version).status_code == 302
    proposal.refresh_from_db()
    assert proposal.headline == "后保存的题目"


def test_a_proposal_made_by_hand_begins_its_log(desk: Client):
    data = form_of(Proposal(headline="手工登记的一件", kind="proposal", number="0007"))
    data["followups-0-event"] = ""
    del data["read_version"]

    response = desk.post(reverse("admin:proposals_proposal_add"), data)

    assert response.status_code == 302
    one = Proposal.objects.get(number="0007")
    assert [(f.event, f.state) for f in one.followups.all()] == [("submit", "submitted")]


def test_publishing_is_one_action_and_is_logged(desk: Client, proposal: Proposal):
    desk.post(reverse("admin:proposals_proposal_changelist"), {"action": "publish", "_selected_action": [proposal.pk]})

    assert Proposal.objects.visible_to(None).get() == proposal
    assert LogEntry.objects.filter(object_id=str(proposal.pk), change_message="已公开").exists()


def test_nobody_deletes_a_proposal(desk: Client, proposal: Proposal):
    assert desk.post(reverse("admin:proposals_proposal_delete", args=[proposal.pk]), {"post": "yes"}).status_code == 403
    assert Proposal.objects.filter(pk=proposal.pk).exists()


@pytest.mark.parametrize("words", ["电梯", "補貼", "林青", "linqing", "lq"])
def test_the_admin_searches_as_the_public_site_does(desk: Client, proposal: Proposal, words: str):
    post(desk, proposal)
    Proposal.objects.create(headline="另一件")

    response = desk.get(reverse("admin:proposals_proposal_changelist"), {"q": words})

    assert [one.pk for one in response.context["cl"].result_list] == [proposal.pk]


ADMIN_PAGES = (
    "index",
    "proposals_proposal_changelist",
    "proposals_proposal_add",
    "proposals_report_changelist",
    "proposals_article_changelist",
    "proposals_industry_changelist",
    "proposals_industry_add",
    "proposals_keyword_changelist",
    "proposals_department_changelist",
    "proposals_department_add",
    "delegates_delegate_changelist",
    "delegates_delegate_add",
    "delegates_organisation_changelist",
    "delegates_region_changelist",
    "delegates_council_changelist",
    "delegates_term_changelist",
    "delegates_session_changelist",
)


@pytest.mark.parametrize("name", ADMIN_PAGES)
def test_every_admin_page_opens_and_speaks_chinese(desk: Client, proposal: Proposal, name: str):
    response = desk.get(reverse(f"admin:{name}"))

    assert response.status_code == 200
    assert "言路 · 工作台" in response.content.decode()


@pytest.mark.parametrize("rows", [3, 60])
def test_the_list_takes_the_same_queries_however_long(desk: Client, rows: int, django_assert_max_num_queries: Any):
    for number in range(1, rows + 1):
        delegate = make_delegate(f"林{number}")
        make_proposal(f"第 {number} 件", proposers=[delegate], session=make_session(term=number), log=False)

    with django_assert_max_num_queries(9):
        desk.get(reverse("admin:proposals_proposal_changelist"))


@pytest.mark.parametrize("many", [1, 12])
def test_the_form_takes_the_same_queries_however_much_hangs_on_it(
    desk: Client, many: int, django_assert_max_num_queries: Any
):
    for number in range(1, many + 1):
        make_session(term=number)
    people = [make_delegate() for _ in range(many)]
    asks = [f"第 {number} 项" for number in range(many)]
    one, reply = make_answered(proposers=people, asks=asks, mentions=[make_department() for _ in range(many)])
    for ask in one.asks.all():
        Commitment.objects.create(proposal=one, reply=reply, ask=ask, text="年内办好")
    one.record(Event.NOTE, by=None, note="代表来电")
    desk.get(reverse("admin:index"))  # what a process asks once

    # Account, version, the record with its parts, departments with clocks, letters, ratings, promises, log, suggestion.
    with django_assert_max_num_queries(20):
        desk.get(reverse("admin:proposals_proposal_change", args=[one.pk]))


def test_a_liaison_without_rights_sees_nothing(client: Client, proposal: Proposal):
    client.force_login(User.objects.create_user("visitor", password="a-long-word-for-tests"))

    response = client.get(reverse("admin:proposals_proposal_change", args=[proposal.pk]))

    assert response.status_code == 302
    assert "login" in response["Location"]


def test_the_first_page_counts_what_waits(desk: Client, proposal: Proposal):
    content = desk.get(reverse("admin:index")).content.decode()

    assert "<b>1</b> 件还没有公开" in content
    assert "都处理完了" in content


def test_every_queue_opens_its_list(desk: Client, clerk: User, proposal: Proposal):
    for queue in queues(clerk):
        response = desk.get(queue.address)
        assert response.status_code == 200
        listed = response.context["cl"].result_count if "cl" in response.context else 0
        assert listed == queue.count


def test_daily_work_comes_before_accounts(desk: Client):
    apps = desk.get(reverse("admin:index")).context["app_list"]

    assert [app["app_label"] for app in apps] == ["proposals", "delegates", "auth"]
    assert apps[0]["models"][0]["object_name"] == "Proposal"


def test_two_people_recording_at_once_keep_their_own_names(proposal: Proposal):
    first, second = (make_user(name, superuser=True) for name in ("first", "second"))
    desks = admin.site._registry[Proposal]
    department = make_department().pk
    assigned = {"followups-0-event": "assign", "followups-0-department": department}
    request = RequestFactory().post("/", form_of(proposal, **assigned))

    def log(user: User) -> Any:
        """The log's formset as the admin builds it for this person's request."""
        request.user = user
        inline = next(one for one in desks.get_inline_instances(request) if isinstance(one, FollowUpInline))
        kwargs = desks.get_formset_kwargs(request, proposal, inline, "followups")
        return inline.get_formset(request, proposal)(**kwargs)

    begun = log(first)
    log(second)
    assert begun.is_valid()
    begun.save()

    assert [row.recorded_by for row in proposal.followups.all()] == [None, first]


def test_what_was_undone_waits_for_nobody(clerk: User):
    make_report(retracted_at=timezone.now(), publication="draft")
    proposal = make_proposal(doubts=["请核对"], publication="draft")
    Proposal.objects.filter(pk=proposal.pk).update(state="retracted")

    assert {queue.count for queue in queues(clerk)} == {0}
