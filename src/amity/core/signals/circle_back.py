"""Circle back: somebody a campaign waits with, who moved on, or who is from a place the owner has left."""

from __future__ import annotations

from datetime import date

from amity.core import atlas, openings, phrases, reasons, worth
from amity.core.reasons import Evidence, Signal
from amity.core.view import Around, Move, Shared, View, Waiting

QUIET = 60
"""Days since the last exchange before a shared employer is a reason."""
WAITED = 1.1
"""Worth of a letter that the owner wants to write anyway."""
MOVED, MOVED_UNKNOWN = 1.2, 0.6
"""Worth of a changed post, with an exchange on record and without."""
LONG_ENOUGH = 5
"""Years of connection at one place beyond which more say no more."""
KNOWN, CONNECTED = 0.5, 0.3
"""Worth of a shared employer that ended, with an exchange on record and without: weak evidence."""

LETTER = "{name} is next in “{campaign}”{why}"
MOVE = "{name} has {news}: {source} said {before} on {earlier}, and says {after} since {later}."
CONNECTION = (
    "You connected with {name} while you were at {place} ({connected}); you left in {left}, and {rest}."
)
CARD = "The card of {name} names {place}, where you were until {left}; {rest}."
NOTHING = "nothing between you is on record"
LAST = "the last exchange on record is from {last}"


def read(view: View, around: Around, *, today: date) -> Signal | None:
    """Read a letter to be written, a changed post while it is news, else a shared employer that ended."""
    del around
    if view.letter is not None:
        return _letter(view, view.letter, today=today)
    move = openings.fresh(view, today=today)
    if move is not None and openings.before(move):
        return _moved(view, move, today=today)
    ended = [shared for shared in view.shared if _sayable(shared, view, today=today)]
    if not ended:
        return None
    # The clearest case: a day of connection before a name on a card, then the place left last.
    best = max(ended, key=lambda s: (s.basis == "connected", s.position.finished or date.min, s.id))
    return _shared(view, best, today=today)


def _letter(view: View, letter: Waiting, *, today: date) -> Signal:
    name, campaign = phrases.given(view.person.name), phrases.plain(letter.name)
    said = phrases.plain(letter.why)
    sentence = LETTER.format(name=name, campaign=campaign, why=f": {said}" if said else ".")
    last = tuple(reasons.shown(exchange, name=view.person.name) for exchange in view.recent[:1])
    line = Evidence("campaign", letter.id, f"{campaign}{f': {said}' if said else ''}")
    suggestion = "Open the letter that is begun, and make it yours."
    minutes = worth.word_minutes(view, today=today)
    return Signal("circle_back", view.person.id, sentence, (line, *last), suggestion, minutes, WAITED)


def _sayable(shared: Shared, view: View, *, today: date) -> bool:
    """Tell whether a shared employer lies in the past and nothing on record came after it."""
    left = shared.position.finished
    if (
        view.person.elsewhere
        or left is None
        or left > today
        or (shared.basis == "connected" and shared.on is None)
    ):
        return False
    if not view.recent:
        return view.tie is None
    last = reasons.day(view.recent[0])
    return last <= left and (today - last).days >= QUIET


def _moved(view: View, move: Move, *, today: date) -> Signal:
    before, after = openings.before(move), openings.after(move)
    elsewhere = atlas.fold(move.before_organization) != atlas.fold(move.organization)
    sentence = MOVE.format(
        name=phrases.given(view.person.name),
        news="moved" if elsewhere else "a new title",
        source=openings.SOURCES.get(move.source, "A record"),
        before=before,
        earlier=phrases.exact(move.seen_before, today=today),
        after=after,
        later=phrases.exact(move.seen_now, today=today),
    )
    lines = (
        Evidence("record", move.id, before, move.seen_before),
        Evidence("record", move.id, after, move.seen_now),
    )
    return _signal(view, sentence, lines, today=today, weight=MOVED if view.recent else MOVED_UNKNOWN)


def _shared(view: View, shared: Shared, *, today: date) -> Signal:
    position, name = shared.position, phrases.given(view.person.name)
    place = phrases.plain(position.organization)
    left = position.finished or today
    words = {
        "name": name,
        "place": place,
        "left": phrases.month(left, today=today),
        "rest": _rest(view, today=today),
    }
    dates = f"until {left.isoformat()}"
    since = f"{position.started.isoformat()} " if position.started else ""
    mine = Evidence("position", position.id, f"Your position at {place}, {since}{dates}", left)
    if shared.basis == "connected" and shared.on is not None:
        connected = phrases.month(shared.on, today=today)
        line = Evidence("record", shared.id, "Connected on LinkedIn", shared.on)
        sentence = CONNECTION.format(connected=connected, **words)
    else:
        line = Evidence("record", shared.id, f"Organization: {place}")
        sentence = CARD.format(**words)
    last = tuple(reasons.shown(exchange, name=view.person.name) for exchange in view.recent[:1])
    return _signal(
        view,
        sentence,
        (line, mine, *last),
        today=today,
        weight=_together(shared) * (KNOWN if last else CONNECTED),
    )


def _together(shared: Shared) -> float:
    """Weigh the years both were connected while the owner was there: a tenth more for each, up to five."""
    if shared.on is None or shared.position.finished is None:
        return 1.0
    years = (shared.position.finished - shared.on).days / 365.25
    return 1 + min(max(years, 0.0), LONG_ENOUGH) / 10


def _rest(view: View, *, today: date) -> str:
    if not view.recent:
        return NOTHING
    return LAST.format(last=phrases.month(reasons.day(view.recent[0]), today=today))


def _signal(
    view: View, sentence: str, evidence: tuple[Evidence, ...], *, today: date, weight: float
) -> Signal:
    suggestion, minutes = openings.suggest(view, today=today), worth.word_minutes(view, today=today)
    return Signal("circle_back", view.person.id, sentence, evidence, suggestion, minutes, weight)
