"""Which rows the catalogue is made of: for each table, a query for the proposals that one of its rows bears on.

`{row}` stands for the row that was written, as it was and as it is.
"""

EVERYTHING, NAMES = 0, -1  # no proposal has these numbers

OWN = "SELECT {row}.proposal_id"
_EVERYTHING, _NAMES = f"SELECT {EVERYTHING}", f"SELECT {NAMES}"

WATCHED: dict[str, str] = {
    "proposals_proposal": "SELECT {row}.id",
    "search_text": "SELECT {row}.id",
    "proposals_proposer": OWN,
    "proposals_proposalindustry": OWN,
    "proposals_proposalkeyword": OWN,
    "proposals_assignment": OWN,
    "proposals_deadline": OWN,
    "proposals_reply": OWN,
    "proposals_followup": OWN,
    "proposals_rating": "SELECT r.proposal_id FROM proposals_reply r WHERE r.id = {row}.reply_id",
    "proposals_report": (
        "SELECT r.proposal_id FROM proposals_reply r JOIN proposals_article a ON a.id = r.article_id"
        " WHERE a.report_id = {row}.id"
    ),
    "proposals_article": "SELECT r.proposal_id FROM proposals_reply r WHERE r.article_id = {row}.id",
    "delegates_mandate": "SELECT p.proposal_id FROM proposals_proposer p WHERE p.delegate_id = {row}.delegate_id",
    # What a printed class means may change for every reply.
    "proposals_resultclass": _EVERYTHING,
    "proposals_resultscheme": _EVERYTHING,
    # Where and when a session was stands on all its proposals.
    "delegates_region": _EVERYTHING,
    "delegates_council": _EVERYTHING,
    "delegates_term": _EVERYTHING,
    "delegates_session": _EVERYTHING,
    "proposals_industry": _NAMES,
    "proposals_keyword": _NAMES,
    "proposals_department": _NAMES,
    "delegates_delegate": _NAMES,
    "proposals_aliasgroup": _NAMES,
    "proposals_searchalias": _NAMES,
    "proposals_departmentalias": _NAMES,
}
# A new row of these says nothing yet: no proposal stands under it before it is written itself.
UNHEARD_OF = frozenset({"delegates_region", "delegates_council", "delegates_term", "delegates_session"})
ACTS = ("INSERT", "UPDATE", "DELETE")


def noted(table: str, act: str) -> str:
    """What is noted when a row of this table is written so."""
    return _NAMES if act == "INSERT" and table in UNHEARD_OF else WATCHED[table]
