"""One virtual environment in the checkout, holding exactly what a lock file names. Standard library only.

A stamp inside `.venv` keeps the SHA-256 of every lock it satisfies, so that an unchanged lock installs nothing. The
stamp is taken away before pip starts and written after it ended well: an interrupted installation is taken up again.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
RUNTIME = ROOT / "requirements.lock"
DEVELOPMENT = ROOT / "requirements-dev.lock"


class Unable(Exception):
    """What hinders the command, as the sentence its user reads."""


def speak_plainly() -> None:
    """Let a console that lacks a Chinese character show a question mark instead of stopping the command."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace", line_buffering=True)


def python_of(venv: Path) -> Path:
    """The interpreter inside a virtual environment, which need not exist yet."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def ensure(lock: Path, *, covers: Sequence[Path] = (), venv: Path = VENV) -> Path:
    """Make `venv` hold what `lock` names and return its interpreter; `covers` are locks wholly repeated in `lock`."""
    python, stamp = python_of(venv), venv / "installed.json"
    version = _version_of(python)
    if version and _wanted(lock, version=version).items() <= _stamped(stamp).items():
        return python
    if not version or not _has_pip(python):
        _create(venv)
        version = _version_of(python)
    stamp.unlink(missing_ok=True)
    _install(python, lock)
    stamp.write_text(json.dumps(_wanted(lock, *covers, version=version)), encoding="utf-8")
    return python


def run(command: Sequence[str], *, cwd: Path | None = None, environment: Mapping[str, str] | None = None) -> int:
    """Run a command to its end and return its exit status; Ctrl+C is the child's to handle."""
    with subprocess.Popen(command, cwd=cwd, env={**(environment or os.environ), "PYTHONUTF8": "1"}) as process:
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:
                continue


def become(python: Path, module: str, arguments: Sequence[str]) -> int:
    """Go on as `module.main()` under the environment's Python, in the folder the user called from.

    The process is replaced, so that signals reach it alone. Windows has no such call: there it is a child, waited for.
    """
    start = f"import sys; sys.path[0] = {str(ROOT)!r}; from {module} import main; sys.exit(main())"
    command = [str(python), "-c", start, *arguments]
    os.environ["PYTHONUTF8"] = "1"
    sys.stdout.flush()
    if os.name == "posix":
        os.execv(python, command)  # noqa: S606  no shell is wanted
    return run(command)


def _wanted(*locks: Path, version: str) -> dict[str, str]:
    digests = {lock.name: hashlib.sha256(lock.read_bytes()).hexdigest() for lock in locks}
    return {"python": version, **digests}


def _stamped(stamp: Path) -> dict[str, str]:
    try:
        read = json.loads(stamp.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return read if isinstance(read, dict) else {}


def _version_of(python: Path) -> str:
    """As "3.11", asked of the interpreter itself: one whose base was upgraded or removed no longer answers the same."""
    try:
        asked = subprocess.run(
            [python, "-I", "-S", "-c", "import sys; print('%d.%d' % sys.version_info[:2])"],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
    except (OSError, subprocess.CalledProcessError):
        return ""
    return asked.stdout.strip()


def _has_pip(python: Path) -> bool:
    return subprocess.run([python, "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0


def _create(venv: Path) -> None:
    if not all(importlib.util.find_spec(module) for module in ("venv", "ensurepip")):
        raise Unable(
            "这个 Python 缺少 venv 模块，无法建立运行环境。"
            "Debian、Ubuntu 请先运行 apt install python3-venv（需要管理员权限），再重新运行这条命令。"
        )
    print(f"正在建立运行环境 {venv.name} ……")
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", venv], check=False)
    if made.returncode:
        raise Unable(f"没能在 {venv} 建立运行环境，原因见上。请确认该文件夹可写、磁盘有空间，再重新运行这条命令。")


def _install(python: Path, lock: Path) -> None:
    print(f"正在按 {lock.name} 安装依赖，需要连接软件包索引，请稍候 ……")
    options = ["--require-hashes", "--disable-pip-version-check", "--no-input"]
    options += [] if sys.stdout.isatty() else ["--quiet"]
    if run([str(python), "-m", "pip", "install", *options, "-r", str(lock)]):
        raise Unable("依赖没有装好，原因见上。请检查网络和软件包索引的设置，再重新运行这条命令，它会接着安装。")
