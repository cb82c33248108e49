"""What people decide about the facts of a file: kept beside what was found, applied whenever it is planned."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.db import transaction

from delegates.models import Delegate
from proposals.ingest.frozen import thaw
from proposals.ingest.records import Extraction, Refusal
from proposals.models import Decision, ImportFile, Industry, Proposal

from .settle import ACCEPT, MATCH, REJECT, Edit, Settled, settle

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Choice = Decision.Choice


def found_in(file: ImportFile) -> Extraction:
    """What the file states, as read. Raises Refusal while it is not read."""
    if file.found is None:
        raise Refusal(f"{file.name} 还没有读出内容，现在不能核对。请等它读完，再打开核对页。")
    return thaw(file.found, length=len(file.text))


def decided(found: Extraction, decisions: Iterable[Decision], text: str = "") -> Extraction:
    """What was found with these decisions applied. Pure. Raises Refusal for a decision whose fact is not there."""
    return settle(found, edits_of(decisions), text).found


def decided_in(file: ImportFile) -> Extraction:
    """What the file states, with the decisions of people."""
    return settled_in(file).found


def settled_in(file: ImportFile) -> Settled:
    """The same, with the path that each record had when the file was read."""
    return settle(found_in(file), edits_in(file), file.text)


def edits_of(decisions: Iterable[Decision]) -> dict[str, Edit]:
    """The decisions as `settle` wants them."""
    return {one.fact: Edit(one.choice, one.value) for one in decisions}


def edits_in(file: ImportFile) -> dict[str, Edit]:
    """Those of a file; a file that is not saved yet has none."""
    return edits_of(file.decisions.all()) if file.pk else {}


def match_of(edits: Mapping[str, Edit], path: str) -> Edit | None:
    """What a person said about which existing row this record is."""
    return edits.get(f"{path}/{MATCH}")


@transaction.atomic
def decide(file: ImportFile, fact: str, choice: str, value: Any = None, *, by: "User | None") -> Decision:
    """Keep a decision on one fact, in place of an earlier one. Raises Refusal when it cannot be applied."""
    locked = ImportFile.objects.select_for_update().defer("data", "tables").get(pk=file.pk)
    if locked.state != ImportFile.State.READ:
        raise Refusal(f"{locked.name} 现在是“{locked.get_state_display()}”，不能再改核对决定。请刷新页面查看结果。")
    if choice not in Choice.values:
        raise Refusal("决定只能是采用、改正或者不采用。请重新选择。")
    edits = edits_in(locked) | {fact: Edit(choice, value)}
    settle(found_in(locked), edits, locked.text)
    _check_known(fact, edits[fact])
    kept = {"choice": choice, "value": value, "decided_by": by}
    return Decision.objects.update_or_create(file=locked, fact=fact, defaults=kept)[0]


@transaction.atomic
def undecide(file: ImportFile, fact: str) -> None:
    """Take a decision back. Raises Refusal when another decision rests on it."""
    locked = ImportFile.objects.select_for_update().defer("data", "tables").get(pk=file.pk)
    if locked.state != ImportFile.State.READ:
        raise Refusal(f"{locked.name} 现在是“{locked.get_state_display()}”，不能再改核对决定。请刷新页面查看结果。")
    edits = edits_in(locked)
    edits.pop(fact, None)
    settle(found_in(locked), edits, locked.text)
    locked.decisions.filter(fact=fact).delete()


def _check_known(fact: str, edit: Edit) -> None:
    """Rows that a decision names must be there."""
    record, _, last = fact.rpartition("/")
    if last == MATCH:
        _check_match(record, edit)
        return
    named = "/industries/" in fact and edit.choice != REJECT and edit.value is not None
    if named and not Industry.objects.filter(name=str(edit.value).strip()).exists():
        raise Refusal(f"行业表里没有“{edit.value}”。请用行业表里的名称，或者先在后台加上这个行业。")


def _check_match(record: str, edit: Edit) -> None:
    """Accepting a match names the row by its id, as a number."""
    if edit.choice == REJECT:
        return
    model = Delegate if record.startswith("delegates/") else Proposal
    if edit.choice != ACCEPT or not isinstance(edit.value, int) or isinstance(edit.value, bool):
        raise Refusal("没有说是库里的哪一件。请在列出的候选里选一件，或者选“新登记”。")
    if not model._default_manager.filter(pk=edit.value).exists():
        raise Refusal(f"库里没有编号 {edit.value} 的记录，可能已被合并。请刷新核对页，再选一次。")
