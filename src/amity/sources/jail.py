"""The jail: what a child process that reads other people's bytes may not do."""

from __future__ import annotations

import ctypes
import os
import sys

MEMORY = 512 * 1024 * 1024
"""Bytes of address space."""
PATIENCE = 30
"""Seconds of processor time any file may take, however small."""
BYTES_PER_SECOND = 1_000_000
"""The slowest reading that is still patience: each so many bytes allow one more second."""


class Denied(RuntimeError):  # noqa: N818 - the house names a no by its word
    """The jail's answer to a parser that wants the network, another process or a new file."""


def enter() -> None:
    """Give up the network, other programs, writing files, and memory beyond `MEMORY`, for good."""
    if sys.platform == "linux":
        _leave_network()
    if os.name == "posix":
        import resource  # noqa: PLC0415 - not everywhere

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.addaudithook(_refuse)


def allow(size: int) -> None:
    """Give the next file, of `size` bytes, its share of processor time; past it the system ends us."""
    if os.name == "posix":
        import resource  # noqa: PLC0415 - not everywhere

        used = resource.getrusage(resource.RUSAGE_SELF)
        soft = int(used.ru_utime + used.ru_stime) + PATIENCE + size // BYTES_PER_SECOND
        resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))


def _leave_network() -> None:
    """Move into an empty network of one's own, where the kernel lets an ordinary process do so."""
    new_user, new_network = 0x10000000, 0x40000000
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(new_network) != 0:
        libc.unshare(new_user | new_network)


_FORBIDDEN = frozenset(
    {
        "os.exec",
        "os.fork",
        "os.forkpty",
        "os.link",
        "os.mkdir",
        "os.posix_spawn",
        "os.remove",
        "os.rename",
        "os.rmdir",
        "os.symlink",
        "os.system",
        "shutil.rmtree",
        "socket.bind",
        "socket.connect",
        "socket.getaddrinfo",
        "socket.gethostbyname",
        "socket.sendto",
        "subprocess.Popen",
    }
)


def _refuse(event: str, args: tuple[object, ...]) -> None:
    if event in _FORBIDDEN:
        raise Denied(f"{event} is not for a process that only reads")
    if event == "open" and isinstance(args[1], str) and set(args[1]) & set("wax+"):
        raise Denied("a process that only reads may not write")
