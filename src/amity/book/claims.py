"""Claims: a person's row as it follows from what their records say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from amity.core import atlas, names
from amity.core import claims as rules
from amity.core.claims import Said

COLUMNS = (
    "name", "folded", "search", "organization", "area", "title", "place", "birthday", "met", "through",
    "note", "tags", "connected_on", "importance", "affinity", "purposes", "aside", "muted", "removed",
)  # fmt: skip
"""The columns of a person's row that `fields` gives."""


def fields(said: Sequence[Said]) -> dict[str, Any]:
    """Give every derived field of a person's row."""
    known = rules.derive(said)
    one = known.one
    shown = known.name[:200] or "?"
    searched = [known.name, one.get("organization", ""), one.get("title", ""), one.get("place", "")]
    nicknames = (c.value for record in said for c in record.claims if c.field in {"nickname", "maiden"})
    reached = (handle.value for handle in known.handles if not handle.inner)
    searched += [*known.tags, *dict.fromkeys(nicknames), *reached]
    return {
        "name": shown,
        "folded": names.fold(shown)[:200],
        "search": names.fold(" ".join(part for part in searched if part))[:4000],
        "organization": one.get("organization", "")[:200],
        "area": atlas.fold(one.get("organization", ""))[:200],
        "title": one.get("title", "")[:200],
        "place": one.get("place", "")[:200],
        "birthday": one.get("birthday", "")[:10],
        "met": one.get("met", "")[:400],
        "through": one.get("through", "")[:16],
        "note": "\n\n".join(known.notes)[:20_000],
        "tags": list(known.tags),
        "connected_on": _day(one.get("connected_on", "")),
        "importance": int(one.get("importance") or 0),
        "affinity": one.get("affinity") or "normal",
        "purposes": list(known.purposes),
        "aside": one.get("aside", ""),
        "muted": one.get("muted", "") == "yes",
        "removed": any(
            claim.label == "removed" for record in said if record.source == "hand" for claim in record.claims
        ),
    }


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None
