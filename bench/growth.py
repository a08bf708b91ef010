"""Growth: what a page, a drawn week, one new exchange and an import cost against the size of the book.

    python -m bench.growth [--sizes 1000 10000 100000] [--people N --interactions M] [--keep FOLDER]

One row per size, 50 exchanges a person unless said. Pages are asked with Django's test client and judged by
the Server-Timing they answer with, the median of `TIMES`; everything runs in one process per size, whose
memory is read before any page and after all of them. With --keep a built book stays in FOLDER and is measured
again the next time: on a copy, since logging and importing change it.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from statistics import median
from typing import Any

from bench.growth_book import ME, TODAY

HERE = Path(__file__).resolve().parent.parent
EACH = 50
TIMES = 5
MAILS = 1_000
DUE = 2
"""Promises and reminders that are left in a week drawn freely: with all of them, little else has room."""
SIDED, PLACE = 7, "Place 0"
"""So many in ten of those in touch are at one place in a one-sided book."""
PAGES = {
    "Today": "/",
    "people by strength": "/people/?sort=strength",
    "people by name": "/people/?sort=name",
    "people by last": "/people/?sort=recent",
    "people by gap": "/people/?sort=gap",
    "people cooling": "/people/?state=cooling",
    "people warming": "/people/?state=warming",
    "people dormant": "/people/?state=dormant",
    "people found": "/people/?text=fam77",
    "people, page 20": "/people/?sort=strength&page=20",
    "atlas": "/atlas/",
    "choosing": "/people/choose/",
    "review": "/review/",
    "review of a year": "/review/year/",
}
COLUMNS = (
    "size", "log one", f"{MAILS:,} mails", "drawing", "tried", "drawing freely", "drawing, one-sided",
    *PAGES, "a person", "circle closing", "MB before", "MB after",
)  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line; build and measure each size in a process of its own, and print one table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--people", type=int)
    parser.add_argument("--interactions", type=int)
    parser.add_argument("--keep", type=Path, help="where built books stay, to be measured again")
    parser.add_argument(
        "--busy", action="store_true", help="give processor time: other programs keep this machine busy"
    )
    parser.add_argument("--inside", choices=("build", "measure"), help=argparse.SUPPRESS)
    told = parser.parse_args(arguments)
    if told.inside:
        sys.stdout.write(json.dumps(_build(told) if told.inside == "build" else _measured(busy=told.busy)))
        return
    sizes = [told.people] if told.people else told.sizes
    found = [_row(size, told.interactions or size * EACH, told.keep, busy=told.busy) for size in sizes]
    print("Growth: what the same costs in larger books" + (" (processor time)" if told.busy else ""))
    print(table(found))


def _row(people: int, interactions: int, keep: Path | None, *, busy: bool) -> dict[str, Any]:
    """Build a book, or take a kept one, and measure a copy of it."""
    with tempfile.TemporaryDirectory() as place:
        there = (keep or Path(place)) / f"{people}-{interactions}"
        if not (there / "built").exists():
            shutil.rmtree(there, ignore_errors=True)
            there.mkdir(parents=True)
            _child(there, "build", people, interactions)
            (there / "built").touch()
        copy = Path(place, "copy")
        shutil.copytree(there, copy)
        more = ("--busy",) if busy else ()
        return {"size": f"{people:,}", **_child(copy, "measure", people, interactions, *more)}


def _child(folder: Path, inside: str, people: int, interactions: int, *more: str) -> dict[str, Any]:
    settings = {"AMITY_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "amity.conf.settings"}
    words = ["--inside", inside, "--people", str(people), "--interactions", str(interactions), *more]
    done = subprocess.run(
        [sys.executable, "-m", "bench.growth", *words],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        cwd=HERE,
        env={**os.environ, **settings, "AMITY_TODAY": TODAY.isoformat()},
    )
    return dict(json.loads(done.stdout))


def _django() -> None:
    import django

    django.setup()
    from amity import options

    options.override(today=TODAY)
    (options.current().data / "static").mkdir(exist_ok=True)


def _build(told: argparse.Namespace) -> dict[str, Any]:
    _django()
    from amity.keep import upgrade
    from bench import growth_book

    upgrade.upgrade()
    growth_book.make(people=told.people, interactions=told.interactions)
    return {}


def _measured(*, busy: bool) -> dict[str, Any]:
    """Measure a built book: the drawing first, pages warm, then what changes the book."""
    _django()
    from django.core.cache import cache

    from amity.book import access, isolation, plan, recount, ties
    from amity.conf import wsgi

    del wsgi  # loaded as the server loads it

    owner = access.owner()
    ties.advance(owner, today=TODAY)
    while recount.go_on(owner):
        pass
    clock = _Clock(busy=busy)
    before = _megabytes()
    found: dict[str, Any] = {
        "tried": clock.median(lambda: plan.week(owner, today=TODAY, minutes=90)),
        "drawing": clock.median(lambda: _draw(owner)),
    }
    cache.clear()
    found["drawing freely"] = _freely(owner, clock)
    found["drawing, one-sided"] = _freely(owner, clock, sided=True)
    found["circle closing"] = clock.median(lambda: isolation.notices(owner, today=TODAY))
    for name, path in PAGES.items():
        found[name] = clock.page(path)
    found["a person"] = clock.page(f"/people/{_somebody(owner)}/")
    found["MB before"], found["MB after"] = before, _megabytes()
    found["log one"] = clock.median(lambda: _log(owner))
    found[f"{MAILS:,} mails"] = clock.once(lambda: _bring(owner))
    return found


class _Clock:
    """Measures in milliseconds, by the clock on the wall or, on a busy machine, by processor time."""

    def __init__(self, *, busy: bool) -> None:
        self.busy = busy
        self.now = time.process_time if busy else time.perf_counter

    def once(self, work: Callable[[], object]) -> float:
        """Give how long some work takes."""
        began = self.now()
        work()
        return (self.now() - began) * 1000

    def median(self, work: Callable[[], object]) -> float:
        """Give how long it usually takes."""
        return median(self.once(work) for _ in range(TIMES))

    def page(self, path: str) -> float:
        """Ask for a page and give its server time as its answer says it, or its processor time."""
        told: list[float] = []
        spent = self.median(lambda: told.append(_asked(path)))
        return spent if self.busy else median(told)


def _draw(owner: Any) -> None:  # noqa: ANN401 - the book's owner
    """Draw this week anew, as Today does when it is stale, and store it."""
    from amity.book import plan
    from amity.book.models import Plan

    Plan.objects.filter(owner=owner).delete()
    plan.week(owner, today=TODAY)


def _freely(owner: Any, clock: _Clock, *, sided: bool = False) -> float:  # noqa: ANN401 - the book's owner
    """Draw a week that what has its day leaves room in, and take back what was changed for it."""
    from django.db import transaction

    from amity.book.models import Promise, Reminder

    with transaction.atomic():
        for word in (Promise, Reminder):
            kept = word.objects.filter(owner=owner).order_by("id").values_list("id", flat=True)[:DUE]
            word.objects.filter(owner=owner).exclude(id__in=list(kept)).delete()
        if sided:
            _move(owner)
        spent = clock.median(lambda: _draw(owner))
        transaction.set_rollback(True)
    return spent


def _move(owner: Any) -> None:  # noqa: ANN401 - the book's owner
    """Let most of those in touch be at one place, as of somebody who knows few people outside their work."""
    from amity.book import places, rows, ties
    from amity.book.models import Outlook, Person

    close = places.in_touch(int(ties.now(TODAY)))
    near = Outlook.objects.filter(close, owner=owner, away=False).order_by("person_id")
    moved = [pk for n, pk in enumerate(near.values_list("person_id", flat=True)) if n % 10 < SIDED]
    for some in rows.chunks(moved):
        Outlook.objects.filter(owner=owner, person__in=some).update(area=places.key(PLACE))
        Person.objects.filter(owner=owner, id__in=some).update(area=places.key(PLACE), organization=PLACE)


def _asked(path: str) -> float:
    """Ask for a page and give its server time in milliseconds."""
    from django.test import Client

    answer = Client(HTTP_HOST="localhost").get(path)
    told = re.search(r"app;dur=([\d.]+)", answer.headers["Server-Timing"])
    if answer.status_code != 200 or told is None:  # noqa: PLR2004 - all is well
        raise SystemExit(f"{path} answered {answer.status_code}")
    return float(told[1])


def _somebody(owner: Any) -> str:  # noqa: ANN401 - the book's owner
    """Give the id of one with a strong tie of ordinary length: one in a hundred is stronger."""
    from amity.book.models import Tie

    held = Tie.objects.filter(owner=owner).order_by("-key").values_list("person__uid", flat=True)
    return str(held[held.count() // 100])


def _log(owner: Any) -> None:  # noqa: ANN401 - the book's owner
    """Log a talk with the person of most exchanges, whose history is the longest."""
    from amity.book import interactions
    from amity.book.models import Person, Tie

    strongest = Tie.objects.filter(owner=owner).order_by("-key").values_list("person_id", flat=True)[0]
    person = Person.objects.get(owner=owner, id=strongest)
    interactions.log(owner, [person.uid], "Spoke", how="call", on=TODAY, today=TODAY)


def _bring(owner: Any) -> None:  # noqa: ANN401 - the book's owner
    """Import mails with ten people that were never written to before."""
    from amity.sync import run

    with tempfile.TemporaryDirectory() as place:
        box = Path(place, "new.mbox")
        box.write_text("".join(map(_mail, range(MAILS))), "utf-8")
        run.bring(owner, [box], me=[ME], today=TODAY)


def _mail(n: int) -> str:
    other = f"new{n % 10}@fresh.example"
    sender, to = (ME, other) if n % 2 else (other, ME)
    at = TODAY - timedelta(days=n % 300)
    return (
        f"From - x\nFrom: {sender}\nTo: {to}\nMessage-ID: <new{n}@fresh.example>\n"
        f"Date: {at:%a, %d %b %Y} 09:00:00 +0000\nSubject: New {n}\n\nx\n\n"
    )


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def table(found: Sequence[dict[str, Any]]) -> str:
    """Write one line per measure and one column per size: milliseconds, and megabytes of the process."""
    lines = [f"{'milliseconds':20}" + "".join(f"{row['size']:>14}" for row in found)]
    lines += [f"{name:20}" + "".join(f"{row[name]:>14,.1f}" for row in found) for name in COLUMNS[1:]]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
