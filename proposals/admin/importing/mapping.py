"""Putting right how a file is read: what the columns of a list hold, or in which encoding a text is written."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from proposals.importing.columns import remember
from proposals.importing.intake import read_again
from proposals.importing.tasks import begin_reading
from proposals.ingest.frozen import thaw_mapping, thaw_tables
from proposals.ingest.lists.columns import guessed, principal
from proposals.ingest.records import Column, Mapping, Refusal, Table
from proposals.models import ImportFile

from .encodings import CODECS

if TYPE_CHECKING:
    from django.contrib.auth.models import User

ROWS = 8  # of the table, shown for looking at
TOP = 20  # rows among which the header is chosen
LABELS = {
    Column.IGNORED: "不用",
    Column.ORDINAL: "序号",
    Column.NUMBER: "案号",
    Column.TITLE: "题目",
    Column.PROPOSERS: "提出人（全部）",
    Column.LEAD: "领衔人",
    Column.COSIGNERS: "联名人",
    Column.ORGANISATION: "提出人的单位职务",
    Column.GROUP: "代表团、界别",
    Column.ASKS: "建议内容",
    Column.KIND: "种类",
    Column.FIELD: "分类",
    Column.INDUSTRY: "行业",
    Column.SESSION: "会议",
    Column.LEAD_DEPARTMENT: "主办单位",
    Column.ASSIST_DEPARTMENT: "会办单位",
    Column.REPLY_CLASS: "办理结果",
    Column.REPLY_DATE: "答复日期",
    Column.REPLY_NUMBER: "答复文号",
}


@dataclass(frozen=True, slots=True)
class Head:
    """One column: its words in the header row and what it is taken for."""

    at: int
    words: str
    column: str


def columns(request: HttpRequest, file: ImportFile, context: dict[str, Any]) -> HttpResponse:
    """The first rows with a choice above each column; on POST the file is read again so, and it is remembered."""
    table = principal(thaw_tables(file.tables, length=len(file.text)))
    if table is None:
        messages.info(request, "这份文件里没有表格，没有列可以对应。")
        return HttpResponseRedirect(reverse("admin:proposals_importfile_review", args=[file.pk]))
    now = thaw_mapping(file.mapping) or guessed(table)
    if request.method == "POST":
        return _chosen(request, file, table)
    page = {
        **context,
        "title": f"{file.name} 的各列",
        "file": file,
        "batch": file.batch,
        "heads": _heads(table, now),
        "header": now.header,
        "rows": [(at, row) for at, row in enumerate(table.rows[:TOP])][: max(now.header, -1) + 1 + ROWS],
        "headers": range(min(TOP, len(table.rows))),
        "labels": [(one.value, label) for one, label in LABELS.items()],
        "decided": file.decisions.count(),
        "editable": file.state == ImportFile.State.READ and context["may_import"],
    }
    return TemplateResponse(request, "admin/proposals/importfile/columns.html", page)


def encoding(request: HttpRequest, file: ImportFile, context: dict[str, Any]) -> HttpResponse:
    """Read again in the encoding that a person saw to be right."""
    codec = request.POST.get("encoding", "")
    if codec not in CODECS:
        messages.error(request, "没有选编码。请在列出的几种里选一种。")
        return HttpResponseRedirect(reverse("admin:proposals_importfile_review", args=[file.pk]))
    return _again(request, file, encoding=codec)


def _heads(table: Table, now: Mapping) -> list[Head]:
    width = max(len(row) for row in table.rows[:TOP])
    row = table.rows[now.header] if 0 <= now.header < len(table.rows) else ()
    words = [cell.text for cell in row] + [""] * width
    chosen = [one.value for one in now.columns] + [Column.IGNORED.value] * width
    return [Head(at, words[at], chosen[at]) for at in range(width)]


def _chosen(request: HttpRequest, file: ImportFile, table: Table) -> HttpResponse:
    try:
        width = max(len(row) for row in table.rows[:TOP])
        header = int(request.POST.get("header", ""))
        chosen = tuple(Column(request.POST.get(f"column-{at}", "")) for at in range(width))
    except ValueError:
        messages.error(request, "各列的对应没有选全。请每一列都选一样，用不着的选“不用”。")
        return HttpResponseRedirect(request.path)
    if not -1 <= header < len(table.rows) or Column.TITLE not in chosen:
        messages.error(request, "至少要有一列是“题目”，读取才有结果。请选好再试。")
        return HttpResponseRedirect(request.path)
    mapping = Mapping(header, chosen)
    remember(file.batch.source_name, table, mapping, by=cast("User", request.user))
    return _again(request, file, mapping=mapping)


def _again(request: HttpRequest, file: ImportFile, **how: Any) -> HttpResponse:
    try:
        read_again(file, **how)
    except Refusal as reason:
        messages.error(request, str(reason))
    else:
        begin_reading(file.batch)
        messages.success(request, f"{file.name} 正在重新读取，读完再核对。")
    return HttpResponseRedirect(reverse("admin:proposals_importbatch_change", args=[file.batch_id]))
