"""The jail: what a child process that reads other people's bytes may not do.

The first wall is the kernel's: limits of memory, processor time and file size, and on Linux, where it is
allowed, an empty network. The hooks are a second wall: they stop a parser in Python that was talked into
something, not native code, which asks no hook.
"""

from __future__ import annotations

import ctypes
import os
import sys
from typing import Never

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
    for name in _UNWANTED:
        sys.modules.setdefault(name, None)  # type: ignore[arg-type]
    for name in _SILENT:
        if hasattr(os, name):
            setattr(os, name, _silenced)
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
        "fcntl.ioctl", "os.chflags", "os.chmod", "os.chown", "os.exec", "os.fork", "os.forkpty", "os.kill",
        "os.killpg", "os.link", "os.lockf", "os.mkdir", "os.posix_spawn", "os.putenv", "os.remove",
        "os.removexattr", "os.rename", "os.rmdir", "os.setxattr", "os.spawn", "os.startfile",
        "os.startfile/2", "os.symlink", "os.system", "os.truncate", "os.unsetenv", "os.utime", "pty.spawn",
        "resource.prlimit", "shutil.chown", "shutil.copyfile", "shutil.copymode", "shutil.copystat",
        "shutil.make_archive", "shutil.move", "shutil.rmtree", "shutil.unpack_archive", "signal.pthread_kill",
        "socket.bind", "socket.connect", "socket.getaddrinfo", "socket.gethostbyaddr", "socket.gethostbyname",
        "socket.getnameinfo", "socket.sendmsg", "socket.sendto", "sqlite3.connect", "subprocess.Popen",
        "tempfile.mkdtemp", "tempfile.mkstemp",
    }
)  # fmt: skip
_WRITING = sum(
    getattr(os, name, 0) for name in ("O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC", "O_APPEND", "O_TEMPORARY")
)
"""Every flag of an opening that may change a file; each is a bit of its own."""
_UNWANTED = ("numpy", "lxml")
"""Large native libraries that a reader of workbooks would load where they happen to be, and does not need."""
_SILENT = ("mkfifo", "mknod", "pidfd_open", "memfd_create", "eventfd", "setns", "unshare", "copy_file_range")
"""Calls that tell the hook nothing: they are taken away by name."""


def _refuse(event: str, args: tuple[object, ...]) -> None:
    if event in _FORBIDDEN or event.startswith("ctypes."):
        raise Denied(f"{event} is not for a process that only reads")
    if event == "open" and _writes(*args[1:3]):
        raise Denied("a process that only reads may not write")


def _writes(mode: object, flags: object) -> bool:
    """Tell whether an opening may change anything: `open` names a mode, `os.open` only its flags."""
    named = isinstance(mode, str) and bool(set(mode) & set("wax+"))
    return named or (isinstance(flags, int) and bool(flags & _WRITING))


def _silenced(*_: object, **__: object) -> Never:
    raise Denied("this is not for a process that only reads")
