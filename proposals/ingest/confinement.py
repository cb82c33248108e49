"""A process that takes from itself what reading a file does not need: memory, time, network, other programs, files.

Two walls, neither believed alone: the kernel's limits, where the system has them, and an audit hook, which Python asks
before it opens, connects or starts anything and which cannot be taken off again. The hook does not see what C libraries
do by themselves; those here are given bytes only, and are told neither to load nor to fetch.

Windows has no `resource`: there the hook remains, and the parent's deadline. macOS does not hold to a limit on address
space, so there memory is bounded by the limits of the readers alone.
"""

import os
import sys
import sysconfig
import time
from typing import Any

MEMORY_BYTES = 512 * 1024 * 1024  # address space
CPU_SECONDS = 20  # one file
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

REFUSED = {
    "os.system", "os.fork", "os.forkpty", "os.posix_spawn", "os.startfile", "os.kill", "os.killpg", "os.remove",
    "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown", "os.lchown",
    "os.chflags", "os.utime", "os.setxattr", "os.removexattr", "os.chdir", "os.fchdir", "os.putenv", "os.unsetenv",
    "os.mkfifo", "os.mknod", "pty.spawn", "signal.pthread_kill",
}  # fmt: skip
REFUSED_ROOMS = {
    "socket", "subprocess", "ctypes", "shutil", "tempfile", "sqlite3", "ftplib", "http", "urllib", "smtplib", "imaplib",
    "poplib", "telnetlib", "winreg", "msvcrt", "webbrowser", "syslog", "mmap", "fcntl",
}  # fmt: skip
LISTING = {"os.listdir", "os.scandir", "os.walk", "glob.glob", "pathlib.Path.glob"}


def limit_resources() -> None:
    """Bound what the kernel gives this process: memory, core files, files. To be called first."""
    if sys.platform == "win32":
        return
    import resource  # inline: Windows has none

    for kind, value in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        most = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (most, most))


def allow_time() -> None:
    """Give this process the processor time of one more file, counted from now; beyond it the kernel ends it."""
    if sys.platform == "win32":
        return
    import resource  # inline: Windows has none

    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    wanted = int(time.process_time()) + 1 + CPU_SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))


def memory_used() -> int:
    """The most memory this process has held so far, in bytes; 0 where the system does not say."""
    if sys.platform == "win32":
        return 0
    import resource  # inline: Windows has none

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


class Confinement:
    """The audit hook. From the start nothing is written, started or connected; once `closed`, nothing else is read."""

    def __init__(self) -> None:
        self.closed = False
        paths = sysconfig.get_paths()
        rooms = {paths[name] for name in ("stdlib", "platstdlib", "purelib", "platlib")}
        self._library = tuple(os.path.join(os.path.realpath(room), "") for room in rooms) + tuple(
            os.path.join(room, "") for room in rooms
        )

    def install(self) -> None:
        """Begin to refuse. There is no way back."""
        sys.dont_write_bytecode = True
        sys.addaudithook(self._judge)

    def _judge(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            self._judge_open(*arguments[:3])
        elif _is_refused(event) or (event in LISTING and self._is_closed_to(arguments[0] if arguments else None)):
            raise PermissionError(f"refused while reading a file: {event}")

    def _judge_open(self, path: Any, mode: Any, flags: Any) -> None:
        if isinstance(path, int):
            return  # a stream that is open already
        writes = (isinstance(mode, str) and any(sign in mode for sign in "wax+")) or (
            isinstance(flags, int) and flags & WRITING
        )
        if writes or self._is_closed_to(path):
            raise PermissionError("refused while reading a file: open")

    def _is_closed_to(self, path: Any) -> bool:
        """Whether the doors are closed and a path lies outside Python's own library and its installed packages."""
        if not self.closed:
            return False
        if not isinstance(path, str | bytes | os.PathLike):
            return True
        return not os.path.abspath(os.fsdecode(path)).startswith(self._library)


def _is_refused(event: str) -> bool:
    room = event.partition(".")[0]
    return event in REFUSED or room in REFUSED_ROOMS or event.startswith(("os.exec", "os.spawn"))
