"""Filters and marks of the templates; the words themselves stand in `web/wording.py`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Protocol

from django import template
from django.template.defaultfilters import stringfilter
from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.html import format_html, format_html_join
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from amity.core import dates, facts, phrases, promises
from amity.core.brought import Joined
from amity.core.handles import Handle
from amity.core.people import Person
from amity.web import charts, placed, sentences, wording

register = template.Library()
_SURE = 0.994
"""Above it, whole percent would say one hundred."""


class Named(Protocol):
    """Whoever has a page and a name."""

    @property
    def id(self) -> str:
        """Where their page is."""

    @property
    def name(self) -> str:
        """What a sentence calls them."""


@register.filter
def ago(day: date | datetime | None, today: date) -> str:
    """Say how long ago a day or moment was."""
    if day is None:
        return ""
    return wording.ago(localtime(day).date() if isinstance(day, datetime) else day, today=today)


@register.filter
def day(on: date | datetime | None) -> str:
    """Write a day."""
    if on is None:
        return ""
    return wording.written(localtime(on).date() if isinstance(on, datetime) else on)


@register.filter
def moment(at: datetime, today: date) -> str:
    """Write a moment with its time."""
    return wording.moment(localtime(at), today=today)


@register.filter
def clock(at: datetime) -> str:
    """Write the time of day, which no line breaks apart."""
    return date_format(localtime(at), "g:i A").replace(" ", "\u00a0")


@register.filter
@stringfilter
def spot(place: str) -> str:
    """Say where in a file a record stood, without its byte, which tells a program and not a person."""
    return place.partition(" (byte ")[0]


@register.filter
def slot(text: str) -> str:
    """Say the weekly time that is kept free."""
    return wording.slot(text)


@register.filter
@stringfilter
def curly(text: str) -> str:
    """Write apostrophes and quotes as a typographer does."""
    return wording.curly(text)


@register.filter
def linked(text: str, who: Named | Iterable[Named | tuple[str, str]]) -> str:
    """Make the name of each in a sentence, the whole one or the one they are called by, lead to their page.

    `who` is one that has an id and a name, or several of them or (id, name); the first mention leads.
    """
    several = who if isinstance(who, Iterable) else [who]
    told = [one if isinstance(one, tuple) else (one.id, one.name) for one in several]
    return format_html_join("", "{}", ((piece,) for piece in _linked(text, told)))


def _linked(text: str, who: list[tuple[str, str]]) -> list[str]:
    for read in (phrases.plain, phrases.given):
        for at, (id_, name) in enumerate(who):
            shown = wording.curly(read(name))
            found = re.search(rf"(?<!\w){re.escape(shown)}(?!\w)", text) if shown else None
            if found:
                before, after = text[: found.start()], text[found.end() :]
                link = format_html('<a href="{}">{}</a>', reverse("people.one", args=[id_]), found[0])
                others = [*who[:at], *who[at + 1 :]]
                return [*_linked(before, others), link, *_linked(after, others)]
    return [text]


@register.filter
def word(value: object, kind: str) -> str:
    """Say a word of the house in the reader's language; `kind` names its table in wording.py."""
    table: Mapping[object, object] = getattr(wording, kind.upper())
    return str(table.get(value, value))


@register.filter
def way(direction: str, name: str) -> str:
    """Say who wrote, by the name somebody is called by."""
    if direction == "received":
        return _("from %(name)s") % {"name": phrases.given(name)}
    return str(wording.WAYS.get(direction, direction))


@register.filter
def given(name: str) -> str:
    """Say the name somebody is called by."""
    return phrases.given(name)


@register.filter
def initials(name: str) -> str:
    """Give the letters that stand where there is no picture."""
    return phrases.initials(name)


@register.filter
@stringfilter
def yearly(written: str) -> str:
    """Say a birthday: with its year when that is known, else only month and day."""
    if (known := dates.day(written)) is not None:
        return wording.written(known)
    try:
        return date_format(date.fromisoformat(f"2000{written[1:]}"), "M j")
    except ValueError:
        return written


@register.filter
def when(on: date, today: date) -> str:
    """Say a day as it is remembered, with its preposition: on a near day, in a far month."""
    if (today - on).days < phrases.FAR:
        return _("on %(day)s") % {"day": wording.written(on)}
    return _("in %(month)s") % {"month": date_format(on, "F Y")}


