"""Write what a source says of an answer: the reply, and the event that the log may take."""

from typing import Any

from proposals.models import Proposal, Reply
from proposals.models.report import Article
from proposals.workflow.events import Event
from proposals.workflow.needs import IllegalMove, Missing, Need

from .parts import Desk
from .planned import PlannedProposal, Settled
from .replies import day_of, role_of
from .stated import OF_REPLY, answered

LETTER = frozenset({Need.LETTER})
_COLUMNS = {
    "reply_class": "reply_class",
    "letter/number": "number",
    "letter/date": "replied_on",
    "letter/issuer": "issuer",
    "letter/public": "public",
}


def write_answer(desk: Desk, proposal: Proposal, planned: PlannedProposal, article: Article) -> bool:
    """The reply that the source states, if any, and whether it is new."""
    found = planned.found
    if not answered(found):
        return False
    known = planned.reply
    if known is None:
        columns = _stated(desk, planned)
        reply = Reply.objects.create(proposal=proposal, article=article, role=role_of(found), **columns)
        desk.ledger.made(reply, f"{planned.path}/letter")
    else:
        reply = known
        desk.ledger.joined(reply, f"{planned.path}/letter")
        _fill(desk, planned, reply)
    _places(desk, planned, reply)
    return known is None


def record_answer(desk: Desk, proposal: Proposal, planned: PlannedProposal) -> bool:
    """Log the answer where the procedure allows it. An opinion of an assisting department answers nobody.

    Where several departments owe an answer and nobody knows whose it is, the letter is kept and moves nothing.
    """
    if role_of(planned.found) == Reply.Role.OPINION:
        return False
    printed = planned.found.reply_class
    try:
        followup = proposal.record(
            Event.REPLY,
            by=desk.by,
            on=day_of(planned.found),
            note=f"办理结果类别：{printed}" if printed else "",
            department=_issuing(desk, planned),
            gives=LETTER,
            imported=True,
        )
    except (IllegalMove, Missing):
        return False
    desk.ledger.made(followup)
    return True


def _issuing(desk: Desk, planned: PlannedProposal) -> Any:
    letter = planned.found.letter
    return desk.departments.get(letter.issuer.name) if letter and letter.issuer else None


def _stated(desk: Desk, planned: PlannedProposal) -> dict[str, Any]:
    found, letter = planned.found, planned.found.letter
    return {
        "reply_class": found.reply_class or "",
        "number": letter.number.name if letter and letter.number else "",
        "issuer": letter.issuer.name if letter and letter.issuer else "",
        "department": _issuing(desk, planned),
        "replied_on": day_of(found),
        "public": letter.public if letter else None,
    }


def _fill(desk: Desk, planned: PlannedProposal, reply: Reply) -> None:
    """What was empty, and what the corrected source changed and nobody had edited."""
    if reply.article_id is None:
        return  # a letter written here: a source that speaks of it changes nothing in it
    stated = _stated(desk, planned)
    outcomes = {one.field: one.outcome for one in planned.changes}
    settled = (Settled.NEW, Settled.CHANGED)
    new = {_COLUMNS[name]: stated[_COLUMNS[name]] for name in OF_REPLY if outcomes.get(name) in settled}
    if reply.department_id is None and stated["department"] is not None:
        new["department_id"] = stated["department"].pk
    desk.ledger.change(reply, f"{planned.path}/letter", **new)


def _places(desk: Desk, planned: PlannedProposal, reply: Reply) -> None:
    letter = planned.found.letter
    desk.spans.add("reply_class", [planned.found.reply_class_span], reply=reply)
    if letter is None:
        return
    for field, named in (("number", letter.number), ("date", letter.date), ("issuer", letter.issuer)):
        desk.spans.add(field, named.spans if named else (), reply=reply)
    desk.spans.add("public", [letter.public_span], reply=reply)
