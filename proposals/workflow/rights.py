"""Which tables each role reads and writes. The permission backend answers by this table, and the admin by the backend.

What is not listed is open to nobody. Which *rows* of a table a liaison meets stands in `models.visibility`.
"""

from enum import StrEnum

from .roles import Role


class Act(StrEnum):
    """What can be done with rows of a table. The first four are Django's."""

    VIEW = "view"
    ADD = "add"
    CHANGE = "change"
    DELETE = "delete"
    EDIT = "edit"  # type over what is written; `change` without it records progress and drafts
    PUBLISH = "publish"  # decide who may read it


_NAMES = frozenset(act.value for act in Act)
_LETTERS = {act.value[0]: act for act in Act}
_COLUMNS = (Role.LIAISON, Role.EDITOR, Role.REVIEWER, Role.ADMINISTRATOR)

# Reached by everybody's work, closed to deletion: liaison, editor, reviewer, administrator. The auditor views them all.
_WORK = {
    "proposals.proposal": ("vc", "vace", "vacep", "vacep"),
    "proposals.reply": ("vac", "vace", "vacep", "vacep"),
    "proposals.followup": ("va", "va", "va", "va"),
    "proposals.assignment": ("v", "v", "va", "va"),
    "proposals.deadline": ("v", "v", "v", "v"),
    "proposals.commitment": ("v", "vac", "vacd", "vacd"),
    "proposals.rating": ("v", "vac", "vac", "vac"),
    "proposals.ratinglink": ("", "va", "vacd", "vacd"),
    "proposals.message": ("", "", "v", "vcd"),
}
# What readers report, and which proposals ask for the same: kept, never deleted.
_READERS = {"proposals.problem": ("", "vc", "vc", "vc"), "proposals.samematter": ("", "vac", "vac", "vac")}
# Parts of a proposal: a liaison reads them.
_PARTS = dict.fromkeys(
    (
        "proposals.ask",
        "proposals.proposer",
        "proposals.proposalindustry",
        "proposals.proposalkeyword",
        "proposals.departmentmention",
    ),
    ("v", "vacd", "vacd", "vacd"),
)
_SOURCES = {
    "proposals.report": ("", "vce", "vcep", "vcep"),
    "proposals.article": ("", "v", "v", "v"),
    "proposals.importbatch": ("", "vac", "vac", "vac"),
    "proposals.importfile": ("", "vac", "vac", "vac"),
}
# Who spoke, and what everything is sorted by. What hangs on a row goes with the row's own form.
_PEOPLE = dict.fromkeys(
    ("delegates.delegate", "delegates.organisation"),
    ("", "vac", "vacd", "vacd"),
) | dict.fromkeys(
    (
        "delegates.delegatealias",
        "delegates.organisationalias",
        "delegates.mandate",
        "delegates.post",
        "delegates.sameperson",
        "delegates.sameorganisation",
    ),
    ("", "vacd", "vacd", "vacd"),
)
# Two rows become one on every page at once: a decision, like publishing.
_PEOPLE["delegates.merge"] = ("", "v", "vac", "vac")
_REFERENCE = dict.fromkeys(
    (
        "delegates.region",
        "delegates.council",
        "delegates.term",
        "delegates.session",
        "proposals.industry",
        "proposals.keyword",
    ),
    ("", "vac", "vac", "vacd"),
) | dict.fromkeys(
    (
        "proposals.aliasgroup",
        "proposals.searchalias",
        "proposals.departmentalias",
        "proposals.industryalias",
        "proposals.industrycode",
    ),
    ("", "vacd", "vacd", "vacd"),
)
_DEPARTMENTS = {"proposals.department": ("v", "vac", "vac", "vacd")}
# The law's clock: whoever changes it moves every deadline.
_RULES = dict.fromkeys(
    (
        "proposals.ruleset",
        "proposals.deadlinerule",
        "proposals.resultscheme",
        "proposals.resultclass",
        "proposals.calendaryear",
        "proposals.holiday",
    ),
    ("", "v", "vacd", "vacd"),
)
_STAFF = {"proposals.position": ("", "", "", "vacd")}
# What leaves this system, and the secrets it is signed with.
_OUTWARD = {"proposals.webhook": ("", "", "", "vac"), "proposals.delivery": ("", "", "", "vc")}
_LISTED = _WORK | _READERS | _PARTS | _SOURCES | _PEOPLE | _REFERENCE | _DEPARTMENTS | _RULES | _STAFF | _OUTWARD


def _acts(letters: str) -> frozenset[Act]:
    return frozenset(_LETTERS[letter] for letter in letters)


RIGHTS: dict[Role, dict[str, frozenset[Act]]] = {
    role: {table: _acts(cells[at]) for table, cells in _LISTED.items() if cells[at]} for at, role in enumerate(_COLUMNS)
}
RIGHTS[Role.AUDITOR] = dict.fromkeys(_LISTED, frozenset({Act.VIEW}))
# Accounts: a right to change one is the way to every other right, so nobody else has any, not even to look.
RIGHTS[Role.ADMINISTRATOR]["auth.user"] = _acts("vacd")
RIGHTS[Role.ADMINISTRATOR]["django_tasks_database.dbtaskresult"] = _acts("v")
RIGHTS[Role.AUDITOR]["django_tasks_database.dbtaskresult"] = _acts("v")


def holds(role: Role | None, permission: str) -> bool:
    """Whether a role has a permission, written as Django does: `proposals.change_reply`. No role has none.

    The history of a table (`proposals.historicalproposal`) may be viewed by who may view the table, and is never
    written by hand.
    """
    app, _, code = permission.partition(".")
    act, _, table = code.partition("_")
    if role is None or act not in _NAMES:
        return False
    if table.startswith("historical"):
        return act == Act.VIEW and Act.VIEW in RIGHTS[role].get(f"{app}.{table.removeprefix('historical')}", ())
    return act in RIGHTS[role].get(f"{app}.{table}", ())


def permissions(role: Role | None) -> frozenset[str]:
    """All that a role may, as Django writes it."""
    tables = RIGHTS[role] if role else {}
    return frozenset(
        f"{app}.{act}_{table}"
        for label, acts in tables.items()
        for app, _, table in [label.partition(".")]
        for act in acts
    )
