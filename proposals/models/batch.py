"""Imports under way: what was dropped in, how far it has been read, what staff decided, what was written.

A file is read by a worker outside the request, in a child process; what it found is frozen here as JSON, so that
review and apply speak of the same facts. Decisions are kept apart from what was found. `Written` makes undo possible.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from delegates.models import Region

from .report import Report

PERSON: dict[str, Any] = {"on_delete": models.PROTECT, "null": True, "blank": True, "related_name": "+"}


class ImportBatch(models.Model):
    """Files imported together, with what staff say about them since the files do not."""

    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="batches", verbose_name="地区"
    )
    sessions = models.JSONField("会议", default=list, blank=True, help_text="如 npc:16-1、cppcc:10-1")
    published_on = models.DateField("发布日期", null=True, blank=True)
    source_name = models.CharField(
        "来源", max_length=80, blank=True, help_text="报社或单位，例如某市政府办；表格的列对应关系按来源记住"
    )
    publish = models.BooleanField("写入后马上公开", default=False)
    show_text = models.BooleanField("公开全文", default=False)
    created_at = models.DateTimeField("上传时间", auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="上传人", **PERSON)
    writing_at = models.DateTimeField("交给后台写入的时间", null=True, blank=True, editable=False)
    not_written = models.CharField("没有写成的原因", max_length=500, blank=True, editable=False)
    applied_at = models.DateTimeField("写入时间", null=True, blank=True, editable=False)
    applied_by = models.ForeignKey(settings.AUTH_USER_MODEL, editable=False, verbose_name="写入人", **PERSON)
    undone_at = models.DateTimeField("撤销时间", null=True, blank=True, editable=False)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, editable=False, verbose_name="撤销人", **PERSON)

    class Meta:
        verbose_name = verbose_name_plural = "导入批次"
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.pk} 号批次"


class ImportFile(models.Model):
    """One file of a batch; the files of a zip are files of their own."""

    class State(models.TextChoices):
        """How far it is. Written by the reader and by apply and undo alone."""

        WAITING = "waiting", "等待读取"
        READING = "reading", "正在读取"
        READ = "read", "待核对"
        REFUSED = "refused", "不能读取"
        SAME = "same", "以前导入过"
        APPLIED = "applied", "已写入"
        UNDONE = "undone", "已撤销"

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="files", verbose_name="批次")
    order = models.PositiveIntegerField("次序", default=0)
    name = models.CharField("文件名", max_length=255)
    sha256 = models.CharField("SHA-256", max_length=64, editable=False)
    size = models.PositiveBigIntegerField("字节", default=0)
    data = models.BinaryField("原始字节")
    state = models.CharField("进度", max_length=7, choices=State, default=State.WAITING)
    reason = models.CharField("不能读取的原因", max_length=500, blank=True)
    started_at = models.DateTimeField("开始读取", null=True, blank=True)
    finished_at = models.DateTimeField("读取完毕", null=True, blank=True)
    format = models.CharField("格式", max_length=8, blank=True)
    encoding = models.CharField("编码", max_length=20, blank=True)
    doubt = models.CharField("读取疑问", max_length=300, blank=True)
    text = models.TextField("文字", blank=True)
    tables = models.JSONField("表格", default=list, blank=True)
    mapping = models.JSONField("列的对应", null=True, blank=True)
    found = models.JSONField("读出的内容", null=True, blank=True)
    shown_digest = models.CharField(
        "核对时的预览", max_length=64, blank=True, editable=False, help_text="写入时对不上就不写"
    )
    supersedes = models.ForeignKey(
        Report, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="更正哪一份"
    )
    report = models.ForeignKey(
        Report, models.PROTECT, null=True, blank=True, related_name="files", verbose_name="写入为"
    )

    class Meta:
        verbose_name = verbose_name_plural = "导入文件"
        ordering = ["batch", "order", "pk"]
        indexes = [models.Index(fields=["state", "id"], name="import_file_by_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "reading", "read", "refused", "same", "applied", "undone"]),
                name="import_file_state_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Decision(models.Model):
    """What a person decided about one fact of a file. `fact` is its path in what was found: proposals/3/headline."""

    class Choice(models.TextChoices):
        """The three ways to deal with a fact."""

        ACCEPT = "accept", "采用"
        CORRECT = "correct", "改正"
        REJECT = "reject", "不采用"

    file = models.ForeignKey(ImportFile, models.CASCADE, related_name="decisions", verbose_name="文件")
    fact = models.CharField("事实", max_length=120)
    choice = models.CharField("决定", max_length=7, choices=Choice)
    value = models.JSONField("改正为", null=True, blank=True)
    decided_at = models.DateTimeField("决定时间", auto_now=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="决定人", **PERSON)

    class Meta:
        verbose_name = verbose_name_plural = "核对决定"
        ordering = ["file", "fact"]
        constraints = [
            models.UniqueConstraint(fields=["file", "fact"], name="decision_once_a_fact"),
            models.CheckConstraint(condition=Q(choice__in=["accept", "correct", "reject"]), name="decision_known"),
        ]

    def __str__(self) -> str:
        return f"{self.fact} {self.get_choice_display()}"


class ColumnMapping(models.Model):
    """How the columns of a source's lists are to be read, as a person confirmed it."""

    source_name = models.CharField("来源", max_length=80, blank=True)
    header = models.CharField("表头", max_length=500, help_text="各列表头，用 | 隔开")
    columns = models.JSONField("各列是什么")
    confirmed_at = models.DateTimeField("确认时间", auto_now=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="确认人", **PERSON)

    class Meta:
        verbose_name = verbose_name_plural = "列的对应关系"
        ordering = ["source_name", "header"]
        constraints = [models.UniqueConstraint(fields=["source_name", "header"], name="column_mapping_once")]

    def __str__(self) -> str:
        return f"{self.source_name}：{self.header}"


class Written(models.Model):
    """One thing an import wrote, so that it can be undone and a corrected report can be compared with it.

    `fact` is the path of the fact it was written for, as the file was read with its decisions; empty where the row
    serves many facts. `after` keeps the columns of a row as it was made: a row that differs was changed since.
    """

    class Act(models.TextChoices):
        """What was done to the row."""

        MADE = "made", "新建"
        CHANGED = "changed", "改了一栏"
        JOINED = "joined", "并入"  # the row was there: the fact was found to be the same

    file = models.ForeignKey(ImportFile, models.CASCADE, related_name="written", verbose_name="文件")
    act = models.CharField("做了什么", max_length=7, choices=Act, default=Act.MADE)
    table = models.CharField("表", max_length=60)  # app_label.ModelName
    row = models.BigIntegerField("行")
    field = models.CharField("栏", max_length=40, blank=True)
    before = models.JSONField("原值", null=True, blank=True)
    after = models.JSONField("新值", null=True, blank=True)
    fact = models.CharField("事实", max_length=120, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "写入记录"
        ordering = ["pk"]
        indexes = [models.Index(fields=["table", "row"], name="written_by_row")]
        constraints = [
            models.CheckConstraint(condition=Q(act__in=["made", "changed", "joined"]), name="written_act_known")
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.row} {self.field}"
