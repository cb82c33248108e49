"""The paths a proposal may take in a year, each step by whom it falls to. Imported once settings stand."""

from collections.abc import Callable
from datetime import timedelta

from proposals.handling.asks import settle_ask
from proposals.handling.commitments import settle
from proposals.handling.correcting import correct
from proposals.handling.merging import answer_alike, merge
from proposals.handling.publishing import publish
from proposals.handling.ratings import Said
from proposals.handling.replies import send_back
from proposals.models import Deadline, Reply
from proposals.workflow.events import Event
from proposals.workflow.needs import Need
from proposals.workflow.outcomes import Satisfaction
from proposals.workflow.states import Duty, Stage, State
from tests.proofs.case import Case

E = Event
CONTENT, DISCONTENT = (Said(one, one) for one in (Satisfaction.CONTENT, Satisfaction.NOT))


def plain(case: Case) -> None:
    part = case.handled()
    case.step(part, E.MEET)
    reply = case.answer(part)
    publish(reply=reply, by=case.city.reviewer, on=case.on(), shown=Reply.Shown.FULL)
    case.rate(reply, CONTENT)
    case.do(E.CLOSE)


def examined(case: Case) -> None:
    case.do(E.REVIEW, by=case.city.editor)
    case.do(E.FILE)
    reply = case.answer(case.handled())
    for ask in case.proposal.asks.all():
        settle_ask(ask=ask, outcome="resolved", reply=reply, by=case.city.editor, on=case.on())


def assisted(case: Case) -> None:
    """主办 with 会办: one opinion in time, one after the answer."""
    lead = case.handled(Duty.LEAD)
    early, late = case.assign(Duty.ASSIST), case.assign(Duty.ASSIST)
    case.step(early, E.ACCEPT, E.HANDLE)
    case.written(early)
    reply = case.answer(lead)
    case.step(late, E.ACCEPT)
    case.written(late)
    promised = case.promised(reply)
    case.do(E.TRACK)
    settle(commitment=promised, kept=True, by=case.city.reviewer, on=case.on(), evidence="现场已经验收")
    case.do(E.FULFIL)


def parted(case: Case) -> None:
    """分办: one department's answer does not content, and only that one handles it again."""
    first, second = case.handled(Duty.SEPARATE), case.handled(Duty.SEPARATE)
    reply = case.answer(first)
    case.rate(reply, DISCONTENT)
    case.answer(second)
    case.step(first, E.HANDLE)
    case.rate(case.answer(first), CONTENT)


def contested(case: Case) -> None:
    part = case.assign()
    case.step(part, E.CONTEST)
    case.do(E.REASSIGN, assignment=part, department=case.another())
    new = case.proposal.assignments.latest("pk")
    case.step(new, E.ACCEPT, E.CONTEST)
    case.do(E.UPHOLD, assignment=new)
    case.step(new, E.ACCEPT, E.HANDLE)
    case.answer(new)


def let_go(case: Case) -> None:
    """会办 is not needed after all."""
    lead, assist = case.handled(Duty.LEAD), case.assign(Duty.ASSIST)
    case.do(E.REASSIGN, assignment=assist)
    case.answer(lead)


def extended(case: Case) -> None:
    part = case.handled()
    due = Deadline.objects.running().filter(assignment=part, step="reply").first()
    until = (due.due_on if due else case.day) + timedelta(days=20)
    case.step(part, E.ASK_TIME, until=until)
    case.do(E.EXTEND, assignment=part, until=until)
    case.step(part, E.ASK_TIME, until=until + timedelta(days=5))
    case.do(E.DENY_TIME, assignment=part)
    case.do(E.URGE, by=case.city.editor)
    case.answer(part)


def handled_twice(case: Case) -> None:
    part = case.handled()
    case.rate(case.answer(part), DISCONTENT)
    case.step(part, E.HANDLE)
    case.rate(case.answer(part), CONTENT)
    case.do(E.CLOSE)


