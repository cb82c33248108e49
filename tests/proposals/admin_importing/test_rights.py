"""Importing is for staff whose role imports; what is public is for who publishes."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from proposals.models import Decision, ImportBatch, ImportFile
from proposals.workflow.roles import Role
from tests.factories import make_department, make_user
from tests.proposals.admin_importing.desks import MakeFile

pytestmark = pytest.mark.django_db
OF_BATCH = ("change", "progress", "files", "begin", "said", "apply", "publish", "undo")
OF_FILE = ("review", "decide", "stamp", "matches", "mapping", "encoding")
ONLY_POST = ("files", "begin", "publish", "decide", "encoding")


def addresses(file: ImportFile) -> dict[str, str]:
    """Every address of importing, by name."""
    own = {name: reverse(f"admin:proposals_importbatch_{name}", args=[file.batch_id]) for name in OF_BATCH}
    own |= {name: reverse(f"admin:proposals_importfile_{name}", args=[file.pk]) for name in OF_FILE}
    return own | {name: reverse(f"admin:proposals_importbatch_{name}") for name in ("changelist", "add")}


def test_staff_without_the_right_are_refused_everywhere(client: Client, make_file: MakeFile):
    client.force_login(make_user("visitor", role=Role.LIAISON, department=make_department()))
    file = make_file()

    answers = {
        (name, method): getattr(client, method)(address).status_code
        for name, address in addresses(file).items()
        for method in ("get", "post")
    }

    assert set(answers.values()) == {403}
    assert not Decision.objects.exists()


@pytest.mark.parametrize("signed_in", [True, False])
def test_who_is_no_staff_is_sent_to_sign_in(client: Client, make_file: MakeFile, signed_in: bool):
    if signed_in:
        client.force_login(make_user("reader"))

    for address in addresses(make_file()).values():
        response = client.get(address)
        assert (response.status_code, response["Location"].startswith("/admin/login/")) == (302, True)


def test_what_writes_is_not_to_be_had_by_get(desk: Client, make_file: MakeFile):
    places = addresses(make_file())

    assert {name: desk.get(places[name]).status_code for name in ONLY_POST} == dict.fromkeys(ONLY_POST, 405)


def test_an_import_is_deleted_by_nobody(client: Client, batch: ImportBatch):
    client.force_login(make_user("root", superuser=True))

    assert client.post(f"/admin/proposals/importbatch/{batch.pk}/delete/", {"post": "yes"}).status_code == 403
    assert ImportBatch.objects.filter(pk=batch.pk).exists()


@pytest.mark.parametrize("path", ["importbatch/99/change/", "importbatch/x/change/", "importbatch/file/99/"])
def test_what_is_not_there_is_not_found(desk: Client, path: str):
    assert desk.get(f"/admin/proposals/{path}").status_code == 404


def test_no_public_page_shows_what_waits(client: Client, make_file: MakeFile, clerk: User):
    make_file(name="绝密文件名.txt")

    for address in ("/", "/proposals/", "/proposals/?q=绝密文件名", "/reports/", "/delegates/"):
        content = client.get(address).content.decode()
        assert "绝密文件名.txt" not in content
        assert "江岸日报" not in content
