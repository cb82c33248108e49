"""What differs by place and year: deadlines, steps that may be dropped, and what the letters of a reply mean."""

from typing import TYPE_CHECKING

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from delegates.models import Body, Council, Session
from proposals.workflow.outcomes import Outcome

if TYPE_CHECKING:
    from .proposal import Proposal

PERIOD = RegexValidator(
    r"^(?:[1-9][0-9]?m|[1-9][0-9]{0,2}(?:d|wd)|=(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01]))$",
    "期限写作 3m（月）、30d（日）、7wd（工作日）或 =06-30（固定日期）",
)
OUTCOME_CHOICES = [(one.value, one.label) for one in Outcome]


class RuleSetQuerySet(models.QuerySet["RuleSet"]):
    """Questions about rules."""

    def for_proposal(self, proposal: "Proposal") -> "RuleSet | None":
        """The nearest rules: of its session, else of its council, else the country's for this kind of council."""
        session = proposal.session
        council = session.term.council if session else None
        near = Q(council__isnull=True) | Q(council=council, session__isnull=True) | Q(session=session)
        kind = council.kind if council else ""
        found = self.filter(near, kind__in=["", kind]) if council else self.filter(council__isnull=True, kind="")
        last = [F(name).desc(nulls_last=True) for name in ("session", "council")]
        return found.order_by(*last, "-kind").first()


class RuleSet(models.Model):
    """The rules of handling for a council, or for one of its sessions. Without a council: the country's defaults."""

    name = models.CharField("名称", max_length=80)
    kind = models.CharField("适用于", max_length=5, choices=Body, blank=True, help_text="留空：建议和提案都适用")
    council = models.ForeignKey(
        Council, models.PROTECT, null=True, blank=True, related_name="rule_sets", verbose_name="机构",
        help_text="留空：全国通用",
    )  # fmt: skip
    session = models.ForeignKey(
        Session, models.PROTECT, null=True, blank=True, related_name="rule_sets", verbose_name="会议",
        help_text="只适用于某一次会议时选择",
    )  # fmt: skip
    citation = models.CharField("依据", max_length=200, help_text="文件名、文号和条款")
    signs = models.BooleanField("承办单位要签收", default=True)
    checks = models.BooleanField("答复稿要先审核", default=True)

    objects = RuleSetQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "办理规则"
        ordering = ["council", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["council", "session", "kind"], nulls_distinct=False, name="rule_set_once_a_place"
            ),
            models.CheckConstraint(condition=Q(kind__in=["", *Body.values]), name="rule_set_kind_known"),
        ]

    def __str__(self) -> str:
        return self.name


class DeadlineRule(models.Model):
    """One period of a rule set: from which event, how long, and by which article."""

    class Step(models.TextChoices):
        """What must have happened by then."""

        SIGN = "sign", "签收"
        CONTEST = "contest", "申请改办"
        ADJUST = "adjust", "答复改办申请"
        OPINION = "opinion", "送会办意见"
        REPLY = "reply", "答复"
        FEEDBACK = "feedback", "反馈意见"
        AGAIN = "again", "再次答复"
        PUBLISH = "publish", "公开答复"

    class Anchor(models.TextChoices):
        """From when it runs."""

        ASSIGNED = "assigned", "交办之日"
        CONTESTED = "contested", "提出改办之日"
        REPLIED = "replied", "答复之日"
        REOPENED = "reopened", "重新办理之日"
        SESSION_END = "session_end", "大会闭会之日"

    rule_set = models.ForeignKey(RuleSet, models.CASCADE, related_name="deadlines", verbose_name="办理规则")
    step = models.CharField("要做的事", max_length=8, choices=Step)
    anchor = models.CharField("从哪天算", max_length=11, choices=Anchor, default=Anchor.ASSIGNED)
    period = models.CharField("期限", max_length=6, validators=[PERIOD], help_text="3m、30d、7wd 或 =06-30")
    limit = models.CharField(
        "最长",
        max_length=6,
        validators=[PERIOD],
        blank=True,
        help_text="批准延期后从起算日算起最长多久；留空：不能延期",
    )
    citation = models.CharField("依据", max_length=200, blank=True, help_text="与办理规则的依据不同时填写")

    class Meta:
        verbose_name = verbose_name_plural = "期限"
        ordering = ["rule_set", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["rule_set", "step"], name="deadline_rule_once_a_step"),
        ]

    def __str__(self) -> str:
        return f"{self.get_anchor_display()}起 {self.period}：{self.get_step_display()}"


class ResultScheme(models.Model):
    """How a council classes its replies, for all its sessions or for one. A here may be B elsewhere."""

    name = models.CharField("名称", max_length=80)
    council = models.ForeignKey(
        Council, models.PROTECT, null=True, blank=True, related_name="result_schemes", verbose_name="机构"
    )
    session = models.ForeignKey(
        Session, models.PROTECT, null=True, blank=True, related_name="result_schemes", verbose_name="会议"
    )
    citation = models.CharField("依据", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "办理结果分类"
        ordering = ["council", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["council", "session"], nulls_distinct=False, name="scheme_once_a_place")
        ]

    def __str__(self) -> str:
        return self.name


class ResultClass(models.Model):
    """One class of a scheme: the letter, what it means there, and the outcome it stands for everywhere."""

    scheme = models.ForeignKey(ResultScheme, models.CASCADE, related_name="classes", verbose_name="分类")
    order = models.PositiveSmallIntegerField("次序")
    letter = models.CharField("类别", max_length=20, help_text="A、B、甲类 …")
    meaning = models.CharField("含义", max_length=80)
    outcome = models.CharField("统一结果", max_length=9, choices=OUTCOME_CHOICES)

    class Meta:
        verbose_name = verbose_name_plural = "结果类别"
        ordering = ["scheme", "order"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "letter"], name="result_letter_once_a_scheme"),
            models.CheckConstraint(condition=Q(outcome__in=[o.value for o in Outcome]), name="result_outcome_known"),
        ]

    def __str__(self) -> str:
        return f"{self.meaning}（{self.letter}）"
