"""A list's filter under a name of one's own: on the first page, over its list, nobody else's."""

import pytest
from django.test import Client
from django.urls import reverse

from proposals.models import SavedFilter
from proposals.workflow.roles import Role
from tests.factories import make_user
from tests.proposals.admin_desk.desk_rows import signed_in

pytestmark = pytest.mark.django_db
SAVE, LIST = reverse("admin:proposals_proposal_filter_save"), reverse("admin:proposals_deadline_changelist")


def save(client: Client, name: str = "超期的", path: str = LIST, query: str = "due=overdue&p=3") -> str:
    return str(client.post(SAVE, {"name": name, "path": path, "query": query})["Location"])


def test_a_filter_is_kept_without_the_page_it_was_on(office: Client):
    assert save(office) == f"{LIST}?due=overdue"
    assert SavedFilter.objects.get().address == f"{LIST}?due=overdue"


def test_it_stands_on_the_first_page_and_over_its_list(office: Client):
    save(office)

    assert f'href="{LIST}?due=overdue">超期的</a>' in office.get(reverse("admin:index")).content.decode()
    assert "超期的</a>" in office.get(LIST).content.decode()
    assert "超期的</a>" not in office.get(reverse("admin:proposals_assignment_changelist")).content.decode()


def test_a_filter_is_nobody_elses(office: Client):
    save(office)
    other = signed_in(make_user(role=Role.EDITOR))

    assert "超期的</a>" not in other.get(LIST).content.decode()
    pk = SavedFilter.objects.get().pk
    assert other.post(reverse("admin:proposals_proposal_filter_delete", args=[pk])).status_code == 404
    assert save(other, query="due=7") == f"{LIST}?due=7"
    assert SavedFilter.objects.count() == 2


def test_the_same_name_takes_the_new_filter(office: Client):
    save(office)

    save(office, query="due=30")

    assert SavedFilter.objects.get().query == "due=30"


def test_a_filter_is_deleted_and_one_stays_on_the_list(office: Client):
    save(office)
    pk = SavedFilter.objects.get().pk

    response = office.post(reverse("admin:proposals_proposal_filter_delete", args=[pk]), {"next": f"{LIST}?due=7"})

    assert response["Location"] == f"{LIST}?due=7"
    assert not SavedFilter.objects.exists()


@pytest.mark.parametrize("path", ["/", "https://example.com/", "//example.com/admin/", "/admin/", "/admin/logout/"])
def test_only_lists_are_kept(office: Client, path: str):
    save(office, path=path)

    assert not SavedFilter.objects.exists()


@pytest.mark.parametrize("away", ["https://example.com/", "//example.com/", "javascript:alert(1)"])
def test_deleting_leads_nowhere_else(office: Client, away: str):
    save(office)
    pk = SavedFilter.objects.get().pk

    response = office.post(reverse("admin:proposals_proposal_filter_delete", args=[pk]), {"next": away})

    assert response["Location"] == LIST


def test_a_name_and_a_filter_are_needed(office: Client):
    save(office, name=" ")
    save(office, query="p=2")

    assert not SavedFilter.objects.exists()
