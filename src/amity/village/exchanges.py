"""Exchanges: who wrote to whom and when, spun from the rhythms and the single letters of the village."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from amity.village import villagers
from amity.village.villagers import Villager

ZONE = ZoneInfo("America/New_York")
"""The owner's clock."""
FOLLOW = (1.0, 0.42, 0.3)
"""Chance of a second answer and so on, once the first has come."""
HOURS = {"work": ((8, 17), (8, 17)), "social": ((18, 22), (9, 21)), "calm": ((8, 11), (9, 12))}
"""Hours in which letters begin, on weekdays and on weekends."""
SATURDAY = 5
OFFICE = "work"
"""The key of the owner at the office; what goes there is a working matter."""

Words = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Exchange:
    """One letter or message. `number` tells them apart, `answers` names the one replied to.

    `thread` is the number of the first. `crowd` more people stand among the recipients.
    """

    number: int
    at: datetime
    sender: Villager
    to: tuple[Villager, ...]
    subject: str
    body: str
    channel: str = "mail"
    cc: tuple[Villager, ...] = ()
    answers: int | None = None
    thread: int = 0
    crowd: int = 0


@dataclass(slots=True)
class Story:
    """The telling of one village: who there is, which day it is, and chance."""

    people: Mapping[str, Villager]
    today: date
    random: Random
    count: int = 0

    def number(self) -> int:
        """Count one more exchange."""
        self.count += 1
        return self.count

    def midnight(self) -> datetime:
        """Give the moment at which the story must be silent: the beginning of today."""
        return datetime.combine(self.today, time(), ZONE)


@cache
def words() -> Words:
    """Read what the village writes."""
    return tomllib.loads((villagers.HERE / "words.toml").read_text(encoding="utf-8"))


def tell(story: Story) -> list[Exchange]:
    """Tell all exchanges of the cast, oldest first."""
    found = [one for row in villagers.rows("rhythms.csv") for one in _rhythm(story, row)]
    return sorted([*found, *_letters(story)], key=lambda one: (one.at, one.number))


def _rhythm(story: Story, row: Mapping[str, str]) -> Iterator[Exchange]:
    """Go back from the last day of a rhythm to its first, one conversation after the other."""
    ago, since, every = float(row["until"]), float(row["since"]), float(row["every"])
    while ago <= since:
        yield from _conversation(story, row, story.today - timedelta(days=int(ago)))
        ago += every * story.random.uniform(0.7, 1.3)


def _conversation(story: Story, row: Mapping[str, str], day: date) -> Iterator[Exchange]:
    """Write one letter and the answers to it, as long as somebody feels like it."""
    chance, topic = story.random, words()["topic"][row["topic"]]
    mine = story.people[topic["address"]]
    sides = (mine, story.people[row["who"]])
    turn = 0 if chance.random() < float(row["mine"]) else 1
    at = _moment(_day(day, topic["when"]), topic["when"], chance)
    subject = chance.choice(topic["subjects"]).format(month=f"{day:%B}")
    first = before = None
    for step in range(len(FOLLOW) + 1):
        if at >= story.midnight() or (step and chance.random() > float(row["answer"]) * FOLLOW[step - 1]):
            return
        number = story.number()
        first = first or number
        text, line = chance.choice(topic["bodies"]), f"Re: {subject}" if step else subject
        here, there = sides[turn], sides[1 - turn]
        yield Exchange(number, at, here, (there,), line, text, row["channel"], (), before, first)
        before, turn = number, 1 - turn
        at = _later(at, topic["when"], chance)


def _day(day: date, when: str) -> date:
    """Move a working matter from the weekend to the Friday before it."""
    late = max(0, day.weekday() - SATURDAY + 1)
    return day - timedelta(days=late) if when == "work" else day


def _moment(day: date, when: str, chance: Random) -> datetime:
    start, end = HOURS[when][day.weekday() >= SATURDAY]
    clock = time(chance.randrange(start, end), chance.randrange(60), chance.randrange(60))
    return datetime.combine(day, clock, ZONE)


def _later(at: datetime, when: str, chance: Random) -> datetime:
    """Let an answer take from minutes to a day and a half, and come at an hour when people write."""
    if when == "calm":
        return at + timedelta(minutes=chance.uniform(15, 150))
    then = at + timedelta(minutes=min(2000.0, chance.lognormvariate(4.6, 1.3)) + 2)
    start, end = HOURS[when][then.weekday() >= SATURDAY]
    if start <= then.hour <= end:
        return then
    day = then.date() + timedelta(days=then.hour > end)
    if when == "work" and day.weekday() >= SATURDAY:
        day += timedelta(days=7 - day.weekday())
    return max(then, _moment(day, when, chance))


def _letters(story: Story) -> Iterator[Exchange]:
    """Read the letters written by hand; `answers` refers to the letter just before."""
    table = tomllib.loads((villagers.HERE / "letters.toml").read_text(encoding="utf-8"))
    before: Exchange | None = None
    for row in table["letter"]:
        before = _letter(story, row, before if row.get("answers") else None)
        yield before


def _letter(story: Story, row: Words, before: Exchange | None) -> Exchange:
    number, sender = story.number(), story.people[row["from"]]
    if row.get("second"):
        sender = villagers.swapped(sender)
    day = _day(story.today - timedelta(days=row["ago"]), "work" if OFFICE in _sides(row) else "social")
    return Exchange(
        number,
        datetime.combine(day, time.fromisoformat(row["at"]), ZONE),
        sender,
        _named(story, row["to"]),
        row["subject"],
        row["body"],
        cc=_named(story, row.get("cc", [])),
        answers=before.number if before else None,
        thread=before.thread if before else number,
        crowd=row.get("crowd", 0),
    )


def _sides(row: Words) -> list[str]:
    return [row["from"], *row["to"]]


def _named(story: Story, keys: Sequence[str]) -> tuple[Villager, ...]:
    return tuple(story.people[key] for key in keys)


def crowd(count: int, *, domain: str) -> list[tuple[str, str]]:
    """Name `count` strangers with their addresses (at most 60)."""
    names = words()["crowd"]
    pairs = [(given, family) for family in names["family"] for given in names["given"]]
    return [(f"{given} {family}", f"{given}.{family}@{domain}".lower()) for given, family in pairs[:count]]
