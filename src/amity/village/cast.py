"""The cast: who is who in the village, and the writing of its files."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from amity.village import archives, cards, exchanges, mailbox, meetings, villagers
from amity.village.exchanges import Story
from amity.village.villagers import Villager

README = """THE INVENTED VILLAGE

Everything in this folder is invented: Robin Hale, everybody Robin knows, every letter, meeting and number.
No name means a real person. Addresses lie in domains reserved for examples, telephone numbers in ranges
reserved for stories. The files are made as the real programs would make them, so that you can try Amity
before you bring your own:

  {mail}
  {calendar}
  {older}
  {newer}
  {phone}
  {google}

You may delete the folder at any time.
"""


@dataclass(frozen=True, slots=True)
class Files:
    """The names of the files within the folder, in the order in which to bring them."""

    mail: str
    calendar: str
    older: str
    newer: str
    phone: str
    google: str

    def names(self) -> tuple[str, ...]:
        """List them."""
        return tuple(getattr(self, one.name) for one in fields(self))


@dataclass(frozen=True, slots=True)
class Cast:
    """Who is who, and how many records each file holds.

    `machines` are addresses of lists, automatic senders, functions and rooms: none may become a person.
    `problems` are the codes of records that are rightly left out. `counts` has "letters", "news", "receipt",
    "spam", "automatic" and "mail" (messages), "calendar" (entries), "phone" and "google" (cards), and
    "older Connections", "newer messages" ... (rows by archive and table).
    """

    owner: str
    addresses: tuple[str, ...]
    people: Mapping[str, Villager]
    mentor: Villager
    cooling: tuple[Villager, ...]
    asks: Villager
    silent: Villager
    colleagues: tuple[Villager, ...]
    former_colleagues: tuple[Villager, ...]
    moved: tuple[Villager, ...]
    stretch: tuple[Villager, ...]
    helpers: tuple[Villager, ...]
    namesakes: tuple[Villager, ...]
    two_addresses: Villager
    birthday_person: Villager
    spouse: Villager
    landlord: Villager
    recruiters: tuple[Villager, ...]
    machines: tuple[str, ...]
    problems: frozenset[str]
    counts: Mapping[str, int]
    files: Files

    @property
    def one_sided(self) -> tuple[Villager, ...]:
        """The one who only asks, and the one who never answers."""
        return (self.asks, self.silent)


def write(folder: Path, *, today: date, seed: int = 7) -> Cast:
    """Write the village into a folder, which is made, and tell who is who.

    Equal day and seed give equal bytes.
    """
    people = villagers.everyone(today=today)
    mine = {one.key: one for one in villagers.owner()}
    # Chance tells a story here and guards nothing.
    story = Story({**people, **mine}, today, Random(seed))  # noqa: S311
    contents, counts = _contents(story, list(people.values()))
    for name, content in contents.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    files = Files(*contents)
    named = dict(zip(Files.__slots__, files.names(), strict=True))
    (folder / "README.txt").write_text(README.format_map(named), encoding="utf-8")
    return _cast(people, counts, files)


def _contents(story: Story, people: Sequence[Villager]) -> tuple[dict[str, bytes], dict[str, int]]:
    """Make what stands in each file, by its name, and count the records."""
    told = exchanges.tell(story)
    older, newer = (story.today - timedelta(days=ago) for ago in (archives.OLDER, archives.NEWER))
    mail, counts = mailbox.write(story, told)
    calendar, entries = meetings.write(story)
    before, was = archives.write(story, told, older)
    now, rows = archives.write(story, told, newer)
    phone, on_phone = cards.phone(people)
    google, on_google = cards.google(people)
    zips = (archives.name(older), archives.name(newer))
    names = (mailbox.NAME, meetings.NAME, *zips, cards.PHONE, cards.GOOGLE)
    counts |= {"mail": sum(counts.values()), "calendar": entries, "phone": on_phone, "google": on_google}
    counts |= {f"older {table}": count for table, count in was.items()}
    counts |= {f"newer {table}": count for table, count in rows.items()}
    return dict(zip(names, (mail, calendar, before, now, phone, google), strict=True)), counts


def _cast(people: Mapping[str, Villager], counts: Mapping[str, int], files: Files) -> Cast:
    """Point at everybody by their part; the parts stand in `cast.toml`."""
    parts = tomllib.loads((villagers.HERE / "cast.toml").read_text(encoding="utf-8"))
    me, _ = villagers.owner()
    parts_of: dict[str, Any] = {part: people[key] for part, key in parts["one"].items()}
    parts_of |= {part: tuple(people[key] for key in keys) for part, keys in parts["some"].items()}
    return Cast(
        owner=me.name,
        addresses=me.emails,
        people=people,
        machines=tuple(parts["machines"]),
        problems=frozenset(parts["problems"]),
        counts=counts,
        files=files,
        **parts_of,
    )
