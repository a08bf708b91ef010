"""Sentences: what a tie looks like from its own record, said in one line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from amity.core import phrases
from amity.core.brought import Joined
from amity.core.help import Help
from amity.core.people import Person
from amity.core.view import Move, Shared
from amity.web import wording

_QUIET = {"cooling", "dormant"}
_LAPSED, _LATELY = 4.0, 30
"""After so many times its usual gap, and so many days, a tie is not said to go on "lately"."""
_LINE = 160
"""Characters of a text that a line begins with."""


def tie(person: Person, rhythm: float | None, *, days: int, today: date) -> str:
    """Say how often and since when, and how it stands; nothing that the record does not show.

    `rhythm` is the usual gap in days lately, None with fewer than two days; `days` counts the days with an
    exchange over the whole span. A tie that goes on says its rhythm lately; one that went quiet, by its state
    or because silence has lasted several times as long as usual, that of all.
    """
    if person.first is None or person.last is None:
        return ""
    last = wording.ago(person.last, today=today)
    if person.first == person.last:
        return _("One day in touch is on record: %(last)s.") % {"last": last}
    first = phrases.month(person.first, today=today)
    told = {"first": first, "last": phrases.month(person.last, today=today), "ago": last}
    lapsed = rhythm is not None and (today - person.last).days > max(_LAPSED * rhythm, _LATELY)
    if person.state in _QUIET or lapsed:
        often = phrases.rhythm((person.last - person.first).days / (days - 1)) if days > 1 else ""
        return _(_quiet(told, often)) % {**told, "often": often}
    if rhythm is not None:
        often = phrases.rhythm(rhythm)
        return _("You have been in touch since %(first)s, lately %(often)s; the last time was %(ago)s.") % {
            **told,
            "often": often,
        }
    return _("You have been in touch since %(first)s; the last time was %(ago)s.") % told


def _quiet(told: dict[str, str], often: str) -> str:
    if told["first"] == told["last"]:
        return "You were in touch in %(first)s; nothing is on record since."
    if often:
        return "From %(first)s to %(last)s you were in touch %(often)s; nothing is on record since."
    return "From %(first)s to %(last)s you were in touch now and then; nothing is on record since."


_PRAISE = "Recommendation"
"""How a LinkedIn recommendation begins in what a file says."""


def helped(given: Sequence[Help], name: str) -> list[str]:
    """Say each piece of help in a line, recommendations first: who, when, and how its text begins."""
    first = sorted(given, key=lambda one: not one.text.startswith(_PRAISE))
    return [_helped(one, phrases.given(name)) for one in first]


def _helped(one: Help, name: str) -> str:
    said, _colon, rest = one.text.partition(": ")
    praise = said == _PRAISE and one.way in {"given", "received"}
    text = next(iter((rest if praise else one.text).strip().splitlines()), "")
    if praise:
        who = _("You recommended %(name)s") if one.way == "given" else _("%(name)s recommended you")
    else:
        who = {
            "given": _("From you"),
            "received": _("From %(name)s"),
            "offered": _("Offered"),
            "asked": _("You asked for"),
            "declined": _("Could not be met"),
        }[one.way]
    when = _(" in %(month)s") % {"month": date_format(one.on, "F Y")} if one.on else ""
    text = Truncator(text).chars(_LINE)
    return who % {"name": name} + when + (f": “{text}”" if praise and text else f": {text}" if text else ".")


_EACH = {
    "information": ("information", "information"),
    "insight": ("an insight", "insights"),
    "influence": ("some influence", "influence"),
    "introduction": ("an introduction", "introductions"),
    "opportunity": ("an opportunity", "opportunities"),
    "support": ("support", "support"),
}


def brought(kinds: Sequence[str], names: Sequence[str]) -> str:
    """Say what ties brought, and from whom: "Insights and an introduction, from Ana and Bo."."""
    said = [_EACH[kind][kinds.count(kind) > 1] for kind in _EACH if kind in kinds]
    what = (
        _("%(several)s and %(last)s") % {"several": ", ".join(said[:-1]), "last": said[-1]}
        if len(said) > 1
        else said[0]
    )
    return _("%(what)s, from %(names)s.") % {"what": what[0].upper() + what[1:], "names": named(names)}


def moved(move: Move) -> str:
    """Say what a source said of somebody's work on one day and on a later one, and no more than that."""
    told = {
        "source": wording.SOURCES.get(move.source, move.source),
        "before": _job(move.before_title, move.before_organization),
        "after": _job(move.title, move.organization),
        "then": wording.written(move.seen_before),
        "now": wording.written(move.seen_now),
    }
    if move.dated:
        said = _("On %(then)s %(source)s said %(before)s; on %(now)s it said %(after)s.")
    elif move.seen_before < move.seen_now:
        said = _("%(source)s, as you brought it on %(then)s, said %(before)s; on %(now)s it said %(after)s.")
    else:
        said = _("Brought on %(now)s, one file of %(source)s said %(before)s and the next one %(after)s.")
    return said % told


def _job(title: str, organization: str) -> str:
    short = {"title": Truncator(title).chars(_LINE), "organization": Truncator(organization).chars(_LINE)}
    if title and organization:
        return _("%(title)s at %(organization)s") % short
    return short["title"] or short["organization"]


def named(several: Sequence[str], *, most: int = 3) -> str:
    """Say some names in a row, each once: "Ana, Bo, Cem and 4 more"."""
    once = list(dict.fromkeys(several))
    if len(once) > most:
        told = {"names": ", ".join(once[:most]), "count": len(once) - most}
        return _("%(names)s and %(count)s more") % told
    if len(once) > 1:
        return _("%(names)s and %(name)s") % {"names": ", ".join(once[:-1]), "name": once[-1]}
    return "".join(once)


def former(shared: Iterable[Shared]) -> list[str]:
    """Name the places where the owner worked, and no longer does, when the connection was made."""
    places = (one.position for one in shared if one.basis == "connected")
    return list(
        dict.fromkeys(place.organization for place in places if place.finished and place.organization)
    )


def joined(one: Joined) -> str:
    """Say with which record another one was put together, and why."""
    told = {"file": one.file or _("your own word")}
    if one.why == "word":
        return _("One person with a record of %(file)s: you said so.") % told
    value = wording.account(one.value) if one.why == "account" else one.value
    if one.why in wording.SHARED and not value:
        return _("One person with a record of %(file)s, as that program knows them.") % told
    if value:
        return _("One person with a record of %(file)s: %(why)s %(value)s.") % {
            **told,
            "value": value,
            "why": wording.SHARED[one.why],
        }
    return _("One person with a record of %(file)s, through another record.") % told
