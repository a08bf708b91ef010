"""Nobodys: which addresses of public mail are taken for functions, programs and lists, and which are not.

No label says who is a person; `--list` prints every address with its reason, to be looked through. A rule
that would know a list by what it does alone is tried beside them, where all are known to be people.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from amity.core import handles
from amity.core.findings import InteractionSeen, Settings
from amity.sources import mail

_ADDRESS = re.compile(rb"[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9.-]{1,120}\.[A-Za-z]{2,12}\b")


def exchanged(corpora: Path) -> set[str]:
    """Give the addresses on the mails that are kept: whoever of them is no nobody may become a person."""
    settings = Settings(datetime.now(tz=UTC).date())
    found: set[str] = set()
    for file in sorted(path for path in (corpora / "mail").rglob("*") if path.is_file()):
        with file.open("rb") as stream:
            head = stream.read(4096)
            stream.seek(0)
            if mail.recognizes(head, file.name):
                seen = mail.pull(stream, replace(settings, name=file.name))
                kept = (one for one in seen if isinstance(one, InteractionSeen))
                found |= {person.handle.value for one in kept for person in one.people}
    return found


def written(corpora: Path) -> set[str]:
    """Give every address that stands anywhere in the files."""
    texts = (path.read_bytes() for path in corpora.rglob("*") if path.is_file())
    return {one.decode().lower() for text in texts for one in _ADDRESS.findall(text)}


def table(name: str, addresses: Iterable[str]) -> str:
    """Say how many addresses there are, and how many are taken for what."""
    several = list(addresses)
    told = Counter(why for one in several if (why := handles.why_nobodys(one)))
    parts = ", ".join(f"{count:,} {why}" for why, count in sorted(told.items()))
    return f"  {name}: {len(several):,}; taken for nobody's: {parts or 'none'}"


EGOS, SENDERS, CLOSE = 150, (2, 3, 5, 8), 10
"""Mailboxes looked at, senders from which on an address would be a list's, most people on a mail to it."""


def silent(enron: Path) -> list[str]:
    """Say what a rule would do that knew a list by what it does.

    It takes for a list's whatever never writes, is never written to alone, and is named by several senders:
    tried in the mailboxes of those who wrote most, where all are people.
    """
    mails: dict[str, tuple[str, set[str]]] = {}
    with gzip.open(enron, "rt") as file:
        for row in csv.DictReader(file):
            mails.setdefault(row["mid"], (row["src"], set()))[1].add(row["dst"])
    seen: dict[str, list[tuple[str, set[str]]]] = defaultdict(list)
    for sender, to in mails.values():
        for who in {sender, *to}:
            seen[who].append((sender, to - {sender}))
    wrote = Counter(sender for sender, _ in mails.values())
    boxes = [_silent_in(ego, seen[ego]) for ego, _ in wrote.most_common(EGOS)]
    never = sum(map(len, boxes))
    lines = [
        f"  whom the owner wrote to among others and who never wrote, in {len(boxes)} mailboxes: {never:,}"
    ]
    for least in SENDERS:
        taken = [who for box in boxes for who, by in box.items() if 0 < by >= least]
        wrong = sum(wrote[who] > 0 for who in taken)
        lines.append(
            f"  named by {least} senders or more, never alone: {len(taken):,}; people of these: {wrong:,}"
        )
    return lines


def _silent_in(ego: str, mails: Iterable[tuple[str, set[str]]]) -> dict[str, int]:
    """Give who is on the owner's mails and never writes, by how many name them; 0 where one is met alone."""
    by: dict[str, set[str]] = defaultdict(set)
    written: set[str] = set()
    alone: set[str] = set()
    writers: set[str] = set()
    for sender, to in mails:
        others = to - {ego}
        writers.add(sender)
        alone |= others if len(others) == 1 else set()
        written |= others if sender == ego and len(others) <= CLOSE else set()
        for who in others:
            by[who].add(sender)
    return {who: 0 if who in alone else len(by[who]) for who in written - writers}


def main() -> None:
    """Read the command line and print the counts, or every address with its reason."""
    parser = argparse.ArgumentParser(description="Addresses taken for functions, programs and lists.")
    parser.add_argument("--data", type=Path, required=True, help="the folder with corpora/")
    parser.add_argument("--list", action="store_true", help="print every address with its reason")
    told = parser.parse_args()
    kept, everywhere = exchanged(told.data / "corpora"), written(told.data / "corpora")
    if told.list:
        for one in sorted(everywhere | kept):
            print(f"{handles.why_nobodys(one) or '-':<9} {'kept' if one in kept else '':<5}{one}")
        return
    print("Addresses of nobody")
    print(table("on mails that are kept", kept))
    print(table("anywhere in the corpora", everywhere))
    print("Lists by what they do, as no table knows them (tried on Enron's employees)")
    print(*silent(told.data / "data" / "enron" / "enron_edges.csv.gz"), sep="\n")


if __name__ == "__main__":
    main()
