"""Which rows of this application a public page can show: a change of any other leaves the data version as it is.

Whatever is not named here counts, so that a table that is added later is watched from its first day. A draft is on no
page, not even as a number; what is withheld is counted, so it counts here.
"""

from django.apps import apps

from delegates.freshness import watch

# Imports under way, the staff and their means, what suggestions were learned from, how words were counted, what
# readers report to the staff, who follows what by mail.
UNSHOWN = frozenset(
    {
        "importbatch", "importfile", "decision", "columnmapping", "written", "message", "position", "ratinglink",
        "savedfilter", "wordvote", "lesson", "wording", "gist", "problem",
        "subscriber", "subscription", "telling", "appearance", "followrequest", "barred",
        "webhook", "delivery",
    }
)  # fmt: skip
# Columns that only staff see, and those that are written beside others.
LEAVE = {
    "proposal": ("version", "updated_at", "confidence"),
    "department": ("calendar_key",),
    "reply": ("version", "written_by_id"),
    "rating": ("note", "scan", "entered_by_id"),
    "report": ("imported_by_id",),
    "followup": ("recorded_by_id",),
    "samematter": ("decided_by_id", "decided_at"),
}
_PROPOSAL = "(SELECT p.publication FROM proposals_proposal p WHERE p.id = {row}.proposal_id) <> 'draft'"
_REPORT = "(SELECT r.publication FROM proposals_report r WHERE r.id = {row}.report_id) <> 'draft'"
_OF_REPLY = (
    "(SELECT p.publication FROM proposals_proposal p JOIN proposals_reply l ON l.proposal_id = p.id"
    " WHERE l.id = {row}.reply_id) <> 'draft'"
)
_OF_ARTICLE = (
    "(SELECT r.publication FROM proposals_report r JOIN proposals_article a ON a.report_id = r.id"
    " WHERE a.id = {row}.article_id) <> 'draft'"
)
SHOWN = {
    "proposal": "{row}.publication <> 'draft'",
    **dict.fromkeys(
        (
            "ask", "proposer", "proposalindustry", "proposalkeyword", "departmentmention", "proposal_articles",
            "assignment", "deadline", "followup", "commitment",
        ),
        _PROPOSAL,
    ),
    "reply": f"{{row}}.status = 'sent' AND {_PROPOSAL}",
    "rating": _OF_REPLY,
    "report": "{row}.publication <> 'draft'",
    **dict.fromkeys(("reportcontent", "article", "span"), _REPORT),
    "byline": _OF_ARTICLE,
}  # fmt: skip


def watch_all() -> None:
    """All tables of the application but those that only staff see."""
    for model in apps.get_app_config("proposals").get_models(include_auto_created=True):
        name = str(model._meta.model_name)
        if name not in UNSHOWN:
            watch(model, leave=LEAVE.get(name, ()), shown=SHOWN.get(name, ""))
