"""Nobodys: which addresses of public mail are taken for functions, programs and lists, and which are not.

No label says who is a person; `--list` prints every address with its reason, to be looked through.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
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


if __name__ == "__main__":
    main()
