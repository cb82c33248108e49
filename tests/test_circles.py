"""No two modules need each other, but for the ways up that are named here, each with its reason."""

import ast
from collections.abc import Collection, Iterator
from graphlib import CycleError, TopologicalSorter

import pytest

from tests.imports import ROOT, SOURCES, imports, module_name, within

# Inline imports of what stands above, each the only one of its kind. Without them no two files need each other.
UPWARD = {
    "proposals.models.proposal": "proposals.tracking.recording",  # the seam
}


def circle(sources: dict[str, str], packages: frozenset[str] = frozenset()) -> list[str]:
    """Modules that need one another when they run, in their order; [] where none do. `sources` by module name."""
    needs = {name: _needed(name, source, sources, name in packages) for name, source in sources.items()}
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as found:
        return list(found.args[1])
    return []


def _needed(module: str, source: str, known: Collection[str], is_package: bool) -> set[str]:
    """The modules among `known` that this one imports, anywhere but for its types alone."""
    package = module if is_package else module.rpartition(".")[0]
    lines = {line for span in _for_types(source) for line in span}
    names = [name for node, name in imports(source, package) if node.lineno not in lines]
    found = {name if name in known else name.rpartition(".")[0] for name in names}
    return {one for one in found if one in known and one not in (module, UPWARD.get(module))}


def _for_types(source: str) -> Iterator[range]:
    """The lines of each `if TYPE_CHECKING:`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            yield range(node.lineno, (node.end_lineno or node.lineno) + 1)


def test_no_two_modules_need_each_other():
    packages = frozenset(module_name(path) for path in SOURCES if path.name == "__init__.py")

    assert circle({module_name(path): path.read_text("utf-8") for path in SOURCES}, packages) == []


@pytest.mark.parametrize("module", UPWARD)
def test_an_import_of_what_stands_above_is_still_needed(module):
    path = ROOT / f"{module.replace('.', '/')}.py"
    package = module.rpartition(".")[0]

    assert [name for _, name in imports(path.read_text("utf-8"), package) if within(name, UPWARD[module])] != []


@pytest.mark.parametrize(
    ("below", "found"),
    [
        ("from .above import top", True),
        ("def f():\n    from .above import top  # inline: late", True),
        ("if TYPE_CHECKING:\n    from .above import Top", False),
        ("from .beside import other", False),
    ],
)
def test_a_circle_of_modules_is_found(below, found):
    room = {"room.below": below, "room.above": "from room import below", "room.beside": ""}

    assert bool(circle(room)) is found
