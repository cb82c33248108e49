"""What differs by place and year: deadlines, and steps that may be dropped."""

from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from delegates.models import Body, Council, Session
from proposals.workflow.periods import BadPeriod, Unit, parse

from .proposal import Proposal

TAKEN = "这里已经有一套办理规则，请在那一套里修改"


def validate_period(text: str) -> None:
    """A period is written as the command line takes it."""
    try:
        parse(text)
    except BadPeriod as bad:
        raise ValidationError(str(bad)) from bad


class RuleSetQuerySet(models.QuerySet["RuleSet"]):
    """Questions about rules."""

    def applying_to(self, proposal: Proposal) -> Self:
        """All that hold for it, the nearest first: of its session, of its council, of the country."""
        session = proposal.session
        council = session.term.council if session else None
        place = Q(council__isnull=True)
        if council is not None:
            place |= Q(council=council, session__isnull=True) | Q(session=session)
        raised = RuleSet.Raised.BETWEEN if proposal.between_sessions else RuleSet.Raised.SESSION
        found = self.filter(place, kind__in=["", _body(proposal)], raised__in=["", raised.value])
        last = [F(name).desc(nulls_last=True) for name in ("session", "council")]
        return found.order_by(*last, "-kind", "-raised")

    def for_proposal(self, proposal: Proposal) -> "RuleSet | None":
        """The nearest of them: it says which steps a place drops."""
        return self.applying_to(proposal).first()


def _body(proposal: Proposal) -> str:
    """Whose procedure it follows: of its session's council, else of what it is; "" for what the press alone reports."""
    if proposal.session:
        return proposal.session.term.council.kind
    return {"suggestion": Body.NPC.value, "motion": Body.NPC.value, "proposal": Body.CPPCC.value}.get(proposal.kind, "")


class RuleSet(models.Model):
    """The rules of handling for a council, or for one of its sessions. Without a council: the country's defaults."""

    class Raised(models.TextChoices):
        """When what it is about was brought in."""

        SESSION = "session", "大会期间提出的"
        BETWEEN = "between", "闭会期间提出的"

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
    raised = models.CharField(
        "提出时间", max_length=7, choices=Raised, blank=True, help_text="留空：大会期间和闭会期间提出的都适用"
    )
    citation = models.CharField("依据", max_length=200, help_text="文件名、文号和条款")
    signs = models.BooleanField("承办单位要签收", default=True)
    checks = models.BooleanField("答复稿要先审核", default=True)

    objects = RuleSetQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "办理规则"
        ordering = ["council", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "kind", "raised"], name="rule_set_once_a_session", violation_error_message=TAKEN
            ),
            models.UniqueConstraint(
                fields=["council", "kind", "raised"],
                condition=Q(session__isnull=True),
                name="rule_set_once_a_council",
                violation_error_message=TAKEN,
            ),
            models.UniqueConstraint(
                fields=["kind", "raised"],
                condition=Q(council__isnull=True, session__isnull=True),
                name="rule_set_once_a_country",
                violation_error_message=TAKEN,
            ),
            models.CheckConstraint(
                condition=Q(session__isnull=True) | Q(council__isnull=False),
                name="rule_set_session_of_a_council",
                violation_error_message="选了会议，也请选它的机构",
            ),
            models.CheckConstraint(condition=Q(kind__in=["", *Body.values]), name="rule_set_kind_known"),
            models.CheckConstraint(condition=Q(raised__in=["", "session", "between"]), name="rule_set_raised_known"),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """A session belongs to the council that it is chosen with."""
        if self.session and self.session.term.council_id != self.council_id:
            raise ValidationError({"session": "这次会议不是这个机构的。请重新选择会议或机构。"})


class DeadlineRuleQuerySet(models.QuerySet["DeadlineRule"]):
    """Questions about periods."""

    def nearest_first(self, proposal: "Proposal") -> Self:
        """Those that hold for it, in the order of `RuleSet.applying_to`: of each step the first one counts."""
        last = [F(f"rule_set__{name}").desc(nulls_last=True) for name in ("session", "council")]
        of_place = self.filter(rule_set__in=RuleSet.objects.applying_to(proposal).order_by().values("pk"))
        return of_place.order_by(*last, "-rule_set__kind", "-rule_set__raised", "pk")

    def by_step(self, proposal: Proposal) -> "dict[str, DeadlineRule]":
        """The period of each step. What the nearest rules leave open, those above them decide: the law is the last."""
        rules: dict[str, DeadlineRule] = {}
        sets = {one.pk: near for near, one in enumerate(RuleSet.objects.applying_to(proposal))}
        found: list[DeadlineRule] = list(self.filter(rule_set__in=sets).select_related("rule_set"))
        for rule in sorted(found, key=lambda rule: sets[rule.rule_set_id]):
            rules.setdefault(rule.step, rule)
        return rules


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
        ACCEPTED = "accepted", "签收之日"
        CONTESTED = "contested", "提出改办之日"
        REPLIED = "replied", "答复之日"
        REOPENED = "reopened", "重新办理之日"
        SESSION_END = "session_end", "大会闭会之日"

    rule_set = models.ForeignKey(RuleSet, models.CASCADE, related_name="deadlines", verbose_name="办理规则")
    step = models.CharField("要做的事", max_length=8, choices=Step)
    anchor = models.CharField("从哪天算", max_length=11, choices=Anchor, default=Anchor.ASSIGNED)
    period = models.CharField("期限", max_length=6, validators=[validate_period], help_text="3m、30d、7wd 或 =06-30")
    limit = models.CharField(
        "最长",
        max_length=6,
        validators=[validate_period],
        blank=True,
        help_text="批准延期后从起算日算起最长多久；留空：不能延期",
    )
    citation = models.CharField("依据", max_length=200, blank=True, help_text="与办理规则的依据不同时填写")

    objects = DeadlineRuleQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "期限"
        ordering = ["rule_set", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["rule_set", "step"], name="deadline_rule_once_a_step"),
        ]

    def __str__(self) -> str:
        period = parse(self.period)
        when = f"{period.label}前" if period.unit is Unit.FIXED else f"{self.get_anchor_display()}起{period.label}"
        return f"{when}：{self.get_step_display()}"

    @property
    def source(self) -> str:
        """Where it is written: its own citation, else that of its rules."""
        return self.citation or self.rule_set.citation
