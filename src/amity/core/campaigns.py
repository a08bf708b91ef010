"""Campaigns: one reason to write to several people, one at a time, never in bulk."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from amity.core import facts, openings, phrases, reasons
from amity.core.drafts import LONGEST, Draft
from amity.core.errors import Refusal
from amity.core.facts import Fact
from amity.core.help import Help
from amity.core.people import Exchange, Person

Kind = Literal["job-search", "new-role", "move", "thanks", "other"]
KINDS: tuple[Kind, ...] = ("job-search", "new-role", "move", "thanks", "other")
ASKING: tuple[Kind, ...] = ("new-role", "move", "other")
"""Kinds whose letters may ask for something; the others only give thanks."""
State = Literal["open", "drafted", "sent", "answered", "rests"]
STATES: tuple[State, ...] = ("open", "drafted", "sent", "answered", "rests")
WAITING: tuple[State, ...] = ("open", "drafted")
"""States in which a letter is still to be sent."""
_FURTHER: tuple[State, ...] = ("open", "drafted", "rests", "sent", "answered")
CAP = 5
"""So many letters a day are enough."""
ANSWERS = 120
"""Days after a letter within which what comes from somebody is taken for their answer."""
PICKS = 2
"""So many people of a campaign may stand in a week."""
_DID = re.compile(r"(?:\w+ed|read|told|gave|made|wrote|took|sent|put|found|let|met|showed|brought|taught)\b")
"""How a note of help begins that tells what somebody did; any other names the help itself."""
_TEMPLATES = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Why:
    """One reason why somebody belongs to a campaign: its kind, what shows it in words, and its day.

    `kind` is one of `REASONS`; `text` is a sentence.
    """

    kind: str
    text: str
    on: date | None = None


SHOWN, TOLD = 3, 2
"""So many reasons are shown before somebody is ticked, and so many are kept with their letter."""
REASONS = ("help", "recommendation", "exchange", "applied", "connected", "introduced", "promise", "matters")
"""Kinds of reasons, the one that counts most first."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One person of a campaign: how far it is (`state`, since `on`), and why they are in it."""

    id: str
    name: str
    state: State = "open"
    on: date | None = None
    text: str = ""
    reason: str = ""
    answered: date | None = None


@dataclass(frozen=True, slots=True)
class Campaign:
    """A reason to write to many. `began` and `ended` are the months it looks back on, `note` the news.

    `cap` is how many letters a day are enough; 0 lets it pause.
    """

    id: str
    name: str
    kind: Kind = "other"
    note: str = ""
    began: date | None = None
    ended: date | None = None
    subject: str = ""
    body: str = ""
    cap: int = CAP
    letters: tuple[Letter, ...] = ()

    @property
    def waiting(self) -> tuple[Letter, ...]:
        """The letters still to be sent, the begun ones first."""
        found = [letter for letter in self.letters if letter.state in WAITING]
        return tuple(sorted(found, key=lambda letter: letter.state != "drafted"))

    @property
    def paused(self) -> bool:
        """Whether it pauses while somebody is still to be written to."""
        return self.cap == 0 and bool(self.waiting)

    @property
    def over(self) -> bool:
        """Whether it has come to its end: nobody is to be written to any more, by the owner's word."""
        return self.cap == 0 and not self.waiting

    def count(self, *states: State) -> int:
        """Count the letters in these states."""
        return sum(letter.state in states for letter in self.letters)


@dataclass(frozen=True, slots=True)
class Offer:
    """Somebody who may belong to a campaign, with every reason why."""

    person: Person
    why: tuple[Why, ...]

    @property
    def text(self) -> str:
        """The first reasons, in words, as they are kept with the letter."""
        return " ".join(one.text for one in self.why[:TOLD])


def replied(exchanges: Iterable[Exchange], *, sent: date) -> date | None:
    """Give the day of the first answer after a letter; None while there is none.

    On the day of the letter itself only what came in after something went out counts.
    """
    ordered = sorted(exchanges, key=lambda one: one.at)
    went = [one.at for one in ordered if one.direction == "sent" and reasons.day(one) == sent]
    for one in ordered:
        day = reasons.day(one)
        later = day > sent or (day == sent and bool(went) and one.at > went[0])
        if one.direction in {"received", "mutual"} and later and (day - sent).days <= ANSWERS:
            return day
    return None


def state(role: str, answered: date | None, *, silent: bool = False) -> State:
    """Give a letter's state: what was sent and answered is answered, whatever was noted.

    Somebody `silent`, set aside or muted since, is written to no more: their letter rests.
    """
    if role == "sent" and answered is not None:
        return "answered"
    found: State = next((known for known in STATES if known == role), "open")
    return "rests" if silent and found in WAITING else found


def once(letters: Iterable[Letter]) -> list[Letter]:
    """Give each person's letter that is furthest: two people who became one may both have had one."""
    found: dict[str, Letter] = {}
    for letter in letters:
        before = found.get(letter.id)
        if before is None or _FURTHER.index(letter.state) > _FURTHER.index(before.state):
            found[letter.id] = letter
    return list(found.values())


def left(campaign: Campaign, *, today: date) -> int:
    """Count the letters that may still go out today before it is enough."""
    sent = sum(letter.on == today and letter.state in {"sent", "answered"} for letter in campaign.letters)
    return max(0, campaign.cap - sent)


