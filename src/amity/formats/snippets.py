"""Snippets: the first characters of a message, the only ones that are kept."""

from __future__ import annotations

from amity.formats.encoding import storable

LONGEST = 140
"""Characters of a message that are kept."""


def snippet(text: str) -> str:
    """Keep the beginning of a message as one line."""
    return " ".join(storable(text[: 20 * LONGEST]).split())[:LONGEST].rstrip()
