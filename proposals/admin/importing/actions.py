"""What is done with a whole batch: write it, publish it, undo it. Each is shown before it is done."""

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from proposals.importing.apply import apply_batch
from proposals.importing.known import Known
from proposals.importing.plan import NothingFound, confirm, plan_file
from proposals.importing.planned import Action, AlreadyImported, Plan, Settled
from proposals.importing.tasks import begin_writing
from proposals.importing.undo import Undone, undo_batch, would_undo
from proposals.importing.writing import BEGUN, is_long, writing_of
from proposals.ingest.records import Refusal
from proposals.models import ImportBatch, ImportFile, Publication, Report

from ..report import ReportAdmin
from .forms import may_publish

if TYPE_CHECKING:
    from django.contrib.auth.models import User

_ACTIONS = {Action.CREATE: "create", Action.ATTACH: "attach", Action.SAME: "unchanged"}
_OUTCOMES = {
    Settled.NEW: "filled",
    Settled.CHANGED: "filled",
    Settled.CONFLICT: "conflict",
    Settled.VANISHED: "vanished",
}


@dataclass(frozen=True, slots=True)
class FilePlan:
    """What writing one file would do, or why it cannot be written."""

    file: ImportFile
    plan: Plan | None
    hindrance: str = ""
    blocking: bool = False  # a person has to put something right before anything of the batch is written

    @property
    def counts(self) -> "Counter[str]":
        """Records by action, changes of fields by outcome."""
        if self.plan is None:
            return Counter()
        counted = Counter(_ACTIONS[one.action] for one in self.plan.proposals)
        # Like one that is there, but nobody has said so: written as new ones unless somebody does.
        counted["likely"] = sum(one.action is Action.CREATE and one.existing is not None for one in self.plan.proposals)
        counted.update(
            _OUTCOMES[change.outcome]
            for one in self.plan.proposals
            for change in one.changes
            if change.outcome in _OUTCOMES
        )
        return counted


def write(request: HttpRequest, batch: ImportBatch, context: dict[str, Any]) -> HttpResponse:
    """What would be written; on POST it is written, all or nothing."""
    if batch.applied_at and not batch.undone_at:
        messages.info(request, "这一批已经写入了。")
        return _back(batch)
    if writing_of(batch) is not None:
        messages.info(request, BEGUN)
        return _back(batch)
    if request.method == "POST":
        return _written(request, batch)
    known = Known()
    files = batch.files.filter(state=ImportFile.State.READ).defer("data", "tables").select_related("batch")
    read = list(files.prefetch_related("decisions"))
    known.expect(read)
    plans = [_planned(file, known) for file in read]
    page = {
        **context,
        "title": "写入之前看一遍",
        "batch": batch,
        "plans": plans,
        "sums": sum((one.counts for one in plans), Counter()),
        "people": _people(plans),
        "ready": any(one.plan for one in plans) and not any(one.blocking for one in plans),
    }
    return TemplateResponse(request, "admin/proposals/importbatch/apply.html", page)


def publish(request: HttpRequest, batch: ImportBatch, context: dict[str, Any]) -> HttpResponse:
    """All reports of the batch that are not public yet, through the same action as on their list."""
    if not may_publish(request):
        raise PermissionDenied
    reports = Report.objects.visible_to(request.user).filter(files__batch=batch).distinct()
    cast("ReportAdmin", admin.site.get_model_admin(Report)).publish_all(request, reports)
    return _back(batch)


def undo(request: HttpRequest, batch: ImportBatch, context: dict[str, Any]) -> HttpResponse:
    """What would go and what would stay; on POST it goes."""
    if not batch.applied_at or batch.undone_at:
        messages.info(request, "这一批没有写入过，或者已经撤销了。")
        return _back(batch)
    if not may_publish(request) and _public(batch):
        messages.error(request, "这一批里有已经公开的，撤销会把它们从网站上拿掉。请联系审核员或管理员来撤销。")
        return _back(batch)
    try:
        if request.method == "POST":
            undo_batch(batch, by=cast("User", request.user))
            messages.success(request, "这一批已经撤销。写进库里的记录都退回去了。")
            return _back(batch)
        page = {**context, "title": "撤销之前看一遍", "batch": batch, "lists": _lists(would_undo(batch))}
    except Refusal as reason:
        messages.error(request, str(reason))
        return _back(batch)
    return TemplateResponse(request, "admin/proposals/importbatch/undo.html", page)


def _public(batch: ImportBatch) -> bool:
    """Whether anything of the batch shows on the site."""
    published = Q(publication=Publication.PUBLISHED) | Q(articles__proposals__publication=Publication.PUBLISHED)
    return Report.objects.filter(published, files__batch=batch, retracted_at__isnull=True).exists()


def _planned(file: ImportFile, known: Known) -> FilePlan:
    try:
        plan = plan_file(file, known)
    except NothingFound as reason:
        return FilePlan(file, None, str(reason))
    except Refusal as reason:
        return FilePlan(file, None, str(reason), blocking=True)
    if isinstance(plan, AlreadyImported):
        return FilePlan(file, None, "内容和以前导入的一份一字不差，不会再写一遍。")
    return FilePlan(file, plan)


def _written(request: HttpRequest, batch: ImportBatch) -> HttpResponse:
    """Only what the person saw is written: the digests come back in one field. Long batches go to a worker."""
    by = cast("User", request.user)
    if batch.publish and not may_publish(request):
        messages.error(request, "这一批写明写入后马上公开，没有写入任何内容。请由审核员或管理员来写入。")
        return _back(batch)
    pairs = (one.partition(":") for one in request.POST.get("digests", "").split())
    shown = {pk: digest[:64] for pk, _, digest in pairs}
    try:
        with transaction.atomic():
            for file in batch.files.filter(state=ImportFile.State.READ).only("pk"):
                confirm(file, shown.get(str(file.pk), ""))
        if is_long(batch):
            begin_writing(batch, by=by)
            messages.info(request, "已经交给后台写入。写完以后，这一页会自己换成结果。")
            return _back(batch)
        outcome = apply_batch(batch, by=by)
    except Refusal as reason:
        messages.error(request, str(reason))
        return HttpResponseRedirect(reverse("admin:proposals_importbatch_apply", args=[batch.pk]))
    words = f"已写入：新登记 {len(outcome.proposals)} 件，并入已有的 {len(outcome.attached)} 件。"
    messages.success(request, words + (f"有 {outcome.conflicts} 栏冲突，保留了原来的。" if outcome.conflicts else ""))
    return _back(batch)


def _lists(undone: Undone) -> list[tuple[str, list[str]]]:
    """(what happens, the rows) in the order a person wants to know."""
    return [
        ("会退回的", [f"{name} {count} 条" for name, count in undone.gone.items()]),
        ("恢复原来的样子", undone.restored),
        ("留着不动的", [f"{one.what}：{one.reason}" for one in undone.staying]),
    ]


def _people(plans: list[FilePlan]) -> tuple[int, int]:
    """(new, known) delegates; one in two files counts once in each."""
    people = [person for one in plans if one.plan for person in one.plan.delegates]
    known = sum(one.match.delegate is not None for one in people)
    return len(people) - known, known


def _back(batch: ImportBatch) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("admin:proposals_importbatch_change", args=[batch.pk]))
