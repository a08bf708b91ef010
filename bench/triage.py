"""Triage: what one step costs the program — keeping what was said, and showing the next person."""

from __future__ import annotations

import argparse
import os
import re
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

TODAY = date(2026, 11, 24)
ME = "robin@hale.example"
STEPS, MAILS = 39, 6


def write(folder: Path, *, people: int) -> list[Path]:
    """Write an address book, and a mailbox with six mails with each of them."""
    cards, mails = folder / "cards.vcf", folder / "mail.mbox"
    cards.write_text("".join(map(_card, range(people))), "utf-8")
    mails.write_text("".join(_mail(n, k) for n in range(people) for k in range(MAILS)), "utf-8")
    return [cards, mails]


def _address(n: int) -> str:
    return f"p{n}@x{n % 40}.example"


def _card(n: int) -> str:
    lines = ("BEGIN:VCARD", "VERSION:3.0", f"UID:u{n}", f"FN:Given{n} Family{n}", f"EMAIL:{_address(n)}",
             f"ORG:Place {n % 40}", "END:VCARD", "")  # fmt: skip
    return "\r\n".join(lines)


def _mail(n: int, k: int) -> str:
    sender, to = (ME, _address(n)) if k % 2 else (_address(n), ME)
    at = datetime(2026, 11, 20, 9, tzinfo=UTC) - timedelta(days=20 * k + n % 17)
    return (
        f"From - x\nFrom: {sender}\nTo: {to}\nMessage-ID: <{n}-{k}@x.example>\n"
        f"Date: {at:%a, %d %b %Y %H:%M:%S +0000}\nSubject: About {k}\n\nx\n\n"
    )


def measure(*, people: int) -> None:
    """Print the seconds of one processor that a step takes, in a book of so many people."""
    with tempfile.TemporaryDirectory() as place:
        os.environ |= {"AMITY_DATA": place, "DJANGO_SETTINGS_MODULE": "amity.conf.settings"}
        import django

        django.setup()
        from amity import options
        from amity.book import access
        from amity.keep import upgrade
        from amity.sync import run

        options.override(today=TODAY)
        upgrade.upgrade()
        (Path(place) / "static").mkdir(exist_ok=True)
        run.bring(access.owner(), write(Path(place), people=people), me=[ME], today=TODAY)
        kept, shown = zip(*_sitting(), strict=True)
    print(f"One step of triage among {people:,} people, milliseconds of one processor (median of {STEPS}):")
    print(f"  kept {median(kept) * 1000:.0f}, next shown {median(shown) * 1000:.0f}")


def _sitting() -> list[tuple[float, float]]:
    """Go through people by plain forms; give what each step took."""
    from django.test import Client

    client = Client(HTTP_HOST="localhost")
    page = client.get("/people/triage/").content.decode()
    steps = []
    for _ in range(STEPS):
        hidden = {name: _hidden(page, name) for name in ("log", "person")}
        told: dict[str, Any] = {**hidden, "act": "say", "purposes": ["tactical"], "importance": "1"}
        began = time.process_time()
        answer = client.post("/people/triage/", told)
        kept = time.process_time()
        page = client.get(answer.headers["Location"]).content.decode()
        steps.append((kept - began, time.process_time() - kept))
    return steps


def _hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    return found[1] if found else ""


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="What one step of triage costs the program.")
    parser.add_argument("--people", type=int, default=2_000)
    measure(people=parser.parse_args().people)
