"""The first page of the workplace: what waits for somebody, each number with its list."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import template
from django.urls import reverse

from delegates.duplicates import PEOPLE_REGISTER, UNITS_REGISTER, undecided
from proposals.models import ImportBatch, ImportFile, Proposal, Publication, Report

if TYPE_CHECKING:
    from delegates.models.delegate import Reader

register = template.Library()


@dataclass(frozen=True, slots=True)
class Queue:
    """A number that is work, what it counts, and the list behind it."""

    count: int
    label: str
    address: str
    hint: str


@register.simple_tag
def queues(user: "Reader") -> list[Queue]:
    """What waits today, of what this user may see. Seven counts, seven queries."""
    return [*_imports(user), *_proposals(user), *_identities()]


def _imports(user: "Reader") -> list[Queue]:
    return [
        Queue(
            ImportBatch.objects.filter(files__state=ImportFile.State.READ).distinct().count(),
            "批导入等核对",
            _list("importbatch", stage="review"),
            "读好了，看过疑问就可以写入",
        ),
        Queue(
            Report.objects.visible_to(user).filter(publication=Publication.DRAFT).count(),
            "份报道等核对",
            _list("report", publication__exact=Publication.DRAFT.value),
            "看过原文和取出的记录，就可以整份公开",
        ),
    ]


def _proposals(user: "Reader") -> list[Queue]:
    proposals = Proposal.objects.visible_to(user)
    return [
        Queue(
            proposals.exclude(doubts=[]).count(),
            "件有疑问",
            _list("proposal", doubt="yes"),
            "导入时拿不准的地方，要人定",
        ),
        Queue(
            proposals.filter(publication=Publication.DRAFT).count(),
            "件还没有公开",
            _list("proposal", publication__exact=Publication.DRAFT.value),
            "勾选以后，用“公开所选的件”",
        ),
        Queue(
            proposals.filter(keyword_tags__confirmed=False).distinct().count(),
            "件的高频词等确认",
            _list("proposal", keyword_tags__confirmed__exact="0"),
            "和文章分开印的词，按次序配上的",
        ),
    ]


def _identities() -> list[Queue]:
    return [
        Queue(
            undecided(PEOPLE_REGISTER).count(),
            "位可能与库里的人重复",
            reverse("admin:delegates_delegate_duplicates"),
            "同名，但凭单位还认不准，要人定",
        ),
        Queue(
            undecided(UNITS_REGISTER).count(),
            "个单位可能重复",
            reverse("admin:delegates_organisation_duplicates"),
            "名称相近，是不是同一单位要人定",
        ),
    ]


def _list(model: str, **filters: Any) -> str:
    query = "&".join(f"{name}={value}" for name, value in filters.items())
    return f"{reverse(f'admin:proposals_{model}_changelist')}?{query}"
