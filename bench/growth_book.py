"""A book of any size for `bench.growth`: cards by the product's own way in, exchanges written straight.

Cards, people, ties and the owner's own words come about through the functions the product runs on. Only the
exchanges are written as rows, in order of time, as years of imports leave them: two parts each, the owner's
and the other's. How many somebody exchanged is heavy-tailed (a fifth of the people nothing at all), and so is
how long a tie lasts; both are drawn from a fixed seed.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

TODAY = date(2026, 11, 18)
ME = "robin@hale.example"
YEARS = 12
"""Years over which exchanges are spread."""
SILENT = 0.2
"""Share of people with whom nothing was exchanged: connections, and cards of people met once."""
TAIL = 0.85
"""How steeply the number of exchanges falls with the rank of a person (a Zipf exponent)."""
ORGANIZATION, BIRTHDAY, CONNECTED = 0.85, 0.15, 0.4
"""Shares of people whose organization, birthday and day of connection are known."""
LASTING = 0.15
"""Share of ties that go on to this day."""
PER_PLACE = 25
"""People of one organization on average; a few large ones hold most."""
SAID = 300
"""So many people the owner says something of, in a book of 1,000 people or more."""
GIVEN = (
    "Ada", "Bruno", "Chloe", "Dario", "Elin", "Farid", "Greta", "Hugo", "Ines", "Jonas", "Kemal", "Lena",
    "Mara", "Nils", "Olga", "Pablo", "Quinn", "Rosa", "Sven", "Tara", "Umar", "Vera", "Wim", "Xenia", "Yara",
)  # fmt: skip
TITLES = (
    "Engineer", "Product Manager", "Director of Sales", "Head of Research", "Consultant", "Designer",
    "Vice President Marketing", "Accountant", "Professor", "Founder", "Nurse", "Teacher",
)  # fmt: skip
_FAMILIES = 3_000
_COLUMNS = (
    "id", "owner_id", "source", "key", "digest", "at", "channel", "given", "direction", "others", "text",
    "place", "minutes", "current",
)  # fmt: skip
_STEP = 100_000


def make(*, people: int, interactions: int) -> None:
    """Fill the empty book of this process: call it after Django is set up and the tables are made."""
    from amity.book import access, rows, ties
    from amity.book.models import Owner

    draw = random.Random(people)  # noqa: S311 - an invented book
    owner = access.owner()
    Owner.objects.filter(id=owner.pk).update(name="Robin Hale", organization="Place 0", chosen=TODAY)
    owner = access.owner()
    records = _cards(owner, people, draw)
    _exchanges(owner, records, interactions)
    ties.replay(owner, None, today=TODAY)
    _words(owner, records, draw)
    rows.measure()


def _cards(owner: Any, people: int, draw: random.Random) -> list[int]:  # noqa: ANN401 - the book's owner
    """Keep the owner's card and everybody's, and let people follow from them; give the records' numbers."""
    from django.db import transaction

    from amity.book import derivation, records
    from amity.book.models import Batch

    batch = Batch.objects.create(
        owner=owner, uid="cards", started=datetime(2026, 1, 1, tzinfo=UTC), today=TODAY, state="done"
    )
    cache: dict[tuple[str, str], int] = {}
    kept = [_mine(), *(_card(number, people, draw) for number in range(people))]
    with transaction.atomic():
        for begin in range(0, len(kept), 2_000):
            records.keep(owner, batch, 0, kept[begin : begin + 2_000], on=TODAY, cache=cache)
        derivation.derive(owner, set(cache.values()), today=TODAY)
    return [cache[one.source, one.key] for one in kept]


def _mine() -> Any:  # noqa: ANN401 - a record kept
    from amity.core.changes import RecordKept

    held = (("email", ME, ME),)
    return RecordKept("vcard", "me", "me", (("name", "Robin Hale", ""),), held, mine=True)


def _card(number: int, people: int, draw: random.Random) -> Any:  # noqa: ANN401 - a record kept
    from amity.core.changes import RecordKept

    name = f"{GIVEN[number % len(GIVEN)]} Fam{number * 7919 % _FAMILIES}son{number // _FAMILIES}"
    place = int((people / PER_PLACE) * draw.random() ** 2)
    claims = [("name", name, ""), ("title", draw.choice(TITLES), "")]
    claims += [("organization", f"Place {place}", "")] if draw.random() < ORGANIZATION else []
    if draw.random() < BIRTHDAY:
        claims.append(
            ("birthday", f"{draw.randint(1950, 2000)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}", "")
        )
    if draw.random() < CONNECTED:
        claims.append(
            ("connected_on", (TODAY - timedelta(days=draw.randint(1, 365 * YEARS))).isoformat(), "")
        )
    address = f"p{number}@place{place}.example"
    return RecordKept("google", f"c{number}", f"d{number}", tuple(claims), (("email", address, address),))


