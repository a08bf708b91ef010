"""Mail, end to end: ours beside the standard library's pipeline into the same tables, and two mail indexers.

Ours: `sync.run.bring` — a child process reads, the parent settles, keeps, derives people and ties. The fair
alternative: `mailbox.mbox`, `email` (compat32), `getaddresses`, `parsedate_to_datetime` and `executemany`
into the same tables of the same schema, deriving nothing. mu and notmuch do more (they index bodies).
Each runs in a process of its own on an empty folder; seconds are wall clock, memory is the largest process.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from bench import streams

HERE = Path(__file__).resolve().parent.parent
HUGE = 1_000_000_000


@dataclass(frozen=True)
class Row:
    """One measured run: `seconds` of wall clock for `messages`, `megabytes` of the largest process."""

    name: str
    messages: int
    seconds: float
    megabytes: float
    remark: str = ""


def ours(box: Path, me: str, folder: Path) -> Row:
    """Import a mailbox with Amity itself."""
    return _child("ours", ["--run", "ours", str(box), me, str(folder)], "people, directions and ties derived")


def peer(box: Path, me: str, folder: Path) -> Row:
    """Import a mailbox with the standard library into the same tables."""
    remark = "mailbox + email (compat32) + executemany; nothing derived"
    return _child("standard library", ["--run", "peer", str(box), me, str(folder)], remark)


def _child(name: str, words: list[str], remark: str) -> Row:
    folder = Path(words[-1])
    env = {**os.environ, "AMITY_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "amity.conf.settings"}
    done = subprocess.run(
        [sys.executable, "-m", "bench.mail", *words],
        check=True,
        capture_output=True,
        text=True,
        env=env,
        cwd=HERE,
    )
    told = json.loads(done.stdout)
    return Row(name, told["messages"], told["seconds"], told["megabytes"], remark)


def indexers(box: Path, folder: Path, messages: int) -> Iterable[Row]:
    """Index the same mail with mu and notmuch, where installed; the Maildir they want is made untimed."""
    if not (shutil.which("mu") or shutil.which("notmuch")):
        yield Row("mu, notmuch", 0, 0, 0, "not installed (Debian: maildir-utils, notmuch)")
        return
    maildir = _maildir(box, folder / "Maildir")
    if shutil.which("mu"):
        home = folder / "mu"
        subprocess.run(
            ["mu", "init", f"--muhome={home}", f"--maildir={maildir.parent}"], check=True, capture_output=True
        )
        index = ["mu", "index", f"--muhome={home}", "--quiet"]
        yield _timed("mu", index, messages, {})
    if shutil.which("notmuch"):
        config = folder / "notmuch-config"
        config.write_text(f"[database]\npath={maildir.parent}\n[new]\ntags=\n", encoding="utf-8")
        yield _timed("notmuch", ["notmuch", "new", "--quiet"], messages, {"NOTMUCH_CONFIG": str(config)})


def _timed(name: str, command: list[str], messages: int, env: dict[str, str]) -> Row:
    began = time.monotonic()
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, **env}
    )
    _, _, used = os.wait4(process.pid, 0)
    return Row(name, messages, time.monotonic() - began, used.ru_maxrss / 1024, "does more: indexes bodies")


def _maildir(box: Path, place: Path) -> Path:
    import mailbox

    for part in ("cur", "new", "tmp"):
        (place / part).mkdir(parents=True)
    for number, message in enumerate(mailbox.mbox(box)):
        (place / "cur" / f"{number}:2,S").write_bytes(message.as_bytes())
    return place


# -- inside the measured processes


def _measure(work: Callable[[], int]) -> None:
    began = time.monotonic()
    messages = work()
    seconds = time.monotonic() - began
    megabytes = max(streams.peak(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)
    print(json.dumps({"messages": messages, "seconds": seconds, "megabytes": megabytes}))


def _ready() -> None:
    import django

    django.setup()
    from amity.keep import upgrade

    upgrade.upgrade()


def _run_ours(box: Path, me: str) -> int:
    from datetime import UTC, datetime

    from amity.book import access
    from amity.sync import run

    report = run.bring(access.owner(), [box], me=[me], today=datetime.now(tz=UTC).date())
    return int(report["totals"]["records"]["total"])


def _run_peer(box: Path) -> int:
    import mailbox
    from email.utils import getaddresses, parsedate_to_datetime

    from django.db import transaction

    from amity.book import access, rows
    from amity.book.models import Batch, Interaction, InteractionClaim, Participation, Record

    owner = access.owner()
    today = "2026-01-01"
    batch = Batch.objects.create(owner=owner, uid="peer", started=f"{today}T00:00:00Z", today=today)
    known: dict[str, int] = {}
    kept: list[tuple[object, ...]] = []
    parts: list[tuple[object, ...]] = []
    claims: list[tuple[object, ...]] = []
    people: list[tuple[object, ...]] = []
    count = 0

    def flush() -> None:
        with transaction.atomic():
            rows.insert(Record, ("id", "owner_id", "source", "key", "uid", "mine", "mention"), people)
            rows.insert(Interaction, _INTERACTION, kept)
            rows.insert(Participation, ("owner_id", "interaction_id", "record_id", "role"), parts)
            rows.insert(InteractionClaim, _CLAIM, claims)
        for several in (people, kept, parts, claims):
            several.clear()

    for number, message in enumerate(mailbox.mbox(box), 1):
        count += 1
        try:
            at = parsedate_to_datetime(message["Date"])
        except (TypeError, ValueError):
            continue
        who = [
            (role, address.lower())
            for role in ("from", "to", "cc")
            for _, address in getaddresses([str(value) for value in message.get_all(role, [])])
            if "@" in address
        ]
        for _, address in who:
            if address not in known:
                known[address] = len(known) + 1
                people.append(
                    (known[address], owner.pk, "mail", address, f"peer{known[address]}", False, True)
                )
        kept.append(
            (number, owner.pk, "mail", f"{number}{message['Message-ID']}"[:400], "", at, "mail", "",
             "unknown", len(who), str(message["Subject"])[:300], "", True)
        )  # fmt: skip
        parts.extend((owner.pk, number, known[address], role) for role, address in who)
        claims.append((owner.pk, batch.pk, 0, number, f"mail {number}", "created", ""))
        if len(kept) >= 2_000:  # noqa: PLR2004 - the same step as ours
            flush()
    flush()
    return count


_CLAIM = ("owner_id", "batch_id", "part", "interaction_id", "place", "outcome", "named")
_INTERACTION = (
    "id", "owner_id", "source", "key", "digest", "at", "channel", "given", "direction", "others", "text",
    "place", "current",
)  # fmt: skip


def table(title: str, rows: Iterable[Row]) -> None:
    """Print measured runs, each as a ratio to the first."""
    found = list(rows)
    print(f"\n{title}")
    print(f"  {'':<18}{'messages':>9}{'seconds':>9}{'per s':>9}{'MB':>6}  ratio")
    for row in found:
        rate = row.messages / row.seconds if row.seconds else 0
        ratio = row.seconds / found[0].seconds if row.seconds else 0
        figures = f"{row.messages:>9}{row.seconds:>9.2f}{rate:>9.0f}{row.megabytes:>6.0f}  {ratio:4.2f}"
        print(f"  {row.name:<18}{figures}  {row.remark}")


def measure(shared: Path | None, *, messages: int, huge: bool) -> None:
    """Measure on a generated mailbox, on one Enron employee's headers, and (huge) on a mailbox of 1 GB."""
    from bench import mail_input

    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        boxes: list[tuple[str, Path, str]] = []
        made = folder / "generated.mbox"
        boxes.append((f"a generated mailbox of {messages} mails", made, mail_input.generated(made, messages)))
        if shared is not None:
            enron = folder / "enron.mbox"
            boxes.append(
                ("headers of one Enron employee, true times", enron, mail_input.enron(shared, enron))
            )
        for count, (title, box, me) in enumerate(boxes):
            rows = [ours(box, me, folder / f"ours{count}"), peer(box, me, folder / f"peer{count}")]
            if not count:
                rows += indexers(box, folder / "indexers", messages)
            table(title, rows)
        if huge:
            box = folder / "huge.mbox"
            with box.open("wb") as out:
                while out.tell() < HUGE:
                    out.write(made.read_bytes())
            table("a mailbox of 1 GB (its mails repeat)", [ours(box, boxes[0][2], folder / "huge")])


def main() -> None:
    """Run one measured process; `python -m bench` is the way in for people."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--run", choices=["ours", "peer"], required=True)
    parser.add_argument("box", type=Path)
    parser.add_argument("me")
    parser.add_argument("folder", type=Path)
    told = parser.parse_args()
    _ready()
    _measure(lambda: _run_ours(told.box, told.me) if told.run == "ours" else _run_peer(told.box))


if __name__ == "__main__":
    main()
