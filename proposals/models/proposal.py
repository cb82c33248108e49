"""What was asked: a proposal, who proposes it, its separate asks, its industries and keywords."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q
from django.db.models.functions import Coalesce
from django.urls import reverse

from delegates.models import Delegate, Organisation, Session
from proposals.search import matching
from proposals.workflow.states import Event, State, legal_events, move

from .industry import Industry
from .report import Article, Publication, may_see_all

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from delegates.models.delegate import Reader

    from .department import Department
    from .followup import FollowUp


class Kind(models.TextChoices):
    """What a proposal is, on the evidence at hand."""

    SUGGESTION = "suggestion", "人大代表建议"
    PROPOSAL = "proposal", "政协提案"
    MOTION = "motion", "人大议案"
    REPORTED = "reported", "媒体报道"


class Field(models.TextChoices):
    """The field of a proposal (提案分类): one of five. Not an industry, not a department."""

    ECONOMY = "economy", "经济建设"
    POLITICS = "politics", "政治建设"
    CULTURE = "culture", "文化建设"
    SOCIETY = "society", "社会建设"
    ECOLOGY = "ecology", "生态文明建设"


STATE_CHOICES = [(state.value, state.label) for state in State]


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """Questions about proposals. `visible_to` comes first wherever a person looks."""

    def visible_to(self, user: "Reader") -> Self:
        """Staff see every proposal, the public the published ones; nobody those whose import was undone."""
        standing = self.exclude(state=State.RETRACTED.value)
        return standing if may_see_all(user) else standing.filter(publication=Publication.PUBLISHED)

    def search(self, text: str) -> Self:
        """Those whose shown text, names or number hold every term of `text`; none where nothing searchable is left."""
        condition = matching(text)
        return self.none() if condition is None else self.filter(condition)

    def for_lists(self) -> Self:
        """With all that a row of a list shows, in a fixed number of queries."""
        return self.select_related("session__term__council__region").prefetch_related(
            Prefetch("proposers", Proposer.objects.select_related("delegate", "organisation")),
            Prefetch("industry_tags", ProposalIndustry.objects.select_related("industry")),
        )

    def for_page(self) -> Self:
        """With its asks and its log, for the page of one."""
        log = Proposal.followups.rel.related_model._default_manager.select_related("department")
        return self.select_related("session__term__council__region").prefetch_related(
            "asks", Prefetch("followups", log)
        )

    def how_many(self, conditions: Mapping[str, Q]) -> dict[str, int]:
        """How many fulfil each condition, by its name, in one query."""
        counts = {f"n{name}": Count("pk", filter=condition) for name, condition in conditions.items()}
        found = self.order_by().aggregate(**counts)
        return {name: found[f"n{name}"] for name in conditions}

    def of_bodies(self, kinds: Collection[str]) -> Self:
        """Those proposed by a member of one of these kinds of assembly."""
        return self.filter(
            Exists(Proposer.objects.filter(proposal=OuterRef("pk"), delegate__mandates__council__kind__in=kinds))
        )

    def in_industries(self, ids: Collection[int]) -> Self:
        """Those of one of these industries."""
        return self.filter(Exists(ProposalIndustry.objects.filter(proposal=OuterRef("pk"), industry__in=ids)))

    def with_keywords(self, ids: Collection[int]) -> Self:
        """Those that carry one of these words of the moment."""
        return self.filter(Exists(ProposalKeyword.objects.filter(proposal=OuterRef("pk"), keyword__in=ids)))

    def beside(self, other: "Proposal") -> Self:
        """Those that share an industry with another one, without it."""
        industries = ProposalIndustry.objects.filter(proposal=other).values("industry")
        return self.filter(
            Exists(ProposalIndustry.objects.filter(proposal=OuterRef("pk"), industry__in=industries))
        ).exclude(pk=other.pk)

    def sessions(self) -> "models.QuerySet[Session]":
        """The sessions that these belong to, newest first, each with its council and place."""
        return Session.objects.filter(Exists(self.filter(session=OuterRef("pk")))).select_related(
            "term__council__region"
        )

    def tally(self) -> "models.QuerySet[Proposal, dict[str, Any]]":
        """How many there are of each kind, session and state: rows of kind, session, state, n and asks."""
        return (
            self.order_by()
            .values("kind", "session", "state")
            .annotate(n=Count("pk", distinct=True), asks=Count("asks", distinct=True))
        )


class Proposal(models.Model):
    """What one or more proposers ask of a city. `state` is derived from the log of follow-ups, never typed."""

    kind = models.CharField("种类", max_length=10, choices=Kind, default=Kind.REPORTED)
    session = models.ForeignKey(
        Session, models.PROTECT, null=True, blank=True, related_name="proposals", verbose_name="会议",
        help_text="没有确认是哪次会议，就留空",
    )  # fmt: skip
    number = models.CharField("案号", max_length=20, blank=True, help_text="照文件上印的写，前面的零也保留")
    headline = models.CharField("题目", max_length=300)
    field = models.CharField("领域", max_length=8, choices=Field, blank=True)
    state = models.CharField("状态", max_length=10, choices=STATE_CHOICES, default=State.REPORTED.value, editable=False)
    articles = models.ManyToManyField(Article, related_name="proposals", verbose_name="见于文章", blank=True)
    publication = models.CharField("公开", max_length=9, choices=Publication, default=Publication.DRAFT)
    withheld_ground = models.CharField("不予公开的依据", max_length=200, blank=True)
    confidence = models.FloatField(
        "把握", null=True, blank=True, editable=False, validators=[MinValueValidator(0), MaxValueValidator(1)]
    )
    doubts = models.JSONField("疑问", default=list, blank=True, editable=False)
    created_at = models.DateTimeField("登记时间", auto_now_add=True)
    updated_at = models.DateTimeField("更新时间", auto_now=True)
    version = models.PositiveIntegerField("版本", default=1, editable=False)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "建议提案"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["publication", "-id"], name="proposal_public_newest"),
            models.Index(fields=["publication", "state", "-id"], name="proposal_public_state"),
            models.Index(fields=["session", "-id"], name="proposal_session_newest"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "kind", "number"],
                condition=~Q(number="") & ~Q(state=State.RETRACTED.value),
                name="proposal_number_once_a_session",
            ),
            models.CheckConstraint(condition=~Q(headline=""), name="proposal_has_a_headline"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="proposal_kind_known"),
            models.CheckConstraint(condition=Q(field__in=["", *Field.values]), name="proposal_field_known"),
            models.CheckConstraint(condition=Q(state__in=[s.value for s in State]), name="proposal_state_known"),
            models.CheckConstraint(condition=Q(publication__in=Publication.values), name="proposal_publication_known"),
            models.CheckConstraint(
                condition=~Q(publication="withheld") | ~Q(withheld_ground=""), name="proposal_withheld_on_a_ground"
            ),
        ]

    def __str__(self) -> str:
        return self.headline

    def get_absolute_url(self) -> str:
        """The permanent address."""
        return reverse("proposals:proposal", args=[self.pk])

    @property
    def legal_events(self) -> tuple[Event, ...]:
        """What may be recorded next."""
        return legal_events(self.kind, State(self.state))

    @transaction.atomic
    def record(
        self,
        event: Event,
        *,
        by: "User | None",
        on: date | None = None,
        note: str = "",
        department: "Department | None" = None,
    ) -> "FollowUp":
        """Append one event and derive the state. The only code that writes `state`.

        Raises IllegalMove, naming the legal events, when the event cannot follow now.
        """
        current = Proposal.objects.select_for_update().get(pk=self.pk)
        last = current.followups.order_by("-sequence").first()
        state = move(current.kind, State(last.state) if last else None, event)
        followup = current.followups.create(
            sequence=last.sequence + 1 if last else 1,
            event=event.value,
            state=state.value,
            happened_on=on,
            note=note,
            department=department,
            recorded_by=by,
        )
        Proposal.objects.filter(pk=self.pk).update(state=state.value)
        self.state = state.value
        return followup


class ProposerQuerySet(models.QuerySet["Proposer"]):
    """Questions about who proposes."""

    def visible_to(self, user: "Reader") -> Self:
        """Staff see all, the public those of published proposals."""
        return self if may_see_all(user) else self.filter(proposal__publication=Publication.PUBLISHED)

    def proposals(self) -> ProposalQuerySet:
        """What these propose, each once."""
        return Proposal.objects.filter(pk__in=self.order_by().values("proposal"))

    def people(self) -> int:
        """How many delegates there are among them."""
        return int(self.order_by().aggregate(n=Count("delegate", distinct=True))["n"])

    def with_posts(self) -> "models.QuerySet[Proposer, dict[str, Any]]":
        """In printed order a row for each post and seat of each proposer, all in one query."""
        return self.order_by("order", "pk", "delegate__posts__order", "delegate__posts__pk").values(
            "pk", "role", "delegate", name=Coalesce("delegate__name", "organisation__name"),
            post=F("delegate__posts__title"), unit=F("delegate__posts__organisation__name"),
            note=F("delegate__posts__note"), council=F("delegate__mandates__council"),
            kind=F("delegate__mandates__council__kind"), region=F("delegate__mandates__council__region"),
            place=F("delegate__mandates__council__region__name"),
        )  # fmt: skip


class Proposer(models.Model):
    """Who proposes, in the printed order: a delegate or an organisation."""

    class Role(models.TextChoices):
        """The part this proposer takes."""

        LEAD = "lead", "领衔"
        COSIGNER = "cosigner", "联名"
        SPEAKER = "speaker", "发言"
        AUTHOR = "author", "执笔"

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="proposers", verbose_name="件")
    delegate = models.ForeignKey(
        Delegate, models.PROTECT, null=True, blank=True, related_name="proposing", verbose_name="代表委员"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="proposing", verbose_name="单位"
    )
    role = models.CharField("身份", max_length=8, choices=Role, default=Role.LEAD)
    order = models.PositiveSmallIntegerField("次序", default=0)

    objects = ProposerQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "提出人"
        ordering = ["proposal", "order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(delegate__isnull=False, organisation__isnull=True)
                | Q(delegate__isnull=True, organisation__isnull=False),
                name="proposer_is_a_delegate_or_an_organisation",
                violation_error_message="提出人是一位代表委员，或者一个单位：两栏填一栏",
            ),
            models.UniqueConstraint(fields=["proposal", "delegate"], name="proposer_delegate_once"),
            models.UniqueConstraint(fields=["proposal", "organisation"], name="proposer_organisation_once"),
            models.CheckConstraint(
                condition=Q(role__in=["lead", "cosigner", "speaker", "author"]), name="proposer_role_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.delegate or self.organisation)


class Ask(models.Model):
    """One separate point of a proposal, to be followed by itself."""

    class Outcome(models.TextChoices):
        """What became of this point, on the word of a reply or of evidence."""

        OPEN = "open", "还没有答复"
        RESOLVED = "resolved", "已经解决"
        UNDERWAY = "underway", "正在解决"
        PLANNED = "planned", "列入计划"
        NOT_NOW = "not_now", "暂不能解决"
        REFERENCE = "reference", "留作参考"
        REFUSED = "refused", "不予采纳"

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="asks", verbose_name="件")
    order = models.PositiveSmallIntegerField("次序")
    text = models.TextField("诉求")
    quantities = models.JSONField("数量", default=list, blank=True)
    outcome = models.CharField("结果", max_length=9, choices=Outcome, default=Outcome.OPEN)
    outcome_note = models.CharField("结果说明", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "诉求"
        ordering = ["proposal", "order"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "order"], name="ask_order_once_a_proposal"),
            models.CheckConstraint(condition=~Q(text=""), name="ask_has_a_text"),
            models.CheckConstraint(
                condition=Q(outcome__in=["open", "resolved", "underway", "planned", "not_now", "reference", "refused"]),
                name="ask_outcome_known",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:40]


class ProposalIndustry(models.Model):
    """A proposal's industry, with evidence in the source or by the hand of staff."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="industry_tags", verbose_name="件")
    industry = models.ForeignKey(Industry, models.PROTECT, related_name="tagging", verbose_name="行业")

    class Meta:
        verbose_name = verbose_name_plural = "所涉行业"
        ordering = ["proposal", "pk"]
        constraints = [models.UniqueConstraint(fields=["proposal", "industry"], name="industry_once_a_proposal")]

    def __str__(self) -> str:
        return str(self.industry)


class Keyword(models.Model):
    """A word of the moment (高频词) that a paper sets over an article."""

    name = models.CharField("词", max_length=20, unique=True)

    class Meta:
        verbose_name = verbose_name_plural = "高频词"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class ProposalKeyword(models.Model):
    """A keyword on a proposal. One that lay apart from its article is proposed until staff confirm it."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="keyword_tags", verbose_name="件")
    keyword = models.ForeignKey(Keyword, models.PROTECT, related_name="tagging", verbose_name="高频词")
    confirmed = models.BooleanField("已确认", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "高频词标记"
        ordering = ["proposal", "pk"]
        constraints = [models.UniqueConstraint(fields=["proposal", "keyword"], name="keyword_once_a_proposal")]

    def __str__(self) -> str:
        return str(self.keyword)
