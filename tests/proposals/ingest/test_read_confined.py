"""What a process that reads files has taken from itself: each attempt in a process of its own."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
FORBIDDEN = {
    "a socket": "import socket; socket.socket()",
    "a look-up": "import socket; socket.getaddrinfo('127.0.0.1', 9)",
    "a program": "import subprocess; subprocess.run(['true'])",
    "a shell": "import os; os.system('true')",
    "a fork": "import os; os.fork()",
    "a file written": "open('/tmp/yanlu-test', 'w')",
    "a file made": "import os; os.open('/tmp/yanlu-test', os.O_CREAT)",
    "a file removed": "import os; os.remove('/tmp/yanlu-test')",
    "a signal": "import os; os.kill(os.getppid(), 0)",
    "the settings": "open(r'{root}/config/settings.py').read()",
    "the users": "open('/etc/passwd').read()",
    "a way out of the library": "import os; open(os.path.dirname(os.__file__) + '/../../../../etc/passwd').read()",
    "a folder": "import os; os.listdir('/')",
    "a C library": "import ctypes; ctypes.CDLL(None)",
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_a_confined_process_is_refused(what: str):
    program = FORBIDDEN[what].replace("{root}", ROOT.as_posix())
    before = "from proposals.ingest.confinement import Confinement\nc = Confinement(); c.install(); c.closed = True\n"

    done = subprocess.run(  # noqa: S603  our own interpreter
        [sys.executable, "-c", f"{before}\ntry:\n    {program}\nexcept PermissionError as e:\n    print(e)"],
        capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip

    assert done.stdout.startswith("refused while reading a file: ")


def test_a_confined_process_may_read_its_own_library():
    program = (
        "from proposals.ingest.confinement import Confinement\nc = Confinement(); c.install(); c.closed = True\n"
        "import colorsys, docx.templates, encodings.big5\nprint('read')"
    )

    done = subprocess.run(  # noqa: S603  our own interpreter
        [sys.executable, "-B", "-c", program], capture_output=True, text=True, check=False, cwd=ROOT
    )

    assert (done.stdout, done.stderr) == ("read\n", "")


@pytest.mark.skipif(sys.platform != "linux", reason="只有 Linux 能从 /proc 看到进程的限额")
def test_the_kernel_knows_the_limits():
    program = (
        "from proposals.ingest import confinement as c\nc.limit_resources(); c.allow_time()\n"
        "print(open('/proc/self/limits').read())"
    )
    done = subprocess.run(  # noqa: S603  our own interpreter
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT
    )

    limits = dict(re.findall(r"(Max [a-z ]+?)\s{2,}(\S+)", done.stdout))
    assert limits["Max address space"] == str(512 * 1024 * 1024)
    assert (limits["Max core file size"], limits["Max file size"]) == ("0", "0")
    assert int(limits["Max cpu time"]) <= 25
