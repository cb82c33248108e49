"""The query language as conditions on the database: what pages, feeds, the API and exports all hold to."""

from collections.abc import Collection

import django_filters
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import cached_property

from delegates.models import Body
from proposals.models import Proposal, SearchAlias
from proposals.models.proposal import Field, Kind, ProposalQuerySet
from proposals.search import Query, holding, parse
from proposals.workflow.outcomes import Outcome, Satisfaction

from . import conditions
from .asked import Asked
from .fields import CodesFilter, IdsFilter, KnownFilter, WordsFilter, YearsFilter
from .groups import STATE_GROUPS

YES = "1"


class ProposalFilter(django_filters.FilterSet):  # type: ignore[misc]  # django-filter has no types
    """q, exact, order, and the parameters of `NARROWING`."""

    q = WordsFilter(method="hold", label="检索")
    exact = django_filters.CharFilter(method="spell", label="不含同义词")
    order = KnownFilter(choices=[("newest", "最新"), ("title", "题目里有的在前")], method="spell", label="排序")
    state = KnownFilter(
        choices=[(key, label) for key, (label, _) in STATE_GROUPS.items()], method="stand", label="状态"
    )
    overdue = KnownFilter(choices=[(YES, "有超期未办的")], method="be_late", label="超期")
    body = KnownFilter(choices=Body.choices, method="sit", label="提出人")
    kind = KnownFilter(choices=Kind.choices, method="be", label="种类")
    session = IdsFilter(method="meet", label="会议")
    year = YearsFilter(method="date", label="年份")
    department = IdsFilter(method="be_handled", label="承办单位")
    role = KnownFilter(choices=[("lead", "主办、独办或分办"), ("assist", "会办")], method="have_role", label="分工")
    industry = IdsFilter(method="concern", label="行业")
    has_reply = KnownFilter(choices=[(YES, "已有答复"), ("0", "还没有答复")], method="have_reply", label="答复")
    satisfaction = KnownFilter(
        choices=[(one.value, one.label) for one in Satisfaction], method="be_rated", label="提出人的评价"
    )
    field = KnownFilter(choices=Field.choices, method="belong", label="领域")
    region = CodesFilter(method="lie", label="地区")
    keyword = IdsFilter(method="say", label="高频词")
    delegate = IdsFilter(method="be_made", label="代表委员")

    class Meta:
        model = Proposal
        fields: list[str] = []

    @cached_property
    def asked(self) -> Asked:
        """What the address asks for."""
        return read(self.data)

    @cached_property
    def query(self) -> Query | None:
        """The search with the other names of its terms, unless `exact`; None where nothing searchable was typed."""
        return parse(self.asked.understood.get("q", ""), None if self.asked.exact else SearchAlias.objects.beside)

    def narrowed(self, *, without: Collection[str] = ()) -> ProposalQuerySet:
        """The proposals that all parameters but these leave."""
        found: ProposalQuerySet = self.queryset
        for name, value in self.asked.understood.items():
            if name not in without:
                found = self.filters[name].filter(found, value)
        return found

    def hold(self, found: ProposalQuerySet, name: str, value: str) -> "QuerySet[Proposal]":
        """Text."""
        return found.none() if self.query is None else found.filter(holding(self.query))

    def spell(self, found: ProposalQuerySet, name: str, value: str) -> "QuerySet[Proposal]":
        """Says how `q` is read, and in which order; narrows nothing."""
        return found

    def stand(self, found: ProposalQuerySet, name: str, value: list[str]) -> "QuerySet[Proposal]":
        """Groups of states."""
        return found.filter(state__in=[state.value for group in value for state in STATE_GROUPS[group][1]])

    def be_late(self, found: ProposalQuerySet, name: str, value: list[str]) -> "QuerySet[Proposal]":
        """Somebody owes something by a day that is past."""
        return found.filter(conditions.overdue(timezone.localdate()))

    def sit(self, found: ProposalQuerySet, name: str, value: list[str]) -> "QuerySet[Proposal]":
        """Kinds of assembly."""
        return found.of_bodies(value)

    def be(self, found: ProposalQuerySet, name: str, value: list[str]) -> "QuerySet[Proposal]":
        """Kinds of proposal."""
        return found.filter(kind__in=value)

    def meet(self, found: ProposalQuerySet, name: str, value: list[int]) -> "QuerySet[Proposal]":
        """Sessions."""
        return found.filter(session__in=value)

    def date(self, found: ProposalQuerySet, name: str, value: list[int]) -> "QuerySet[Proposal]":
        """Years."""
        return found.filter(conditions.of_years(value))

    def be_handled(self, found: ProposalQuerySet, name: str, value: list[int]) -> "QuerySet[Proposal]":
        """Departments that have a part in it, in the roles that are asked for."""
        return found.filter(conditions.with_part(value, self.asked.chosen("role")))

    def have_role(self, found: ProposalQuerySet, name: str, value: list[str]) -> "QuerySet[Proposal]":
        """Any department has such a part."""
        return found.filter(conditions.with_part(None, value))

    def concern(self, found: ProposalQuerySet, name: str, value: list[int]) -> "QuerySet[Proposal]":
        """Industries."""
        return found.in_industries(value)

    def come_to(self, found: ProposalQuerySet, name: str, value: list[str]) -> "QuerySet[Proposal]":
        """What the last open letter came to."""
        return found.filter(conditions.came_to(value))

    def have_reply(self, found: ProposalQuerySet, name: str, value: list[str]) -> "QuerySet[Proposal]":
        """Whether a letter went out."""
        replied = conditions.replied()
        return found if len(value) == 2 else found.filter(replied if value == [YES] else ~replied)

    def be_rated(self, found: ProposalQuerySet, name: str, value: list[str]) -> "QuerySet[Proposal]":
        """What somebody said of a result."""
        return found.filter(conditions.rated(value))

    def belong(self, found: ProposalQuerySet, name: str, value: list[str]) -> "QuerySet[Proposal]":
        """Fields."""
        return found.filter(field__in=value)

    def lie(self, found: ProposalQuerySet, name: str, value: list[str]) -> "QuerySet[Proposal]":
        """Places whose assembly it was put to."""
        return found.filter(session__term__council__region__in=value)

    def say(self, found: ProposalQuerySet, name: str, value: list[int]) -> "QuerySet[Proposal]":
        """Words of the moment."""
        return found.with_keywords(value)

    def be_made(self, found: ProposalQuerySet, name: str, value: list[int]) -> "QuerySet[Proposal]":
        """Delegates."""
        return found.filter(conditions.made_by(value))


# `class` is no name that a class body takes.
ProposalFilter.base_filters["class"] = KnownFilter(
    field_name="class", choices=[(one.value, one.label) for one in Outcome], method="come_to", label="办理结果"
)


def read(data: QueryDict) -> Asked:
    """What an address asks for, without a query."""
    return Asked(data, {name: one.field for name, one in ProposalFilter.base_filters.items()})
