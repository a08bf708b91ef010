"""Make mailboxes to measure with: one Enron employee's mail by its true times, and an invented large one."""

from __future__ import annotations

import csv
import gzip
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from email.header import Header
from email.utils import format_datetime
from io import TextIOWrapper
from pathlib import Path

WORDS = """
    about after again agenda already always answer around because before better between board budget
    call change city client could day design draft early every figure first friday from good great group
    have hear house idea january know large last later letter little long look many market meeting month
    morning need never next note number office often open order other paper people person place plan
    point print question reach read report review room same school send should small some soon start
    still story street summer talk team thank their there thing think three time today together train
    travel under until visit walk water week well where which while winter without word work world would
    write year young
""".split()  # noqa: SIM905 - words read better in lines
GIVEN = """
    Ada Amir Anna Beatriz Björn Carlos Chiara Dana Dmitri Elif Emma Farid Fiona Gina Hanna Hugo Ines
    Ivan Jana Jürgen Kemal Lena Luis Maja Marek Nadia Noël Olga Omar Paula Pavel Rosa Sami Søren Tara
    Tomás Uma Vera Wei Yuki Zoë
""".split()  # noqa: SIM905 - words read better in lines
FAMILY = """
    Abbott Almeida Bauer Becker Brandt Castillo Cohen Dubois Ferrari Fischer García Hansen Haddad
    Ivanova Jansen Kaya Keller Kowalski Larsen Lindqvist Marino Müller Nakamura Novák Okafor Öztürk
    Petrov Reyes Rossi Sato Schäfer Silva Svensson Tanaka Turner Vogel Weiss Young Zhang
""".split()  # noqa: SIM905 - words read better in lines
OWNER = ("Robin Vale", "robin.vale@example.org")
START = 1_546_300_800
"""Seconds of the first mail: 1 January 2019."""


def enron(shared: Path, out: Path) -> str:
    """Write the headers of all mails of the busiest employee, oldest first; give that person's address.

    Times, senders and recipients are the true ones; addresses and subjects are made up. `shared` is the
    folder that holds `data/enron`.
    """
    people = _employees(shared / "data" / "enron" / "employees.txt")
    mails = _edges(shared / "data" / "enron" / "enron_edges.csv.gz")
    seen = Counter(person for _, sender, to in mails.values() for person in {sender, *to})
    ego = seen.most_common(1)[0][0]
    with out.open("w", encoding="ascii", newline="\n") as box:
        for number, (moment, sender, to) in sorted(
            mails.items(), key=lambda item: (item[1][0], int(item[0]))
        ):
            if ego == sender or ego in to:
                box.write(_envelope(people[sender][1], moment))
                box.write(f"Message-ID: <{number}.enron@example.com>\nDate: {_date(moment)}\n")
                box.write(f"From: {_mailbox(*people[sender])}\n")
                box.write("To: " + ",\n\t".join(_mailbox(*people[person]) for person in sorted(to)) + "\n")
                box.write(f"Subject: Mail {number}\n\n\n")
    return people[ego][1]


def generated(out: Path, messages: int = 100_000, seed: int = 1) -> str:
    """Write an invented mailbox of about 2.5 KB a mail, with bodies; give its owner's address.

    Of a hundred mails about 30 are sent by the owner, 8 came over lists, 5 were written by machines; the
    others come from 400 people, some of them much oftener than most.
    """
    chance = random.Random(seed)  # noqa: S311 - a bench needs the same mails each time, not secrets
    people = _invented(chance, 400)
    weights = [1 / (rank + 3) for rank in range(len(people))]
    bodies = [_body(chance) for _ in range(200)]
    moment = START
    with out.open("w", encoding="utf-8", newline="\n") as box:
        for number in range(messages):
            moment += chance.randrange(60, 3600)
            named = chance.choices(people, weights, k=chance.choice((1, 1, 1, 2, 2, 3, 5)))
            _write(box, chance, named, number=number, moment=moment)
            box.write(chance.choice(bodies))
    return OWNER[1]


