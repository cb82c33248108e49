"""Reading children without their start: a process that has imported everything forks one for each request.

    python -m tests.proofs.forked_child SOCKET          the process that forks
    python tests/proofs/forked_child.py SOCKET --one    stands in for `python -m proposals.ingest.child`

A start costs more than reading a small archive. The forked child is confined and limited exactly as a started one: it
runs the same `main` on the pipes of the process that stands in for it. Linux and macOS only.
"""

import contextlib
import os
import socket
import sys


def serve(address: str) -> None:
    """Fork a child for each connection until standard input is closed; its exit status is the answer."""
    from proposals.ingest import child  # inline: whoever stands in must not pay for it

    listening = socket.socket(socket.AF_UNIX)
    listening.bind(address)
    listening.listen(64)
    print("ready", flush=True)
    while True:
        connection, _ = listening.accept()
        if os.fork():
            connection.close()
            _collect()
            continue
        status = _forked(connection, child.main)
        with contextlib.suppress(BrokenPipeError):  # it has heard all it wanted and is gone
            connection.send(bytes([status % 256]))
        os._exit(0)


def _collect() -> None:
    """Take leave of those that have ended."""
    while True:
        try:
            if os.waitpid(-1, os.WNOHANG)[0] == 0:
                return
        except ChildProcessError:
            return


def _forked(connection: socket.socket, main: object) -> int:
    """Run the reading in a grandchild, so that a crash has a status too."""
    _, pipes, _, _ = socket.recv_fds(connection, 1, 2)
    reading = os.fork()
    if reading == 0:
        os.dup2(pipes[0], 0)
        os.dup2(pipes[1], 1)
        for one in pipes:
            os.close(one)
        os._exit(main())  # type: ignore[operator]
    for one in pipes:
        os.close(one)
    status = os.waitstatus_to_exitcode(os.waitpid(reading, 0)[1])
    return status if status >= 0 else 256 + status


def stand_in(address: str) -> int:
    """Hand standard input and output to a forked child and end as it ends."""
    connection = socket.socket(socket.AF_UNIX)
    connection.connect(address)
    socket.send_fds(connection, [b"."], [0, 1])
    os.close(0)
    os.close(1)
    answer = connection.recv(1)
    return answer[0] if answer else 1


if __name__ == "__main__":
    if "--one" in sys.argv:
        sys.exit(stand_in(sys.argv[1]))
    serve(sys.argv[1])
