"""Reports as received, their articles, and the place in the source of every fact taken from them."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q
from django.db.models.functions import Substr

from delegates.models import Region

from .publication import Publication
from .visibility import articles_behind, sees_all

if TYPE_CHECKING:
    from delegates.models.delegate import Reader


class ReportQuerySet(models.QuerySet["Report"]):
    """Questions about reports."""

    def visible_to(self, user: "Reader") -> Self:
        """Who works on all sees every report, the others the published ones; nobody those whose import was undone."""
        standing = self.filter(retracted_at__isnull=True)
        return standing if sees_all(user) else standing.filter(publication=Publication.PUBLISHED)

    def with_counts(self) -> Self:
        """Each with `published`: how many published proposals stand in it."""
        public = Q(articles__proposals__publication=Publication.PUBLISHED)
        counted = self.annotate(published=Count("articles__proposals", filter=public, distinct=True))
        return counted.order_by("-imported_at", "-pk")  # grouping drops the model's own ordering


class Report(models.Model):
    """One file as it came in. The bytes and the decoded text stand apart in `ReportContent` and never change."""

    class Kind(models.TextChoices):
        """The kind of material."""

        PRESS = "press", "新闻报道"
        LIST = "list", "名册清单"
        REPLY = "reply", "答复函件"
        OTHER = "other", "其他"

    class Shown(models.TextChoices):
        """How much of the source the public sees: press text belongs to its publisher."""

        EXCERPT = "excerpt", "只公开摘录"
        FULL = "full", "全文公开"

    sha256 = models.CharField("SHA-256", max_length=64, editable=False)
    filename = models.CharField("文件名", max_length=255)
    kind = models.CharField("种类", max_length=5, choices=Kind, default=Kind.PRESS)
    title = models.CharField("标题", max_length=200, blank=True)
    publisher = models.CharField("发布者", max_length=80, blank=True)
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="reports", verbose_name="地区"
    )
    published_on = models.DateField("发布日期", null=True, blank=True, help_text="原文没有印，又无从确认，就留空")
    publication = models.CharField("公开", max_length=9, choices=Publication, default=Publication.DRAFT)
    shown = models.CharField("原文公开程度", max_length=7, choices=Shown, default=Shown.EXCERPT)
    warnings = models.JSONField("导入提示", default=list, blank=True)
    supersedes = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="superseded_by", verbose_name="更正自",
        help_text="这一份是哪一份的更正稿",
    )  # fmt: skip
    retracted_at = models.DateTimeField("撤销导入时间", null=True, blank=True, editable=False)
    imported_at = models.DateTimeField("导入时间", auto_now_add=True)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="导入人"
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "报道与材料"
        ordering = ["-imported_at", "-pk"]
        constraints = [
            # The same bytes once; after an import was undone they may come in again.
            models.UniqueConstraint(
                fields=["sha256"], condition=Q(retracted_at__isnull=True), name="report_bytes_once"
            ),
            models.CheckConstraint(condition=Q(kind__in=["press", "list", "reply", "other"]), name="report_kind_known"),
            models.CheckConstraint(condition=Q(publication__in=Publication.values), name="report_publication_known"),
            models.CheckConstraint(condition=Q(shown__in=["excerpt", "full"]), name="report_shown_known"),
        ]

    def __str__(self) -> str:
        return f"{self.publisher}《{self.title}》" if self.title else self.filename


class ReportContent(models.Model):
    """The bytes as received and the text that all offsets count in. In the database, so that one backup holds all."""

    report = models.OneToOneField(Report, models.CASCADE, primary_key=True, related_name="content")
    data = models.BinaryField("原始字节")
    encoding = models.CharField("编码", max_length=20)
    text = models.TextField("原文")

    class Meta:
        verbose_name = verbose_name_plural = "原文"

    def __str__(self) -> str:
        return str(self.report)


class ArticleQuerySet(models.QuerySet["Article"]):
    """Questions about articles."""

    def visible_to(self, user: "Reader") -> Self:
        """Staff see all; the public those of published reports, unless all that was taken from them is unpublished.

        A liaison also sees those behind the proposals that the own department handles.
        """
        if sees_all(user):
            return self
        told = Q(proposals__isnull=True) | Q(proposals__publication=Publication.PUBLISHED)
        return self.filter(Q(told, report__publication=Publication.PUBLISHED) | articles_behind(user)).distinct()

    def with_text(self) -> Self:
        """With its report, and with `text`: its own part of the report's text, cut out by the database."""
        cut = Substr("report__content__text", F("start") + 1, F("end") - F("start"))
        return self.select_related("report").annotate(text=cut)