def _exchanges(owner: Any, records: Sequence[int], count: int) -> None:  # noqa: ANN401 - the book's owner
    """Write exchanges in order of time; indexes that are not keys are made once, at the end."""
    from django.db import connection, transaction

    from amity.book import rows
    from amity.book.models import Batch, Interaction, InteractionClaim, Participation

    batch = Batch.objects.create(
        owner=owner, uid="mails", started=datetime(2026, 1, 2, tzinfo=UTC), today=TODAY, state="done"
    )
    tables = [model._meta.db_table for model in (Interaction, Participation, InteractionClaim)]  # noqa: SLF001
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, sql, tbl_name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
        )
        found = [(name, sql) for name, sql, table in cursor.fetchall() if table in tables]
        indexes = [(name, sql) for name, sql in found if not sql.startswith("CREATE UNIQUE")]
        for name, _ in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
        first, mine = 1, records[0]
        for part in _drawn(len(records) - 1, count):
            rows.insert(Interaction, _COLUMNS, (
                (first + n, owner.pk, "mail", f"m{first + n:08}", "d", _moment(at), _channel(n), "", way, 1,
                 f"About {n % 997}", "", None, True)
                for n, (at, _, way) in enumerate(part)
            ))  # fmt: skip
            rows.insert(Participation, ("owner_id", "interaction_id", "record_id", "role"), (
                (owner.pk, first + n, record, role)
                for n, (_, who, way) in enumerate(part)
                for record, role in _roles(mine, records[who + 1], way)
            ))  # fmt: skip
            claim = ("owner_id", "batch_id", "part", "interaction_id", "place", "outcome", "named")
            rows.insert(InteractionClaim, claim, (
                (owner.pk, batch.pk, 0, first + n, "", "", "") for n in range(len(part))
            ))  # fmt: skip
            first += len(part)
        for _, sql in indexes:
            cursor.execute(sql)


def _roles(mine: int, theirs: int, way: str) -> tuple[tuple[int, str], tuple[int, str]]:
    return ((mine, "from"), (theirs, "to")) if way == "sent" else ((mine, "to"), (theirs, "from"))


def _channel(n: int) -> str:
    return "message" if n % 5 == 0 else "mail"


def _moment(second: int) -> str:
    return datetime.fromtimestamp(second, UTC).strftime("%Y-%m-%d %H:%M:%S")


def _drawn(people: int, count: int) -> Iterator[list[tuple[int, int, str]]]:
    """Draw (second, place of the person, way) of every exchange, the oldest first, some at a time."""
    import numpy as np

    rng = np.random.default_rng(people)
    talking = int(people * (1 - SILENT))
    shares = np.arange(1, talking + 1, dtype=float) ** -TAIL
    each = np.maximum(1, np.round(shares / shares.sum() * count)).astype(np.int64)
    each[0] += count - each.sum()
    ranked = rng.permutation(people)[:talking]
    end = int(datetime(TODAY.year, TODAY.month, TODAY.day, tzinfo=UTC).timestamp())
    whole = YEARS * 365.0
    # Much talked to is long known: a tie's length grows with its exchanges, and ends anywhere in the years.
    length = np.minimum(whole, rng.lognormal(np.log(20 * np.sqrt(each)), 1.0))
    until = whole - rng.random(talking) * (whole - length) * (rng.random(talking) > LASTING)
    mutual = rng.beta(2, 2, talking)
    who = np.repeat(np.arange(talking), each)
    days = until[who] - rng.random(len(who)) * length[who]
    seconds = (end - (whole - days) * 86_400).astype(np.int64)
    sent = rng.random(len(who)) < mutual[who]
    order = np.argsort(seconds, kind="stable")
    for begin in range(0, len(order), _STEP):
        some = order[begin : begin + _STEP]
        rows = zip(seconds[some].tolist(), ranked[who[some]].tolist(), sent[some].tolist(), strict=True)
        yield [(at, person, "sent" if mine else "received") for at, person, mine in rows]


def _words(owner: Any, records: Sequence[int], draw: random.Random) -> None:  # noqa: ANN401
    """Let the owner say something of some people, as somebody does who has used the book for a while."""
    from amity.book import campaigns, circles, facts, goals, helpful, people, promises, reminders
    from amity.book.models import Person, Tie

    several = min(SAID, len(records) // 4)
    strong = Tie.objects.filter(owner=owner).order_by("-key").values_list("person_id", flat=True)
    numbers = [*strong[: several // 2], *draw.sample(list(strong[several // 2 :]), several // 2)]
    uids = dict(Person.objects.filter(owner=owner, id__in=numbers).values_list("id", "uid"))
    ids = [uids[number] for number in numbers]
    for place, purpose in enumerate(("tactical", "social", "strategic")):
        people.set_words(owner, ids[place::3], today=TODAY, purposes=[purpose])
    people.set_words(owner, ids[: several // 3], today=TODAY, importance=1)
    people.set_words(owner, ids[::7], today=TODAY, importance=2)
    people.set_words(owner, ids[: several // 15], today=TODAY, importance=3)
    for n, one in enumerate(ids[: several // 10]):
        due = TODAY + timedelta(days=n - 10)
        promises.promise(owner, one, f"Send the paper {n}", due=due, on=due - timedelta(days=20), today=TODAY)
        reminders.add(owner, ids[-1 - n], f"Ask about {n}", on=due, today=TODAY)
        facts.learn(
            owner,
            ids[n * 3],
            "working_on",
            f"moving ledger {n} to accounting software",
            on=TODAY,
            today=TODAY,
        )
        facts.learn(
            owner,
            ids[n * 3 + 1],
            "can_help_with",
            f"accounting software and ledger {n}",
            on=TODAY,
            today=TODAY,
        )
    helpful.say(owner, "can_help_with", "writing clear papers", on=TODAY, today=TODAY)
    for n, name in enumerate(("Choir", "Board", "Old crew")):
        circles.put(owner, circles.add(owner, name), ids[n::5], today=TODAY)
    goal = goals.add(owner, "Open an office in the north", areas=["Place 3", "Place 9"], today=TODAY)
    goals.take_part(owner, goal, ids[5], "decides", today=TODAY)
    goals.take_part(owner, goal, ids[6], "close", beside=ids[5], today=TODAY)
    campaigns.put(owner, campaigns.start(owner, "thanks", today=TODAY), ids[10:20], today=TODAY)
