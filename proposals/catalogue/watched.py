"""Which rows the catalogue is made of: for each table, a query for the proposals that one of its rows bears on.

`{row}` stands for the row that was written, as it was and as it is. What a proposal tells beyond its facets is noted
apart, as `apart` of its number: the catalogue does not read it anew for that, whoever follows changes is told.
"""

EVERYTHING, NAMES = 0, -1  # no proposal has these numbers

OWN = "SELECT {row}.proposal_id"
_APART = "SELECT -{row}.proposal_id - 1"
_BY_DELEGATE = " UNION SELECT -p.proposal_id - 1 FROM proposals_proposer p WHERE p.delegate_id = {row}."
_EVERYTHING, _NAMES = f"SELECT {EVERYTHING}", f"SELECT {NAMES}"


def _named(*tables: str, by: str) -> str:
    """Names, and the proposals with a row in one of these tables that points at the one that is named."""
    hung = (f" UNION SELECT -t.proposal_id - 1 FROM {one} t WHERE t.{by} = {{row}}.id" for one in tables)  # noqa: S608
    return _NAMES + "".join(hung)


WATCHED: dict[str, str] = {
    "proposals_proposal": (
        "SELECT {row}.id UNION SELECT -{row}.merged_into_id - 1 WHERE {row}.merged_into_id IS NOT NULL"
        " UNION SELECT -f.id - 1 FROM proposals_proposal f WHERE f.merged_into_id = {row}.id"
    ),
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
        " WHERE a.report_id = {row}.id UNION SELECT -t.proposal_id - 1 FROM proposals_proposal_articles t"
        " JOIN proposals_article b ON b.id = t.article_id WHERE b.report_id = {row}.id"
    ),
    "proposals_article": (
        "SELECT r.proposal_id FROM proposals_reply r WHERE r.article_id = {row}.id"
        " UNION SELECT -t.proposal_id - 1 FROM proposals_proposal_articles t WHERE t.article_id = {row}.id"
    ),
    "proposals_proposal_articles": _APART,
    "proposals_ask": _APART,
    "proposals_commitment": _APART,
    "proposals_departmentmention": _APART,
    "delegates_post": _BY_DELEGATE.removeprefix(" UNION ") + "delegate_id",
    "delegates_organisation": (
        "SELECT -p.proposal_id - 1 FROM proposals_proposer p WHERE p.organisation_id = {row}.id"
        " UNION SELECT -p.proposal_id - 1 FROM proposals_proposer p JOIN delegates_post o"
        " ON o.delegate_id = p.delegate_id WHERE o.organisation_id = {row}.id"
    ),
    "delegates_mandate": "SELECT p.proposal_id FROM proposals_proposer p WHERE p.delegate_id = {row}.delegate_id",
    # What a printed class means may change for every reply.
    "proposals_resultclass": _EVERYTHING,
    "proposals_resultscheme": _EVERYTHING,
    # Where and when a session was stands on all its proposals.
    "delegates_region": _EVERYTHING,
    "delegates_council": _EVERYTHING,
    "delegates_term": _EVERYTHING,
    "delegates_session": _EVERYTHING,
    "proposals_industry": _named("proposals_proposalindustry", by="industry_id"),
    "proposals_keyword": _named("proposals_proposalkeyword", by="keyword_id"),
    "proposals_department": _named("proposals_assignment", "proposals_reply", "proposals_followup", by="department_id"),
    "delegates_delegate": _NAMES + _BY_DELEGATE + "id",
    "proposals_aliasgroup": _NAMES,
    "proposals_searchalias": _NAMES,
    "proposals_departmentalias": _NAMES,
}
# A new row of these says nothing yet: no proposal stands under it before it is written itself.
UNHEARD_OF = frozenset(
    {
        "delegates_region", "delegates_council", "delegates_term", "delegates_session", "delegates_delegate",
        "proposals_industry", "proposals_keyword", "proposals_department",
    }
)  # fmt: skip
ACTS = ("INSERT", "UPDATE", "DELETE")


def noted(table: str, act: str) -> str:
    """What is noted when a row of this table is written so."""
    return _NAMES if act == "INSERT" and table in UNHEARD_OF else WATCHED[table]


def apart(note: int) -> int:
    """The proposal that such a note is of; for any other note, what it says itself."""
    return -note - 1 if note < NAMES else note
