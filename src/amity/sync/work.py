"""Work: imports that run beside the pages, one at a time: how far they are, and the owner's hand on them."""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from django.db import connection

from amity import options
from amity.book import access, batches
from amity.book.models import Batch, Owner
from amity.core.errors import Refusal, Trouble
from amity.sync import lock, recovery, run, spool, waiting
from amity.sync.progress import FINISHED, Control, Progress, Stopped
from amity.sync.spool import Interrupted

log = logging.getLogger(__name__)


_jobs: dict[str, Progress] = {}
_hands: dict[str, Control] = {}
_KEPT = 20
_HELD = "held-"
"""Begins the name of the folder of uploads that wait for the owner's word, with the batch's id behind it."""

Then = Callable[[Owner, str], None]


def start(
    owner: Owner, paths: Sequence[Path], *, me: Sequence[str] = (), today: date, region: str = "",
    discard: Path | None = None, anyway: bool = False, then: Then | None = None,
) -> str:  # fmt: skip
    """Begin an import in a thread and give its job's id; `discard` is a folder removed when it is done.

    `then` is called at the end with the owner and the batch's id.
    """
    job = access.fresh(owner, "job")
    _jobs[job], _hands[job] = Progress(), Control()
    for old in list(_jobs)[:-_KEPT]:
        del _jobs[old]
        _hands.pop(old, None)
    told: dict[str, Any] = {
        "paths": list(paths), "me": list(me), "today": today, "region": region, "discard": discard,
        "anyway": anyway, "then": then,
    }  # fmt: skip
    threading.Thread(
        target=_work, args=(job, owner.pk), kwargs=told, daemon=True, name=f"import-{job}"
    ).start()
    return job


def undo(owner: Owner, batch: str, *, today: date) -> str:
    """Begin to take an import back in a thread and give its job's id; one that nobody knows is Missing."""
    batches.whole(owner, batch)
    job = access.fresh(owner, "job")
    _jobs[job] = Progress(state="deriving", batch=batch, began=time.monotonic(), what="undo")
    told = {"job": job, "owner": owner.pk, "batch": batch, "today": today}
    threading.Thread(target=_undo, kwargs=told, daemon=True, name=f"import-{job}").start()
    return job


def _undo(job: str, owner: int, batch: str, today: date) -> None:
    def watch(step: str, done: int, total: int) -> None:
        now = _jobs[job]
        _jobs[job] = replace(now, step=(step, done, total), read=now.read or time.monotonic())

    try:
        recovery.undo(Owner.objects.get(id=owner), batch, today=today, watch=watch)
        _jobs[job] = replace(_jobs[job], state="done")
    except (Refusal, Trouble) as no:
        _jobs[job] = replace(_jobs[job], state="failed", sentence=no.sentence)
    except Exception as error:
        log.error(  # noqa: TRY400 - the traceback is for those who ask for it
            "An undo stopped: %s", type(error).__name__, exc_info=os.environ.get("AMITY_DEBUG") == "1"
        )
        sentence = (
            f"Taking it back stopped by a fault of Amity's own ({type(error).__name__}); it all still stands."
        )
        _jobs[job] = replace(_jobs[job], state="failed", sentence=sentence)
    finally:
        connection.close()


def progress(job: str) -> Progress | None:
    """Give how far a job is; None if nobody knows it."""
    found = _jobs.get(job)
    return replace(found) if found is not None else None


def going() -> list[str]:
    """List the jobs that are not finished."""
    return [name for name, job in list(_jobs.items()) if job.state not in FINISHED]


def pause(job: str) -> None:
    """Let an import wait."""
    _hand(job).pause()


def proceed(job: str) -> None:
    """Let it go on."""
    _hand(job).proceed()


def cancel(job: str) -> None:
    """Take everything it brought back, and forget it; what is done already stays."""
    _hand(job).cancel()


def _hand(job: str) -> Control:
    if job not in _jobs:
        raise access.Missing(f"Nothing is being read under {job!r}.")
    return _hands.setdefault(job, Control())


def interrupted(owner: Owner) -> list[Interrupted]:
    """List an owner's broken off imports that can go on; none while one runs, since it may be that one."""
    return spool.interrupted(spool.whose(owner)) if lock.free() else []


