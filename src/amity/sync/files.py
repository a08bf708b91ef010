"""Files: what there is to read at the places an owner names, each with the name to show."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from amity.core.errors import Refusal


def below(paths: Iterable[Path], closed: list[str]) -> Iterator[tuple[Path, str]]:
    """Yield each file and the name to show; folders that cannot be opened are added to `closed`."""
    for path in paths:
        if path.is_dir():
            yield from _below(path, closed)
        elif path.is_file():
            yield path, shown_name(path.name)
        elif path.exists():
            raise Refusal("no-file", f"{shown_name(str(path))!r} is neither a file nor a folder.")
        else:
            raise Refusal("no-such-file", f"There is no file {shown_name(str(path))!r}.")


def _below(top: Path, closed: list[str]) -> Iterator[tuple[Path, str]]:
    def shown(path: Path) -> str:
        return shown_name(str(Path(top.name) / path.relative_to(top)))

    def skip(error: OSError) -> None:
        closed.append(shown(Path(error.filename)))

    for folder, folders, names in os.walk(top, onerror=skip):
        folders.sort()
        for name in sorted(names):
            found = Path(folder, name)
            if _is_file(found):
                yield found, shown(found)


def _is_file(path: Path) -> bool:
    """Tell whether to give a place to the reader; what cannot be looked at is, and the reader says why."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except PermissionError:
        return True
    except OSError:
        return False


def size(path: Path) -> int:
    """Give the bytes of a file; none where they are not told."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def shown_name(name: str) -> str:
    """Make a name of any bytes into text that can be printed and kept."""
    return os.fsencode(name).decode("utf-8", "replace")
