"""What was asked: a proposal, who proposes it, its separate asks, its industries and keywords."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any, Self, Unpack, cast

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count, Exists, OuterRef, Prefetch, Q
from django.urls import reverse

from delegates.models import Session
from proposals.search import matching
from proposals.workflow.events import Event
from proposals.workflow.procedure import EXAMINED
from proposals.workflow.states import Duty, Stage, State

from .listing import line_queries, put_together
from .publication import Publication
from .report import Article
from .visibility import handled_by, proposals_seen_by, sees_all

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from delegates.models.delegate import Reader
    from proposals.tracking.recorded import Recorded

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
        """The public sees what is published, staff what their role sees; nobody those whose import was undone."""
        return self.exclude(state=State.RETRACTED.value).filter(proposals_seen_by(user))

    def handled_by(self, user: "Reader") -> Self:
        """What a liaison works on: the own department's. For the other roles, everything they see."""
        seen = self.visible_to(user)
        return seen if sees_all(user) else seen.filter(handled_by(user))

    def awaiting_review(self) -> Self:
        """提案 and 议案 that nobody has filed, merged, converted, rejected or sent back."""
        return self.filter(kind__in=EXAMINED, state__in=[State.SUBMITTED.value, State.IN_REVIEW.value])

    def awaiting_assignment(self) -> Self:
        """Those that may go to a department and have none: 建议 as submitted, 提案 once filed or merged."""
        submitted = Q(state=State.SUBMITTED.value) & ~Q(kind__in=EXAMINED)
        return self.filter(submitted | Q(state__in=[State.FILED.value, State.MERGED.value]))

    def awaiting_rating(self) -> Self:
        """Those that a department answered here and no proposer has rated its answer of its present round."""
        whose = Q(assignment=OuterRef("pk")) | Q(assignment=None)
        same = {"proposal": OuterRef("proposal"), "round": OuterRef("round")}
        rated = _hung("replies").filter(whose, ratings__isnull=False, **same)
        answered = _hung("assignments").exclude(duty=Duty.ASSIST.value).filter(stage=Stage.ANSWERED.value)
        return self.filter(Exists(answered.filter(~Exists(rated), proposal=OuterRef("pk"))), state=State.REPLIED.value)

    def search(self, text: str) -> Self:
        """Those whose shown text, names or number hold every term of `text`; none where nothing searchable is left."""
        condition = matching(text)
        return self.none() if condition is None else self.filter(condition)

    def for_lists(self) -> Self:
        """With all that a row of a list shows, in a fixed number of queries."""
        return self.select_related("session__term__council__region").prefetch_related(
            Prefetch("proposers", _hung("proposers").select_related("delegate", "organisation")),
            Prefetch("industry_tags", _hung("industry_tags").select_related("industry")),
        )

    def lines(self, *, asks: bool = False) -> "dict[str, models.QuerySet[Any, Any]]":
        """What `from_lines` makes the rows of a slice of these: to be gathered with the rest of a page."""
        return line_queries(self, asks=asks)

    def from_lines(self, told: dict[str, list[Any]]) -> "list[Proposal]":
        """The rows again, with all that a line of a list shows."""
        return put_together(told)

    def how_many(self, conditions: Mapping[str, Q]) -> dict[str, int]:
        """How many fulfil each condition, by its name, in one query."""
        counts = {f"n{name}": Count("pk", filter=condition) for name, condition in conditions.items()}
        found = self.order_by().aggregate(**counts)
        return {name: found[f"n{name}"] for name in conditions}

    def of_bodies(self, kinds: Collection[str]) -> Self:
        """Those proposed by a member of one of these kinds of assembly."""
        return self.filter(
            Exists(_hung("proposers").filter(proposal=OuterRef("pk"), delegate__mandates__council__kind__in=kinds))
        )

    def in_industries(self, ids: Collection[int]) -> Self:
        """Those of one of these industries."""
        return self.filter(Exists(_hung("industry_tags").filter(proposal=OuterRef("pk"), industry__in=ids)))

    def with_keywords(self, ids: Collection[int]) -> Self:
        """Those that carry one of these words of the moment."""
        return self.filter(Exists(_hung("keyword_tags").filter(proposal=OuterRef("pk"), keyword__in=ids)))

    def beside(self, other: "Proposal") -> Self:
        """Those that share an industry with another one, without it."""
        industries = _hung("industry_tags").filter(proposal=other).values("industry")
        return self.filter(
            Exists(_hung("industry_tags").filter(proposal=OuterRef("pk"), industry__in=industries))
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
    round = models.PositiveSmallIntegerField("轮次", default=1, editable=False)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", verbose_name="并入", editable=False
    )
    supervisor = models.CharField("重点督办", max_length=40, blank=True, help_text="督办领导或机构；不是重点件就留空")
    between_sessions = models.BooleanField("闭会期间提出", default=False)
    from_motion = models.BooleanField("由议案转来", default=False)
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
            models.Index(fields=["state", "-id"], name="proposal_state_newest"),
            # A source that names no proposer is matched by the whole title.
            models.Index(fields=["headline", "session"], name="proposal_by_headline"),
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

    def record(self, event: Event, *, by: "User | None", **what: Unpack["Recorded"]) -> "FollowUp":
        """Append one event and derive the state and the clocks. The only code that writes `state`.

        Raises IllegalMove, Missing or NotAllowed, each of which says in Chinese what to do.
        """
        from proposals.tracking.recording import record  # inline: the one way up, see tests/test_circles.py

        return record(self, event, by=by, **what)


def _hung(relation: str) -> "models.QuerySet[Any]":
    """The rows that hang on proposals; their models stand on this one."""
    model: Any = Proposal._meta.get_field(relation).related_model
    return cast("models.QuerySet[Any]", model._default_manager.all())
