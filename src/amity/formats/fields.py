"""Fields: the values of an object that was read from JSON, as text, and each of them taken once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from amity.formats import encoding


def text(value: object) -> str:
    """Give a plain value as text that can be kept; nothing for none, a list or an object."""
    if value is None or isinstance(value, dict | list):
        return ""
    return str(value).lower() if isinstance(value, bool) else encoding.storable(str(value)).strip()


def number(value: object) -> float | None:
    """Give a number as one to reckon with; None for what is no number, a truth value too."""
    return float(value) if isinstance(value, int | float | Decimal) and not isinstance(value, bool) else None


def leaves(value: object, name: str = "") -> Iterator[tuple[str, str]]:
    """Yield every plain value that is not empty, under the names that lead to it."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, f"{name} {encoding.storable(key)[:200]}".strip())
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner, name)
    elif said := text(value):
        yield name, said


def objects(value: object) -> list[dict[str, Any]]:
    """Give the objects in a list, and nothing for what is no list."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


@dataclass(slots=True)
class Fields:
    """The values of one object, of which each can be taken once; what is never taken is still there."""

    left: dict[str, Any]

    def take(self, name: str) -> str:
        """Use a plain value up and give its text; a list or an object stays."""
        if isinstance(self.left.get(name), dict | list):
            return ""
        return text(self.left.pop(name, None))

    def inner(self, name: str) -> Fields:
        """Use an object up and give its own values; anything else stays."""
        return Fields(dict(self.left.pop(name)) if isinstance(self.left.get(name), dict) else {})

    def all(self, name: str) -> list[Any]:
        """Use a list up and give its items; anything else stays."""
        return list(self.left.pop(name)) if isinstance(self.left.get(name), list) else []

    def rest(self, *but: str) -> list[tuple[str, str]]:
        """Give what was never taken, flat, except for the names in `but`."""
        return list(leaves({name: value for name, value in self.left.items() if name not in but}))