def _write(
    box: TextIOWrapper,
    chance: random.Random,
    people: Sequence[tuple[str, str]],
    *,
    number: int,
    moment: int,
) -> None:
    someone, *copied = people
    kind = chance.choices(("sent", "received", "list", "machine"), (30, 57, 8, 5))[0]
    sender, to = (OWNER, someone) if kind == "sent" else (someone, OWNER)
    if kind == "machine":
        sender = ("Tickets", "no-reply@tickets.example.com")
    box.write(_envelope(sender[1], moment))
    if kind != "sent":
        box.writelines(_way(chance, sender[1], moment))
    if kind == "list":
        box.write("List-Id: Walkers <walkers.lists.example.net>\nList-Post: <mailto:walkers@example.net>\n")
        box.write("Precedence: list\n")
    box.write(f"From: {_mailbox(*sender)}\nTo: {_mailbox(*to)}\n")
    if others := ",\n ".join(_mailbox(*person) for person in copied):
        box.write(f"Cc: {others}\n")
    text = " ".join(chance.choices(WORDS, k=chance.randrange(2, 8))).capitalize()
    box.write(f"Subject: {_encoded(text + ', café') if number % 10 == 0 else text}\n")
    box.write(f"Date: {_date(moment)}\nMessage-ID: <{number}.{chance.getrandbits(48):x}@mail.example.net>\n")
    box.write("MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n")
    box.write("User-Agent: Letters 4.2\n\n")


def _way(chance: random.Random, sender: str, moment: int) -> Iterator[str]:
    """Write the lines that servers leave on a mail."""
    yield f"Return-Path: <{sender}>\nDelivered-To: {OWNER[1]}\n"
    for hop in range(chance.choice((2, 3, 4))):
        yield (
            f"Received: from relay{hop}.example.net (relay{hop}.example.net [192.0.2.7])\n"
            f"\tby mx{hop}.example.org (Postfix) with ESMTPS id {chance.getrandbits(40):010X}\n"
            f"\tfor <{OWNER[1]}>; {_date(moment - hop)}\n"
        )
    signature = f"{chance.getrandbits(1024):0256x}"
    yield "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.net;\n\th=from:to:subject:date;\n"
    yield "".join(f"\t {signature[at : at + 64]}\n" for at in range(0, 256, 64))
    yield "X-Spam-Status: No, score=-1.9 required=5.0 tests=BAYES_00,\n\tDKIM_VALID autolearn=ham\n"


def _employees(path: Path) -> dict[str, tuple[str, str]]:
    """Read id -> (name, invented address)."""
    people: dict[str, tuple[str, str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        number, name = (cell.strip() for cell in line.split("\t")[:2])
        plain = ".".join(re.findall("[a-z0-9]+", name.lower()))
        taken = any(address == f"{plain}@example.com" for _, address in people.values())
        people[number] = (name, f"{plain}{number if taken else ''}@example.com")
    return people


def _edges(path: Path) -> dict[str, tuple[int, str, set[str]]]:
    """Read mail -> (seconds, sender, recipients)."""
    mails: dict[str, tuple[int, str, set[str]]] = {}
    with gzip.open(path, "rt", encoding="ascii") as lines:
        for row in csv.DictReader(lines):
            mails.setdefault(row["mid"], (int(row["ut"]), row["src"], set()))[2].add(row["dst"])
    return mails


def _invented(chance: random.Random, count: int) -> list[tuple[str, str]]:
    names = [f"{given} {family}" for given in GIVEN for family in FAMILY]
    chance.shuffle(names)
    return [
        (name, f"person{number}@{chance.choice(WORDS)}.example.com")
        for number, name in enumerate(names[:count])
    ]


def _body(chance: random.Random) -> str:
    lines = [" ".join(chance.choices(WORDS, k=12)) for _ in range(chance.randrange(4, 36))]
    return "\n".join(["Hello,", "", *lines, "", ">From here on it is quoted.", "", "Best wishes", ""]) + "\n"


def _envelope(address: str, moment: int) -> str:
    return f"From {address} {datetime.fromtimestamp(moment, UTC):%a %b %d %H:%M:%S %Y}\n"


def _date(moment: int) -> str:
    return format_datetime(datetime.fromtimestamp(moment, UTC))


def _mailbox(name: str, address: str) -> str:
    return f"{name if name.replace(' ', '').isalpha() and name.isascii() else _encoded(name)} <{address}>"


def _encoded(text: str) -> str:
    return Header(text, "utf-8", maxlinelen=200).encode()
