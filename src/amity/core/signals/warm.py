"""Warm: a tie worth keeping that has gone quieter than it used to be."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from statistics import median

from amity.core import openings, phrases, reasons, ties, worth
from amity.core.people import Exchange
from amity.core.reasons import Evidence, Signal
from amity.core.ties import Tie
from amity.core.view import Around, View

ESTABLISHED = 5
"""Active days from which a tie is established."""
PATIENCE = 1.5
"""Silence is worth a word when it lasts so many times the usual gap."""
LEAST = 21
"""Days of silence below which nothing is said of any rhythm."""
CHOSEN = 2
"""Importance from which a person is not left to a rhythm alone."""
CHOSEN_WAIT = 60
"""Days after which silence with somebody who matters is said, whatever the rhythm."""
THIN_WAIT = 14
"""The same while the tie is thin: fewer than `ESTABLISHED` active days have no rhythm to wait for."""
UNTOLD = 0.7
"""Worth of writing to somebody chosen with whom nothing is on record."""

FULL = "For {span} you and {name} {verb}, lately {rhythm}. It has been quiet since {since}."
SHORT = "You and {name} {verb} {rhythm}. It has been quiet since {since}."
PLAIN = "Nothing is on record between you and {name} since {since}."
MATTERS = "{name} matters to you, and nothing is on record since {since}."
NEVER = "You chose {name} as one who matters; nothing between you is on record yet."


def read(view: View, around: Around, *, today: date) -> Signal | None:
    """Read an established tie that falls silent, or silence with somebody the owner chose."""
    del around
    if not view.recent:
        return _untold(view, today=today) if view.tie is None else None
    if view.tie is None:
        return None
    silent = (today - reasons.day(view.recent[0])).days
    if cooling(view, silent=silent):
        return _quiet(view, view.tie, today=today)
    wait = CHOSEN_WAIT if view.tie.active_days >= ESTABLISHED else THIN_WAIT
    if view.person.importance >= CHOSEN and silent >= wait:
        return _matters(view, today=today)
    return None


def cooling(view: View, *, silent: int) -> bool:
    """Tell whether an established two-way tie is silent for longer than its own rhythm explains."""
    tie, state = view.tie, view.person.state
    if tie is None or state not in {"cooling", "steady"} or tie.active_days < ESTABLISHED:
        return False
    return min(tie.sent, tie.received) > 0 and silent >= max(LEAST, PATIENCE * ties.rhythm(tie))


def _quiet(view: View, tie: Tie, *, today: date) -> Signal:
    exchanges = reasons.cited(view)
    sentence = _sentence(view, exchanges, today=today)
    # The alarm is the fading of active days; the rhythm only explains it (docs/ties.md, health).
    alarm = ties.silence(tie, today.toordinal() - worth.EPOCH)
    return _signal(view, sentence, _lines(view, exchanges), today=today, weight=1 + alarm)


def _sentence(view: View, exchanges: Sequence[Exchange], *, today: date) -> str:
    """Say as much as the exchanges at hand show: span and rhythm, the rhythm alone, or only the silence."""
    days = sorted({reasons.day(exchange) for exchange in exchanges})
    recent = sorted({reasons.day(exchange) for exchange in view.recent})
    words = {
        "name": phrases.given(view.person.name),
        "since": phrases.rough(days[-1], today=today),
        "verb": reasons.verb(exchanges),
        "span": phrases.span((days[-1] - days[0]).days),
    }
    if len(recent) < 3 or not reasons.two_way(exchanges):  # noqa: PLR2004 - two gaps are the least rhythm
        return PLAIN.format(**words)
    rhythm = phrases.rhythm(median((later - earlier).days for earlier, later in pairwise(recent)))
    template = FULL if len(days) > len(recent) else SHORT
    return template.format(rhythm=rhythm, **words)


def _matters(view: View, *, today: date) -> Signal:
    last = view.recent[0]
    name, since = phrases.given(view.person.name), phrases.rough(reasons.day(last), today=today)
    lines = (_word(view), reasons.shown(last, name=view.person.name))
    return _signal(view, MATTERS.format(name=name, since=since), lines, today=today, weight=1.0)


def _untold(view: View, *, today: date) -> Signal | None:
    if view.person.importance < CHOSEN:
        return None
    sentence = NEVER.format(name=phrases.given(view.person.name))
    return _signal(view, sentence, (_word(view),), today=today, weight=UNTOLD)


def _word(view: View) -> Evidence:
    """Cite the owner's own word on how much somebody matters."""
    words = ("", "", "matters", "for the long run")[view.person.importance]
    return Evidence("record", view.records.get("importance", view.person.id), f"Your word: {words}")


def _lines(view: View, exchanges: Sequence[Exchange]) -> tuple[Evidence, ...]:
    return tuple(reasons.shown(exchange, name=view.person.name) for exchange in exchanges)


def _signal(
    view: View, sentence: str, evidence: tuple[Evidence, ...], *, today: date, weight: float
) -> Signal:
    suggestion, minutes = openings.suggest(view, today=today), worth.minutes(view.person)
    return Signal("warm", view.person.id, sentence, evidence, suggestion, minutes, weight)
