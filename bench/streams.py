"""Huge files, end to end: a phone's backup of 1 GB and an address book of 100,000 cards, in bounded memory.

Each is brought into an empty book by a process of its own; the largest memory is measured of that process
and of the reader it starts, each on its own. 300 MB are allowed to both.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bench import mail_input, vcards

HERE = Path(__file__).resolve().parent.parent
HUGE = 1_000_000_000
CARDS = 100_000
ALLOWED = 300
"""Megabytes of either process."""
_PICTURE = 180_000
"""Characters of an ordinary picture in base64."""
_START = 1_300_000_000_000


@dataclass(frozen=True)
class Row:
    """One measured import: its records and seconds, megabytes of the reader and of the book's process."""

    name: str
    size: int
    records: int
    seconds: float
    reader: float
    keeper: float


def backup(place: Path, *, size: int = HUGE, pictures: float = 0.02, seed: int = 1) -> None:
    """Write a phone's messages: texts with emoji in halves, and now and then a picture or a group."""
    chance = random.Random(seed)  # noqa: S311 - invented data
    picture = "".join(chance.choices("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghij0123456789+/", k=_PICTURE))
    with place.open("w", encoding="ascii", newline="\n") as out:
        out.write('<?xml version="1.0" encoding="UTF-8" standalone="yes" ?>\n<smses count="1">\n')
        number = 0
        while out.tell() < size:
            for _ in range(500):
                number += 1
                out.write(_record(number, chance, picture if chance.random() < pictures else ""))
        out.write("</smses>\n")


def _record(number: int, chance: random.Random, picture: str) -> str:
    who = int(chance.paretovariate(0.7)) % 1_500
    name = f"{mail_input.GIVEN[who % 40]} {mail_input.FAMILY[who % 39]}".encode("ascii", "xmlcharrefreplace")
    words = " ".join(chance.choices(mail_input.WORDS, k=chance.randint(3, 30)))
    told = (
        f'address="+1415{who:07}" date="{_START + number * 90_000}" read="1" '
        f'readable_date="Jan 1, 2021 12:00:00 AM" contact_name="{name.decode()}"'
    )
    way = 1 + number % 2
    if not picture:
        return (
            f'  <sms protocol="0" {told} type="{way}" subject="null" body="{words} &#55357;&#56842;" '
            'toa="null" sc_toa="null" service_center="null" status="-1" locked="0" date_sent="0" />\n'
        )
    return (
        f'  <mms {told} msg_box="{way}" m_id="{number}@mms.example" sub="null" m_type="132">\n    <parts>\n'
        f'      <part seq="0" ct="image/jpeg" text="null" data="{picture}" />\n'
        f'      <part seq="1" ct="text/plain" text="{words}" />\n    </parts>\n    <addrs>\n'
        f'      <addr address="+1415{who:07}" type="{137 if way == 1 else 151}" />\n'
        f'      <addr address="+14155550100" type="{151 if way == 1 else 137}" />\n    </addrs>\n  </mms>\n'
    )


def bring(place: Path, folder: Path, name: str) -> Row:
    """Bring one file into an empty book, measured."""
    env = {**os.environ, "AMITY_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "amity.conf.settings"}
    done = subprocess.run(
        [sys.executable, "-m", "bench.streams", str(place)],
        check=True, capture_output=True, text=True, env=env, cwd=HERE,
    )  # fmt: skip
    return Row(name, place.stat().st_size, *json.loads(done.stdout))


def peak() -> float:
    """Give the most memory this process has held, in megabytes.

    Linux's `ru_maxrss` will not do: a process begins with that of the one that started it.
    """
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


def table(rows: Iterable[Row]) -> str:
    """Write the rows as a table; memory beyond what is allowed is marked."""
    lines = [f"{'':<34}{'MB':>6}{'records':>9}{'seconds':>9}{'per s':>8}{'reader MB':>11}{'book MB':>9}"]
    for row in rows:
        marks = "".join(" !" for used in (row.reader, row.keeper) if used > ALLOWED)
        lines.append(
            f"{row.name:<34}{row.size / 1e6:>6.0f}{row.records:>9}{row.seconds:>9.1f}"
            f"{row.records / row.seconds:>8.0f}{row.reader:>11.0f}{row.keeper:>9.0f}{marks}"
        )
    return "\n".join(lines)


def measure(*, size: int = HUGE, cards: int = CARDS, texts: int = 100_000_000) -> None:
    """Write the files and measure: an ordinary backup, one of texts alone, and an address book."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        rows = []
        for name, total, share in (("with pictures", size, 0.02), ("of texts alone", texts, 0.0)):
            place = folder / "sms.xml"
            backup(place, size=total, pictures=share)
            rows.append(bring(place, folder / f"book {name}", f"a phone's messages, {name}"))
            place.unlink()
        book = folder / "cards.vcf"
        book.write_bytes(vcards.made(cards))
        rows.append(bring(book, folder / "book of cards", f"{cards:,} cards"))
        print(f"\nHuge files into an empty book ({ALLOWED} MB allowed to each process)\n{table(rows)}")


def main() -> None:
    """Run one measured import; `python -m bench --long` is the way in for people."""
    parser = argparse.ArgumentParser()
    parser.add_argument("place", type=Path)
    place = parser.parse_args().place
    import django

    django.setup()
    from datetime import UTC, datetime

    from amity.book import access
    from amity.keep import upgrade
    from amity.sync import run

    upgrade.upgrade()
    began = time.monotonic()
    report = run.bring(access.owner(), [place], today=datetime.now(tz=UTC).date(), region="US")
    seconds = time.monotonic() - began
    assert report["files"][0]["understood"], report["files"][0]["reason"]  # noqa: S101 - a bench, not a promise
    reader = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(json.dumps([report["totals"]["records"]["total"], seconds, reader, peak()]))


if __name__ == "__main__":
    main()
