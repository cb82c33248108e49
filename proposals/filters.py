"""The public query language: what may stand in the address of a list of proposals, and what it means.

Several values of one parameter are alternatives; different parameters narrow each other. A value that means nothing is
left out and named in `misread`, so that a mistyped address never shows less or more without a word.
"""

from collections.abc import Collection, Mapping
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.functional import cached_property

from delegates.models import Body
from proposals.models import Proposal, SearchAlias
from proposals.models.proposal import Kind, ProposalQuerySet
from proposals.search import Query, holding, parse
from proposals.workflow.states import State

S = State

STATE_GROUPS: dict[str, tuple[str, frozenset[S]]] = {
    "press": ("仅见报道", frozenset({S.REPORTED})),
    "intake": ("等待交办", frozenset({S.SUBMITTED, S.IN_REVIEW, S.FILED, S.MERGED, S.SENT_BACK})),
    "handling": ("办理中", frozenset({S.ASSIGNED, S.ACCEPTED, S.CONTESTED, S.HANDLING, S.DRAFTED})),
    "again": ("重新办理", frozenset({S.REOPENED})),
    "replied": ("已答复", frozenset({S.REPLIED, S.CLOSED})),
    "tracking": ("跟踪落实", frozenset({S.TRACKING})),
    "fulfilled": ("已落实", frozenset({S.FULFILLED})),
    "ended": ("没有立案或已撤回", frozenset({S.CONVERTED, S.REJECTED, S.WITHDRAWN})),
}
NARROWING = ("state", "body", "session", "kind", "industry", "keyword")


class _Known(forms.MultipleChoiceField):
    """Several of some choices; values that are none of them are left out."""

    def clean(self, value: Any) -> list[str]:
        """The known values, each once."""
        return [one for one in dict.fromkeys(value or ()) if self.valid_value(one)]


class _Ids(forms.MultipleChoiceField):
    """Several ids of rows; whatever is no number of at most nine digits is left out."""

    def clean(self, value: Any) -> list[int]:
        """The numbers, each once."""
        typed = dict.fromkeys(value or ())
        return [int(one) for one in typed if one.isascii() and one.isdigit() and len(one) <= 9]


class KnownFilter(django_filters.MultipleChoiceFilter):  # type: ignore[misc]  # django-filter has no types
    """A filter by some of its choices."""

    field_class = _Known


class IdsFilter(django_filters.MultipleChoiceFilter):  # type: ignore[misc]  # as above
    """A filter by ids, which costs no query to validate."""

    field_class = _Ids


class _Words(forms.CharField):
    """What a person typed, cut to a length that can be searched; characters no database takes become blanks."""

    def clean(self, value: Any) -> str:
        """Never an error: a search box takes anything."""
        return str(value or "").replace("\x00", " ").strip()[:100]


class WordsFilter(django_filters.CharFilter):  # type: ignore[misc]  # as above
    """A filter by text."""

    field_class = _Words


class ProposalFilter(django_filters.FilterSet):  # type: ignore[misc]  # as above
    """q, exact, state, body, session, kind, industry, keyword."""

    q = WordsFilter(method="hold", label="检索")
    exact = django_filters.CharFilter(method="spell", label="不含同义词")
    state = KnownFilter(
        choices=[(key, label) for key, (label, _) in STATE_GROUPS.items()], method="stand", label="状态"
    )
    body = KnownFilter(choices=Body.choices, method="sit", label="提出人")
    session = IdsFilter(method="meet", label="会议")
    kind = KnownFilter(choices=Kind.choices, method="be", label="种类")
    industry = IdsFilter(method="concern", label="行业")
    keyword = IdsFilter(method="say", label="高频词")

    class Meta:
        model = Proposal
        fields: list[str] = []

    @cached_property
    def query(self) -> Query | None:
        """The search with the other names of its terms, unless `exact`; None where nothing searchable was typed."""
        return parse(self.asked.get("q", ""), None if self.asked.get("exact") else SearchAlias.objects.beside)

    @property
    def asked(self) -> Mapping[str, Any]:
        """The values understood, by parameter."""
        self.form.is_valid()
        understood: Mapping[str, Any] = self.form.cleaned_data
        return understood

    def chosen(self, name: str) -> list[str]:
        """The values understood of one parameter, as they stand in the address."""
        return [str(one) for one in self.asked.get(name) or ()]

    @property
    def misread(self) -> list[str]:
        """Values in the address that mean nothing here."""
        return [
            value[:40]
            for name in NARROWING
            for value in self.data.getlist(name)
            if value and value not in self.chosen(name)
        ]

    def narrowed(self, *, without: Collection[str] = ()) -> ProposalQuerySet:
        """The proposals that all parameters but these leave."""
        found: ProposalQuerySet = self.queryset
        for name, value in self.asked.items():
            if name not in without:
                found = self.filters[name].filter(found, value)
        return found

    def hold(self, found: ProposalQuerySet, name: str, value: str) -> "QuerySet[Proposal]":
        """Text."""
        return found.none() if self.query is None else found.filter(holding(self.query))

    def spell(self, found: ProposalQuerySet, name: str, value: str) -> "QuerySet[Proposal]":
        """Narrows nothing by itself: it says how the text is meant."""
        return found

    def stand(self, found: ProposalQuerySet, name: str, value: list[str]) -> "QuerySet[Proposal]":
        """Groups of states."""
        return found.filter(state__in=[state.value for group in value for state in STATE_GROUPS[group][1]])

    def sit(self, found: ProposalQuerySet, name: str, value: list[str]) -> "QuerySet[Proposal]":
        """Kinds of assembly."""
        return found.of_bodies(value)

    def meet(self, found: ProposalQuerySet, name: str, value: list[int]) -> "QuerySet[Proposal]":
        """Sessions."""
        return found.filter(session__in=value)

    def be(self, found: ProposalQuerySet, name: str, value: list[str]) -> "QuerySet[Proposal]":
        """Kinds of proposal."""
        return found.filter(kind__in=value)

    def concern(self, found: ProposalQuerySet, name: str, value: list[int]) -> "QuerySet[Proposal]":
        """Industries."""
        return found.in_industries(value)

    def say(self, found: ProposalQuerySet, name: str, value: list[int]) -> "QuerySet[Proposal]":
        """Words of the moment."""
        return found.with_keywords(value)
