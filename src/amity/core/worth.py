"""Worth: what contact with a person is worth, costs and does, from the owner's word and the tie's history.

All numbers stand in worth.toml, each with its reason.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

from amity.core import atlas, index, learning, ties
from amity.core.learning import Chance, Decay
from amity.core.people import Person
from amity.core.ties import Tie
from amity.core.view import Around, View

_TABLE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
_PURPOSE: dict[str, tuple[float, float, int]] = {name: tuple(row) for name, row in _TABLE["purpose"].items()}
_FACTOR = _TABLE["factor"]
_IMPORTANCE: tuple[float, ...] = tuple(_FACTOR["importance"])
_SPREAD: float = _TABLE["owner"]["spread"]
_ENOUGH: int = _TABLE["owner"]["enough"]
REPLY = Chance(*_TABLE["prior"]["reply"])
"""Answers and silences every tie starts with (a Beta distribution, mean .71)."""
INBOUND = Chance(*_TABLE["prior"]["inbound"])
"""Letters every tie starts with, and weeks without one."""
BY_STAKE: Mapping[str, float] = {role: _FACTOR[role] for role in ("decides", "close", "helps")}
"""What a part in an open goal adds (docs/signals.md): the owner said that their work needs this person."""
EFFORT: float = _FACTOR["effort"]
"""Somebody who matters and with whom contact is an effort: nothing brings the two together by itself."""
FELT: Mapping[str, float] = _TABLE["felt"]
"""How warm a tie felt when the two talked again, by the owner's word."""
CHOSEN = 2
"""Importance from which on a person matters."""
EPOCH = ties.EPOCH
RESTORE = float(_TABLE["contact"]["restore"])
"""What a contact lifts of what has faded (G, 0-1)."""
LETTER: int = _TABLE["contact"]["letter"]
"""Minutes of a first word at most: a letter, not yet the talk that it may open."""


class Trust(NamedTuple):
    """How far the owner's word is followed: `mean` of ln of all words, `share` (0-1) kept of the rest."""

    mean: float = 0.0
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Care:
    """What the whole book adds to the worth of one person.

    `trust` in the owner's words, by purpose the share of time it lacks beside what is meant (`gaps`, 0-1),
    who will be at an event near (`events`, ids), the circles each is in (`circles`, ids by person), and the
    areas of the book (`around`).
    """

    trust: Trust = field(default_factory=Trust)
    gaps: Mapping[str, float] = field(default_factory=dict)
    events: frozenset[str] = frozenset()
    circles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    around: Around = field(default_factory=Around)


NO_CARE = Care()
BLIND: float = _FACTOR["blind"]
"""What standing in a blind spot adds at most."""


def of(person: Person) -> float:
    """Return the worth per week of a tie at full strength, by purpose, importance and effort."""
    return _purpose(person)[0] * word(person)


def word(person: Person) -> float:
    """Return how often the owner's own word counts a person: by importance and effort."""
    return _IMPORTANCE[person.importance] * (EFFORT if on_purpose(person) else 1.0)


def trust(words: Iterable[float]) -> Trust:
    """Tell how far the owner's words (factors above 0) may be followed.

    People of one purpose differ by `spread` in ln worth. Words that differ more say more than there is: of
    what lies between a word and their mean, spread^2 / their variance is kept, and all when they are few or
    differ by no more than chance explains (one standard error of the variance, sqrt(2 / n) of it). Efron and
    Morris (1973) for the shrinking; the spread is the model's.
    """
    logs = [math.log(one) for one in words]
    if len(logs) < _ENOUGH:
        return Trust()
    mean = math.fsum(logs) / len(logs)
    variance = math.fsum((one - mean) ** 2 for one in logs) / len(logs) * (1 - math.sqrt(2 / len(logs)))
    return Trust(mean, min(1.0, _SPREAD**2 / variance) if variance else 1.0)


def believed(word: float, trust: Trust) -> float:
    """Draw a word towards the mean of all of them as far as they tell more apart than there is."""
    return math.exp(trust.mean + trust.share * (math.log(word) - trust.mean))


def on_purpose(person: Person) -> bool:
    """Tell whether a tie matters though the two do not naturally get on: it is looked after on purpose."""
    return person.importance >= CHOSEN and person.affinity == "low"


def stake(view: View) -> float:
    """Return what a person's parts in open goals add to their worth: the greatest counts."""
    return max((BY_STAKE[part.role] for part in view.stakes), default=1.0)


def worth(view: View, care: Care = NO_CARE) -> float:
    """Return the worth per week of a tie at full strength with all that the book knows of it."""
    person = view.person
    said = believed(word(person), care.trust) if person.importance else word(person)
    around = gap(person, care.gaps) * spot(person, care.around)
    met = float(_FACTOR["event"]) if person.id in care.events else 1.0
    doubt = float(_FACTOR["no_reason"]) ** view.doubted
    return _purpose(person)[0] * said * stake(view) * around * met * doubt


def gaps(views: Iterable[View], target: Mapping[str, int], *, today: date) -> dict[str, float]:
    """Tell by how much of the whole time (0-1) each purpose falls short of what is meant, in per cent.

    The time is read from the ties: each active day, as far as it has not faded, costs the minutes of its
    purpose; of several purposes each has an equal part. A purpose that is not short is left out.
    """
    spent = dict.fromkeys(target, 0.0)
    now = float(today.toordinal() - EPOCH)
    for view in views:
        if view.tie is None:
            continue
        days = ties.faded(view.tie, now).days
        for purpose in view.person.purposes:
            spent[purpose] += days * _PURPOSE[purpose][2] / len(view.person.purposes)
    whole = sum(spent.values())
    if not whole:
        return {}
    short = {purpose: target[purpose] / 100 - time / whole for purpose, time in spent.items()}
    return {purpose: lack for purpose, lack in short.items() if lack > 0}


