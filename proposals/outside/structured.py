"""What a page is about, in the words of schema.org (JSON-LD), made of what the page shows and of nothing else.

A proposal is a `CreativeWork`, never `Legislation`: nobody has passed it. What is not known is left out.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse

from delegates.models import Council, Delegate, Session
from proposals.models import Department, Proposal

from .canonical import absolute

Node = dict[str, Any]
Context = Mapping[str, Any]
CONTEXT = "https://schema.org"
SECTIONS = {
    "proposals": ("建议提案", "proposals:proposals"),
    "delegates": ("代表委员", "delegates:delegates"),
    "industries": ("行业", "proposals:industries"),
    "reports": ("报道原文", "proposals:reports"),
    "departments": ("承办单位", "proposals:departments"),
    "sessions": ("会议", "proposals:sessions"),
}


def described(view: str, context: Context, *, address: str, title: str, description: str) -> Node:
    """The data block of a page: the page, where it stands in the site, and what it is about."""
    about = ABOUT[view](context, address) if view in ABOUT else None
    page: Node = {
        "@type": "CollectionPage" if view in LISTS else "WebPage",
        "@id": address,
        "url": address,
        "name": title,
        "description": description,
        "inLanguage": "zh-CN",
        "isPartOf": {"@type": "WebSite", "@id": absolute("/#site"), "url": absolute("/"), "name": "言路"},
    }
    if about:
        page["mainEntity"] = {"@id": about["@id"]}
    nodes = [page, _site() if view == "proposals:home" else None, _trail(view, context, address, title), about]
    return {"@context": CONTEXT, "@graph": [node for node in nodes if node]}


LISTS = frozenset({name for _, name in SECTIONS.values()})


def _site() -> Node:
    search = {
        "@type": "EntryPoint",
        "urlTemplate": absolute(reverse("proposals:proposals") + "?q={search_term_string}"),
    }
    site: Node = {
        "@type": "WebSite",
        "@id": absolute("/#site"),
        "url": absolute("/"),
        "name": "言路",
        "inLanguage": "zh-CN",
        "potentialAction": {
            "@type": "SearchAction", "target": search, "query-input": "required name=search_term_string",
        },
    }  # fmt: skip
    return _with(site, publisher=_operator())


def _operator() -> Node | None:
    return {"@type": "Organization", "name": settings.OPERATOR} if settings.OPERATOR else None


def _trail(view: str, context: Context, address: str, title: str) -> Node | None:
    """首页 › 建议提案 › this page; nothing for the first page."""
    if view == "proposals:home":
        return None
    steps = [("首页", absolute("/"))]
    section = SECTIONS.get(str(context.get("section", "")))
    if section is not None and section[1] != view:
        steps.append((section[0], absolute(reverse(section[1]))))
    steps.append((title, address))
    items = [
        {"@type": "ListItem", "position": place, "name": name, "item": item}
        for place, (name, item) in enumerate(steps, start=1)
    ]
    return {"@type": "BreadcrumbList", "@id": f"{address}#trail", "itemListElement": items}


def _proposal(context: Context, address: str) -> Node:
    row: Proposal = context["proposal"]
    node: Node = {
        "@type": "CreativeWork",
        "@id": f"{address}#proposal",
        "url": address,
        "name": row.headline,
        "genre": row.get_kind_display(),
        "inLanguage": "zh-CN",
        "creativeWorkStatus": row.get_state_display(),
    }
    industries = [{"@type": "Thing", "name": one.name} for one in context["tags"]["industries"]]
    return _with(
        node,
        identifier=row.number,
        author=[_author(one) for one in context["people"]],
        about=industries,
        isPartOf=_event(row.session) if row.session else None,
    )


def _author(person: Any) -> Node:
    """A proposer as the page names them: a person with an address of their own, else a unit."""
    if not person.delegate:
        return {"@type": "Organization", "name": person.name}
    address = absolute(reverse("delegates:delegate", args=[person.delegate]))
    node: Node = {"@type": "Person", "@id": f"{address}#person", "url": address, "name": person.name}
    return _with(node, jobTitle=[*([person.title] if person.title else []), *person.posts])


def _delegate(context: Context, address: str) -> Node:
    row: Delegate = context["delegate"]
    node: Node = {"@type": "Person", "@id": f"{address}#person", "url": address, "name": row.name}
    councils = {one.council_id: one.council for one in context["mandates"]}
    units = dict.fromkeys(str(one.organisation) for one in context["posts"] if one.organisation)
    return _with(
        node,
        jobTitle=[one.title for one in context["posts"] if one.title],
        affiliation=[{"@type": "Organization", "name": name} for name in units],
        memberOf=[_council(one) for one in councils.values()],
    )


def _council(council: Council) -> Node:
    return {"@type": "GovernmentOrganization", "name": str(council)}


def _department(context: Context, address: str) -> Node:
    row: Department = context["department"]
    kind = "Organization" if row.system in {"company", "mass"} else "GovernmentOrganization"
    node: Node = {"@type": kind, "@id": f"{address}#department", "url": address, "name": row.name}
    return _with(node, areaServed=_place(str(row.region)))


def _session(context: Context, address: str) -> Node:
    return _event(context["session"]) | {"url": address}


def _event(session: Session) -> Node:
    council = session.term.council
    address = absolute(reverse("proposals:session", args=[session.pk]))
    node: Node = {
        "@type": "Event",
        "@id": f"{address}#session",
        "name": session.name,
        "location": _place(str(council.region)),
        "organizer": _council(council),
    }
    days = (one.isoformat() if one else None for one in (session.starts_on, session.ends_on))
    return node | {name: day for name, day in zip(("startDate", "endDate"), days, strict=True) if day}


def _place(name: str) -> Node:
    return {"@type": "Place", "name": name}


def _dataset(context: Context, address: str) -> Node:
    node: Node = {
        "@type": "Dataset",
        "@id": f"{address}#data",
        "url": address,
        "name": "两会建议提案及其办理",
        "description": "代表委员提了什么、谁来办、怎么答复、后来怎么样；每条记录都写明出处，没有公开的只计件数。",
        "inLanguage": "zh-CN",
        "isAccessibleForFree": True,
    }
    return _with(
        node,
        license=settings.DATA_LICENCE,
        creator=_operator(),
        distribution=[_download(name, link) for one in context.get("files", ()) for name, link in one.links],
    )


def _download(name: str, link: str) -> Node:
    return {
        "@type": "DataDownload",
        "name": link.rpartition("/")[2],
        "encodingFormat": name,
        "contentUrl": absolute(link),
    }


def _with(node: Node, **more: Any) -> Node:
    """The node with those of the rest that say anything."""
    return node | {name: value for name, value in more.items() if value}


ABOUT: dict[str, Callable[[Context, str], Node]] = {
    "proposals:proposal": _proposal,
    "delegates:delegate": _delegate,
    "proposals:department": _department,
    "proposals:session": _session,
    "proposals:data": _dataset,
}