def allow(campaign: Campaign, who: str, *, today: date) -> None:
    """Refuse the letter to somebody where enough went out today; one that was sent stays so."""
    before = next((letter for letter in campaign.letters if letter.id == who), None)
    again = before is not None and before.state in {"sent", "answered"}
    if not again and not left(campaign, today=today):
        raise Refusal(
            "enough-today",
            f"{phrases.number(campaign.cap).capitalize()} letters went out today, and that is enough: this"
            " one can wait until tomorrow. If it is gone already, note it with the day it went, or tomorrow.",
        )


def up(campaign: Campaign, *, today: date) -> Letter | None:
    """Give the letter that comes next; None when it is enough for today, or nobody is left."""
    return campaign.waiting[0] if campaign.waiting and left(campaign, today=today) else None


def offers(found: Iterable[tuple[Person, Sequence[Why]]], *, known: Iterable[str] = ()) -> tuple[Offer, ...]:
    """Order those who may belong: who helped first, then by what shows it; each with their reasons."""
    had = set(known)
    several = [
        Offer(person, _best(why))
        for person, why in found
        if why and person.id not in had and person.aside is None and not person.muted
    ]
    return tuple(
        sorted(several, key=lambda one: (REASONS.index(one.why[0].kind), -len(one.why), one.person.name))
    )


def _best(why: Sequence[Why]) -> tuple[Why, ...]:
    """Give the reasons that say most: one of each kind first, then more; the newest before older ones."""
    newest = sorted(why, key=lambda one: one.on or date.min, reverse=True)
    kinds = [one.kind for one in newest]
    turn = {id(one): kinds[:place].count(one.kind) for place, one in enumerate(newest)}
    kept = sorted(newest, key=lambda one: (turn[id(one)], REASONS.index(one.kind)))[:SHOWN]
    return tuple(sorted(kept, key=lambda one: REASONS.index(one.kind)))


def kind(word: str) -> Kind:
    """Read a kind of campaign; one that is not known is another."""
    return next((known for known in KINDS if known == word), "other")


def name(kind: str) -> str:
    """Give the usual name of a kind of campaign."""
    return str(_TEMPLATES[kind]["name"])


def draft(
    campaign: Campaign, person: Person, *, why: str, owner: str, facts_known: Sequence[Fact] = (),
    helped: Sequence[Help] = (), recent: Sequence[Exchange] = (), today: date,
) -> Draft:  # fmt: skip
    """Begin a letter: the campaign's template, what this person did, and one thing they told; to be edited.

    `why` is one of `REASONS`. Only what both sides know stands in it.
    """
    words, given = _TEMPLATES[campaign.kind], phrases.given(person.name)
    told = phrases.plain(campaign.note) or words["news"].format(gap=words["gap"])
    thanks = _thanks(why, _of(campaign, helped), recent, today=today) or words["thanks"]
    first = campaign.body.replace("{name}", given) if campaign.body else told
    begin = [thanks, first] if words["thanks_first"] else [first, thanks]
    middle = [*begin, _fact(facts_known, today=today)]
    end = [words["close"], phrases.given(owner)]
    body = "\n\n".join(line for line in (f"Hi {given},", *middle, *end) if line)
    subject = campaign.subject or words["subject"].format(owner=phrases.plain(owner))
    return Draft(phrases.plain(subject)[:LONGEST], f"{body}\n")


def _of(campaign: Campaign, helped: Sequence[Help]) -> list[Help]:
    """Give the help that was received in the months of a campaign; where there was none, all of it."""
    received = [one for one in helped if one.way == "received"]
    since, until = campaign.began or date.min, campaign.ended or date.max
    return [one for one in received if one.on is not None and since <= one.on <= until] or received


def _thanks(why: str, helped: Sequence[Help], recent: Sequence[Exchange], *, today: date) -> str:
    """Say what the person did: their help in its own words, else when they last spoke; never of silence."""
    if helped:
        best = max(helped, key=lambda one: (one.on or date.min, one.id))
        when = f" {phrases.at(best.on, today=today)}" if best.on else ""
        said, _, rest = phrases.plain(best.text).partition(": ")
        if said == "Recommendation" and rest:
            return f"Thank you for the recommendation you wrote me{when}."
        clause = _clause(best.text)
        if _DID.match(clause):
            return f"Thank you. {f'{when[1:2].upper()}{when[2:]} you' if when else 'You'} {clause}."
        return f"Thank you for your help{when}: {clause}."
    last = next((one for one in recent if one.direction != "sent"), None)
    if why == "exchange" and last is not None:
        both = any(one.direction in {"sent", "mutual"} for one in recent)
        wrote = "for writing with me" if both else "for writing to me"
        did = {"meeting": "for the time you took", "call": "for our call"}.get(last.channel, wrote)
        return f"Thank you {did} {phrases.at(reasons.day(last), today=today)}."
    return ""


def _clause(text: str) -> str:
    """Let a noted line stand within a sentence: one line, no stop at its end."""
    return phrases.plain(text)[:160].rstrip(" .!")


def _fact(known: Sequence[Fact], *, today: date) -> str:
    """Ask after what they are working on, where that is no old news."""
    fresh = [
        fact
        for fact in known
        if fact.kind == "working_on" and facts.holds(fact) and not facts.stale(fact, today=today)
    ]
    if not fresh:
        return ""
    return f"And how is it going with {_clause(fresh[0].text)}?"


def news(position: str, organization: str) -> str:
    """Say where the owner landed, as the usual news of a job search."""
    post = openings.post(position, organization)
    return f"I wanted you to hear it from me: I am now {post}." if post else ""
