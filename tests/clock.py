"""How long a piece of work takes, told fairly: a whole test run's rubbish is not swept on its time."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable


def seconds(work: Callable[[], object], *, within: float, tries: int = 3) -> float:
    """Give the processor seconds of a piece of work, the best of a few tries unless one is already `within`.

    The collector of garbage waits meanwhile: after thousands of tests one of its rounds takes longer than
    what is measured. Each try does the whole work again, so `work` must bear being repeated.
    """
    best = float("inf")
    for _ in range(tries):
        gc.disable()
        began = time.process_time()
        try:
            work()
            best = min(best, time.process_time() - began)
        finally:
            gc.enable()
        if best < within:
            break
    return best
