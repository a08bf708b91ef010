"""Balance: how help went between two people over the years, in words; it remembers and never reckons up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from amity.core import facts, phrases, reasons
from amity.core.facts import Fact
from amity.core.help import Help
from amity.core.people import Exchange
from amity.core.promises import Promise
from amity.core.reasons import Evidence

YEAR = timedelta(days=365)
LONG = 540
"""Days between the first and the last help from which on it went on "over" some years."""
EQUAL = 0.5
"""Help both ways is about equal when the smaller part is at least this share of the larger."""
SEVERAL = 3
"""So many times one way and never the other is a pattern worth a kind word."""
ONLY_ASKS = 3
"""Days on which the owner wrote, all of them with an ask, before that is said."""
SILENCE = timedelta(days=14)
"""After so long without an exchange the next one is a beginning."""
STARTS, MOSTLY = 4, 0.8
"""So many beginnings, and such a share of them, before it is said who makes them."""
ASKS = 2
"""Asks with nothing given since, from which on one more is worth a thought."""
_SHORT = 80
_WRITTEN = frozenset({"mail", "message", "letter", "social"})


@dataclass(frozen=True, slots=True)
class Clause:
    """One sentence about help between two people, what proves it, and what would come easily now."""

    kind: str
    sentence: str
    evidence: tuple[Evidence, ...] = ()
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class _Between:
    """All that the clauses read: one person and what is on record between them and the owner."""

    name: str
    help: tuple[Help, ...]
    promises: tuple[Promise, ...]
    exchanges: tuple[Exchange, ...]
    facts: tuple[Fact, ...]
    today: date

    def way(self, *ways: str) -> list[Help]:
        """Give the help of these ways, the oldest first; what has no day stands first."""
        return [one for one in self.help if one.way in ways]


def balance(
    name: str, help: Iterable[Help], *, promises: Iterable[Promise] = (), exchanges: Iterable[Exchange] = (),  # noqa: A002
    facts: Iterable[Fact] = (), today: date,
) -> tuple[Clause, ...]:  # fmt: skip
    """Say how help went between the owner and a person, a clause for each thing that can be proved.

    `help` holds kept promises too, as `core.help` gives it; nothing later than `today` counts.
    """
    seen = sorted((one for one in help if _by(one.on, today)), key=_age)
    between = _Between(
        phrases.given(name),
        tuple(seen),
        tuple(one for one in promises if _by(one.on, today)),
        tuple(sorted((one for one in exchanges if reasons.day(one) <= today), key=lambda one: one.at)),
        tuple(facts),
        today,
    )
    clauses = (say(between) for say in _CLAUSES)
    return tuple(clause for clause in clauses if clause is not None)


def _by(on: date | None, today: date) -> bool:
    return on is None or on <= today


def _age(one: Help) -> tuple[date, str]:
    return (one.on or date.min, one.id)


def _nothing(between: _Between) -> Clause | None:
    """Say that nothing is on record, and what one could begin with."""
    if between.help:
        return None
    offers = [one for one in between.facts if one.kind == "can_help_with" and facts.holds(one)]
    if offers:
        told = phrases.quoted(offers[0].text, most=_SHORT)
        return Clause(
            "nothing",
            "No help is on record yet, in either direction.",
            (_fact(offers[0], between.name),),
            f"{between.name} can help with {told}; is there something you could ask about?",
        )
    return Clause(
        "nothing",
        "No help is on record yet, in either direction.",
        suggestion=f"What could you ask {between.name} about?",
    )


def _both(between: _Between) -> Clause | None:
    """Say how help went where it went both ways."""
    given, received = between.way("given"), between.way("received")
    if not given or not received:
        return None
    lines = _shown([*given, *received], between.name)
    few, many = sorted((len(given), len(received)))
    over = _over([*given, *received])
    if few == many == 1:
        return Clause("each_other", f"You and {between.name} have helped each other{over}.", lines)
    if few >= many * EQUAL:
        return Clause("equal", f"You and {between.name} have helped each other about equally{over}.", lines)
    more, less = (between.name, "you") if len(received) > len(given) else ("You", between.name)
    have = "has" if more == between.name else "have"
    sentence = f"{more} {have} helped {_times(many)}{over}; {less} helped too, {_times(few)}."
    return Clause("uneven", sentence, lines, _thanks(received[-1], between) if more == between.name else "")


def _received(between: _Between) -> Clause | None:
    """Say that help came and none went: a thank-you would be easy."""
    received = between.way("received")
    if not received or between.way("given"):
        return None
    sentence = f"{between.name} has helped you {_times(len(received))}{_last(received, between)}."
    return Clause("received", sentence, _shown(received, between.name), _thanks(received[-1], between))


def _given(between: _Between) -> Clause | None:
    """Say that help went and none came."""
    given = between.way("given")
    if not given or between.way("received"):
        return None
    sentence = f"You have helped {between.name} {_times(len(given))}{_last(given, between)}."
    ask = f"You could ask {between.name} for something small; many people like to be asked."
    return Clause(
        "given",
        sentence,
        _shown(given, between.name),
        ask if _long(given) and not between.way("asked") else "",
    )


def _long(several: Sequence[Help]) -> bool:
    return len(several) >= SEVERAL


def _never_asked(between: _Between) -> Clause | None:
    """Say that the owner never asked, where help is on record that was not asked for."""
    helped = between.way("given", "received", "offered")
    if not helped or between.way("asked", "declined"):
        return None
    sentence = f"As far as this book knows, you have never asked {between.name} for anything."
    return Clause("never_asked", sentence, _shown(helped, between.name))


def _asked(between: _Between) -> Clause | None:
    """Say what was asked for and what came of it, where something was given too."""
    asked = between.way("asked")
    if not asked or _only_asks(between) is not None:
        return None
    sentence = f"You have asked {between.name} for something {_times(len(asked))}{_last(asked, between)}."
    return Clause("asked", sentence, _shown(asked, between.name))


def _declined(between: _Between) -> Clause | None:
    """Say with grace that an ask came to nothing."""
    declined = between.way("declined")
    if not declined:
        return None
    what = "One ask" if len(declined) == 1 else f"{phrases.number(len(declined)).capitalize()} asks"
    sentence = f"{what} could not be met, and that is all right."
    return Clause("declined", sentence, _shown(declined, between.name))


def _offered(between: _Between) -> Clause | None:
    """Say what the owner offered and nothing came of yet."""
    given = [one.on for one in between.way("given") if one.on]
    offers = [
        one
        for one in between.way("offered")
        if one.on and between.today - one.on <= YEAR and all(on < one.on for on in given)
    ]
    if not offers:
        return None
    last = offers[-1]
    when = phrases.at(last.on or between.today, today=between.today)
    sentence = f"You offered {between.name} {phrases.quoted(last.text, most=_SHORT)} {when}."
    return Clause(
        "offered", sentence, _shown([last], between.name), f"Ask {between.name} whether it is still of use."
    )


def _kept(between: _Between) -> Clause | None:
    """Say that promises were kept, where there were several."""
    kept = [one for one in between.promises if one.kept and _by(one.closed, between.today)]
    mine, theirs = [one for one in kept if one.mine], [one for one in kept if not one.mine]
    told = []
    if len(mine) > 1:
        told.append(f"You have kept {phrases.plural(len(mine), 'promise')} to {between.name}.")
    if len(theirs) > 1:
        told.append(f"{between.name} has kept {phrases.plural(len(theirs), 'promise')} to you.")
    if not told:
        return None
    counted = [*(mine if len(mine) > 1 else ()), *(theirs if len(theirs) > 1 else ())]
    lines = tuple(Evidence("promise", one.id, phrases.plain(one.text), one.closed) for one in counted)
    return Clause("kept", " ".join(told), lines)


def _only_asks(between: _Between) -> Clause | None:
    """Say that the owner wrote only to ask, where each of their letters of a year stands beside an ask."""
    since = between.today - YEAR
    wrote = [
        one
        for one in between.exchanges
        if one.direction == "sent" and one.channel in _WRITTEN and reasons.day(one) > since
    ]
    days = {reasons.day(one) for one in wrote}
    asks = [one for one in between.way("asked") if one.on in days]
    gave = [one for one in between.way("given", "offered") if one.on is None or one.on > since]
    if len(days) < ONLY_ASKS or {one.on for one in asks} != days or gave:
        return None
    lines = tuple(reasons.shown(one, name=between.name) for one in wrote)
    return Clause(
        "only_asks",
        f"Within a year you wrote {_times(len(days))}, only to ask.",
        (*_shown(asks, between.name), *lines),
        f"Write to {between.name} once without wanting anything.",
    )


def _starts(between: _Between) -> Clause | None:
    """Say who begins again after a silence, where it is mostly one of the two."""
    begun = [one for one in starts(between.exchanges) if one.direction in {"sent", "received"}]
    mine = [one for one in begun if one.direction == "sent"]
    theirs = [one for one in begun if one.direction == "received"]
    several = max(mine, theirs, key=len)
    if len(several) < STARTS or len(several) < MOSTLY * len(begun):
        return None
    lines = tuple(reasons.shown(one, name=between.name) for one in begun)
    who = "you" if several is mine else between.name
    return Clause("starts", f"After a silence it is mostly {who} who gets in touch first.", lines)


def starts(exchanges: Sequence[Exchange]) -> list[Exchange]:
    """Give the exchanges that began again after a silence; the first of all is no start."""
    return [later for before, later in pairwise(exchanges) if later.at - before.at >= SILENCE]


_CLAUSES: tuple[Callable[[_Between], Clause | None], ...] = (
    _nothing, _both, _received, _given, _kept, _offered, _never_asked, _only_asks, _asked, _declined, _starts,
)  # fmt: skip


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{phrases.number(count)} times")


def _over(several: Sequence[Help]) -> str:
    """Say over how long, where that is long."""
    days = [one.on for one in several if one.on]
    length = (max(days) - min(days)).days if days else 0
    return f" over {phrases.span(length)}" if length >= LONG else ""


def _last(several: Sequence[Help], between: _Between) -> str:
    """Say when last, where a day is known."""
    days = [one.on for one in several if one.on]
    if not days:
        return ""
    when = phrases.at(max(days), today=between.today)
    return f", {when}" if len(several) == 1 else f", the last time {when}"


def _thanks(last: Help, between: _Between) -> str:
    told = phrases.quoted(last.text, most=_SHORT)
    return f"A thank-you to {between.name} would be easy, for {told}."


def _shown(several: Iterable[Help], name: str) -> tuple[Evidence, ...]:
    return tuple(Evidence("help", one.id or one.record, told(one, name), one.on) for one in several)


def told(one: Help, name: str) -> str:
    """Say one piece of help in a few words."""
    who = {
        "given": "You helped",
        "received": f"{name} helped",
        "offered": "You offered",
        "asked": "You asked for",
        "declined": "Could not be met",
    }[one.way]
    return f"{who}: {phrases.plain(one.text)}"


def _fact(one: Fact, name: str) -> Evidence:
    verb = {
        "working_on": "is working on",
        "struggling_with": "struggles with",
        "cares_about": "cares about",
        "can_help_with": "can help with",
    }[one.kind]
    return Evidence("fact", one.id, f"{name} {verb} {phrases.plain(one.text)}", one.on)


def sign(name: str, help: Iterable[Help], *, facts: Iterable[Fact] = (), today: date) -> Clause | None:  # noqa: A002
    """Give a quiet sentence before one more ask, where the owner asked before and gave nothing since.

    Two asks with a day, and neither anything given nor offered since the first of them or within a year; the
    suggestion is one thing that could come first. Nothing is held back by it.
    """
    called = phrases.given(name)
    seen = sorted((one for one in help if one.on is not None and one.on <= today), key=_age)
    gave = [one.on for one in seen if one.way in {"given", "offered"} and one.on]
    since = max(gave, default=date.min)
    asks = [one for one in seen if one.way == "asked" and one.on and one.on >= since]
    if len(asks) < ASKS or since >= today - YEAR:
        return None
    when = phrases.at(asks[-1].on or today, today=today)
    sentence = (
        f"You have asked {called} {_times(len(asks))}, the last time {when}; "
        "nothing from you to them is on record since."
    )
    idea, proof = _first(called, seen, list(facts))
    return Clause("sign", sentence, (*_shown(asks, called), *proof), idea)


_IDEAS = {
    "struggling_with": "Perhaps first something for {text}, which {name} struggles with.",
    "working_on": "Perhaps first ask how it goes with {text}, and whether you can do something for it.",
    "cares_about": "Perhaps first something about {text}; {name} cares about it.",
}


def _first(name: str, help: Sequence[Help], known: Sequence[Fact]) -> tuple[str, tuple[Evidence, ...]]:  # noqa: A002
    """Find one thing that could be given before the next ask, drawn from what is known."""
    for kind, idea in _IDEAS.items():
        held = [one for one in known if one.kind == kind and facts.holds(one)]
        if held:
            text = phrases.quoted(held[0].text, most=_SHORT)
            return idea.format(text=text, name=name), (_fact(held[0], name),)
    received = [one for one in help if one.way == "received"]
    if received:
        text = phrases.quoted(received[-1].text, most=_SHORT)
        return f"Perhaps first a thank-you, for {text}.", _shown(received[-1:], name)
    return f"Perhaps first ask what {name} is working on; something you can do may come up.", ()
