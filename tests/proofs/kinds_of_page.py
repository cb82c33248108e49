"""One address of each kind of page on the running demonstration, found by following its own links."""

import re
import urllib.error
import urllib.request

FIXED = {
    "home": "/",
    "proposals": "/proposals/",
    "search": "/proposals/?q=%E5%8A%A0%E8%A3%85%E7%94%B5%E6%A2%AF",
    "narrowed": "/proposals/?state=replied&body=npc",
    "nothing found": "/proposals/?q=%E6%B5%B7%E5%BA%95%E9%9A%A7%E9%81%93%E7%9B%BE%E6%9E%84%E6%9C%BA",
    "delegates": "/delegates/",
    "nobody found": "/delegates/?q=zzz",
    "industries": "/industries/",
    "departments": "/departments/",
    "sessions": "/sessions/",
    "statistics": "/statistics/",
    "statistics of all years": "/statistics/?year=all",
    "behind a number": "/statistics/counted/?of=rate&rate=0&part=lower",
    "reports": "/reports/",
    "hot words": "/words/",
    "about": "/about/",
    "method": "/method/",
    "data": "/data/",
    "interface for programs": "/api/",
    "api": "/api/",
    "follow": "/follow/?about=/proposals/",
    "problems": "/problems/",
    "problem to report": "/problems/new/?about=/reports/",
    "something to follow": "/follow/?about=/proposals/",
    "look into the mail": "/follow/sent/",
}
MISSING = {
    "not there": "/nothing/",
    "withdrawn calendar": "/calendar/unknown.ics",
    "used rating link": "/rate/unknown/",
    "spoilt link of a mail": "/follow/leave/unknown/",
}
# Pages of one row: the list, and the beginning of the address that it leads to.
ROWS = {
    "delegate": "/delegates/",
    "industry": "/industries/",
    "department": "/departments/",
    "session": "/sessions/",
    "report": "/reports/",
}
STATES = ("press", "intake", "handling", "again", "replied", "tracking", "fulfilled", "ended")  # of the list's filter
ADMIN = {
    "sign in": "/admin/login/",
    "start page": "/admin/",
    "proposals to edit": "/admin/proposals/proposal/",
    "new proposal": "/admin/proposals/proposal/add/",
    "proposal to edit": "/admin/proposals/proposal/40/change/",
    "history of a proposal": "/admin/proposals/proposal/40/history/",
    "annual tables": "/admin/proposals/proposal/annual/",
    "parts": "/admin/proposals/assignment/",
    "clocks": "/admin/proposals/deadline/?due=overdue",
    "promises to follow": "/admin/proposals/commitment/",
    "ratings": "/admin/proposals/rating/",
    "errors reported": "/admin/proposals/problem/",
    "same matters": "/admin/proposals/samematter/",
    "other names": "/admin/proposals/aliasgroup/",
    "departments to edit": "/admin/proposals/department/",
    "new department": "/admin/proposals/department/add/",
    "delegates to edit": "/admin/delegates/delegate/",
    "delegate to edit": "/admin/delegates/delegate/1/change/",
    "new delegate": "/admin/delegates/delegate/add/",
    "new rules": "/admin/proposals/ruleset/add/",
    "new account": "/admin/auth/user/add/",
    "imports": "/admin/proposals/importbatch/",
    "an import": "/admin/proposals/importbatch/1/change/",
    "review of an import": "/admin/proposals/importbatch/file/1/",
}


def public_pages(origin: str) -> dict[str, str]:
    """Name → address. Raises LookupError where a list leads to no row."""
    rows = {name: _first(origin, listed, listed) for name, listed in ROWS.items()}
    states = {}
    for state in STATES:
        found = _links(origin, f"/proposals/?state={state}", "/proposals/")
        if found:
            states[f"proposal {state}"] = found[0]
    if not states:
        raise LookupError("the list leads to no proposal")
    paper = {"paper to print": next(iter(states.values())) + "print/"}
    return FIXED | rows | states | paper | MISSING


def _first(origin: str, listed: str, begins: str) -> str:
    found = _links(origin, listed, begins)
    if not found:
        raise LookupError(f"{listed} leads to no row")
    return found[0]


def _links(origin: str, address: str, begins: str) -> list[str]:
    try:
        with urllib.request.urlopen(origin + address) as answer:  # noqa: S310  the site that was started above
            page = answer.read().decode()
    except urllib.error.HTTPError as refusal:
        raise LookupError(f"{address}: {refusal.code}") from refusal
    return re.findall(rf'href="({begins}\d+/)[?"]', page)
