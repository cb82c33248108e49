"""How a matter is brought in, examined and handed to departments."""

from proposals.models import Assignment, Department
from proposals.workflow.events import Event
from proposals.workflow.procedure import EXAMINED
from proposals.workflow.states import ENDED, Duty, State

from .handling import sign
from .lives import Life

E = Event


def live(life: Life) -> None:
    """The whole life, until today."""
    life.run(lambda: _brought_in(life))


def _brought_in(life: Life) -> None:
    staff = life.world.staff
    life.hands.do(E.SUBMIT, staff.editor, life.day)
    if life.matter.kind in EXAMINED:
        life.later((1, 3), lambda: _reviewed(life))
    else:
        life.later((2, 9), lambda: _decided(life))


def _reviewed(life: Life) -> None:
    life.hands.do(E.REVIEW, life.world.staff.editor, life.day)
    life.later((3, 9), lambda: _decided(life))


def _decided(life: Life) -> None:
    """How the review ends: what is not sent elsewhere is filed and waits to be handed over."""
    if life.main is not None and State(life.main.state) not in ENDED:
        life.hands.merge(life.main, life.world.staff.reviewer, life.day, life.said("merged"))
        life.on(life.handed, lambda: _handed(life))
        return
    {
        "reject": _rejected, "convert": _converted, "send_back": _sent_back, "turn": _turned,
    }.get(life.fate.review, _filed)(life)  # fmt: skip


def _rejected(life: Life) -> None:
    life.hands.do(E.REJECT, life.world.staff.reviewer, life.day, note=life.said("rejected"))


def _converted(life: Life) -> None:
    to = life.department(life.matter.topic.lead)
    note = life.said("converted", to=str(to))
    life.hands.do(E.CONVERT, life.world.staff.reviewer, life.day, note=note, department=to)


def _sent_back(life: Life) -> None:
    life.hands.do(E.SEND_BACK, life.world.staff.reviewer, life.day, note=life.said("sent_back"))
    life.later((8, 20), lambda: _again(life))


def _again(life: Life) -> None:
    life.hands.do(E.SUBMIT, life.world.staff.editor, life.day)
    _filed(life)


def _turned(life: Life) -> None:
    life.hands.do(E.TURN, life.world.staff.reviewer, life.day, note=life.said("turned"))
    life.hands.renumber(life.later_number)
    life.on(life.handed, lambda: _handed(life))


def _filed(life: Life) -> None:
    if life.hands.proposal.kind in EXAMINED:
        life.hands.do(E.FILE, life.world.staff.reviewer, life.day)
    if life.fate.review == "withdraw":
        life.later((4, 60), lambda: _withdrawn(life))
    life.on(life.handed, lambda: _handed(life))


def _withdrawn(life: Life) -> None:
    if life.state in WITHDRAWABLE:
        life.hands.do(E.WITHDRAW, life.world.staff.reviewer, life.day, note=life.said("withdrawn"))


WITHDRAWABLE = frozenset({State.SUBMITTED, State.FILED, State.ASSIGNED, State.ACCEPTED, State.HANDLING})


def _handed(life: Life) -> None:
    topic = life.matter.topic
    lead, others = life.department(topic.lead), [life.department(name) for name in topic.assist]
    if life.fate.form == "separate":
        for one in (lead, others[0]):
            _assign(life, one, Duty.SEPARATE)
        return
    assists = others[: life.fate.assists]
    _assign(life, lead, Duty.LEAD if assists else Duty.SOLE)
    for one in assists:
        part = _assign(life, one, Duty.ASSIST)
        if life.fate.let_go and one is assists[-1]:
            life.later((6, 12), lambda part=part: _let_go(life, part))  # type: ignore[misc]  # bound now


def _assign(life: Life, to: Department, duty: Duty) -> Assignment:
    part = life.hands.do(E.ASSIGN, life.world.staff.reviewer, life.day, department=to, duty=duty).assignment
    assert part is not None  # noqa: S101  an assignment makes one
    if life.fate.held != "accept":
        life.later((1, 5), lambda: sign(life, part))
    return part


def _let_go(life: Life, part: Assignment) -> None:
    """会办 is not needed after all."""
    if life.stage(part) in {"assigned", "accepted", "handling"}:
        note = "所提内容不涉及该单位职责"
        life.hands.do(E.REASSIGN, life.world.staff.reviewer, life.day, assignment=life.fresh(part), note=note)
