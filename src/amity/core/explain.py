"""Explain: what each number of a tie rests on, what of it faded, and what would change it.

Nothing here computes a number of its own: all are read from the tie by the functions that rank and plan.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from amity.core import areas, bearing, corrections, counting, outlook, phrases, rhythm, ties, worth
from amity.core.bearing import Ground
from amity.core.corrections import Said
from amity.core.outlook import Change
from amity.core.ties import Event, Pace, State, Tie, Word

SHOWN = 3
"""So many of the days that weigh most are named."""
LOPSIDED = 2.0
"""From so many times as much, most of what was exchanged came from one side."""
TINY = 0.01
"""Days and counts below this are worth nothing any more."""

FEW = 3
"""Of fewer conversations nothing is said of who starts: one or two are chance."""

LIKE: Mapping[State, str] = {
    "new": "On record you have only just begun.",
    "warming": "You have more to do with each other than you used to.",
    "steady": "You are well in touch, and it goes on as it has.",
    "cooling": "It has grown quieter between you than it was.",
    "dormant": "It rests: nothing on record{nor} for {silent}.",
}
LIGHT = "A light tie, and it goes on as it has."
RESTS = "Behind it: {exchanges} on {days}; {balance}."
BY_WORD = "Behind it is your word alone: nothing is on record between you."
FADED = (
    "On {last} it was {then}; since then what was exchanged has come to count {counts}% of what it did, and"
    " the days in touch {days}%; the rest is the silence itself."
)
READ = (
    "Read at {whose} pace: an exchange is worth half after {counts} days, a day in touch after {days}, the"
    " silence weighs {lapse:g}; strength is the logistic of {intercept:.2f} + {slope:.2f} times the score."
)
LEARNED = {True: "the common", False: "your own, learned"}
HELD = " You talk elsewhere, so no more fades than between two talks there."
STATES: Mapping[State, str] = {
    "new": "First on record {first}, less than 60 days ago, and on fewer than five days so far.",
    "dormant": "Nothing on record{nor} for {silent}; {why}.",
    "cooling": "In touch on {season} of the last 90 days, where the last year makes one expect {usual}.",
    "warming": "In touch on {season} of the last 90 days, where the last year makes one expect {usual}.",
    "steady": "In touch on {season} of the last 90 days; the last year makes one expect {usual}.",
}
NOR = ", nor a word of yours,"
RESTING = {True: "from 180 days on a tie rests", False: "little of it is left, and it rests from 60 days on"}
TRUSTED = "By your word it is {state}; the record alone says {alone}."
SILENCE = (
    "The days in touch, each worth half after 90 days, count like {days} today, and with the silence since"
    " like {left}: the less that is, the likelier it falls silent."
)
USUAL = "The middle of the gaps between the {days} in touch of its last year."
OVERALL = "The mean over the whole tie, for the last year shows too few days."
ONCE = "Only one day is on record: there is no rhythm yet."
STARTED = (
    "Of {starts} whose beginning is known you began {started}{few}. One begins after two weeks without mail,"
    " or a day without a chat."
)
CHANCE = ", too few to say who starts"
UNTOLD = "No beginning is known: meetings begin on both sides, and nothing else is on record."
REPLY = (
    "Where nothing is known, seven mails in ten are answered. Here, as it counted on {last}, {back}"
    " came back for {sent} sent{waiting}."
)
ANEW = ", since what came back before is then counted as it has faded"
WAITING = {True: "; what you last wrote has no answer yet", False: "; your last {mails} have no answer yet"}


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a tie, explained: in a sentence, by its days, by what faded and what would change it."""

    value: float | str | None
    sentence: str
    rests: tuple[Ground, ...] = ()
    faded: str = ""
    changes: tuple[Change, ...] = ()
    would: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """The owner's word about a tie: its field and word, the day, and a sentence with what it changed."""

    field: str
    word: str
    on: date
    sentence: str


