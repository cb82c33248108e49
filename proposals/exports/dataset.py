"""The data as a dataset of a catalogue: DCAT 3 (W3C), as JSON-LD that needs nothing but itself to be expanded."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from .files import File
from .measured import Measured

TYPE = "application/ld+json"
Node = dict[str, Any]
MEDIA = "https://www.iana.org/assignments/media-types/"
FILE_TYPE = "http://publications.europa.eu/resource/authority/file-type/"
FILE_TYPES = {"csv": "CSV", "xlsx": "XLSX", "json": "JSON", "jsonl": "JSONL"}
STANDARDS = {"popolo": "http://www.popoloproject.com/", "bills": "https://open-civic-data.readthedocs.io/"}
CONTEXT: Node = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def dataset(files: Mapping[File, Measured | None], on: date | None, years: tuple[int, int] | None) -> Node:
    """The catalogue with its one dataset. `on`: the day of the latest entry; `years`: the first and last session."""
    site = settings.SITE_URL
    own: Node = {
        "@id": f"{site}/data/#dataset",
        "@type": "dcat:Dataset",
        "dct:identifier": f"{site}/data/",
        "dct:title": _said(_("两会建议提案及其办理")),
        "dct:description": _said(_("代表委员提了什么、谁来办、怎么答复、后来怎么样；没有公开的不在里面。")),
        "dct:language": {"@id": "http://publications.europa.eu/resource/authority/language/ZHO"},
        "dcat:landingPage": {"@id": f"{site}/data/"},
        "dcat:keyword": [_said(one) for one in (_("人大代表建议"), _("政协提案"), _("办理答复"))],
        "dcat:theme": {"@id": "http://publications.europa.eu/resource/authority/data-theme/GOVE"},
        "dct:accrualPeriodicity": {"@id": "http://publications.europa.eu/resource/authority/frequency/CONT"},
        "dct:publisher": _publisher(),
        "dcat:distribution": [_distribution(file, measured) for file, measured in files.items()],
    }
    if on:
        own["dct:modified"] = _day(on)
    if years:
        first, last = (date(years[0], 1, 1), date(years[1], 12, 31))
        own["dct:temporal"] = {
            "@type": "dct:PeriodOfTime", "dcat:startDate": _day(first), "dcat:endDate": _day(last),
        }  # fmt: skip
    if settings.CONTACT:
        own["dcat:contactPoint"] = {"@type": "vcard:Kind", "vcard:fn": settings.CONTACT}
    return {
        "@context": CONTEXT,
        "@id": f"{site}/data/#catalog",
        "@type": "dcat:Catalog",
        "dct:title": _said(_("言路的开放数据")),
        "dct:description": _said(_("建议提案、提出人、办理和答复，一表一文件。")),
        "dct:publisher": _publisher(),
        "foaf:homepage": {"@id": f"{site}/"},
        "dcat:dataset": [own],
    }


def _said(words: str) -> Node:
    return {"@value": words, "@language": "zh-CN"}


def _day(day: date) -> Node:
    return {"@value": day.isoformat(), "@type": "xsd:date"}


def _publisher() -> Node:
    """Who runs the site; the site itself where nobody said."""
    return {"@id": f"{settings.SITE_URL}/#publisher", "@type": "foaf:Agent", "foaf:name": settings.OPERATOR or "言路"}


def _distribution(file: File, measured: Measured | None) -> Node:
    address = f"{settings.SITE_URL}/data/{file.filename}"
    found: Node = {
        "@id": f"{address}#distribution",
        "@type": "dcat:Distribution",
        "dct:title": _said(str(file.label)),
        "dcat:accessURL": {"@id": f"{settings.SITE_URL}/data/"},
        "dcat:downloadURL": {"@id": address},
        "dcat:mediaType": {"@id": MEDIA + file.media_type.partition(";")[0]},
        "dct:format": {"@id": FILE_TYPE + FILE_TYPES[file.format]},
    }
    if file.table is not None:
        found["dct:conformsTo"] = {"@id": f"{settings.SITE_URL}/data/{file.name}-schema.json"}
    elif file.name in STANDARDS:
        found["dct:conformsTo"] = {"@id": STANDARDS[file.name]}
    if settings.DATA_LICENCE:
        licence = settings.DATA_LICENCE
        found["dct:license" if licence.startswith("http") else "dct:rights"] = (
            {"@id": licence}
            if licence.startswith("http")
            else {"@type": "dct:RightsStatement", "dct:description": licence}
        )
    if measured is not None:
        found["dcat:byteSize"] = {"@value": str(measured.size), "@type": "xsd:nonNegativeInteger"}
        found["spdx:checksum"] = {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@value": measured.sha256, "@type": "xsd:hexBinary"},
        }
    return found
