"""The plan: a week of few, well-chosen people, and how many are best left to chance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from amity.core import atlas, compose, index, names, reasons, signals, turns, weeks, worth
from amity.core.compose import Composition, Need, Option
from amity.core.index import Arm
from amity.core.people import Person
from amity.core.reasons import Signal
from amity.core.turns import Turn, Week
from amity.core.view import Around, View
from amity.core.worth import Care

MINUTES = 90
"""Minutes a week while the owner has not said otherwise: about five picks."""
OUTSIDE: Need = frozenset({"stretch"})
"""Somebody outside the one area that holds most of the owner's people."""
PROMISES = 3
"""At most so many promises that are due take a place in a week; the others stand in a quiet line."""
DAYS = 3
"""At most so many promises, and so many days, stand in quiet lines."""
DIFFERENT: Need = frozenset({"reconnect", "circle_back"})
"""Somebody not spoken to for a while."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody with at least one signal. `organization` is folded (`atlas.fold`), `circles` are ids."""

    person_id: str
    name: str
    organization: str
    signals: tuple[Signal, ...]
    arm: Arm
    circles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pick:
    """One person in the week, with the one reason that speaks. `index` is worth per minute."""

    person_id: str
    name: str
    signal: Signal
    index: float


@dataclass(frozen=True, slots=True)
class Plan:
    """A week, named as "2026-W47". Minutes: the owner's `budget`, what was `carried` over, what is `planned`.

    `left_to_chance` counts the ties that are never worth proactive contact at the price a minute has in this
    book. `gap` (0-1) bounds how much better any other week could be; 0 says that none is. `days` are the
    birthdays and anniversaries that take no place in the week and are said in a quiet line. `price` is what a
    minute of the owner's is worth in this book: the index from which a tie is worth one.
    """

    week: str
    budget: int
    planned: int
    carried: int
    picks: tuple[Pick, ...]
    left_to_chance: int
    gap: float
    days: tuple[Pick, ...] = ()
    price: float = 0.0


class Settled(NamedTuple):
    """A week being drawn: what is `due`, the `rest` chosen from the `others`, and lines of `quiet` days.

    The rest had so many `minutes`, so much `room`, and these `needs` to meet.
    """

    due: tuple[Option, ...]
    rest: Composition
    others: tuple[Option, ...]
    minutes: int
    room: int
    needs: tuple[Need, ...]
    quiet: tuple[list[Option], list[Option]]


HELPED = 0.35
"""Where it is asked what help is worth, a stronger tie counts as one of this strength."""


def week(today: date) -> str:
    """Name the ISO week of a day."""
    return weeks.name(today)


def draw(
    views: Iterable[View], around: Around, *, today: date, minutes: int = MINUTES, carried: int = 0,
    before: Sequence[Week] = (), care: Care = worth.NO_CARE, others: Collection[tuple[Arm, float]] = (),
    beside: Iterable[Person] = (), gap: float = 0.0, told: Sequence[Candidate] | None = None,
) -> Plan:  # fmt: skip
    """Draw the week of a whole book: read signals, weigh them, compose, and count whom to leave to chance.

    `before` tells whom the weeks before held, the nearest first; what they were full of counts for less.
    `care` tells how far the owner's words are followed, which purposes lack time, of events near and circles.
    Of those who cannot get into the week `views` may leave out any: `others` are their ties, each standing
    for so many, of which only the price is read, and `beside` are namesakes of those seen. `gap` bounds how
    much better a week with one of them could be. `told` is what is to be said of those seen, if it is known.
    """
    seen = [view for view in views if view.person.aside is None]
    care = replace(care, around=around)
    read = (candidate(view, around, today=today, care=care) for view in seen) if told is None else told
    found = [one for one in read if one is not None]
    unsure = shadowed((*(view.person for view in seen), *beside))
    found = [kept for one in found if (kept := sure(one, shadowed=unsure)) is not None]
    composed = compose_week(
        found, week=week(today), minutes=minutes, carried=carried, outside=around.blind,
        turn=turns.turn({view.person.id: view.person for view in seen}, before),
    )  # fmt: skip
    # The price is of the ties as they stand, whatever this week brings: so a cadence lasts beyond it.
    lasting = Care(trust=care.trust)
    bare = (replace(view, unanswered=0) for view in seen if _tied(view))
    ties = {view.person.id: worth.arm(view, today=today, care=lasting) for view in bare}
    chosen = {pick.person_id for pick in composed.picks}
    counted = [(arm, 1.0) for person, arm in ties.items() if person not in chosen]
    price = index.price([*ties.values(), *(_standing(arm, many) for arm, many in others)], minutes=minutes)
    left = sum(many for arm, many in (*counted, *others) if index.to_chance(arm, price=price))
    gap = max(gap, composed.gap)
    return replace(composed, budget=minutes, left_to_chance=round(left), price=price, gap=gap)


