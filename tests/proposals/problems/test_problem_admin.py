"""The queue of readers' reports: on the first page of the desk, in the daily mail, settled with an answer."""

from datetime import timedelta
from typing import Any

import lxml.html
import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from delegates.models import Change
from proposals.alerts.agenda import agenda
from proposals.desk.queues import queues
from proposals.models import Problem
from proposals.workflow.roles import Role
from tests.factories import make_department, make_proposal, make_user

pytestmark = pytest.mark.django_db


def reported(**more: Any) -> Problem:
    """A report about a proposal."""
    number = Problem.objects.count()
    row = make_proposal("修好旧堤")
    return Problem.objects.create(
        code=f"7Q4KP92M{number:02}", nonce=str(number), proposal=row, path=row.get_absolute_url(), place="诉求 1：修堤",
        text="抄漏了两个字", **more,
    )  # fmt: skip


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def save(client: Client, row: Problem, **fields: str) -> Any:
    """Save the form in the admin as a browser would, with these fields changed."""
    address = f"/admin/proposals/problem/{row.pk}/change/"
    (form,) = lxml.html.fromstring(client.get(address).content.decode()).xpath("//form[@id='problem_form']")
    return client.post(address, dict(form.form_values()) | fields)


@pytest.mark.parametrize("role", [Role.EDITOR, Role.REVIEWER, Role.ADMINISTRATOR])
def test_those_who_can_put_it_right_find_it_on_their_first_page(role: Role):
    reported()
    reported(state="done", answer="改了")

    (queue,) = (one for one in queues(make_user(role=role), timezone.localdate()) if "读者" in one.label)

    assert (queue.count, queue.address) == (1, "/admin/proposals/problem/?waiting=yes")


def test_a_liaison_has_no_such_queue():
    reported()

    found = queues(make_user(role=Role.LIAISON, department=make_department()), timezone.localdate())

    assert [one for one in found if "读者" in one.label] == []


def test_the_daily_mail_tells_of_it_until_it_is_settled():
    row = reported()
    Problem.objects.filter(pk=row.pk).update(created_at=timezone.now() - timedelta(days=3))
    reviewer, today = make_user(role=Role.REVIEWER), timezone.localdate()

    (section,) = agenda(reviewer, today, None)

    assert section.told == "1 个读者报告等处理"
    assert (section.lines[0].title, section.lines[0].who) == ("修好旧堤", "诉求 1：修堤")
    assert section.lines[0].address.endswith(f"/admin/proposals/problem/{row.pk}/change/")
    Problem.objects.update(state="rejected", answer="原文就是这样")
    assert agenda(reviewer, today, None) == []


@pytest.mark.parametrize("state", ["done", "rejected"])
def test_whoever_settles_it_answers_the_reader(state: str):
    row, editor = reported(), make_user(role=Role.EDITOR)
    client = signed_in(editor)

    refused = save(client, row, state=state)
    assert "请写给读者" in refused.content.decode()
    row.refresh_from_db()
    assert row.state == "open"

    assert save(client, row, state=state, answer="已经照原文补上").status_code == 302
    row.refresh_from_db()
    assert (row.state, row.settled_on, row.handled_by) == (state, timezone.localdate(), editor)


def test_taking_it_up_again_takes_the_day_back():
    row, client = (
        reported(state="done", answer="改了", settled_on=timezone.localdate()),
        signed_in(make_user(role=Role.EDITOR)),
    )

    assert save(client, row, state="confirmed", answer="改了").status_code == 302

    row.refresh_from_db()
    assert (row.state, row.settled_on) == ("confirmed", None)


def test_the_database_knows_no_end_without_an_answer():
    row = reported()

    with pytest.raises(IntegrityError), transaction.atomic():
        Problem.objects.filter(pk=row.pk).update(state="done")


def test_what_the_reader_wrote_cannot_be_edited():
    row, client = reported(), signed_in(make_user(role=Role.ADMINISTRATOR))

    save(client, row, text="没有这回事", place="别处", state="confirmed")

    row.refresh_from_db()
    assert (row.text, row.place, row.state) == ("抄漏了两个字", "诉求 1：修堤", "confirmed")


def test_the_history_keeps_no_contact():
    row = reported(contact="reader@example.com")
    Problem.objects.filter(pk=row.pk).update(contact="")

    kept = [str(one.fields) for one in Change.objects.filter(table="proposals.problem")]

    assert kept
    assert not any("reader@example.com" in one for one in kept)


def test_the_list_says_how_each_stands():
    reported()

    page = signed_in(make_user(role=Role.AUDITOR)).get("/admin/proposals/problem/").content.decode()

    assert "7Q4KP-92M00" in page
    assert "等核对" in page
    assert "抄漏了两个字" in page
