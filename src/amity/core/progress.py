"""Progress: how far a long work is, how fast it goes, and how long it will take, where that is known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

DERIVING = 0.6
"""How long putting together takes what is new, of the time it took to read and keep it."""
STEPS = {"people": (0.0, 0.6), "ties": (0.6, 0.4)}
"""Where each step of putting together begins, and its part."""
TAKING_BACK = 0.35
"""Share of taking an import back that is forgetting; the rest is putting together again."""
Step = Callable[[str, int, int], None]
"""Told how far putting together is: the step, how many of it are done, of how many."""
WINDOW = 15.0
"""Seconds over which the pace is taken."""
_APART = 0.5
"""Seconds between two marks at least."""
_ENOUGH = 3.0
"""Seconds that must have been seen before anything is said."""
_MINUTE, _HOUR, _TEN = 60, 3600, 10
_FEW = 0.05
_FOREVER = 1e9
"""Seconds beyond which a time left tells nothing: a share that hardly moves."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment of the work: seconds of any clock, the share done, the records so far."""

    at: float
    share: float
    records: int


Pace = tuple[Mark, ...]
"""The marks of the last seconds, oldest first."""


def note(pace: Pace, mark: Mark) -> Pace:
    """Add a mark, and forget those that are too old; one too soon after the last says nothing new."""
    if pace and mark.at - pace[-1].at < _APART:
        return pace
    kept = [one for one in pace if mark.at - one.at <= WINDOW]
    return (*kept, mark)


def rate(pace: Pace) -> float | None:
    """Give the records a second lately; None while that is not known."""
    seconds = _seen(pace)
    return None if seconds is None else (pace[-1].records - pace[0].records) / seconds


def left(pace: Pace, share: float) -> float | None:
    """Give the seconds a work will still take at its present pace; None while nobody can know."""
    seconds = _seen(pace)
    gained = pace[-1].share - pace[0].share if pace else 0.0
    if seconds is None or gained <= 0:
        return None
    told = max(0.0, 1.0 - share) * seconds / gained
    return told if told < _FOREVER else None


def _seen(pace: Pace) -> float | None:
    seconds = pace[-1].at - pace[0].at if pace else 0.0
    return seconds if seconds >= _ENOUGH else None


def share(done: float, total: float) -> float:
    """Give the share of the bytes that is read, 0 to 1."""
    return min(done / total, 1.0) if total > 0 else 0.0


def reading(fresh: int, records: int) -> float:
    """Give the share of an import that is reading: people are put together only around what is new."""
    part = min(fresh / records, 1.0) if records > 0 else 1.0
    return 1.0 / (1.0 + DERIVING * part)


def derived(step: str, done: int, total: int) -> float:
    """Give the share of putting together that is done, 0 to 1."""
    begin, part = STEPS.get(step, (0.0, 0.0))
    return begin + part * share(done, total)


def rest(took: float, part: float, *, expected: float) -> float | None:
    """Give the seconds still to go of a work of which a part is done; None once that is not known any more.

    As long as hardly anything is done, the time is what was expected of it.
    """
    if part > _FEW:
        return took * (1.0 - part) / part
    return expected - took if expected > took else None


def words(seconds: float | None) -> str:
    """Say a time that is left as people do: "about 2 minutes"; nothing where it is not known."""
    if seconds is None:
        return ""
    if seconds < _TEN:
        return "a few seconds"
    if seconds < _MINUTE * 0.9:
        return f"about {max(1, round(seconds / _TEN)) * _TEN} seconds"
    if seconds < _HOUR * 0.9:
        return _about(round(seconds / _MINUTE), "minute")
    return _about(round(seconds / _HOUR), "hour")


def _about(count: int, what: str) -> str:
    count = max(count, 1)
    return f"about {count} {what}{'s' if count > 1 else ''}"
