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
PAGES = {
    "Today": "/",
    "people by strength": "/people/?sort=strength",
    "people by name": "/people/?sort=name",
    "people by last": "/people/?sort=recent",
    "people by gap": "/people/?sort=gap",
    "people cooling": "/people/?state=cooling",
    "people dormant": "/people/?state=dormant",
    "people found": "/people/?text=fam77",
    "people, page 20": "/people/?sort=strength&page=20",
    "atlas": "/atlas/",
    "review": "/review/",
}
COLUMNS = (
    "size", "log one", f"{MAILS:,} mails", "drawing", "tried", *PAGES, "circle closing", "MB before", "MB after",
)  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line; build and measure each size in a process of its own, and print one table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--people", type=int)
    parser.add_argument("--interactions", type=int)
    parser.add_argument("--keep", type=Path, help="where built books stay, to be measured again")
    parser.add_argument("--inside", choices=("build", "measure"), help=argparse.SUPPRESS)
    told = parser.parse_args(arguments)
    if told.inside:
        sys.stdout.write(json.dumps(_build(told) if told.inside == "build" else _measured()))
        return
    sizes = [told.people] if told.people else told.sizes
    found = []
    for size in sizes:
        found.append(_row(size, told.interactions or size * EACH, told.keep))
    print(table(found))


def _row(people: int, interactions: int, keep: Path | None) -> dict[str, Any]:
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
        return {"size": f"{people:,}", **_child(copy, "measure", people, interactions)}


def _child(folder: Path, inside: str, people: int, interactions: int) -> dict[str, Any]:
    settings = {"AMITY_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "amity.conf.settings"}
    words = ["--inside", inside, "--people", str(people), "--interactions", str(interactions)]
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


def _measured() -> dict[str, Any]:
    """Measure a built book: the drawing first, pages warm, then what changes the book."""
    _django()
    from django.core.cache import cache

    from amity.book import access, isolation, plan

    owner = access.owner()
    before = _megabytes()
    found: dict[str, Any] = {
        "tried": _median(lambda: plan.week(owner, today=TODAY, minutes=90)),
        "drawing": _median(lambda: _draw(owner)),
    }
    for name, path in PAGES.items():
        found[name] = median(_asked(path) for _ in range(TIMES))
    cache.clear()
    found["circle closing"] = _median(lambda: isolation.notices(owner, today=TODAY))
    found["MB before"], found["MB after"] = before, _megabytes()
    found["log one"] = _median(lambda: _log(owner))
    found[f"{MAILS:,} mails"] = _once(lambda: _bring(owner))
    return found


def _draw(owner: Any) -> None:  # noqa: ANN401 - the book's owner
    """Draw this week anew, as Today does when it is stale, and store it."""
    from amity.book import plan
    from amity.book.models import Plan

    Plan.objects.filter(owner=owner).delete()
    plan.week(owner, today=TODAY)


def _asked(path: str) -> float:
    """Ask for a page and give its server time in milliseconds."""
    from django.test import Client

    answer = Client(HTTP_HOST="localhost").get(path)
    told = re.search(r"app;dur=([\d.]+)", answer.headers["Server-Timing"])
    if answer.status_code != 200 or told is None:  # noqa: PLR2004 - all is well
        raise SystemExit(f"{path} answered {answer.status_code}")
    return float(told[1])


def _log(owner: Any) -> None:  # noqa: ANN401 - the book's owner
    from amity.book import interactions, people

    first = people.page(owner, people.Query(sort="name", limit=1), today=TODAY).people[0]
    began = time.perf_counter()
    interactions.log(owner, [first.id], "Spoke", how="call", on=TODAY, today=TODAY)
    del began


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


def _median(work: Callable[[], object]) -> float:
    return median(_once(work) for _ in range(TIMES))


def _once(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def table(found: Sequence[dict[str, Any]]) -> str:
    """Write one line per measure and one column per size: milliseconds, and megabytes of the process."""
    lines = [f"{'milliseconds':18}" + "".join(f"{row['size']:>14}" for row in found)]
    for name in COLUMNS[1:]:
        lines.append(f"{name:18}" + "".join(f"{row[name]:>14,.1f}" for row in found))
    return "\n".join(lines)


if __name__ == "__main__":
    main()
