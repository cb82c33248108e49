"""From what was found to rows: facts, decisions, plan, apply, undo. The only room that knows `ingest` and the models.

For pages and commands. Every refusal is a `Refusal` whose text is a Chinese sentence; whatever writes takes `by`.

Reviewing one file that has been read (`ImportFile.State.READ`):
    `facts.facts(found) -> tuple[Fact, ...]`: every fact one can decide on, in source order; `fact.path` names it.
    `decisions.found_in(file) -> Extraction` as read; `decisions.decided_in(file) -> Extraction` with the decisions.
    `decisions.decide(file, path, choice, value=None, *, by) -> Decision` accepts, corrects or rejects a fact, adds one
    (`proposals/3/asks/+1`), or says what a proposal is: `proposals/3/match`, accept with the id of the existing one
    as value, reject for a new one; likewise `delegates/0/match`. `decisions.undecide(file, path)` takes one back.
    `plan.plan_file(file) -> Plan | AlreadyImported`: what applying would write; each of its `proposals` has the
    `path` of its record. `plan.digest` changes when the outcome would.
    `plan.confirm(file, digest)` keeps what the person saw: applying refuses when it has moved since.
    `corrected.suspected_original(found, text, region) -> Suspicion | None`: the report this one seems to correct;
    staff confirm by setting `file.supersedes`.

The batch:
    `apply.apply_batch(batch, *, by, progress) -> Outcome`: all files that were read, in one transaction.
    `tasks.begin_writing(batch, *, by)`: the same in a worker, for a batch that `writing.is_long`; `writing.writing_of`
    tells how far it is, `writing.failure_of` why nothing was written.
    `undo.would_undo(batch) -> Undone` shows, `undo.undo_batch(batch, *, by) -> Undone` does: `gone`, `restored` and
    `staying`, each `staying` with its reason.
"""