def resume(owner: Owner, name: str, *, today: date) -> str:
    """Go on with an import that was broken off, and give its job's id."""
    one = spool.find(spool.whose(owner), name)
    return start(owner, one.paths, today=today, region=one.region, discard=one.discard, anyway=one.anyway)


def forget(owner: Owner, name: str) -> None:
    """Forget an import that was broken off; Trouble while one runs."""
    with lock.importing():
        spool.forget(spool.find(spool.whose(owner), name))


def held(owner: Owner, batch: str) -> list[str]:
    """Name the uploads of an import that wait for the owner's word."""
    return [path.name for path in _waiting(owner, batch)]


def anyway(owner: Owner, batch: str, *, today: date, region: str = "") -> str:
    """Bring what was stopped because it was suddenly empty, and give the job's id."""
    paths = _waiting(owner, batch)
    if not paths:
        raise Refusal("not-held", "Those files are not here any more; bring them again.")
    return start(owner, paths, today=today, region=region, discard=_folder(batch), anyway=True)


def _waiting(owner: Owner, batch: str) -> list[Path]:
    if not Batch.objects.filter(owner=owner, uid=batch).exists():
        return []
    return sorted(path for path in _folder(batch).glob("*/*") if path.is_file())


def _folder(batch: str) -> Path:
    return options.current().data / "incoming" / f"{_HELD}{batch}"


def sweep() -> None:
    """Remove what nobody waits for: old spools, and uploads that no spool or stopped file of a week needs."""
    now = datetime.now(tz=UTC)
    with contextlib.suppress(Trouble, OSError), lock.importing():
        waiting.sweep(now)
        spool.sweep(now)
        wanted = {one.discard for one in spool.interrupted()}
        for left in (options.current().data / "incoming").iterdir():
            young = now.timestamp() - left.lstat().st_mtime < spool.WEEK
            if left in wanted or (young and left.name.startswith(_HELD)):
                continue
            if left.is_dir() and not left.is_symlink():
                shutil.rmtree(left, ignore_errors=True)
            else:
                left.unlink(missing_ok=True)


def _work(
    job: str, owner: int, *, paths: list[Path], me: list[str], today: date, region: str, discard: Path | None,
    anyway: bool = False, then: Then | None = None,
) -> None:  # fmt: skip
    done: list[Progress] = []

    def watch(now: Progress) -> None:
        if now.state == "done":  # it is said at the very end, when the next import may begin
            done.append(replace(now))
        else:
            _jobs[job] = replace(now)

    keep = False
    try:
        report = run.bring(
            Owner.objects.get(id=owner), paths, me=me, today=today, watch=watch, region=region,
            control=_hand(job), anyway=anyway, discard=discard,
        )  # fmt: skip
        if then is not None:
            then(Owner.objects.get(id=owner), str(report["batch"]))
        if discard is not None:
            with contextlib.suppress(
                OSError
            ):  # the import is done; what cannot be kept waiting is brought again
                waiting.keep(paths, report, now=datetime.now(tz=UTC))
                _hold(report, paths)
    except Stopped as no:
        _jobs[job] = replace(_jobs[job], state="stopped", sentence=no.sentence)
    except (Refusal, Trouble) as no:
        keep = isinstance(no, Trouble)
        _jobs[job] = replace(_jobs[job], state="failed", sentence=no.sentence)
    except Exception as error:
        keep = True
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
        if discard is not None and not (keep and _wanted(discard)):
            with contextlib.suppress(OSError):
                shutil.rmtree(discard)
        if done and _jobs[job].state not in FINISHED:
            _jobs[job] = done[-1]


def _wanted(folder: Path) -> bool:
    """Tell whether an interrupted import still needs these uploads."""
    return any(one.discard == folder for one in spool.interrupted())


def _hold(report: dict[str, Any], paths: Sequence[Path]) -> None:
    """Let the uploads wait that were stopped because they are suddenly empty."""
    stopped = [str(file["path"]) for file in report["files"] if file["code"] == run.SUDDENLY_EMPTY]
    for number, path in enumerate(paths):
        if any(name == path.name or name.startswith(f"{path.name}/") for name in stopped) and path.is_file():
            place = _folder(report["batch"]) / str(number)
            place.mkdir(parents=True, mode=0o700)
            shutil.move(path, place / path.name)
