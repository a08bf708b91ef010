"""Drafts: the beginning of a mail, made only from facts both sides know, with a gap for the owner's words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from amity.core import handles, openings, phrases, reasons
from amity.core.errors import Refusal
from amity.core.people import Exchange
from amity.core.promises import Promise
from amity.core.reasons import Signal
from amity.core.view import View

GAP = "[what you want to ask or tell]"
"""Stands where the owner's own words belong; a draft never invents them."""
LONGEST = 120
"""Characters of a subject."""
_LAST = {"meeting": "We last met {when}", "call": "We last spoke {when}"}
_TITLED = frozenset({"mail", "meeting", "call"})
"""Channels whose text is a title that reads well in a mail; of a chat it is half a sentence."""
_WROTE = "We last wrote {when}"
OWN = "I said {when}: {text}. Here it is:"
THEIRS = "We spoke {when} of this: {text}. How does it stand? No hurry at all."


@dataclass(frozen=True, slots=True)
class Draft:
    """A mail begun: one line of subject, and a body with line feeds."""

    subject: str
    body: str


def draft(signal: Signal, view: View, *, owner: str, today: date) -> Draft:
    """Begin a mail for a signal; what the owner noted for themself stays out."""
    name = phrases.given(view.person.name)
    middle = [line for line in (_fact(signal, view, today=today), GAP) if line]
    body = "\n\n".join([f"Hi {name},", *middle, phrases.given(owner)]).rstrip() + "\n"
    return Draft(_subject(signal, view, name=name, owner=owner), body)


def _subject(signal: Signal, view: View, *, name: str, owner: str) -> str:
    if signal.reason == "date":
        return f"Happy birthday, {name}"[:LONGEST]
    promised = _promised(signal, view)
    if promised is not None:
        return phrases.plain(promised.text)[:1].upper() + phrases.plain(promised.text)[1:LONGEST]
    last = openings.last_with_text(view)
    if last is not None and last[1].channel == "mail" and not last[1].by_hand:
        return last[0][:LONGEST]
    return (f"Hello from {phrases.plain(owner)}" if phrases.plain(owner) else f"Hello, {name}")[:LONGEST]


def _fact(signal: Signal, view: View, *, today: date) -> str:
    """Say the one fact that both sides know and that fits the reason; empty when there is none."""
    if signal.reason == "date":
        return "Happy birthday!"
    promised = _promised(signal, view)
    if promised is not None:
        when = phrases.at(promised.on, today=today)
        said = OWN if promised.mine else THEIRS
        return said.format(when=when, text=phrases.quoted(promised.text))
    move = openings.fresh(view, today=today)
    if signal.reason == "circle_back" and move is not None:
        return f"I saw that you are now {openings.after(move)}. How is it going?"
    if view.recent:
        return _last(view.recent[0], today=today)
    places = [shared.position.organization for shared in view.shared if shared.basis == "connected"]
    if signal.reason == "circle_back" and places:
        return f"We connected while I was at {phrases.plain(places[0])}."
    return ""


def _promised(signal: Signal, view: View) -> Promise | None:
    """Give the promise a signal speaks of: both sides know it."""
    named = {item.id for item in signal.evidence if item.kind == "promise"}
    return next((promise for promise in view.promises if promise.id in named), None)


def _last(exchange: Exchange, *, today: date) -> str:
    did = _LAST.get(exchange.channel, _WROTE).format(when=phrases.at(reasons.day(exchange), today=today))
    return (
        f"{did} ({phrases.quoted(exchange.text)})."
        if exchange.text and exchange.channel in _TITLED and not exchange.by_hand
        else f"{did}."
    )


def mailto(begun: Draft, address: str) -> str:
    """Write a draft as a mailto address (RFC 6068); line ends of the body as %0D%0A.

    Everything outside the unreserved characters is escaped, and the subject is made one line, so that
    neither can add a header. Refuses what is no single mail address.
    """
    handle = handles.email(address)
    if handle is None or not handle.value.isprintable():
        raise Refusal("address", f"This is not one mail address: {phrases.quoted(address)}.")
    local, _, domain = handle.value.rpartition("@")
    subject = quote(phrases.plain(begun.subject), safe="")
    body = quote("\r\n".join(begun.body.splitlines()), safe="")
    return f"mailto:{quote(local, safe='')}@{quote(domain, safe='')}?subject={subject}&body={body}"
