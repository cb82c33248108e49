"""The database keeps the history of every write, whoever made it, and lets nobody change it."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import F

from delegates.history.acts import acting, say
from delegates.history.tracked import tracked
from delegates.history.triggers import install_after_migrate, remove_before_migrate
from delegates.merging import merge
from delegates.models import Change, Delegate, Post
from tests.factories import make_delegate, make_organisation, make_user

pytestmark = pytest.mark.django_db


def kept(row) -> list[tuple[str, str, dict]]:
    return [(one.table, one.kind, one.fields) for one in Change.objects.of(row)]


def test_a_saved_row_keeps_the_columns_that_moved_as_old_and_new():
    person = make_delegate("林知夏", body=None)

    person.name = "林知秋"
    person.save()

    assert kept(person) == [
        ("delegates.delegate", "made", {}),
        ("delegates.delegate", "changed", {"name": ["林知夏", "林知秋"]}),
    ]


def test_a_save_that_moves_nothing_keeps_nothing():
    person = make_delegate("林知夏", body=None)

    person.save()
    Delegate.objects.filter(pk=person.pk).update(name=F("name"))

    assert len(kept(person)) == 1


def test_writes_past_every_form_are_kept_too():
    person = make_delegate("林知夏", body=None)
    Delegate.objects.filter(pk=person.pk).update(note="两人同名")
    Post.objects.bulk_create([Post(delegate=person, title="社长"), Post(delegate=person, title="会长")])
    with connection.cursor() as cursor:
        cursor.execute("UPDATE delegates_post SET note = '兼' WHERE title = '会长'")
    Post.objects.filter(title="社长")._raw_delete("default")

    assert kept(person) == [
        ("delegates.delegate", "made", {}),
        ("delegates.delegate", "changed", {"note": ["", "两人同名"]}),
        ("delegates.post", "made", {}),
        ("delegates.post", "made", {}),
        ("delegates.post", "changed", {"note": ["", "兼"]}),
        ("delegates.post", "removed", {
            "delegate_id": [person.pk, None], "title": ["社长", None], "note": ["", None], "order": [0, None],
        }),
    ]  # fmt: skip


def test_a_change_says_who_made_it_and_why():
    clerk = make_user("clerk")
    with acting(by=clerk.pk, why="来电更正") as act:
        person = make_delegate("林知夏", body=None)
        say("  来信更正  ")
        Delegate.objects.filter(pk=person.pk).update(note="两人同名")

    assert [(one.by_id, one.why, one.act) for one in Change.objects.of(person)] == [
        (clerk.pk, "来电更正", act.key),
        (clerk.pk, "来信更正", act.key),
    ]


def test_who_and_why_hold_after_a_part_of_the_work_was_taken_back():
    clerk, other = make_user("clerk"), make_user("other")
    person = make_delegate("林知夏", body=None)
    with acting(by=other.pk, why="试着改"):
        Delegate.objects.filter(pk=person.pk).update(note="一")
    with acting(by=clerk.pk, why="真的改"):
        with transaction.atomic():
            Delegate.objects.filter(pk=person.pk).update(note="二")
            transaction.set_rollback(True)
        Delegate.objects.filter(pk=person.pk).update(note="三")

    last = Change.objects.of(person).last()
    assert (last.by_id, last.why, last.fields) == (clerk.pk, "真的改", {"note": ["一", "三"]})


def test_an_act_inside_an_act_is_of_the_same_person():
    clerk = make_user("clerk")
    with acting(by=clerk.pk, why="外"), acting(why="内"):
        person = make_delegate("林知夏", body=None)

    assert [(one.by_id, one.why) for one in Change.objects.of(person)] == [(clerk.pk, "内")]


def test_without_an_act_nobody_is_named():
    person = make_delegate("林知夏", body=None)

    assert [(one.by_id, one.act) for one in Change.objects.of(person)] == [(None, "")]


def test_a_merge_leaves_the_history_of_both():
    kept_one, gone = make_delegate("林知夏", body=None), make_delegate("林知夏", posts=[(make_organisation(), "社长")])
    number = gone.pk
    merge(kept_one, gone, by=None, reason="同一人")

    assert [(one.table, one.kind) for one in Change.objects.of(kept_one)][1:] == [
        ("delegates.mandate", "changed"), ("delegates.post", "changed"),
    ]  # fmt: skip
    of_gone = Change.objects.filter(table="delegates.delegate", row=str(number))
    assert [one.kind for one in of_gone] == ["made", "removed"]


def test_of_a_password_only_that_it_changed_is_kept():
    user = make_user("clerk")
    user.set_password("另一个很长的口令")
    user.save()

    assert kept(user)[-1] == ("auth.user", "changed", {"password": [None, None]})


def test_signing_in_is_no_change(client):
    user = make_user("clerk", staff=True)
    before = Change.objects.of(user).count()

    client.force_login(user)

    assert Change.objects.of(user).count() == before


@pytest.mark.parametrize("spoil", [lambda rows: rows.update(why=""), lambda rows: rows._raw_delete("default")])
def test_nobody_changes_the_history(spoil):
    make_delegate("林知夏", body=None)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        spoil(Change.objects.all())


def test_every_table_of_the_register_has_its_triggers():
    tables = {one.model._meta.db_table for one in tracked()}
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'history_%_update'")
        else:
            cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'history_write'")
        found = {name for (name,) in cursor.fetchall()}

    assert found - {"delegates_change"} == tables


def test_a_migration_meets_no_trigger_and_leaves_them_all():
    before = triggers()
    remove_before_migrate("default")
    between = triggers()
    install_after_migrate("default")

    assert between == (set() if connection.vendor == "sqlite" else before)
    assert triggers() == before != set()


def triggers() -> set[str]:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'history\\_%' ESCAPE '\\'"
            )
        else:
            cursor.execute("SELECT tgrelid::regclass || tgname FROM pg_trigger WHERE tgname LIKE 'history%'")
        return {name for (name,) in cursor.fetchall()}
