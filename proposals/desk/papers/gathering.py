"""The rows that papers are made of, in a fixed number of queries."""

from collections.abc import Iterable

from django.db.models import Prefetch

from proposals.models import Assignment, Deadline, DeadlineRule, Proposal, Reply

Step = DeadlineRule.Step


def proposals_for_papers(ids: Iterable[int]) -> list[Proposal]:
    """These proposals with all that a 交办单 or a 征询意见表 says, in the order given.

    A department that handed its part on is left out.
    """
    running = Deadline.objects.running().order_by("due_on", "pk")
    parts = Assignment.objects.standing().select_related("department").order_by("pk")
    clocks = (
        Prefetch("deadlines", running, to_attr="running"),
        Prefetch("deadlines", running.filter(step=Step.FEEDBACK), to_attr="feedback"),
    )
    sent = Reply.objects.sent().filter(role=Reply.Role.REPLY).select_related("department", "result")
    rows = Proposal.objects.for_lists().prefetch_related(
        "asks", Prefetch("assignments", parts.prefetch_related(*clocks)), Prefetch("replies", sent)
    )
    wanted = list(ids)
    found = rows.in_bulk(wanted)
    return [found[pk] for pk in wanted if pk in found]


def parts_for_papers(ids: Iterable[int]) -> list[Assignment]:
    """These parts with all that a 催办函 says, in the order given."""
    owed = Deadline.objects.running().owed().order_by("due_on", "pk")
    people = ("proposal__proposers__delegate", "proposal__proposers__organisation")
    rows = Assignment.objects.standing().select_related("department", "proposal__session__term__council__region")
    wanted = list(ids)
    found = rows.prefetch_related(*people, Prefetch("deadlines", owed, to_attr="running")).in_bulk(wanted)
    return [found[pk] for pk in wanted if pk in found]