@dataclass(frozen=True, slots=True)
class Why:
    """All numbers of a tie explained, in a sentence what it is like, and in one by which numbers it is read.

    `alone` is what the record by itself comes to, where a word counts.
    """

    numbers: Mapping[str, Number]
    like: str
    read: str
    words: tuple[Correction, ...] = ()
    alone: float | None = None
    alone_state: State | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a tie: the tie as read at `now`, the days of its events, and what waits.

    `active` are the days on which not only a crowd exchanged something: states and rhythms count no others.
    """

    tie: Tie
    now: float
    grounds: tuple[Ground, ...]
    active: tuple[Ground, ...]
    alone: Tie | None
    unanswered: int
    today: date


def why(
    told: Sequence[Event | Word],
    said: Iterable[Said] = (),
    *,
    now: float,
    unanswered: int = 0,
    pace: Pace = ties.PLAIN,
) -> Why | None:
    """Explain the numbers of a tie from all that counts in it, in order of time; None where nothing does.

    `said` are the owner's corrections among them, `unanswered` the letters that wait for an answer, `pace`
    that of the tie.
    """
    tie = ties.replay(told, pace=pace)
    if tie is None:
        return None
    events = [one for one in told if isinstance(one, Event)]
    alone = tie if len(events) == len(told) else ties.replay(events, pace=pace)
    now = max(now, tie.as_of)
    days = bearing.grounds(told, now=now, half_life=pace.half_life)
    spoken = {outlook.day(event.at) for event in events if not event.crowd}
    active = tuple(day for day in days if day.on in spoken)
    asked = Asked(tie, now, days, active, alone, unanswered, outlook.day(now))
    numbers = {
        "strength": _strength(asked), "state": _state(asked), "silence": _silence(asked),
        "rhythm": _rhythm(asked), "started": _started(asked), "reply": _reply(asked),
    }  # fmt: skip
    like, read = _like(asked), _read(tie.pace)
    if alone is tie:
        return Why(numbers, like, read)
    words = tuple(_correction(asked, one) for one in corrections.latest(said).values())
    told_alone = (None, None) if alone is None else (ties.strength(alone, now), ties.state(alone, now))
    return Why(numbers, like, read, words, *told_alone)


def _like(asked: Asked) -> str:
    """Say what a tie is like, as one would tell it; where the owner's word decides, that it does."""
    tie, now = asked.tie, asked.now
    state = ties.state(tie, now)
    if _trusted(asked, state):
        return TRUSTED.format(state=state, alone=_alone(asked) or "nothing")
    if state == "steady" and ties.strength(tie, now) < areas.STRONG:
        return LIGHT
    return LIKE[state].format(nor=_nor(tie), silent=phrases.span(ties.quiet(tie, now)))


def _nor(tie: Tie) -> str:
    return NOR if tie.vouched is not None and tie.vouched > tie.last_day else ""


def _alone(asked: Asked) -> State | None:
    return None if asked.alone is None else ties.state(asked.alone, asked.now)


def _trusted(asked: Asked, state: State) -> bool:
    """Tell whether the state is read from the owner's word rather than from the record."""
    return ties.spoken_for(asked.tie, asked.now) and state != _alone(asked)


def _strength(asked: Asked) -> Number:
    tie, now = asked.tie, asked.now
    sentence = BY_WORD
    if tie.interactions:
        sentence = RESTS.format(
            exchanges=phrases.plural(tie.interactions, "exchange"),
            days=phrases.plural(tie.active_days, "day"),
            balance=_balance(tie),
        )
    changed = outlook.changes(tie, now)
    return Number(
        ties.strength(tie, now), sentence, asked.grounds[:SHOWN], _faded(asked), changed, _sentences(changed)
    )


def _sentences(changed: Iterable[Change]) -> tuple[str, ...]:
    return tuple(one.sentence for one in changed)


def _balance(tie: Tie) -> str:
    """Say from which side most of what is exchanged came."""
    if tie.received < TINY:
        return "what counts of it went one way, from you"
    if tie.sent < TINY:
        return "what counts of it went one way, to you"
    if tie.sent >= LOPSIDED * tie.received:
        return "most of it from you"
    return "most of it from the other side" if tie.received >= LOPSIDED * tie.sent else "both ways alike"


def _faded(asked: Asked) -> str:
    """Say what silence took from a tie since the last time something happened, or was said."""
    tie, now = asked.tie, asked.now
    left = ties.faded(tie, now)
    held = HELD if tie.elsewhere else ""
    if now - tie.as_of < 1 or not tie.days:
        return held.strip()
    told = FADED.format(
        last=phrases.exact(outlook.day(tie.as_of), today=asked.today),
        then=f"{ties.strength(tie, tie.as_of):.2f}",
        counts=round(100 * (left.sent + left.received) / (tie.sent + tie.received)),
        days=round(100 * left.days / tie.days),
    )
    return told + held


def _read(pace: Pace) -> str:
    """Say by which numbers a strength is read, so that anybody can count it again."""
    return READ.format(
        whose=LEARNED[pace == ties.PLAIN],
        counts=f"{pace.half_life:g}",
        days=f"{pace.days_half_life:g}",
        lapse=pace.lapse,
        intercept=pace.intercept,
        slope=pace.slope,
    )


def _state(asked: Asked) -> Number:
    tie, now = asked.tie, asked.now
    state = ties.state(tie, now)
    lately = tuple(
        sorted((one for one in asked.active if (asked.today - one.on).days < ties.SEASON), key=_newest)
    )
    sentence = _like(asked) if _trusted(asked, state) else _stated(asked, state)
    changed = outlook.changes(tie, now)
    would = (f"One exchange both ways today: {changed[0].state}.", outlook.course(tie, now))
    return Number(state, sentence, lately[:SHOWN], "", changed, would)