def merged(case: Case) -> None:
    """并案: both files are assigned and answered, the second in the words of the first."""
    other = Case(case.city, case.kind, case.day)
    merge(proposal=case.proposal, main=other.proposal, by=case.city.reviewer, on=case.on())
    other.do(E.FILE)
    part = other.handled()
    own = case.do(E.ASSIGN, department=part.department, duty=Duty.SOLE).assignment
    assert own is not None
    case.step(own, E.ACCEPT, E.HANDLE)
    alike = answer_alike(reply=other.answer(part), to=case.proposal, by=case.city.speakers[part.department_id])
    case.sent(case.handed_in(alike))


def converted(case: Case) -> None:
    case.do(E.REVIEW, by=case.city.editor)
    case.do(E.CONVERT, department=case.another())


def turned(case: Case) -> None:
    """议案转建议, and on as a 建议."""
    case.do(E.REVIEW, by=case.city.editor)
    case.do(E.TURN)
    case.answer(case.handled())


def rejected(case: Case) -> None:
    case.do(E.REJECT, note="属于正在审理的案件，不予受理")


def sent_back(case: Case) -> None:
    case.do(E.SEND_BACK)
    case.do(E.SUBMIT, by=case.city.editor)
    case.handled()


def withdrawn(case: Case) -> None:
    case.handled()
    case.do(E.WITHDRAW)


def corrected(case: Case) -> None:
    """A wrong step, and a letter sent by mistake; each is put right by a further entry."""
    part = case.assign()
    case.step(part, E.ACCEPT, E.HANDLE)
    wrong = case.proposal.followups.get(event=E.HANDLE)
    correct(followup=wrong, by=case.city.reviewer, on=case.on(), note="还没有开始", stage=Stage.ACCEPTED)
    case.proposal.refresh_from_db()
    case.step(part, E.HANDLE)
    case.answer(part)
    close = case.do(E.CLOSE)
    correct(followup=close, by=case.city.reviewer, on=case.on(), note="手续没有走完", state=State.REPLIED)


def redrafted(case: Case) -> None:
    part = case.handled()
    send_back(reply=case.written(part), by=case.city.reviewer, on=case.on(), note="没有逐条回应")
    returned = Reply.objects.get(assignment=part)
    promised = case.promised(case.sent(case.handed_in(returned)))
    settle(commitment=promised, kept=False, by=case.city.reviewer, on=case.on(), evidence="到期没有动工")


def told_by_the_press(case: Case) -> None:
    case.do(E.SUBMIT, by=case.city.editor)
    case.do(E.ATTACH, by=case.city.editor)
    part = case.assign()
    case.do(E.REPLY, by=case.city.editor, assignment=part, gives=frozenset({Need.LETTER}), imported=True)


def undone(case: Case) -> None:
    case.do(E.NOTE, by=case.city.editor)
    case.do(E.RETRACT, by=case.city.editor, imported=True)


def tracked(case: Case) -> None:
    """跟踪办理: answered again in the same round, closed, and fulfilled; the calendar moves in between."""
    part = case.handled()
    case.answer(part)
    case.do(E.TRACK)
    case.proposal.record(E.RECOMPUTE, by=None, on=case.on())
    case.answer(part)
    case.do(E.CLOSE)
    case.do(E.FULFIL)


Path = Callable[[Case], None]
PATHS: tuple[tuple[str, Path], ...] = (
    ("suggestion", plain), ("proposal", examined), ("suggestion", assisted), ("suggestion", parted),
    ("suggestion", contested), ("suggestion", let_go), ("suggestion", extended), ("suggestion", handled_twice),
    ("proposal", merged), ("proposal", converted), ("motion", turned), ("suggestion", rejected),
    ("suggestion", sent_back), ("suggestion", withdrawn), ("suggestion", corrected), ("suggestion", redrafted),
    ("reported", told_by_the_press), ("reported", undone), ("suggestion", tracked),
)  # fmt: skip
