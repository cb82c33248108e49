"""What the property tables of Popolo and of Open Civic Data say, as JSON Schema in words of our own."""

from typing import Any

Schema = dict[str, Any]
TEXT: Schema = {"type": "string", "minLength": 1}
DATE: Schema = {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}
MAYBE_DATE: Schema = {"type": "string", "pattern": r"^(\d{4}(-\d{2}(-\d{2})?)?)?$"}
LINK: Schema = {
    "type": "object",
    "properties": {"url": {"type": "string", "format": "uri", "pattern": "^https?://"}, "note": TEXT},
    "required": ["url"],
    "additionalProperties": False,
}
SOURCE: Schema = {"type": "object", "properties": {"url": TEXT, "note": TEXT}, "additionalProperties": False}


def record(required: tuple[str, ...], **properties: Schema) -> Schema:
    """An object with these properties and no others."""
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


def list_of(item: Schema) -> Schema:
    """Any number of these."""
    return {"type": "array", "items": item}


LINKS, SOURCES = list_of(LINK), list_of(SOURCE)
PERSON = record(("id", "name"), id=TEXT, name=TEXT, links=LINKS, sources=SOURCES)
ORGANIZATION = record(
    ("id", "name"), id=TEXT, name=TEXT, classification=TEXT, area_id=TEXT, founding_date=DATE, dissolution_date=DATE,
    links=LINKS, sources=SOURCES,
)  # fmt: skip
MEMBERSHIP = record(
    ("id", "person_id"), id=TEXT, person_id=TEXT, organization_id=TEXT, post_id=TEXT, role=TEXT, label=TEXT,
    legislative_period_id=TEXT, start_date=DATE, end_date=DATE, sources=SOURCES,
)  # fmt: skip
POST = record(("id", "label", "organization_id"), id=TEXT, label=TEXT, role=TEXT, organization_id=TEXT)
EVENT = record(
    ("id", "name", "classification"), id=TEXT, name=TEXT, classification=TEXT, organization_id=TEXT, parent_id=TEXT,
    start_date=DATE, end_date=DATE, links=LINKS,
)  # fmt: skip
AREA = record(("id", "name"), id=TEXT, name=TEXT, identifier=TEXT, classification=TEXT)
POPOLO = record(
    ("persons", "organizations", "memberships", "posts", "events", "areas"),
    persons=list_of(PERSON), organizations=list_of(ORGANIZATION), memberships=list_of(MEMBERSHIP), posts=list_of(POST),
    events=list_of(EVENT), areas=list_of(AREA),
)  # fmt: skip


def ocd(kind: str) -> Schema:
    """An id of Open Civic Data, or none."""
    return {"type": ["string", "null"], "pattern": rf"^ocd-{kind}/[0-9a-f-]{{36}}$"}


OBJECT: Schema = {"type": "object"}
BILL = record(
    ("id", "identifier", "title", "legislative_session", "classification", "sponsorships", "actions", "sources"),
    id=ocd("bill") | {"type": "string"},
    identifier={"type": "string"},
    title=TEXT,
    from_organization=ocd("organization"),
    legislative_session={
        "anyOf": [
            {"type": "null"},
            record(
                ("identifier", "name"),
                identifier=TEXT,
                name=TEXT,
                classification={"enum": ["primary", "special"]},
                start_date=MAYBE_DATE,
                end_date=MAYBE_DATE,
                jurisdiction={"type": "string", "pattern": "^ocd-jurisdiction/"},
            ),
        ]
    },
    classification=list_of(TEXT),
    subject=list_of(TEXT),
    abstracts=list_of(record(("abstract",), abstract=TEXT, note=TEXT)),
    sponsorships=list_of(
        record(
            ("name", "entity_type", "primary", "classification"),
            name=TEXT,
            entity_type={"enum": ["person", "organization"]},
            person_id=ocd("person"),
            organization_id=ocd("organization"),
            primary={"type": "boolean"},
            classification=TEXT,
        )
    ),
    actions=list_of(
        record(
            ("description", "date", "classification", "order"),
            description=TEXT,
            date=MAYBE_DATE,
            organization_id=ocd("organization"),
            classification=list_of(TEXT),
            order={"type": "integer"},
            extras=OBJECT,
        )
    ),
    documents=list_of(
        record(
            ("note", "date", "links"),
            note=TEXT,
            date=MAYBE_DATE,
            links=list_of(record(("url", "media_type"), url=TEXT, media_type=TEXT)),
        )
    ),
    versions=list_of(OBJECT),
    related_bills=list_of(
        record(("related_bill_id", "relation_type"), related_bill_id=ocd("bill"), relation_type={"enum": ["companion"]})
    ),
    sources=list_of(record(("url",), url={"type": "string", "pattern": "^https?://"}, note={"type": "string"})),
    extras=OBJECT,
)
