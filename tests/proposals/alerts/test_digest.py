"""The daily reminder: one mail a person and day, and none for a day without work."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from proposals.alerts.digest import recipients, send_digest, send_digests
from proposals.alerts.wishes import set_digest, wants_digest
from proposals.models import Message, Position
from proposals.workflow.roles import Role
from tests.factories import make_department, make_user
from tests.proposals.alerts.scene import make_clock, make_part

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 3)


def staff(name: str, role: Role = Role.REVIEWER, **more):
    user = make_user(name, role=role, **more)
    user.email = f"{name}@office.example"
    user.save()
    return user


def overdue(**more):
    return make_clock(make_part(**more), TODAY - timedelta(days=11))


def test_each_person_gets_one_mail_a_day():
    staff("zhou")
    staff("lin", Role.ADMINISTRATOR)
    overdue()

    assert [send_digests(TODAY), send_digests(TODAY)] == [2, 0]
    assert sorted(row.to for row in Message.objects.all()) == ["lin@office.example", "zhou@office.example"]


def test_the_next_day_has_a_mail_of_its_own():
    staff("zhou")
    overdue()

    assert [send_digests(TODAY), send_digests(TODAY + timedelta(days=1))] == [1, 1]


def test_nothing_to_say_is_no_mail():
    staff("zhou")
    make_clock(make_part(), TODAY + timedelta(days=90), provisional=True)

    assert send_digests(TODAY) == 0


def test_a_newer_mail_takes_the_place_of_one_that_never_went():
    user = staff("zhou")
    overdue()
    send_digest(user, TODAY)
    send_digest(user, TODAY + timedelta(days=1))

    old, new = Message.objects.order_by("pk")
    assert (old.given_up, old.error) == (True, "由6月4日的提醒代替，没有发送")
    assert new.given_up is False


def test_a_mark_is_told_once_even_where_the_work_runs_late():
    user = staff("zhou")
    make_clock(make_part(), TODAY + timedelta(days=7))

    sent = [send_digest(user, TODAY + timedelta(days=day)) for day in range(8)]

    assert sent == [True, False, False, False, False, False, True, True]


def test_subject_and_text_say_what_there_is_in_words():
    staff("zhou")
    overdue(headline="修好堤岸；再修桥", number="12", department=make_department("市水利局"))
    overdue(headline="种好树", department=make_department("市林业局"))
    make_clock(make_part(headline="挖好井"), TODAY + timedelta(days=7), provisional=True)

    send_digests(TODAY)

    mail = Message.objects.get()
    assert mail.subject == "言路每日提醒：2 项超期，1 项快到期"
    assert mail.text.startswith("2 项超期，1 项快到期\n2026年6月3日，周三 · 全部建议提案\n")
    assert "· 超期 11 天　修好堤岸；再修桥\n  应于5月23日前答复\n  第12号 · 市水利局独办\n  http" in mail.text
    assert "有 1 个期限是暂定的，落在2026年，要等放假安排公布才能算定。公布后请录入“节假日安排”" in mail.text
    assert "不想再收：http://127.0.0.1:8000/admin/proposals/message/reminders/" in mail.text
    assert mail.headers == {"List-Unsubscribe": "<http://127.0.0.1:8000/admin/proposals/message/reminders/>"}


def test_a_headline_is_text_in_both_parts():
    staff("zhou")
    overdue(headline="<script>alert(1)</script> & 修堤")

    send_digests(TODAY)

    mail = Message.objects.get()
    assert "<script>alert(1)</script> & 修堤" in mail.text
    assert "<script>" not in mail.html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; 修堤" in mail.html


def test_a_liaison_reads_whose_work_it_is():
    department = make_department("市水利局")
    staff("he", Role.LIAISON, department=department)
    overdue(department=department, headline="修好堤岸")
    overdue(headline="种好树")

    send_digests(TODAY)

    mail = Message.objects.get()
    assert "市水利局承办的件" in mail.text
    assert "修好堤岸" in mail.html
    assert "种好树" not in mail.html + mail.text


@pytest.mark.parametrize("role", [Role.EDITOR, Role.AUDITOR])
def test_other_roles_get_none(role):
    staff("zhou", role)
    overdue()

    assert send_digests(TODAY) == 0


def test_a_closed_account_and_one_without_a_role_get_none():
    closed = staff("zhou")
    closed.is_active = False
    closed.save()
    Position.objects.filter(user=staff("lin")).delete()
    overdue()

    assert send_digests(TODAY) == 0


def test_who_left_gets_none_until_they_come_back():
    user = staff("zhou")
    overdue()

    set_digest(user, wanted=False)
    assert send_digests(TODAY) == 0

    set_digest(user, wanted=True)
    assert send_digests(TODAY) == 1


def test_a_superuser_leaves_by_getting_the_position_it_has():
    user = make_user("root", superuser=True)
    assert wants_digest(user) is True

    set_digest(user, wanted=False)

    position = Position.objects.get(user=user)
    assert (position.role, position.digest) == (Role.ADMINISTRATOR, False)
    assert recipients() == []


def test_who_has_no_role_has_no_wish_to_keep():
    with pytest.raises(ValueError, match="没有分配角色的帐号不收提醒"):
        set_digest(make_user(), wanted=True)


def test_the_command_tells_what_it_wrote_and_who_has_no_address():
    staff("zhou")
    make_user("lin", role=Role.ADMINISTRATOR)
    overdue()
    told = StringIO()

    call_command("send_digests", date="2026-06-03", stdout=told)

    assert told.getvalue() == "写了 1 封提醒。\n这些帐号没有填电子邮件地址，收不到提醒：lin。\n"


def test_the_command_asks_for_a_real_day():
    with pytest.raises(CommandError, match="“六月三日”不是日期。请写成 2026-06-30 这样。"):
        call_command("send_digests", date="六月三日")