def _newest(ground: Ground) -> int:
    return -ground.on.toordinal()


def _stated(asked: Asked, state: State) -> str:
    tie = asked.tie
    if not tie.interactions:
        return BY_WORD
    true = max(math.floor(asked.now) - tie.last_day, 0)
    silent = ties.quiet(tie, asked.now)
    year = rhythm.within(tie.recent, true, counting.YEAR)
    return STATES[state].format(
        first=phrases.at(outlook.day(tie.first), today=asked.today),
        nor=_nor(tie),
        silent=phrases.plural(silent, "day"),
        why=RESTING[silent >= ties.LONG_SILENCE],
        season=_days(rhythm.within(tie.recent, true, ties.SEASON)),
        usual=_days(round(year * ties.SEASON / counting.YEAR)),
    )


def _days(count: int) -> str:
    return phrases.number(count) if count else "none"


def _silence(asked: Asked) -> Number:
    tie, now = asked.tie, asked.now
    value = ties.silence(tie, now)
    told = SILENCE.format(days=f"{ties.going_on(tie, now):.1f}", left=f"{1 / value - 1:.1f}")
    more = ties.silence(outlook.after(tie, now, sent=1.0, received=1.0), now)
    later = ties.silence(tie, now + ties.SEASON)
    would = (
        f"One exchange both ways today: {outlook.to(value, more)}.",
        f"With nothing more: {later:.2f} in three months.",
    )
    return Number(value, told, asked.grounds[:SHOWN], "", (), would)


def _rhythm(asked: Asked) -> Number:
    tie, now = asked.tie, asked.now
    if tie.active_days <= 1:
        return Number(None, ONCE if tie.active_days else BY_WORD)
    usual = ties.rhythm(tie)
    template = OVERALL if rhythm.gap(tie.recent) is None else USUAL
    days = phrases.plural(tie.recent.bit_count(), "day")
    then = phrases.rhythm(ties.rhythm(outlook.after(tie, now, sent=1.0, received=1.0)))
    newest = tuple(sorted(asked.active, key=_newest))[:SHOWN]
    would = () if then == phrases.rhythm(usual) else (f"One exchange today: {then}.",)
    return Number(usual, template.format(days=days), newest, "", (), would)


def _started(asked: Asked) -> Number:
    tie = asked.tie
    value = ties.reciprocity(tie)
    if value is None:
        return Number(None, UNTOLD)
    sentence = STARTED.format(
        starts=phrases.plural(tie.starts, "conversation"),
        started="none" if not tie.started else phrases.number(tie.started),
        few=CHANCE if tie.starts < FEW else "",
    )
    then = outlook.after(tie, asked.now, sent=1.0, received=0.0)
    would = (
        f"Beginning one today: {phrases.number(then.started)} of {phrases.number(then.starts)}."
        if then.starts > tie.starts
        else "A mail today goes on with the conversation you are in.",
    )
    return Number(None if tie.starts < FEW else value, sentence, (), "", (), would)


def _reply(asked: Asked) -> Number:
    tie, letters = asked.tie, asked.unanswered
    value = worth.reply(tie, unanswered=letters)
    waiting = WAITING[letters == 1].format(mails=phrases.plural(letters, "mail")) if letters else ""
    back = min(tie.sent, tie.received)
    last = phrases.exact(outlook.day(tie.as_of), today=asked.today)
    sentence = REPLY.format(last=last, back=f"{back:.1f}", sent=f"{tie.sent:.1f}", waiting=waiting)
    yes = worth.reply(outlook.after(tie, asked.now, sent=1.0, received=1.0))
    no = worth.reply(tie, unanswered=letters + 1)
    anew = ANEW if yes < value else ""
    would = (
        f"With an answer: {outlook.to(value, yes)}{anew}.",
        f"With one more mail left unanswered: {no:.2f}.",
    )
    return Number(value, sentence, asked.grounds[:SHOWN], "", (), would)


_SAID = {
    "close": "you are close",
    "good": "you are on good terms",
    "loose": "you know each other loosely",
    "weekly": "you talk elsewhere about every week",
    "monthly": "you talk elsewhere about every month",
    "quarterly": "you talk elsewhere about every three months",
}


def _correction(asked: Asked, said: Said) -> Correction:
    """Say what the owner said and when, and what the record alone would come to."""
    on = outlook.day(float(said.day))
    start = f"Your word, {phrases.exact(on, today=asked.today)}: {_SAID[said.word]}."
    if asked.alone is None:
        return Correction(said.field, said.word, on, f"{start} Nothing is on record.")
    strength, state = ties.strength(asked.alone, asked.now), ties.state(asked.alone, asked.now)
    return Correction(
        said.field, said.word, on, f"{start} From the record alone it would be {strength:.2f}, {state}."
    )
