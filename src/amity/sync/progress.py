"""Progress of an import as doors see it, and the owner's word to pause it, stop it, or take it all back."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from amity.core import progress as rules
from amity.core.errors import Refusal

FINISHED = frozenset({"done", "failed", "stopped"})
"""States after which nothing more happens."""


@dataclass(frozen=True, slots=True)
class Look:
    """One look at an import: the share done in percent, records a second, the time left in words."""

    percent: int
    rate: int | None
    left: str


@dataclass(slots=True)
class Progress:
    """How far an import is, or its undoing (`what`); clocks are monotonic seconds.

    `fresh` are records around which people will be put together; `known` those, with their bytes, that an
    import read before it broke off; `step` is how far the putting together is, `top` the share last shown.
    """

    total_bytes: int = 0
    done_bytes: int = 0
    records: int = 0
    current: str = ""
    state: str = "reading"
    batch: str = ""
    sentence: str = ""
    pace: rules.Pace = ()
    began: float = 0.0
    read: float | None = None
    fresh: int = 0
    known: int = 0
    known_bytes: int = 0
    step: tuple[str, int, int] = ("", 0, 0)
    top: float = 0.0
    what: str = "import"

    def note(self) -> None:
        """Take the pace."""
        self.pace = rules.note(self.pace, rules.Mark(time.monotonic(), self._share(), self.records))

    @property
    def behind(self) -> bool:
        """Whether an import that goes on is still at what was read before it broke off."""
        return self.state == "reading" and self.records < self.known

    def _reading(self) -> float:
        """Give the share of the work that comes before people are put together."""
        if self.what == "undo":
            return rules.TAKING_BACK
        return rules.reading(self.fresh, self.records)

    def _share(self) -> float:
        """Give the share that is done; it never goes back."""
        read = rules.share(max(self.done_bytes, self.known_bytes), self.total_bytes)
        share = self._reading() * read
        if self.read is not None:
            before = self._reading()
            share = before + (1.0 - before) * rules.derived(*self.step)
        self.top = max(self.top, min(share, 0.99))
        return self.top

    def look(self) -> Look:
        """Say how far it is at this moment."""
        share, left, rate = self._share(), None, None
        if self.read is not None:
            before = self._reading()
            since, took = time.monotonic() - self.read, self.read - self.began
            expected = took * (1.0 - before) / before
            left = rules.rest(since, rules.derived(*self.step), expected=expected)
        elif self.state == "reading" and not self.behind:
            left, rate = rules.left(self.pace, share), rules.rate(self.pace)
        if self.state == "done":
            share, left = 1.0, None
        return Look(int(100 * share + 1e-9), None if rate is None else round(rate), rules.words(left))


class Stopped(Refusal):
    """The owner stopped an import: nothing of it is in the book."""


class Control:
    """The owner's hand on a running import; doors call it from other threads or from a signal."""

    def __init__(self) -> None:
        """Let it run."""
        self.asked = False
        self.forget = False
        self._go = threading.Event()
        self._go.set()
        self._stop = False

    @property
    def paused(self) -> bool:
        """Whether it is to wait."""
        return not self._go.is_set()

    def pause(self) -> None:
        """Let it wait where it is; nothing is lost by that, and nothing kept."""
        self._go.clear()
        self.asked = True

    def proceed(self) -> None:
        """Let it go on."""
        self._go.set()

    def stop(self) -> None:
        """End it: the book is as before, and the same files can go on where it was."""
        self._stop = self.asked = True
        self._go.set()

    def cancel(self) -> None:
        """End it, and forget that it ever was."""
        self.forget = True
        self.stop()

    def stopped(self) -> bool:
        """Tell whether it is to end."""
        return self._stop

    def wait(self, progress: Progress, watch: Callable[[Progress], None]) -> None:
        """Wait while paused; raise `Stopped` when it is to end."""
        if self.paused:
            before, progress.state = progress.state, "paused"
            watch(progress)
            self._go.wait()
            progress.state, progress.pace = before, ()
            watch(progress)
        self.asked = self._stop or self.paused
        self.check()

    def check(self) -> None:
        """Raise `Stopped` when it is to end."""
        if self._stop:
            raise Stopped(
                "cancelled" if self.forget else "stopped",
                "The import was cancelled; nothing of it is kept."
                if self.forget
                else "The import was stopped; nothing of it is in your book. Bring the same files again"
                " within a week, and it goes on where it was.",
            )
