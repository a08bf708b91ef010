"""Promises: help not yet done, the owner's or theirs, with the day it is due where one was said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise: `mine` is the owner's. `closed` is the day it was kept, or released with grace."""

    id: str
    text: str
    mine: bool
    on: date
    due: date | None = None
    kind: str = ""
    closed: date | None = None
    kept: bool = False
    exchange: str = ""


def is_open(promise: Promise) -> bool:
    """Tell whether a promise is neither kept nor released."""
    return promise.closed is None


def late(promise: Promise, *, today: date) -> bool:
    """Tell whether an open promise's day is past."""
    return is_open(promise) and promise.due is not None and promise.due < today


def order(promise: Promise) -> tuple[date, date, str]:
    """Order promises by the day they are due, those without one last, by when they were made."""
    return (promise.due or date.max, promise.on, promise.id)
