"""LinkedIn, end to end: 20,000 messages and 5,000 connections to settled people."""

from __future__ import annotations

import argparse
import csv
import io
import json
import os
import random
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
OWNER = "https://www.linkedin.com/in/robin-vale"


def made(place: Path, *, messages: int = 20_000, connections: int = 5_000, seed: int = 1) -> None:
    """Write an invented archive."""
    chance = random.Random(seed)  # noqa: S311 - invented data
    people = [
        (f"Given{n}", f"Family{n % 997}", f"https://www.linkedin.com/in/person-{n}")
        for n in range(connections)
    ]
    rows: list[list[str]] = [
        [given, family, url, "", f"Company {n % 400}", "Engineer", f"{n % 28 + 1:02} Jun {2008 + n % 17}"]
        for n, (given, family, url) in enumerate(people)
    ]
    talk: list[list[str]] = []
    for n in range(messages):
        given, family, url = people[int(chance.paretovariate(0.8)) % connections]
        ends = [("Robin Vale", OWNER), (f"{given} {family}", url)]
        (sender, sender_url), (to, to_url) = ends if chance.random() < 0.5 else ends[::-1]  # noqa: PLR2004
        day = f"20{n % 15 + 10:02}-{n % 12 + 1:02}-{n % 28 + 1:02}"
        clock = f"{n % 24:02}:{n % 60:02}:{n // 60 % 60:02}"
        at = f"{day} {clock} UTC"
        talk.append(
            [
                f"c-{url[-6:]}",
                "",
                sender,
                sender_url,
                to,
                to_url,
                at,
                "",
                f"Message {n}, kind regards",
                "INBOX",
            ]
        )
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "Connections.csv",
            'Notes:\n"Invented."\n\n'
            + _csv("First Name,Last Name,URL,Email Address,Company,Position,Connected On", rows),
        )
        head = (
            "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,"
            "SUBJECT,CONTENT,FOLDER"
        )
        archive.writestr("messages.csv", _csv(head, talk))


def _csv(head: str, rows: list[list[str]]) -> str:
    out = io.StringIO()
    out.write(head + "\r\n")
    csv.writer(out).writerows(rows)
    return out.getvalue()


def measure() -> None:
    """Bring the archive in through the command line of an empty book, and print how long it took."""
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder, "Complete_LinkedInDataExport_05-14-2026.zip")
        made(archive)
        env = {**os.environ, "AMITY_DATA": str(Path(folder, "data"))}
        began = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-m", "amity.cli", "--json", "import", str(archive)],
            check=True, capture_output=True, text=True, env=env, cwd=HERE,
        )  # fmt: skip
        told = json.loads(done.stdout)["totals"]
        print(
            "\nA LinkedIn archive of 20,000 messages and 5,000 connections, `amity import` into an empty book"
        )
        print(f"  {time.monotonic() - began:.1f} s, {told['people']['created']} people, limit 20 s")


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__).parse_args()
    measure()
