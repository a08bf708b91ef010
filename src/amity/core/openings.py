"""Openings: what to say next, in one line, drawn from what is known of a person."""

from __future__ import annotations

import re
from datetime import date

from amity.core import phrases, reasons
from amity.core.facts import Fact
from amity.core.people import Exchange
from amity.core.view import Move, View

FRESH = 270
"""Days for which a changed company or title is news."""
SOURCES = {"linkedin": "LinkedIn", "google": "Google Contacts", "vcard": "The address book"}
_AFTER = "Pick up where you left off {when}: {text}."
_AGAIN = {
    "mail": "Ask what became of {text}, your last subject {when}.",
    "letter": "Ask what became of {text}, your last subject {when}.",
    "meeting": "Suggest to meet again; the last time was {text} {when}.",
    "call": "Suggest to speak again; the last time was {text} {when}.",
}
_GOES = "Ask {name} how it goes with {text}, which you noted {when}."
_GOING = frozenset({"working_on", "struggling_with"})
_YEAR = 365
_REPLY = re.compile(r"(?:(?:re|fwd?|aw|wg|sv|tr|antw)\s*:\s*)+", re.IGNORECASE)


def fresh(view: View, *, today: date) -> Move | None:
    """Return the newest change of company or title that is still news and not followed by an exchange."""
    last = reasons.day(view.recent[0]) if view.recent else date.min
    moves = [
        move
        for move in view.moves
        if 0 <= (today - move.seen_now).days <= FRESH
        and move.seen_now > last
        and after(move) not in {"", before(move)}
    ]
    return max(moves, key=lambda move: (move.seen_now, move.id), default=None)


def before(move: Move) -> str:
    """Name the post a source gave earlier."""
    return post(move.before_title, move.before_organization)


def after(move: Move) -> str:
    """Name the post a source gives now."""
    return post(move.title, move.organization)


def post(title: str, organization: str) -> str:
    """Name a post: "Engineer at Acme", or what is known of it; empty when nothing is."""
    known = [phrases.plain(part) for part in (title, organization) if phrases.plain(part)]
    return " at ".join(known)


def last_with_text(view: View) -> tuple[str, Exchange] | None:
    """Return the newest text the two exchanged, without "Re:", with its exchange; None when none is kept."""
    found = ((subject(exchange.text), exchange) for exchange in view.recent)
    return next(((text, exchange) for text, exchange in found if text), None)


def subject(text: str) -> str:
    """Give what a text is about: one line, without "Re:" before it."""
    return _REPLY.sub("", phrases.plain(text)).strip()


def suggest(view: View, *, today: date) -> str:
    """Suggest the next action in one line: the news, what is known, the last subject, how they met."""
    name = phrases.given(view.person.name)
    if (move := fresh(view, today=today)) is not None:
        return (
            f"Ask {name} how it is going as {after(move)}."
            if move.title
            else f"Ask {name} about {after(move)}."
        )
    if (fact := _known(view, today=today)) is not None and fact.on is not None:
        when = phrases.at(fact.on, today=today)
        return _GOES.format(name=name, text=phrases.quoted(fact.text), when=when)
    if (last := last_with_text(view)) is not None:
        text, exchange = last
        when = phrases.at(reasons.day(exchange), today=today)
        # What the owner wrote down after a talk is no title of it.
        said = _AFTER if exchange.by_hand else _AGAIN.get(exchange.channel, _AFTER)
        return said.format(text=phrases.quoted(text), when=when)
    return _meeting(view, name=name, today=today)


def _known(view: View, *, today: date) -> Fact | None:
    """Return the newest thing somebody works on or struggles with, noted within a year."""
    known = [
        fact
        for fact in view.facts
        if fact.kind in _GOING and fact.on is not None and 0 <= (today - fact.on).days <= _YEAR
    ]
    return max(known, key=_newest, default=None)


def _newest(fact: Fact) -> tuple[date, bool, str]:
    return (fact.on or date.min, fact.kind == "struggling_with", fact.id)


def _meeting(view: View, *, name: str, today: date) -> str:
    person = view.person
    if met := phrases.plain(person.met):
        return f"Begin with how you met: {phrases.quoted(met)}."
    if organization := phrases.plain(person.organization):
        return f"Ask {name} what they are working on at {organization}."
    if view.recent:
        when = phrases.at(reasons.day(view.recent[0]), today=today)
        return f"Pick up where you left off {when}."
    return f"Say hello, and ask {name} what they are working on."
