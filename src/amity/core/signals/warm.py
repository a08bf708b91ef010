"""Warm: a tie worth keeping that has gone quieter than it used to be."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

from amity.core import goals, openings, phrases, reasons, ties, worth
from amity.core.people import Exchange
from amity.core.reasons import Evidence, Signal
from amity.core.ties import Tie
from amity.core.view import Around, Stake, View

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

SOON = timedelta(days=30)
"""A goal due within so many days makes its gap stand before the index."""

FULL = "For {span} you and {name} {verb}, lately {rhythm}. It has been quiet since {since}."
SHORT = "You and {name} {verb} {rhythm}. It has been quiet since {since}."
PLAIN = "Nothing is on record between you and {name} since {since}."
MATTERS = "{name} matters to you, and nothing is on record since {since}."
DECIDES = "{name} decides on {goal}, and nothing is on record between you since {since}"
UNSPOKEN = "{name} decides on {goal}, and nothing between you is on record yet"
WAY = "; {other} stands close to {name} and is in touch with you."
CLOSE = (
    "{name} stands close to {other}, who decides on {goal};"
    " nothing is on record between you and {other}{since}."
)
ASK = "Ask {other} how best to reach {name}."
ABOUT = "Ask {name} how best to reach {other}."
NEVER = "You chose {name} as one who matters; nothing between you is on record yet."


def read(view: View, around: Around, *, today: date) -> Signal | None:
    """Read an established tie that falls silent, or silence with somebody the owner chose."""
    del around
    if (part := wanted(view, today=today)) is not None:
        return (
            _decides(view, part, today=today) if part.role == "decides" else _close(view, part, today=today)
        )
    if not view.recent:
        return _untold(view, today=today) if view.tie is None else None
    if view.tie is None or view.person.elsewhere:
        return None
    silent = reasons.silent(view, today=today)
    if cooling(view, silent=silent):
        return _quiet(view, view.tie, today=today)
    wait = CHOSEN_WAIT if view.tie.active_days >= ESTABLISHED else THIN_WAIT
    if view.person.importance >= CHOSEN and silent >= wait:
        return _matters(view, today=today)
    return None


def wanted(view: View, *, today: date) -> Stake | None:
    """Return the part in an open goal that makes this person worth a word: the decision due soonest first."""
    last = reasons.day(view.recent[0]) if view.recent else None
    silent = goals.quiet(last, today=today) and (bool(view.recent) or view.tie is None)
    silent = silent and not view.person.elsewhere
    parts = [
        part
        for part in view.stakes
        if (silent if part.role == "decides" else part.quiet and not goals.quiet(last, today=today))
    ]
    return min(parts, key=lambda one: (one.role != "decides", one.due or date.max, one.goal), default=None)


def _decides(view: View, part: Stake, *, today: date) -> Signal:
    name = phrases.given(view.person.name)
    words = {"name": name, "goal": phrases.quoted(part.text), "other": phrases.given(part.other)}
    since = phrases.rough(reasons.day(view.recent[0]), today=today) if view.recent else ""
    start = (DECIDES if since else UNSPOKEN).format(since=since, **words)
    told = f"{words['goal']}: {name} decides"
    if part.other:
        told += f"; {words['other']} stands close to {name}{_on(part.last, today=today)}"
    sentence = f"{start}{WAY.format(**words) if part.other else '.'}"
    suggestion = ASK.format(**words) if part.other else openings.suggest(view, today=today)
    return _for_goal(view, part, sentence, told, suggestion, today=today)


def _close(view: View, part: Stake, *, today: date) -> Signal:
    words = {"name": phrases.given(view.person.name), "other": phrases.given(part.other)}
    goal = phrases.quoted(part.text)
    since = f" since {phrases.rough(part.last, today=today)}" if part.last else ""
    sentence = CLOSE.format(goal=goal, since=since, **words)
    told = f"{goal}: {words['other']} decides{_on(part.last, today=today)}; {words['name']} stands close"
    return _for_goal(view, part, sentence, told, ABOUT.format(**words), today=today)


def _on(last: date | None, *, today: date) -> str:
    """Say when the owner was last in touch with the other of a goal."""
    return f" (last in touch with you {phrases.at(last, today=today)})" if last else " (nothing on record)"


def _for_goal(view: View, part: Stake, sentence: str, told: str, suggestion: str, *, today: date) -> Signal:
    last = tuple(reasons.shown(exchange, name=view.person.name) for exchange in view.recent[:1])
    evidence = (Evidence("goal", part.goal, told, part.due), *last)
    urgent = part.due is not None and part.due - today <= SOON
    minutes = worth.word_minutes(view, today=today)
    return Signal("warm", view.person.id, sentence, evidence, suggestion, minutes, urgent=urgent)


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
    suggestion, minutes = openings.suggest(view, today=today), worth.word_minutes(view, today=today)
    return Signal("warm", view.person.id, sentence, evidence, suggestion, minutes, weight)
