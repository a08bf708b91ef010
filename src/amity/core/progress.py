"""Progress: how far a long work is, how fast it goes, and how long it will take, where that is known."""

from __future__ import annotations

from dataclasses import dataclass

READING = 0.88
"""Share of a large import that is reading and keeping; the rest is putting people together."""
WINDOW = 15.0
"""Seconds over which the pace is taken."""
_APART = 0.5
"""Seconds between two marks at least."""
_ENOUGH = 3.0
"""Seconds that must have been seen before anything is said."""
_MINUTE, _HOUR, _TEN = 60, 3600, 10


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
    return max(0.0, 1.0 - share) * seconds / gained


def _seen(pace: Pace) -> float | None:
    seconds = pace[-1].at - pace[0].at if pace else 0.0
    return seconds if seconds >= _ENOUGH else None


def share(done: float, total: float, *, read_in: float = 0.0, deriving: float | None = None) -> float:
    """Give the share of an import that is done, 0 to 1.

    While it reads, that follows from the bytes. Once everything is read (in `read_in` seconds), the rest is
    taken to need its usual part of the time; `deriving` is for how many seconds it has been at it.
    """
    if deriving is None:
        return READING * (min(done / total, 1.0) if total > 0 else 0.0)
    return READING + (1 - READING) * min(deriving / max(_rest(read_in), 1.0), 0.95)


def deriving_left(read_in: float, deriving: float) -> float | None:
    """Give the seconds the putting together will still take; None once it takes longer than it should."""
    rest = _rest(read_in) - deriving
    return rest if rest > 0 else None


def _rest(read_in: float) -> float:
    return read_in * (1 - READING) / READING


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
