"""The queues of a desk: what waits for this person, of what this person may do."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from django.db.models import F
from django.db.models.functions import TruncDate
from django.urls import reverse

from delegates.duplicates import PEOPLE_REGISTER, UNITS_REGISTER, undecided
from proposals.models import (
    Assignment,
    ImportBatch,
    ImportFile,
    Problem,
    Proposal,
    Publication,
    Report,
    SameMatter,
)
from proposals.models.staff import role_of
from proposals.models.visibility import worked_on_by
from proposals.workflow.events import Event
from proposals.workflow.roles import may

from .counting import Waiting, counted
from .waiting import PARTS, PROPOSALS

if TYPE_CHECKING:
    from delegates.models.delegate import Reader
    from proposals.models.assignment import AssignmentQuerySet

CREATED = TruncDate("created_at")


@dataclass(frozen=True, slots=True)
class Queue:
    """A number that is work, what it counts, the list behind it, and since when the oldest waits."""

    count: int
    label: str
    address: str
    hint: str
    oldest: date | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """A queue before it is counted."""

    label: str
    address: str
    hint: str
    waiting: Waiting


def queues(user: "Reader", today: date) -> list[Queue]:
    """What waits for this user, in the order of the procedure. One query; none for an account without a role."""
    if role_of(user) is None:
        return []
    kinds = [
        *_procedure(user, today),
        *_readers(user),
        *_imports(user),
        *_publication(user),
        *_identities(user),
        *_matters(user),
    ]
    found = counted({str(at): one.waiting for at, one in enumerate(kinds)})
    return [
        Queue(found[str(at)][0], one.label, one.address, one.hint, found[str(at)][1]) for at, one in enumerate(kinds)
    ]


def _procedure(user: "Reader", today: date) -> Iterator[Kind]:
    """The steps of handling that this role may record."""
    role = role_of(user)
    proposals = Proposal.objects.handled_by(user)
    parts = cast("AssignmentQuerySet", worked_on_by(user, Assignment.objects.all()))
    for step in PROPOSALS:
        if may(role, step.event):
            rows = step.rows(proposals, today)
            yield Kind(step.label, _list("proposal", waiting=step.name), step.hint, Waiting(rows, CREATED))
    for part in PARTS:
        if may(role, part.event):
            signing = part.event is Event.ACCEPT
            found = part.rows(parts)
            waiting = Waiting(found, F("assigned_on")) if signing else Waiting(found.since(), F("waiting_since"))
            yield Kind(part.label, _list("assignment", waiting=part.name), part.hint, waiting)


def _readers(user: Any) -> Iterator[Kind]:
    if user.has_perm("proposals.change_problem"):
        waiting = Waiting(Problem.objects.waiting(), CREATED)
        yield Kind("个读者报告的错误", _list("problem", waiting="yes"), "对照原文和文件核对，答复写在编号下面", waiting)


def _matters(user: Any) -> Iterator[Kind]:
    if user.has_perm("proposals.change_samematter"):
        unread = SameMatter.objects.filter(choice=SameMatter.Choice.UNREAD)
        hint = "程序按字面找到的，已经标明没有人核对；是不是同一件事由人定"
        yield Kind("对可能是同一件事", _list("samematter", choice__exact=""), hint, Waiting(unread))


def _imports(user: Any) -> Iterator[Kind]:
    if not user.has_perm("proposals.change_importbatch"):
        return
    batches = ImportBatch.objects.filter(files__state=ImportFile.State.READ)
    yield Kind(
        "批导入等核对", _list("importbatch", stage="review"), "读好了，看过疑问就可以写入", Waiting(batches, CREATED)
    )


def _publication(user: Any) -> Iterator[Kind]:
    draft = Publication.DRAFT
    proposals = Proposal.objects.visible_to(user)
    if user.has_perm("proposals.publish_report"):
        reports = Report.objects.visible_to(user).filter(publication=draft)
        address = _list("report", publication__exact=draft.value)
        yield Kind("份报道等核对", address, "看过原文和取出的记录，就可以整份公开", Waiting(reports))
    if user.has_perm("proposals.edit_proposal"):
        doubtful = Waiting(proposals.exclude(doubts=[]), CREATED)
        yield Kind("件有疑问", _list("proposal", doubt="yes"), "导入时拿不准的地方，要人定", doubtful)
        tagged = Waiting(proposals.filter(keyword_tags__confirmed=False), CREATED)
        address = _list("proposal", keyword_tags__confirmed__exact="0")
        yield Kind("件的高频词等确认", address, "和文章分开印的词，按次序配上的", tagged)
    if user.has_perm("proposals.publish_proposal"):
        address = _list("proposal", publication__exact=draft.value)
        hidden = Waiting(proposals.filter(publication=draft), CREATED)
        yield Kind("件还没有公开", address, "勾选以后，用“公开所选的件”", hidden)


def _identities(user: Any) -> Iterator[Kind]:
    if not user.has_perm("delegates.change_delegate"):
        return
    people = reverse("admin:delegates_delegate_duplicates")
    yield Kind("位可能与库里的人重复", people, "同名，但凭单位还认不准，要人定", Waiting(undecided(PEOPLE_REGISTER)))
    units = reverse("admin:delegates_organisation_duplicates")
    yield Kind("个单位可能重复", units, "名称相近，是不是同一单位要人定", Waiting(undecided(UNITS_REGISTER)))


def _list(model: str, **filters: Any) -> str:
    query = "&".join(f"{name}={value}" for name, value in filters.items())
    return f"{reverse(f'admin:proposals_{model}_changelist')}?{query}"