class Article(models.Model):
    """One article of a report. `paragraphs` lists, a paragraph each, the runs [start, end] it was rejoined from."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="articles", verbose_name="报道")
    order = models.PositiveIntegerField("次序")
    section = models.CharField("栏目", max_length=80, blank=True)
    headline = models.CharField("标题", max_length=300, blank=True)
    publisher = models.CharField("署名媒体", max_length=80, blank=True)
    start = models.PositiveIntegerField("起")
    end = models.PositiveIntegerField("止")
    paragraphs = models.JSONField("段落", default=list)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "文章"
        ordering = ["report", "order"]
        constraints = [
            models.UniqueConstraint(fields=["report", "order"], name="article_order_once_a_report"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="article_is_not_empty"),
        ]

    def __str__(self) -> str:
        return self.headline


class Byline(models.Model):
    """A reporter who signs an article."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="bylines", verbose_name="文章")
    name = models.CharField("记者", max_length=40)
    order = models.PositiveSmallIntegerField("次序", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "记者署名"
        ordering = ["article", "order"]
        constraints = [models.UniqueConstraint(fields=["article", "name"], name="byline_once_an_article")]

    def __str__(self) -> str:
        return self.name


TARGETS = (
    "article",
    "byline",
    "delegate",
    "mandate",
    "post",
    "proposal",
    "proposer",
    "ask",
    "industry_tag",
    "keyword_tag",
    "mention",
    "reply",
)


def _at_most_one(targets: tuple[str, ...]) -> Q:
    """No two of the target columns are filled."""
    condition = Q()
    for position, one in enumerate(targets):
        for other in targets[position + 1 :]:
            condition &= Q(**{f"{one}__isnull": True}) | Q(**{f"{other}__isnull": True})
    return condition


class Span(models.Model):
    """Where in a report's text a fact stands: [start, end) in code points of `ReportContent.text`.

    The fact is `field` of the one row that a target column names; without target it is a fact of the report itself.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="spans", verbose_name="报道", db_index=False)
    start = models.PositiveIntegerField("起")
    end = models.PositiveIntegerField("止")
    field = models.CharField("栏目", max_length=20)
    article = models.ForeignKey("proposals.Article", models.CASCADE, null=True, related_name="spans", db_index=False)
    byline = models.ForeignKey("proposals.Byline", models.CASCADE, null=True, related_name="spans", db_index=False)
    delegate = models.ForeignKey("delegates.Delegate", models.CASCADE, null=True, related_name="spans", db_index=False)
    mandate = models.ForeignKey("delegates.Mandate", models.CASCADE, null=True, related_name="spans", db_index=False)
    post = models.ForeignKey("delegates.Post", models.CASCADE, null=True, related_name="spans", db_index=False)
    proposal = models.ForeignKey("proposals.Proposal", models.CASCADE, null=True, related_name="spans", db_index=False)
    proposer = models.ForeignKey("proposals.Proposer", models.CASCADE, null=True, related_name="spans", db_index=False)
    ask = models.ForeignKey("proposals.Ask", models.CASCADE, null=True, related_name="spans", db_index=False)
    industry_tag = models.ForeignKey(
        "proposals.ProposalIndustry", models.CASCADE, null=True, related_name="spans", db_index=False
    )
    keyword_tag = models.ForeignKey(
        "proposals.ProposalKeyword", models.CASCADE, null=True, related_name="spans", db_index=False
    )
    mention = models.ForeignKey(
        "proposals.DepartmentMention", models.CASCADE, null=True, related_name="spans", db_index=False
    )
    reply = models.ForeignKey("proposals.Reply", models.CASCADE, null=True, related_name="spans", db_index=False)

    class Meta:
        verbose_name = verbose_name_plural = "出处"
        ordering = ["report", "start", "end", "pk"]
        indexes = [
            models.Index(fields=["report", "start"], name="span_by_place"),
            # A row has one target: partial indexes hold it once, where twelve full ones would hold it twelve times.
            *(
                models.Index(fields=[target], condition=Q(**{f"{target}__isnull": False}), name=f"span_of_{target}")
                for target in TARGETS
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="span_is_not_empty"),
            models.CheckConstraint(condition=_at_most_one(TARGETS), name="span_has_at_most_one_target"),
        ]

    def __str__(self) -> str:
        return f"{self.start}–{self.end}"
