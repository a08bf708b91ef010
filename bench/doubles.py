# ruff: noqa: PLR2004 - the shares of a crowd are its own
"""An invented crowd in which many are seen several times, with the truth beside it: our own labelled set.

Everybody has a name of one of five tongues, a job, addresses, numbers; each source that knows them writes it
in its own way: the other way round, in another script, with a slip, under a former name, without anything
else. Houses share a mailbox and a number, offices a number, and some people have another's name.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Record = dict[str, Any]

_TABLE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
_GIVEN, _FAMILY, _SHORT = _TABLE["given"], _TABLE["family"], _TABLE["short"]
_TITLES, _MAILS, _STEMS, _ENDS = (_TABLE[name].split() for name in ("titles", "mails", "stems", "ends"))
_SOURCES = ("google", "linkedin", "vcard", "mail", "sms")


class _Crowd:
    """The people, drawn one after the other from one seed."""

    def __init__(self, seed: int, people: int) -> None:
        self.rnd = random.Random(seed)  # noqa: S311 - no secret
        self.people = people
        firms = max(people // 25, 4)
        self.firms = [
            f"{self.family('en')[1]} {self.rnd.choice(('Labs', 'Works', 'Group', 'Media'))}"
            for _ in range(firms)
        ]
        self.boards = {firm: self.number() for firm in self.firms}
        self.towns = [f"{stem}{end}" for stem in _STEMS for end in ("bridge", "haven", "burgh", "mouth")]
        self.households: list[Record] = []
        self.taken: set[str] = set()

    def number(self) -> str:
        return f"+4930{self.rnd.randrange(10_000_000, 99_999_999)}"

    def given(self, tongue: str) -> tuple[str, str]:
        native, _, latin = self.rnd.choice(_GIVEN[tongue].split()).partition("/")
        return native, latin or native

    def family(self, tongue: str) -> tuple[str, str]:
        if tongue in _FAMILY:
            native, _, latin = self.rnd.choice(_FAMILY[tongue].split()).partition("/")
            return native, latin
        weights = [1 / (place + 2) for place in range(len(_STEMS))]
        made = self.rnd.choices(_STEMS, weights)[0] + self.rnd.choice(_ENDS)
        if self.rnd.random() < 0.5:
            made = made + self.rnd.choice(("", "er", "s", "en"))
        return made, made

    def person(self, number: int) -> Record:
        """Draw one person; one in twelve lives with the one before, one in 40 has another's name."""
        rnd = self.rnd
        tongue = rnd.choices(("en", "de", "ru", "el", "zh"), (60, 22, 8, 4, 6))[0]
        one: Record = {
            "person": number,
            "tongue": tongue,
            "given": self.given(tongue),
            "family": self.family(tongue),
        }
        one["middle"] = rnd.choice("ABCDEFGHJKLMNPRSTW") if tongue == "en" and rnd.random() < 0.3 else ""
        one["firms"] = rnd.sample(self.firms, 2)
        one["title"], one["place"] = rnd.choice(_TITLES), rnd.choice(self.towns)
        one["birthday"] = f"{rnd.randrange(1945, 2003)}-{rnd.randrange(1, 13):02}-{rnd.randrange(1, 29):02}"
        one["house"] = None
        if self.households and rnd.random() < 1 / 12:
            kin = self.households[-1]
            one |= {key: kin[key] for key in ("family", "tongue", "place", "house")}
            one["given"] = self.given(kin["tongue"])
            while one["given"] == kin["given"]:
                one["given"] = self.given(kin["tongue"])
        elif self.households and rnd.random() < 1 / 40:
            one |= {key: rnd.choice(self.households)[key] for key in ("given", "family", "tongue")}
        if one["house"] is None:
            one["house"] = (f"family.{number}@{rnd.choice(_MAILS)}", self.number())
        one["maiden"] = self.family(tongue) if rnd.random() < 0.08 else None
        plain = "".join(c for c in f"{one['given'][1]}.{one['family'][1]}".lower() if c.isascii())
        style = rnd.choice(
            (
                plain,
                plain.replace(".", ""),
                plain[:1] + plain.partition(".")[2],
                f"fan{number * 7919 % 99991}",
            )
        )
        one["emails"] = [f"{style}{number if rnd.random() < 0.6 else ''}@{rnd.choice(_MAILS)}"]
        if one["emails"][0] in self.taken:
            one["emails"] = [f"{style}.{number}@{_MAILS[0]}"]
        self.taken.add(one["emails"][0])
        one["emails"] += [
            f"{plain}.{number}@{firm.lower().replace(' ', '')}.example" for firm in one["firms"]
        ]
        one["phones"] = [self.number(), self.number()]
        one["profile"] = f"https://www.linkedin.com/in/{plain.replace('.', '-')}-{number}"
        self.households = [*self.households[-400:], one]
        return one

    def records(self, one: Record) -> Iterator[Record]:
        """Write the person as each source that knows them does."""
        count = self.rnd.choices((1, 2, 3, 4), (58, 26, 11, 5))[0]
        for source in self.rnd.sample(_SOURCES, count):
            yield self.record(one, source)

    def record(self, one: Record, source: str) -> Record:
        rnd, firm = self.rnd, one["firms"][0] if self.rnd.random() < 0.75 else one["firms"][1]
        given, family = self.written(one, source)
        singles = ("middle", "maiden", "nickname", "organization", "title", "place", "birthday")
        row: Record = dict.fromkeys(singles, "")
        row |= {key: [] for key in ("emails", "phones", "profiles", "accounts")}
        row |= {"person": one["person"], "source": source, "given": given, "family": family}
        if one["middle"] and rnd.random() < 0.5:
            row["middle"] = one["middle"]
        row["name"] = self.shown(row, one, source)
        if row["name"] in {"", given}:
            row |= {"given": row["name"], "family": ""}
        if source == "linkedin":
            row |= {"profiles": [one["profile"]], "organization": firm, "title": one["title"]}
            row["emails"] = one["emails"][:1] if rnd.random() < 0.3 else []
        elif source == "mail":
            row["emails"] = [rnd.choice(one["emails"])]
        elif source == "sms":
            row["phones"] = [one["phones"][0]]
        else:
            self.card(row, one, firm)
        return row

    def card(self, row: Record, one: Record, firm: str) -> None:
        rnd = self.rnd
        row["emails"] = rnd.sample(one["emails"], rnd.choice((0, 1, 1, 2)))
        row["phones"] = rnd.sample(one["phones"], rnd.choice((0, 1, 1)))
        if rnd.random() < 0.12:
            row["emails"].append(one["house"][0])
        if rnd.random() < 0.12:
            row["phones"].append(one["house"][1])
        if rnd.random() < 0.15:
            row["phones"].append(self.boards[firm])
        row["organization"] = firm if rnd.random() < 0.5 else ""
        row["title"] = one["title"] if row["organization"] and rnd.random() < 0.6 else ""
        row["place"] = one["place"] if rnd.random() < 0.4 else ""
        row["birthday"] = one["birthday"] if rnd.random() < 0.3 else ""
        row["nickname"] = _SHORT.get(one["given"][1], "") if rnd.random() < 0.2 else ""

    def written(self, one: Record, source: str) -> tuple[str, str]:
        """Choose the script and the family name a source knows."""
        native = one["tongue"] in _FAMILY and self.rnd.random() < 0.4
        given, family = one["given"][not native], one["family"][not native]
        if one["maiden"] and self.rnd.random() < 0.5:
            former = one["maiden"][not native]
            family = former if self.rnd.random() < 0.7 or one["tongue"] == "zh" else f"{former}-{family}"
        if self.rnd.random() < 0.12 and not native:
            given = _SHORT.get(one["given"][1], given)
        if self.rnd.random() < 0.06 and source != "linkedin" and not native:
            family = self.slip(family)
        return given, family

    def slip(self, word: str) -> str:
        at = self.rnd.randrange(1, max(len(word) - 2, 2))
        return self.rnd.choice(
            (word[:at] + word[at + 1 :], word[:at] + word[at : at + 2][::-1] + word[at + 2 :])
        )

    def shown(self, row: Record, one: Record, source: str) -> str:
        given, family, rnd = row["given"], row["family"], self.rnd
        if not given.isascii() and one["tongue"] == "zh":
            return f"{family}{given}"
        if source == "sms" and rnd.random() < 0.15:
            return str(given)
        if source == "mail" and rnd.random() < 0.15:
            return ""
        middle = f" {row['middle']}." if row["middle"] else ""
        plain = f"{given}{middle} {family}"
        if rnd.random() < 0.1:
            return f"{family}, {given}{middle}"
        if rnd.random() < 0.04:
            return f"{given[0]}. {family}"
        return f"{family} {given}" if one["tongue"] == "zh" or rnd.random() < 0.02 else plain


def generate(seed: int, people: int) -> tuple[list[Record], dict[int, int]]:
    """Write the records of so many people, and who each is of."""
    crowd = _Crowd(seed, people)
    rows = [row for number in range(people) for row in crowd.records(crowd.person(number))]
    crowd.rnd.shuffle(rows)
    for number, row in enumerate(rows):
        row["id"] = number
    return rows, {row["id"]: row["person"] for row in rows}
