"""Explain: why each number of a tie is what it is, as `person` says it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from amity.core import phrases

if TYPE_CHECKING:
    from amity.book.person import Whole
    from amity.core.bearing import Ground
    from amity.core.explain import Number

NAMES = {
    "strength": "strength", "state": "state", "silence": "risk of silence", "rhythm": "rhythm",
    "started": "you start", "reply": "chance of an answer",
}  # fmt: skip


def document(whole: Whole) -> dict[str, Any] | None:
    """Write the reasons of all numbers of a tie; None where there is none."""
    why = whole.why
    if why is None:
        return None
    return {
        "like": why.like,
        **{name: _number(number, whole) for name, number in why.numbers.items()},
        "word": [
            {"field": one.field, "word": one.word, "on": one.on, "sentence": one.sentence}
            for one in why.words
        ],
        "alone": None if why.alone is None else round(why.alone, 4),
        "alone_state": why.alone_state,
    }


def _number(number: Number, whole: Whole) -> dict[str, Any]:
    value = round(number.value, 4) if isinstance(number.value, float) else number.value
    changes = [
        {"what": one.what, "on": one.on, "strength": round(one.strength, 4), "state": one.state}
        for one in number.changes
    ]
    return {
        "value": value, "sentence": number.sentence, "rests": [_ground(one, whole) for one in number.rests],
        "faded": number.faded, "would": list(number.would), "changes": changes,
    }  # fmt: skip


def _ground(ground: Ground, whole: Whole) -> dict[str, Any]:
    exchange = whole.grounds.get(ground.on)
    return {
        "on": ground.on, "way": ground.way, "exchanges": ground.count, "weight": round(ground.weight, 4),
        "id": exchange.id if exchange else None, "text": exchange.text if exchange else "",
    }  # fmt: skip


def lines(whole: Whole) -> Iterator[str]:
    """Say what a tie is like, the owner's own words of it, and the reasons of all its numbers."""
    why = whole.why
    if why is None:
        return
    yield f"  {why.like}"
    for word in why.words:
        yield f"  {word.sentence}"
    for name, number in why.numbers.items():
        yield f"  {NAMES[name]}{_shown(name, number)}: {number.sentence}"
        yield from (f"    {sentence}" for sentence in (number.faded, *number.would) if sentence)


def _shown(name: str, number: Number) -> str:
    value = number.value
    if name == "rhythm" and isinstance(value, float):
        return f" {phrases.rhythm(value)}"
    return f" {value:.2f}" if isinstance(value, float) and value <= 1 else ""
