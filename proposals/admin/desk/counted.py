"""Filters by which a list shows the very rows that a number of the annual report counts."""

from typing import Any

from django.contrib import admin
from django.db.models import OuterRef, Q, Subquery
from django.http import HttpRequest
from django.utils import timezone

from delegates.models import Session
from proposals.desk.leading import AS_PRINTED, COUNTED, LOWER, UPPER
from proposals.models import Department, Proposal, Reply, ResultClass
from proposals.statistics.measures import Ground, measures
from proposals.statistics.rates import rows_of
from proposals.workflow.states import Duty, Stage, State

PARTS = {UPPER: "分子", LOWER: "分母"}


class SessionFilter(admin.SimpleListFilter):
    """Of which session the proposal is."""

    title = "会议"
    parameter_name = "session"
    of = "proposal"  # from the list's rows to the proposal

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Those that hold something of the reader's."""
        return [(str(one.pk), one.name) for one in Proposal.objects.handled_by(request.user).sessions()]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Those of one session; of an undone import none."""
        value = self.value() or ""
        if not value.isdecimal() or len(value) > 18:
            return queryset
        of_session = queryset.filter(**{f"{self.of}__session": int(value)})
        return of_session.exclude(**{f"{self.of}__state": State.RETRACTED.value})


class PartFilter(admin.SimpleListFilter):
    """What a department owes, of those that have not handed it on."""

    title = "谁来答复"
    parameter_name = "part"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Who answers, and who assists."""
        return [("answering", "主办、独办、分办"), ("assisting", "会办")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """A part that was handed on is nobody's answer."""
        if self.value() not in {"answering", "assisting"}:
            return queryset
        assisting = Q(duty=Duty.ASSIST.value)
        kept = queryset.exclude(stage=Stage.RETURNED.value)
        return kept.filter(assisting if self.value() == "assisting" else ~assisting)


class LetterFilter(admin.SimpleListFilter):
    """The class of the last letter that went out. Shown only where a number led here."""

    title = "最后一次答复的类别"
    parameter_name = "letter"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """The one that is chosen."""
        value = self.value()
        if value is None:
            return []
        if value.startswith(AS_PRINTED):
            return [(value, value.removeprefix(AS_PRINTED) or "没有写明")]
        found = ResultClass.objects.filter(pk=value).first() if value.isdecimal() and len(value) < 19 else None
        return [(value, str(found or "没有这个类别"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """By the last letter, as the report takes it."""
        value = self.value()
        if value is None:
            return queryset
        letters = Reply.objects.sent().filter(role=Reply.Role.REPLY, proposal=OuterRef("pk"))
        last = queryset.alias(last=Subquery(letters.order_by("-round", "-replied_on", "-pk").values("pk")[:1]))
        of: Any = Reply.objects.with_meaning()
        if value.startswith(AS_PRINTED):
            of = of.filter(meaning=None, reply_class=value.removeprefix(AS_PRINTED))
        else:
            of = of.filter(meaning=int(value) if value.isdecimal() and len(value) < 19 else 0)
        return last.filter(last__in=of.values("pk"))


class CountedFilter(admin.SimpleListFilter):
    """What one rate counts above or below its line. Shown only where a number led here."""

    title = "数进哪个比率"
    parameter_name = COUNTED

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """The one that is chosen, in words."""
        asked = _asked(self.value())
        if asked is None:
            return [(self.value() or "", "没有这个比率")] if self.value() else []
        session, rate, part, department = asked
        meeting = Session.objects.filter(pk=session).select_related("term__council__region").first()
        whose = Department.objects.filter(pk=department).first() if department is not None else None
        words = f"{measures(timezone.localdate())[rate].name}的{PARTS[part]}"
        return [(self.value() or "", "，".join(str(one) for one in (meeting, whose, words) if one))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Asked of the same definitions that the number was reckoned by."""
        asked = _asked(self.value())
        if asked is None:
            return queryset.none() if self.value() else queryset
        session, rate, part, department = asked
        of_parts = department is not None and measures(timezone.localdate())[rate].ground is Ground.PROPOSALS
        rows = rows_of(
            Proposal.objects.filter(session=session), rate, lower=part == LOWER, department=department,
            today=timezone.localdate(),
        )  # fmt: skip
        fits = rows.model is queryset.model and (of_parts == (rows.model._meta.model_name == "assignment"))
        return queryset.filter(pk__in=rows.values("pk")) if fits else queryset.none()


def _asked(value: str | None) -> tuple[int, int, str, int | None] | None:
    """Session, rate, part and department of a value; None where it is none."""
    session, rate, part, *rest = [*(value or "").split("-"), "", "", ""][:6]
    department = next((one for one in rest if one), "")
    numbers = [session, rate, *([department] if department else [])]
    if part not in PARTS or not all(one.isascii() and one.isdecimal() and len(one) < 19 for one in numbers):
        return None
    if int(rate) >= len(measures(timezone.localdate())):
        return None
    return int(session), int(rate), part, int(department) if department else None
