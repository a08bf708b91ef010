"""Naming: the name written beside an address, and what stands there without being one."""

from __future__ import annotations

import re

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|<[^<>]*>|\{[^{}]*\}")
LONGEST = 1_000
"""Characters of a name that are read."""
_WITHHELD = frozenset({"xxx", "redacted", "omitted", "undefined", "n/a"})
"""Words, in small letters, that programs and people put where a name was taken out."""


def read(written: str) -> str:
    """Give a name as it is written, and nothing for one without a letter, in brackets only, or withheld.

    Quotes around it, which some programs write within quotes of their own, are no part of it.
    """
    written = written[:LONGEST]
    while len(written) > 1 and written[0] == written[-1] and written[0] in "'\"":
        written = written[1:-1].strip()
    named = any(char.isalpha() for char in written) and written.lower() not in _WITHHELD
    return written if named and not _BRACKETS.fullmatch(written) else ""
