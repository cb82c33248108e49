"""What a department does with its part: signs, contests, asks for time, writes, and is written to."""

from datetime import date, timedelta

from proposals.models import Assignment, Reply
from proposals.workflow.events import Event
from proposals.workflow.states import WITH_DEPARTMENTS, Duty, Stage, State

from .answers import answered
from .days import working
from .letters import Letter, opinion, reply
from .lives import Life

E = Event
BUSY = frozenset({Stage.ACCEPTED, Stage.HANDLING, Stage.REOPENED})
USUAL, LATE = (38, 82), (96, 135)  # days from the assignment to the letter; three months are the limit
OPINION, OPINION_LATE = (10, 26), (34, 70)


def sign(life: Life, part: Assignment) -> None:
    """签收, or the department says that it is somebody else's."""
    if life.stage(part) is not Stage.ASSIGNED:
        return
    first = Duty(part.duty).answers and life.fresh(part).replaces_id is None and not _contested_before(life, part)
    if life.fate.contest and first and life.fate.form != "separate":
        _contest(life, part)
        return
    life.hands.do(E.ACCEPT, life.speaker(part), life.day, assignment=life.fresh(part))
    if life.fate.held != "handle":
        life.later((2, 8), lambda: _handle(life, part))


def _contested_before(life: Life, part: Assignment) -> bool:
    return (part.pk, E.CONTEST) in life.done


def _contest(life: Life, part: Assignment) -> None:
    life.done.add((part.pk, E.CONTEST))
    other = life.department(life.matter.topic.assist[-1])
    note = life.said("contest", to=str(other))
    life.hands.do(E.CONTEST, life.speaker(part), life.day, assignment=life.fresh(part), note=note)
    if life.fate.contest == "granted":
        life.later((3, 7), lambda: _moved(life, part))
    if life.fate.contest == "refused":
        life.later((3, 7), lambda: _upheld(life, part))


def _moved(life: Life, part: Assignment) -> None:
    """改办: to a department that has no part in it yet."""
    taken = {one.department_id for one in life.hands.parts() if one.stage != Stage.RETURNED}
    names = [*reversed(life.matter.topic.assist), "云汀市人民政府办公室"]
    to = next(one for one in map(life.department, names) if one.pk not in taken)
    note = f"职责在{to}，同意调整"
    by = life.world.staff.reviewer
    life.hands.do(E.REASSIGN, by, life.day, assignment=life.fresh(part), department=to, note=note)
    new = max(life.hands.parts(), key=lambda one: one.pk)
    life.later((1, 4), lambda: sign(life, new))


def _upheld(life: Life, part: Assignment) -> None:
    by = life.world.staff.reviewer
    life.hands.do(E.UPHOLD, by, life.day, assignment=life.fresh(part), note=life.said("uphold"))
    life.later((1, 3), lambda: sign(life, part))


def _handle(life: Life, part: Assignment) -> None:
    if life.stage(part) is not Stage.ACCEPTED:
        return
    life.hands.do(E.HANDLE, life.speaker(part), life.day, assignment=life.fresh(part))
    if life.fate.held == "letter":
        _urge_when_late(life, part)
        return
    if not Duty(part.duty).answers:
        life.on(_after(life, part, OPINION_LATE if life.fate.opinion_late else OPINION), lambda: _advise(life, part))
        return
    if life.lot.random() < 0.6:
        life.later((4, 20), lambda: _meet(life, part))
    if life.fate.time:
        life.on(_after(life, part, (66, 78)), lambda: _ask_time(life, part))
    if life.fate.urged:
        life.on(_after(life, part, (80, 86)), lambda: _urge(life, part))
    due = _after(life, part, LATE if life.fate.late or life.fate.time == "granted" else USUAL)
    life.on(due, lambda: write(life, part))


def _after(life: Life, part: Assignment, days: tuple[int, int]) -> date:
    """So many days after the assignment, sooner or later by the pace of the department."""
    pace = life.world.pace.get(str(part.department), 1.0)
    return working((part.assigned_on or life.day) + timedelta(days=round(life.lot.randint(*days) * pace)))


