"""Forms sent by hand: what a role is not offered, it cannot send either."""

import pytest
from django.contrib.auth.models import Group, Permission

from proposals.models import Ask, Assignment, ImportBatch, Proposal, Report
from proposals.workflow.events import Event
from proposals.workflow.roles import Role
from proposals.workflow.states import Duty
from tests.factories import make_department, make_user
from tests.proposals.handling.cases import RATED
from tests.roles.driving import Form, ask, form_of
from tests.roles.world import World

pytestmark = pytest.mark.django_db


def change(table: str, key: int) -> str:
    return f"/admin/proposals/{table}/{key}/change/"


def form_with(world: World, table: str, key: int, **changed: str) -> Form:
    """The superuser's form of a row with other values in it."""
    form = dict(form_of(world, change(table, key), f"{table}_form"))
    return list({**form, **{name.replace("__", "-"): value for name, value in changed.items()}}.items())


def send(world: World, role: str, table: str, name: str, **changed: str) -> None:
    key = world.named[name]
    world.client(role).post(change(table, key), dict(form_with(world, table, key, **changed)))


def proposal(world: World, name: str) -> Proposal:
    return Proposal.objects.get(pk=world.named[name])


def test_an_editor_changes_a_headline_and_not_who_may_read_it(world: World):
    send(world, "editor", "proposal", "own", headline="把河东的旧堤加高", publication="published")

    saved = proposal(world, "own")
    assert (saved.headline, saved.publication) == ("把河东的旧堤加高", "draft")


def test_a_reviewer_changes_both(world: World):
    send(world, "reviewer", "proposal", "own", headline="把河东的旧堤加高", publication="published")

    saved = proposal(world, "own")
    assert (saved.headline, saved.publication) == ("把河东的旧堤加高", "published")


def test_an_editor_publishes_no_report_and_no_more_of_it(world: World):
    send(world, "editor", "report", "report", title="改过的标题", publication="published", shown="full")

    saved = Report.objects.get(pk=world.named["report"])
    assert (saved.title, saved.publication, saved.shown) == ("改过的标题", "draft", "excerpt")


@pytest.mark.parametrize(
    ("table", "name", "action"),
    [("proposal", "own", "publish"), ("proposal", "published", "hide"), ("report", "report", "publish_all")],
)
@pytest.mark.parametrize("role", ["liaison", "editor", "auditor"])
def test_only_who_publishes_has_the_actions_that_do(world: World, role: str, table: str, name: str, action: str):
    path, chosen = f"/admin/proposals/{table}/", [("_selected_action", str(world.named[name])), ("index", "0")]

    assert not ask(world, role, "POST", path, [("action", action), *chosen]).changed
    assert ask(world, "reviewer", "POST", path, [("action", action), *chosen]).changed


def test_a_liaison_records_what_the_own_department_did_and_changes_nothing_else(world: World):
    send(
        world, "liaison", "proposal", "own", headline="别的题目", publication="published",
        followups__0__event="meet", followups__0__happened_on="2026-05-20", followups__0__note="上门商量",
        asks__0__text="别的诉求",
    )  # fmt: skip

    saved = proposal(world, "own")
    last = saved.followups.latest("sequence")
    assert (last.event, last.note, last.recorded_by) == ("meet", "上门商量", world.users["liaison"])
    assert (saved.headline, saved.publication, saved.asks.get().text) == (
        "把河东的旧堤修好",
        "draft",
        "把河东的旧堤修好",
    )


def test_a_liaison_records_nothing_in_the_name_of_another_department(world: World):
    before = proposal(world, "own").followups.count()

    send(
        world, "liaison", "proposal", "own",
        followups__0__event="meet", followups__0__happened_on="2026-05-20", followups__0__note="上门商量",
        followups__0__department=str(world.other.pk),
    )  # fmt: skip

    assert proposal(world, "own").followups.count() == before


def test_a_liaison_hands_nothing_over(world: World):
    send(
        world, "liaison", "proposal", "own",
        followups__0__event="reassign", followups__0__happened_on="2026-05-20", followups__0__note="不归我们",
    )  # fmt: skip

    assert Assignment.objects.get(proposal=world.named["own"]).department == world.own


def test_the_part_of_another_proposal_is_not_changed_under_the_form_of_this_one(world: World):
    foreign = Ask.objects.get(proposal=world.named["other"])

    send(world, "editor", "proposal", "own", asks__0__id=str(foreign.pk), asks__0__text="换掉的诉求")

    assert Ask.objects.get(pk=foreign.pk).text == foreign.text


def test_an_action_on_rows_of_others_reaches_the_own_alone(world: World):
    form = [("action", "record"), ("index", "0")]
    form += [("_selected_action", str(world.named[name])) for name in ("own", "other", "published")]

    answer = ask(world, "liaison", "POST", "/admin/proposals/proposal/", form)

    assert answer.response["Location"] == f"/admin/proposals/proposal/events/?ids={world.named['own']}"


@pytest.mark.parametrize("query", ["_popup=1", "_popup=1&_to_field=id", "_changelist_filters=q%3D1"])
def test_a_popup_shows_no_more_than_the_page(world: World, query: str):
    assert ask(world, "liaison", "GET", f"{change('proposal', world.named['other'])}?{query}").word == "no"
    assert ask(world, "liaison", "GET", f"{change('proposal', world.named['own'])}?{query}").word == "ok"