@register.filter
def letter(level: int) -> str:
    """Give the key that says how much somebody matters."""
    return wording.IMPORTANCE_KEYS[level]


@register.filter
def grouped(count: int) -> str:
    """Say a large count with its thousands apart."""
    return number_format(count, use_l10n=True, force_grouping=True)


@register.filter
def spelled(count: int) -> str:
    """Say a count up to ten as a word."""
    return wording.number(count)


@register.filter
def together(one: Joined) -> str:
    """Say with which record another one was put together, and why."""
    return sentences.joined(one)


@register.filter
def bar(part: float | None) -> str:
    """Give the length of a bar, 0-100, for a share of 0-1."""
    return charts.share(part or 0.0)


@register.filter
def percent(part: float | None) -> str:
    """Say a share of 0-1 in whole percent."""
    return f"{round((part or 0.0) * 100)}"


@register.filter
@stringfilter
def basename(path: str) -> str:
    """Give a file's name without its folders, as people know it."""
    return path.rstrip("/").rpartition("/")[2]


@register.filter
@stringfilter
def dated(label: str) -> date | None:
    """Read the day of a claim's label, where it is one."""
    return facts.day(label)


@register.filter
@stringfilter
def sentence(text: str) -> str:
    """Begin with a capital, and leave everything else as it is written; a domain has none (acme.example)."""
    return text if _DOMAIN.fullmatch(text) else text[:1].upper() + text[1:]


_DOMAIN = re.compile(r"[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+")


@register.filter
def likely(part: float) -> str:
    """Say a probability of 0-1 in whole percent; never that anything is certain."""
    return _("over 99%") if part > _SURE else f"{percent(part)}%"


@register.filter
def basis(person: Person, dimension: str) -> str:
    """Say by what somebody was placed in a dimension of the atlas; empty where nothing tells."""
    return str(wording.BASES.get(person.basis.get(dimension, ""), ""))


@register.filter
def stale(fact: facts.Fact, today: date) -> bool:
    """Tell whether a fact is so old that it asks to be refreshed."""
    return facts.stale(fact, today=today)


@register.filter
def late(promise: promises.Promise, today: date) -> bool:
    """Tell whether an open promise's day is past."""
    return promises.late(promise, today=today)


@register.filter
def of(known: Mapping[str, str], name: str) -> str:
    """Look something up by its name; empty where it is not known."""
    return known.get(name, "") if known else ""


@register.filter
@stringfilter
def mailto(address: str) -> str:
    """Let only a mail link through; anything else leads nowhere."""
    return address if address.startswith("mailto:") else ""


@register.filter
def told(value: str, field: str) -> str:
    """Say what stands in one field of a person: a birthday as a day, all else as it is."""
    return yearly(value) if field == "birthday" and value else value


@register.filter
def reach(handle: Handle) -> str:
    """Say an address as people know it; nothing for a number that only a program knows."""
    if handle.kind == "account":
        return wording.account(handle.value, handle.written)
    return handle.value if handle.kind in {"profile", "url"} else handle.written or handle.value


@register.filter
@stringfilter
def web(address: str) -> str:
    """Make a link of a profile or web address; only http(s), so that no address is a script."""
    if address.startswith(("https://", "http://")):
        return address
    return "" if ":" in address.partition("/")[0] else f"https://{address}"


@register.filter
def pairs(tags: str) -> list[tuple[str, str]]:
    """Read the fields of a notice's undo form, one `key=value` a line."""
    return [(key, value) for key, found, value in (row.partition("=") for row in tags.splitlines()) if found]


@register.inclusion_tag("page/purposes.html")
def purposes(kinds: tuple[str, ...], *, words: bool = False) -> dict[str, object]:
    """Show purposes by shape, letter and hue, with their words beside them or for screen readers only."""
    return {
        "kinds": [(kind, wording.LETTERS[kind], wording.PURPOSES[kind]) for kind in kinds],
        "words": words,
    }


@register.inclusion_tag("page/field.html")
def field(bound: object, *, hint: str = "", wide: bool = False) -> dict[str, object]:
    """Show one field of a form with its label, its hint and what is wrong with it."""
    return {"field": bound, "hint": hint, "wide": wide}


@register.filter(name="placed")
def placed_(person: Person) -> tuple[placed.Area, ...]:
    """Say where somebody is, with what each area was read from."""
    return placed.shown(person)