def _meet(life: Life, part: Assignment) -> None:
    if life.stage(part) in BUSY:
        note = life.said("meeting")
        life.hands.do(E.MEET, life.speaker(part), life.day, assignment=life.fresh(part), note=note)


def _urge_when_late(life: Life, part: Assignment) -> None:
    due = life.hands.due(part)
    if due is not None and life.fate.urged:
        life.on(due + timedelta(days=2), lambda: _urge(life, part))


def _urge(life: Life, part: Assignment) -> None:
    if life.stage(part) in BUSY:
        note = life.said("urge")
        life.hands.do(E.URGE, life.world.staff.editor, life.day, assignment=life.fresh(part), note=note)


def _ask_time(life: Life, part: Assignment) -> None:
    due = life.hands.due(part)
    if life.stage(part) not in BUSY or due is None:
        return
    until = working(due + timedelta(days=life.lot.randint(20, 45)))
    own = life.fresh(part)
    life.hands.do(E.ASK_TIME, life.speaker(part), life.day, assignment=own, note=life.said("asked"), until=until)
    if life.fate.time == "granted":
        life.later((1, 4), lambda: _extend(life, part, until))
    if life.fate.time == "denied":
        life.later((1, 4), lambda: _deny(life, part))


def _extend(life: Life, part: Assignment, until: date) -> None:
    if life.stage(part) in BUSY:
        life.hands.do(E.EXTEND, life.world.staff.reviewer, life.day, assignment=life.fresh(part), until=until)


def _deny(life: Life, part: Assignment) -> None:
    if life.stage(part) in BUSY:
        by = life.world.staff.reviewer
        life.hands.do(E.DENY_TIME, by, life.day, assignment=life.fresh(part), note=life.said("denied"))


def _advise(life: Life, part: Assignment) -> None:
    """会办 sends its opinion, in time or after the answer has gone out."""
    if life.stage(part) is not Stage.HANDLING or life.state not in WITH_DEPARTMENTS | {State.REPLIED, State.TRACKING}:
        return
    own, by = life.fresh(part), life.speaker(part)
    text = opinion(life.world.words, life.matter, by=str(own.department), on=life.day, lot=life.lot)
    life.hands.hand_in(life.hands.write(own, by, text, "", None), by, life.day)


def write(life: Life, part: Assignment) -> None:
    """The reply is drafted and handed in."""
    if life.stage(part) not in {Stage.HANDLING, Stage.REOPENED}:
        return
    own, by = life.fresh(part), life.speaker(part)
    number = life.result(own.round)
    told = _told(life, own, number)
    result = life.world.city.classes[life.matter.body][number]
    letter = life.hands.write(own, by, told.text, told.summary, result)
    life.hands.hand_in(letter, by, life.day)
    if life.fate.redraft and own.round == 1:
        life.later((1, 3), lambda: _returned(life, letter, told))
    elif life.fate.held != "send":
        life.later((1, 4), lambda: _send(life, letter, told))


def _told(life: Life, own: Assignment, number: int) -> Letter:
    assists = [one for one in life.hands.parts() if not Duty(one.duty).answers and one.stage != Stage.RETURNED]
    return reply(
        life.world.words, life.matter, by=str(own.department), beside=[str(one.department) for one in assists],
        on=life.day, result=life.world.city.classes[life.matter.body][number].outcome, promised=life.promised(own),
        again=own.round > 1, lot=life.lot,
    )  # fmt: skip


def _returned(life: Life, letter: Reply, told: Letter) -> None:
    letter = life.hands.send_back(letter, life.world.staff.reviewer, life.day, life.said("redraft"))
    life.later((3, 8), lambda: _handed_in(life, letter, told))


def _handed_in(life: Life, letter: Reply, told: Letter) -> None:
    assert letter.assignment is not None  # noqa: S101  every letter here is of a department
    letter = life.hands.hand_in(letter, life.speaker(letter.assignment), life.day)
    life.later((1, 3), lambda: _send(life, letter, told))


def _send(life: Life, letter: Reply, told: Letter) -> None:
    number = f"云答字〔{life.day.year}〕{life.serial}号"
    sent = life.hands.send(letter, life.world.staff.reviewer, life.day, number)
    answered(life, sent, told, write)
