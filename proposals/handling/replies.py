"""A letter from its first draft to the day it goes out. What went out never changes: the database refuses it."""

from datetime import date
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from django.db import transaction
from django.db.models import F

from proposals.models import Assignment, Proposal, Reply, ResultClass
from proposals.shown.searchable import reindex
from proposals.workflow.events import Event
from proposals.workflow.procedure import Need
from proposals.workflow.states import Duty

from .refusal import Refused, allow
from .results import classes_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.core.files import File

Status = Reply.Status
UNSENT = (Status.DRAFT, Status.HANDED_IN, Status.RETURNED)
EDITABLE = (Status.DRAFT, Status.RETURNED)
LETTER = frozenset({Need.LETTER})


class Letter(TypedDict, total=False):
    """What a draft holds."""

    number: str
    text: str
    summary: str
    signed_by: str
    result: ResultClass | None
    public: bool | None
    file: "File | None"


class Conflict(Exception):
    """Somebody else saved the draft in between. `current` is what stands now; nothing was overwritten."""

    def __init__(self, current: Reply) -> None:
        """Say what happened and what to do."""
        self.current = current
        super().__init__(
            "您打开以后，别人先保存了这份答复稿。两份都在下面：请把要留的合到您这一份里，再保存一次；不想改就离开这一页。"
        )


def unsent(proposal: Proposal, assignment: Assignment | None) -> Reply | None:
    """The letter that is being written for this part, if any: there is never a second one."""
    return Reply.objects.filter(proposal=proposal, assignment=assignment, status__in=UNSENT).first()


@transaction.atomic
def draft(*, proposal: Proposal, assignment: Assignment | None, by: "User | None", **letter: Unpack[Letter]) -> Reply:
    """Begin a letter: 会办 an opinion for 主办, everybody else a reply. Raises Refused or NotAllowed."""
    role = role_for(assignment)
    allow(by, Event.OPINION if role == Reply.Role.OPINION else Event.DRAFT, assignment)
    current = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if unsent(current, assignment) is not None:
        raise Refused("这个单位已经有一份没有发出的稿子。请打开那一份接着写。")
    check_result(current, letter)
    return Reply.objects.create(
        proposal=current,
        assignment=assignment,
        department=assignment.department if assignment else None,
        role=role,
        round=_round_of(current, assignment),
        status=Status.DRAFT,
        written_by=by,
        **_columns(letter),
    )


@transaction.atomic
def edit(*, reply: Reply, by: "User | None", version: int, **letter: Unpack[Letter]) -> Reply:
    """Save a draft that was read at `version`. Raises Conflict with both texts kept, Refused or NotAllowed."""
    allow(by, Event.OPINION if reply.role == Reply.Role.OPINION else Event.DRAFT, reply.assignment)
    check_result(reply.proposal, letter)
    columns = _columns(letter)
    file = columns.pop("file", None)
    standing = Reply.objects.filter(pk=reply.pk, status__in=EDITABLE)
    if not standing.filter(version=version).update(**columns, version=F("version") + 1):
        current = Reply.objects.get(pk=reply.pk)
        if current.status not in EDITABLE:
            raise Refused(f"这份稿子现在是“{current.get_status_display()}”，不能再改。要改，请审核人先退回重拟。")
        raise Conflict(current)
    saved = Reply.objects.get(pk=reply.pk)
    if file is not None:
        saved.file = file
        saved.save(update_fields=["file"])
    return saved


@transaction.atomic
def hand_in(*, reply: Reply, by: "User | None", on: date | None) -> Reply:
    """A reply goes to be checked, an opinion straight to 主办. Raises IllegalMove, Missing, NotAllowed or Refused."""
    reply = _locked(reply, EDITABLE)
    opinion = reply.role == Reply.Role.OPINION
    reply.proposal.record(
        Event.OPINION if opinion else Event.DRAFT, by=by, on=on, assignment=reply.assignment, gives=_gives(reply),
        data={"reply": reply.pk},
    )  # fmt: skip
    if not opinion:
        return _moved(reply, status=Status.HANDED_IN)
    return _moved(reply, status=Status.SENT, replied_on=on, round=_round_of(reply.proposal, reply.assignment))


@transaction.atomic
def send_back(*, reply: Reply, by: "User | None", on: date | None, note: str) -> Reply:
    """The checker wants it written anew; `note` says why."""
    reply = _locked(reply, (Status.HANDED_IN,))
    reply.proposal.record(Event.REDRAFT, by=by, on=on, note=note, assignment=reply.assignment, data={"reply": reply.pk})
    return _moved(reply, status=Status.RETURNED)


@transaction.atomic
def send(
    *, reply: Reply, by: "User | None", on: date | None, number: str = "", result: ResultClass | None = None
) -> Reply:
    """The letter goes out on this day. The checker may still set its number and its class.

    Raises IllegalMove, Missing, NotAllowed or Refused.
    """
    reply = _locked(reply, UNSENT)
    if reply.role == Reply.Role.OPINION:
        raise Refused("会办意见送主办单位，不直接答复提出人。请用“报送”。")
    chosen = result or reply.result
    check_result(reply.proposal, {"result": chosen})
    if chosen is None and classes_of(reply.proposal):
        raise Refused("请选择办理结果类别。类别的含义以本会期的分类为准。")
    reply.proposal.record(
        Event.REPLY, by=by, on=on, assignment=reply.assignment, gives=_gives(reply), data={"reply": reply.pk}
    )
    sent = _moved(
        reply,
        status=Status.SENT,
        replied_on=on,
        number=number or reply.number,
        result=chosen,
        reply_class=chosen.letter if chosen else reply.reply_class,
        round=_round_of(reply.proposal, reply.assignment),
    )
    reindex([sent.proposal_id])
    return sent


def role_for(assignment: Assignment | None) -> str:
    """What a department writes: 会办 an opinion, everybody else a reply."""
    assisting = assignment is not None and not Duty(assignment.duty).answers
    return Reply.Role.OPINION if assisting else Reply.Role.REPLY


def _round_of(proposal: Proposal, assignment: Assignment | None) -> int:
    """The round of the department that answers; of 会办, that of the proposal, for which its opinion is given."""
    if assignment is None or not Duty(assignment.duty).answers:
        return proposal.round
    return Assignment.objects.get(pk=assignment.pk).round


def _gives(reply: Reply) -> frozenset[Need]:
    return LETTER if reply.text.strip() or reply.file else frozenset()


def _locked(reply: Reply, statuses: tuple[Status, ...]) -> Reply:
    rows = Reply.objects.select_for_update(of=("self",)).select_related("proposal__session__term", "assignment")
    current = rows.get(pk=reply.pk)
    if current.status not in statuses:
        raise Refused(
            f"这份稿子现在是“{current.get_status_display()}”，这一步已经不能做了。请回到这一件看看现在的进度。"
        )
    return current


def _moved(reply: Reply, **columns: Any) -> Reply:
    Reply.objects.filter(pk=reply.pk).update(**columns, version=F("version") + 1)
    return Reply.objects.select_related("proposal", "assignment").get(pk=reply.pk)


def _columns(letter: Letter) -> dict[str, Any]:
    columns: dict[str, Any] = {name: value for name, value in letter.items() if name != "file" or value}
    if "result" in columns:
        columns["reply_class"] = columns["result"].letter if columns["result"] else ""
    return columns


def check_result(proposal: Proposal, letter: Letter) -> None:
    """Raise Refused where the class of a letter is none of its place."""
    result = letter.get("result")
    if result is not None and result not in classes_of(proposal):
        raise Refused("这个类别不在本会期的分类里。请从本会期的类别里选。")