def gap(person: Person, gaps: Mapping[str, float]) -> float:
    """Return what the purpose that lacks most time adds; 1 when none does."""
    return 1 + float(_FACTOR["gap"]) * max((gaps.get(one, 0.0) for one in person.purposes), default=0.0)


def spot(person: Person, around: Around) -> float:
    """Return what standing in a blind spot adds: outside the one full area, where nobody else is in touch."""
    key = atlas.where(person)
    if not around.focus or key in {"", around.focus}:
        return 1.0
    area = around.areas.get(key)
    near = 0 if area is None else area.near
    alone = area is not None and near == 1 and [one for one, _ in area.in_touch] == [person.id]
    return BLIND if near == 0 or alone else 1.0


def minutes(person: Person) -> int:
    """Return the minutes a contact costs, by purpose."""
    return _purpose(person)[2]


def word_minutes(view: View, *, today: date) -> int:
    """Return the minutes of the next word with a person: of a contact, or of a `first` one."""
    silent = None if view.tie is None else today.toordinal() - EPOCH - view.tie.last_day
    return first(minutes(view.person), silent)


def first(minutes: int, silent: int | None) -> int:
    """Return the minutes of the next word where a contact costs so many, by the days of silence (None: ever).

    After half a year one begins with a letter, whoever it is: else somebody whose talks are long would find
    no room beside promises, however much they are worth.
    """
    return min(minutes, LETTER) if silent is None or silent >= ties.LONG_SILENCE else minutes


def typical(purpose: str) -> tuple[float, float, int]:
    """Return worth per week, half-life in weeks and minutes of a contact that a purpose begins with."""
    return _PURPOSE[purpose]


def _purpose(person: Person) -> tuple[float, float, int]:
    """Choose the purpose of highest worth when there are several."""
    return max((_PURPOSE[purpose] for purpose in person.purposes), default=_PURPOSE["unknown"])


def fading(person: Person, tie: Tie | None, felt: Iterable[tuple[float, float]] = ()) -> Decay:
    """Tell what is believed of how a tie fades: the purpose's half-life, its own rhythm, how it felt.

    The rhythm weighs n / (n + `learned`) after n active days, and moves the half-life by the factor `within`
    at most. `felt` are (weeks apart, warmth 0-1) of talks that the owner told of, in order.
    """
    usual = _purpose(person)[1]
    belief = learning.usual(usual)
    if tie is not None and tie.active_days:
        learned, within = _TABLE["rhythm"]["learned"], math.log(_TABLE["rhythm"]["within"])
        rate = math.log(2) / max(ties.rhythm(tie) / 7, 1 / 7)
        read = learning.read(belief, rate=rate, variance=belief.variance * learned / tie.active_days)
        belief = Decay(min(max(read.mean, belief.mean - within), belief.mean + within), read.variance)
    for weeks, warmth in felt:
        belief = learning.felt(belief, weeks=weeks, warmth=warmth)
    return belief


def reply(tie: Tie | None, *, unanswered: float = 0) -> float:
    """Return the chance of an answer: what came back for what was sent, on top of `REPLY`."""
    chance = REPLY
    if tie is not None:
        chance = chance.seen(yes=min(tie.sent, tie.received), no=max(tie.sent - tie.received, 0.0))
    return chance.seen(no=unanswered).mean


def inbound(tie: Tie | None, *, today: date) -> float:
    """Return the chance per week that they write first: the conversations they began in the weeks known."""
    if tie is None:
        return begun(0.0, None)
    return begun(tie.starts - tie.started, today.toordinal() - EPOCH - tie.first_day)


def begun(conversations: float, days: int | None) -> float:
    """Return the chance per week that somebody writes first who began so many conversations in so many days.

    `days` are None while there was none.
    """
    if days is None:
        return INBOUND.mean
    return INBOUND.seen(yes=conversations, no=max(0.0, max(0.0, days / 7) - conversations)).mean


def _left(tie: Tie | None, half_life: float, *, today: date) -> float:
    """Return the strength left (0-1), halved with every half-life since the last exchange; 0 without one."""
    if tie is None:
        return 0.0
    weeks = ties.quiet(tie, today.toordinal() - EPOCH) / 7
    return float(0.5 ** (weeks / half_life))


def arm(view: View, *, today: date, care: Care = NO_CARE) -> index.Arm:
    """Put a person's tie into the form in which the plan weighs it."""
    person, tie = view.person, view.tie
    felt = [(weeks, FELT[word]) for weeks, word in view.felt if word in FELT]
    fades = fading(person, tie, felt)
    return index.Arm(
        reply=reply(tie, unanswered=unanswered(view)),
        worth=worth(view, care),
        minutes=minutes(person),
        decay=fades.rate,
        strength=_left(tie, fades.half_life, today=today),
        inbound=inbound(tie, today=today),
        restore=RESTORE,
        unsure=fades.unsure,
    )


def unanswered(view: View) -> int:
    """Count the letters without an answer, on record and by the owner's word."""
    return view.unanswered + sum(word == SILENT for _, word in view.felt)


SILENT = "silent"
"""The owner's word that an attempt brought no answer."""
