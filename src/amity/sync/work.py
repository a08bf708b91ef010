"""Work: imports that run beside the pages, one at a time, and how far they are."""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
import threading
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from django.db import connection

from amity.book import access
from amity.book.models import Owner
from amity.core.errors import Refusal, Trouble
from amity.sync import recovery, run, waiting
from amity.sync.run import Progress

log = logging.getLogger(__name__)
_jobs: dict[str, Progress] = {}
_KEPT = 20


def start(
    owner: Owner, paths: Sequence[Path], *, me: Sequence[str] = (), today: date, region: str = "",
    discard: Path | None = None,
) -> str:  # fmt: skip
    """Begin an import in a thread and give its job's id; `discard` is a folder removed afterwards."""
    job = access.fresh(owner, "job")
    _jobs[job] = Progress()
    for old in list(_jobs)[:-_KEPT]:
        del _jobs[old]
    told = {"paths": list(paths), "me": list(me), "today": today, "region": region, "discard": discard}
    threading.Thread(
        target=_work, args=(job, owner.pk), kwargs=told, daemon=True, name=f"import-{job}"
    ).start()
    return job


def progress(job: str) -> Progress | None:
    """Give how far a job is; None if nobody knows it."""
    found = _jobs.get(job)
    return replace(found) if found is not None else None


def _work(
    job: str, owner: int, *, paths: list[Path], me: list[str], today: date, region: str, discard: Path | None
) -> None:
    def watch(now: Progress) -> None:
        _jobs[job] = replace(now)

    try:
        report = run.bring(Owner.objects.get(id=owner), paths, me=me, today=today, watch=watch, region=region)
        if discard is not None:
            waiting.keep(paths, report)
    except (Refusal, Trouble) as no:
        _jobs[job] = replace(_jobs[job], state="failed", sentence=no.sentence)
    except Exception as error:
        recovery.recover(Owner.objects.get(id=owner), today=today)
        log.error(  # noqa: TRY400 - the traceback is for those who ask for it
            "An import stopped: %s", type(error).__name__, exc_info=os.environ.get("AMITY_DEBUG") == "1"
        )
        sentence = (
            f"The import stopped by a fault of Amity's own ({type(error).__name__}); nothing of it is kept."
        )
        _jobs[job] = replace(_jobs[job], state="failed", sentence=sentence)
    finally:
        connection.close()
        if discard is not None:
            with contextlib.suppress(OSError):
                shutil.rmtree(discard)
