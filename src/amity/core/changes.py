"""Changes: what an import has decided to keep, as values that `sync` makes and `book` carries out."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date

from amity.core.findings import InteractionSeen


@dataclass(frozen=True, slots=True)
class RecordKept:
    """One edition of a record; `claims` are (field, value, label), `handles` (kind, value, written)."""

    source: str
    key: str
    digest: str
    claims: tuple[tuple[str, str, str], ...]
    handles: tuple[tuple[str, str, str], ...]
    as_of: date | None = None
    mine: bool = False
    mention: bool = False


@dataclass(frozen=True, slots=True)
class InteractionKept:
    """One edition of an interaction; `people` are (key of the mention, role)."""

    seen: InteractionSeen
    digest: str
    people: tuple[tuple[str, str], ...]


def digest(*content: object) -> str:
    """Give a short digest of a content, equal only for equal contents."""
    text = json.dumps(content, ensure_ascii=True, separators=(",", ":"))
    return hashlib.blake2b(text.encode(), digest_size=12).hexdigest()
