"""The two commands are scripts: their modules are found beside them, and those without a suffix are loaded by path."""

import importlib.machinery
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "bin"))


@pytest.fixture(scope="session")
def audit() -> ModuleType:
    """The script `.ci/audit` as a module."""
    loader = importlib.machinery.SourceFileLoader("audit", str(ROOT / ".ci" / "audit"))
    spec = importlib.util.spec_from_loader("audit", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    writes, sys.dont_write_bytecode = sys.dont_write_bytecode, True  # its bytecode would stand beside it
    loader.exec_module(module)
    sys.dont_write_bytecode = writes
    return module
