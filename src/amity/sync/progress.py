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
    """How far an import is: bytes and records, and the file being read; clocks are monotonic seconds."""

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

    def note(self) -> None:
        """Take the pace."""
        share = rules.share(self.done_bytes, self.total_bytes)
        self.pace = rules.note(self.pace, rules.Mark(time.monotonic(), share, self.records))

    def look(self) -> Look:
        """Say how far it is at this moment."""
        if self.read is None:
            share = rules.share(self.done_bytes, self.total_bytes)
            left = rules.left(self.pace, share) if self.state == "reading" else None
            rate = rules.rate(self.pace)
        else:
            took, since = self.read - self.began, time.monotonic() - self.read
            share = rules.share(1, 1, read_in=took, deriving=since)
            left, rate = rules.deriving_left(took, since), None
        if self.state == "done":
            share, left = 1.0, None
        return Look(int(100 * share), None if rate is None else round(rate), rules.words(left))


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