def test_a_liaison_searches_and_filters_the_own_list_alone(world: World):
    for query in ("q=路灯", "q=南门", "publication__exact=published", "state__exact=handling"):
        page = world.client("liaison").get(f"/admin/proposals/proposal/?{query}")
        assert {row.pk for row in page.context["cl"].queryset} <= set(
            Assignment.objects.filter(department=world.own).values_list("proposal", flat=True)
        )


def test_a_field_offers_a_liaison_the_own_department_alone(world: World):
    asked = {"app_label": "proposals", "model_name": "followup", "field_name": "department", "term": ""}

    def offered(role: str) -> list[str]:
        found = world.client(role).get("/admin/autocomplete/", asked).json()["results"]
        return [one["text"] for one in found]

    assert offered("liaison") == ["市水利局"]
    assert {"市水利局", "市城管局", "市档案局"} <= set(offered("editor"))


def test_what_another_department_reports_stays_between_it_and_the_office(world: World):
    shared = Assignment.objects.get(pk=world.named["shared_part"]).proposal
    theirs = shared.assignments.get(department=world.other)
    shared.record(Event.MEET, by=None, on=RATED, note="只说给内部", assignment=theirs)

    def pages(role: str) -> str:
        record, history = change("proposal", shared.pk), f"/admin/proposals/proposal/{shared.pk}/history/"
        return "".join(world.client(role).get(path).content.decode() for path in (record, history))

    assert pages("editor").count("只说给内部") == 2
    assert "只说给内部" not in pages("liaison")


def test_who_handed_a_proposal_on_no_longer_sees_it(world: World):
    row, reviewer = proposal(world, "own"), world.users["reviewer"]
    assert ask(world, "liaison", "GET", change("proposal", row.pk)).word == "ok"

    row.record(Event.REASSIGN, by=reviewer, on=RATED, department=make_department("市交通局"), note="不归水利局")

    assert ask(world, "liaison", "GET", change("proposal", row.pk)).word == "no"


def test_the_successor_of_a_department_takes_its_proposals_over(world: World):
    heir = make_department("市水务局")
    type(world.own).objects.filter(pk=world.own.pk).update(successor=heir)
    user = make_user(role=Role.LIAISON, department=heir)

    assert user.has_perm("proposals.change_proposal", proposal(world, "own"))
    assert not user.has_perm("proposals.change_proposal", proposal(world, "other"))


def test_a_letter_that_was_handed_in_is_read_and_no_longer_written(world: World):
    handed = Assignment.objects.get(department=world.own, proposal__replies__status="handed_in").proposal.replies.get()
    user = world.users["liaison"]

    assert user.has_perm("proposals.view_reply", handed)
    assert not user.has_perm("proposals.change_reply", handed)


def test_an_editor_imports_without_publishing(world: World):
    form = {"pasted": "市人大代表赵一川：\n把桥修好\n", "publish": "on", "show_text": "on"}

    world.client("editor").post("/admin/proposals/importbatch/add/", form)
    dropped = ImportBatch.objects.latest("pk")
    world.client("editor").post(f"/admin/proposals/importbatch/{world.named['read']}/said/", {"publish": "on"})

    assert (dropped.publish, dropped.show_text) == (False, False)
    assert ImportBatch.objects.get(pk=world.named["read"]).publish is False


def test_what_a_reviewer_said_of_publishing_outlives_an_editors_words(world: World):
    ImportBatch.objects.filter(pk=world.named["read"]).update(publish=True)

    world.client("editor").post(f"/admin/proposals/importbatch/{world.named['read']}/said/", {"source_name": "日报"})

    batch = ImportBatch.objects.get(pk=world.named["read"])
    assert (batch.publish, batch.source_name) == (True, "日报")


def test_a_batch_that_is_public_at_once_is_written_by_who_publishes(world: World):
    ImportBatch.objects.filter(pk=world.named["read"]).update(publish=True)
    path = f"/admin/proposals/importbatch/{world.named['read']}/apply/"
    digests = _digests(world, path)

    assert ask(world, "editor", "POST", path, digests).word == "idle"
    assert ask(world, "reviewer", "POST", path, digests).word == "ok"


def _digests(world: World, path: str) -> Form:
    plans = world.client("reviewer").get(path).context["plans"]
    return [("digests", " ".join(f"{one.file.pk}:{one.plan.digest}" for one in plans))]


def test_an_editor_undoes_no_import_that_is_public(world: World):
    Report.objects.filter(pk=world.named["report"]).update(publication="published")
    path = f"/admin/proposals/importbatch/{world.named['written']}/undo/"

    assert ask(world, "editor", "POST", path).word == "idle"
    assert ask(world, "reviewer", "POST", path).word == "ok"


@pytest.mark.parametrize("role", ["none", "auditor", "liaison", "editor"])
def test_single_permissions_and_groups_give_nothing(world: World, role: str):
    user, everything = world.users[role], Permission.objects.all()
    group = Group.objects.create(name="大家")
    group.permissions.set(everything)
    before = user.get_all_permissions()

    user.user_permissions.set(everything)
    user.groups.add(group)
    again = type(user).objects.get(pk=user.pk)

    assert again.get_all_permissions() == before
    assert not again.has_perm("auth.change_user")
    assert ask(world, role, "GET", f"/admin/auth/user/{user.pk}/change/").word == "no"


def test_a_part_shared_with_another_department_keeps_its_lead_to_itself(world: World):
    lead = Assignment.objects.get(pk=world.named["shared_part"])
    assist = lead.proposal.assignments.get(department=world.own)
    user = world.users["liaison"]

    assert Duty(assist.duty) is Duty.ASSIST
    assert user.has_perm("proposals.view_assignment", assist)
    assert not user.has_perm("proposals.view_assignment", lead)