def _standing(arm: Arm, many: float) -> Arm:
    """Let one tie stand for so many of its kind: the price sees the minutes of all of them."""
    return arm._replace(minutes=arm.minutes * many, worth=arm.worth * many)


def shadowed(people: Iterable[Person]) -> frozenset[str]:
    """Name those with a namesake of later exchanges: nobody can say yet that the two are not one person."""
    latest: dict[str, list[tuple[date, str]]] = defaultdict(list)
    for person in people:
        latest[names.fold(person.name)].append((person.last or date.min, person.id))
    groups = [sorted(group) for group in latest.values() if len(group) > 1]
    return frozenset(person for group in groups for last, person in group if last < group[-1][0])


def sure(one: Candidate, *, shadowed: frozenset[str]) -> Candidate | None:
    """Leave out what says that nothing happened, where it may have happened under another record."""
    if one.person_id not in shadowed:
        return one
    kept = tuple(signal for signal in one.signals if not reasons.absence(signal))
    return replace(one, signals=kept) if kept else None


def _tied(view: View) -> bool:
    """Tell whether somebody counts as a tie: an exchange on record, or the owner's word."""
    return view.tie is not None or view.person.importance > 0


def candidate(view: View, around: Around, *, today: date, care: Care = worth.NO_CARE) -> Candidate | None:
    """Read a person's signals; None when nothing is to be said of them today."""
    found = signals.read(view, around, today=today)
    if not found:
        return None
    person = view.person
    place, circles = atlas.where(person), care.circles.get(person.id, ())
    arm = worth.arm(view, today=today, care=care)
    return Candidate(person.id, person.name, place, found, arm, circles)


def options(one: Candidate, *, turn: float = 1.0) -> list[Option]:
    """Weigh each signal of a candidate by the index of contact now, and by whose turn it is (0-1).

    A stretch into an area of the atlas belongs to that area: one of it a week is enough.
    """
    return [
        Option(
            one.person_id, one.name, one.organization, signal,
            _value(one.arm, signal) * signal.worth * turn, signal.minutes,
            (*one.circles, *_missed(signal)),
        )
        for signal in one.signals
    ]  # fmt: skip


def _missed(signal: Signal) -> tuple[str, ...]:
    """Name the blind spot that a stretch would open, by the area it cites first; none of the whole atlas."""
    cited = signal.evidence[0] if signal.reason == "stretch" and signal.evidence else None
    return (f"{compose.MISSED}{cited.id}",) if cited is not None and cited.kind == "area" and cited.id else ()


def _value(arm: Arm, signal: Signal) -> float:
    """Weigh contact now; help is worth its minutes in a living tie too, as if it had faded to `HELPED`."""
    weighed = arm._replace(strength=min(arm.strength, HELPED)) if signal.reason == "help" else arm
    return index.weigh(weighed) * arm.minutes


