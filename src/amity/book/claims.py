"""Claims: a person's row as it follows from what their records say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from amity.book.models import Person
from amity.core import claims as rules
from amity.core import dates, names, phrases, placing, titles
from amity.core.claims import Said
from amity.core.errors import Refusal
from amity.core.placing import Placed

COLUMNS = (
    "name", "folded", "search", "organization", "area", "title", "place", "birthday", "met", "through",
    "note", "tags", "connected_on", "importance", "affinity", "purposes", "aside", "muted", "removed",
    "domain", "industry", "function", "level", "country", "basis",
)  # fmt: skip
"""The columns of a person's row that `fields` gives."""


def fields(said: Sequence[Said]) -> dict[str, Any]:
    """Give every derived field of a person's row."""
    known = rules.derive(said)
    one = known.one
    shown = phrases.straight(known.name)[:200] or "?"
    searched = [known.name, one.get("organization", ""), one.get("title", ""), one.get("place", "")]
    nicknames = (c.value for record in said for c in record.claims if c.field in {"nickname", "maiden"})
    placed = _placed(said, known)
    reached = (handle.value for handle in known.handles if not handle.inner)
    searched += [*known.tags, *dict.fromkeys(nicknames), *reached]
    return {
        "name": shown,
        "folded": names.fold(shown)[:200],
        "search": names.fold(" ".join(part for part in searched if part))[:4000],
        "organization": phrases.straight(one.get("organization", ""))[:200],
        "area": placed.area[:200],
        "title": phrases.straight(one.get("title", ""))[:200],
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
        "domain": placed.domain,
        "industry": placed.industry[:60],
        "function": placed.function[:60],
        "level": placed.level[:40],
        "country": placed.country,
        "basis": dict(placed.basis),
    }


def allow(said: Mapping[str, str]) -> None:
    """Refuse the owner's words about a person that no field can hold."""
    if said.get("birthday") and dates.birthday(said["birthday"]) is None:
        raise Refusal("birthday", "Write a birthday as 1987-10-06, or --10-06 without the year.")
    if titles.plain(said.get("level", "")) not in {"", *titles.LEVELS}:
        raise Refusal("unknown-level", f"The level is one of {', '.join(titles.LEVELS)}; empty: not known.")
    if "name" in said and not said["name"].strip():
        raise Refusal("no-name", "A person needs a name.")


def areas(row: Person) -> dict[str, Any]:
    """Give where a person is, as `core.people.Person` takes it."""
    columns = ("area", "domain", "industry", "function", "level", "country")
    basis = placing.whole(row.basis, industry=row.industry)
    return {**{name: getattr(row, name) for name in columns}, "basis": basis}


def changed(old: Person, fields: Mapping[str, Any]) -> bool:
    """Tell whether what is derived of a person alone differs from their row.

    Of an organization that only the mail tells, and of an industry nothing tells, others have the last word
    (`placing.settle`): the row may hold theirs.
    """
    basis = fields["basis"]
    others = {"area"} if basis.get("organization") == "domain" else set()
    others |= set() if "industry" in basis else {"industry"}
    return any(getattr(old, name) != value for name, value in fields.items() if name not in others)


def _placed(said: Sequence[Said], known: rules.Derived) -> Placed:
    """Place a person by what is shown of them; an address is the first that any record has."""
    hand = {claim.field for record in said if record.source == "hand" for claim in record.claims}
    told = (c.value for record in rules.ranked(list(said), "") for c in record.claims if c.field == "address")
    return placing.place(known.one, known.handles, by_hand=hand, address=next(told, ""))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None