def compose_week(
    candidates: Iterable[Candidate],
    *,
    week: str,
    minutes: int = MINUTES,
    carried: int = 0,
    outside: bool = False,
    turn: Turn = turns.everybody,
) -> Plan:
    """Compose a week: what has its day first, then the best of the rest within the minutes left.

    One birthday at most takes a place; the others are `days`. At most `compose.SIZE` picks; one of them
    `OUTSIDE` while `outside` says that a blind spot is open, and one `DIFFERENT`, where there is anybody; at
    most two of one organization or circle beside what has its day. `turn` weighs whose turn it is.
    """
    settled = settle(candidates, minutes=minutes + carried, outside=outside, turn=turn)
    chosen = (*settled.due, *settled.rest.options)
    named = {option.person_id for option in chosen}
    planned = sum(option.minutes for option in chosen)
    quiet = [
        _pick(option)
        for several in settled.quiet
        for option in [one for one in several if one.person_id not in named][:DAYS]
    ]
    gap = settled.rest.gap
    return Plan(week, minutes, planned, carried, tuple(map(_pick, chosen)), 0, gap, tuple(quiet))


def settle(candidates: Iterable[Candidate], *, minutes: int, outside: bool, turn: Turn) -> Settled:
    """Take what has its day, and compose the rest of the week from the other options."""
    weighed = [option for one in candidates for option in options(one, turn=turn(one.person_id))]
    everything, days = _days(weighed)
    due = _due(everything, minutes=minutes)
    used = {option.person_id for option in due}
    later = [option for option in everything if _promised(option) and option.person_id not in used]
    everything = [option for option in everything if not _promised(option) or option in due]
    others = [option for option in everything if option.person_id not in used]
    room, left = compose.SIZE - len(due), minutes - sum(option.minutes for option in due)
    needs = (OUTSIDE, DIFFERENT) if outside else (DIFFERENT,)
    rest = compose.best(
        others, minutes=left, needs=needs, size=room, taken=[group for one in due for group in one.groups]
    )
    return Settled(tuple(due), rest, tuple(others), left, room, needs, (sorted(later, key=_when), days))


def _pick(option: Option) -> Pick:
    return Pick(option.person_id, option.name, option.signal, option.rate)


def _days(weighed: Iterable[Option]) -> tuple[list[Option], list[Option]]:
    """Leave one birthday among the options, the worthiest, and give the others that are worth a line."""
    everything = list(weighed)
    dates = [option for option in everything if option.signal.reason == "date"]
    dates.sort(key=lambda option: (not option.signal.urgent, *compose.order(option)))
    first = next((option for option in dates if option.signal.urgent or option.value > 0), None)
    quiet = [o for o in dates if o is not first and (o.signal.urgent or o.signal.worth == 0)]
    return [o for o in everything if o.signal.reason != "date" or o is first], quiet


def _due(everything: Sequence[Option], *, minutes: int) -> list[Option]:
    """Take what has its day, the earliest first, as far as the week holds it; nobody twice."""
    urgent = sorted(
        (option for option in everything if option.signal.urgent),
        key=_when,
    )
    taken: dict[str, Option] = {}
    for option in urgent:
        spent = sum(other.minutes for other in taken.values())
        promised = sum(map(_promised, taken.values()))
        if _promised(option) and promised == PROMISES:
            continue
        if option.person_id not in taken and len(taken) < compose.SIZE and spent + option.minutes <= minutes:
            taken[option.person_id] = option
    return list(taken.values())


def _when(option: Option) -> tuple[object, ...]:
    """Order what has its day by that day."""
    return (_day(option.signal), *compose.order(option))


def _promised(option: Option) -> bool:
    """Tell whether an option is a promise that has its day."""
    return option.signal.reason == "promise" and option.signal.urgent


def _day(signal: Signal) -> date:
    return min((item.on for item in signal.evidence if item.on is not None), default=date.max)
