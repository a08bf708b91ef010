"""Calls, conversations and activities of a Monica export as exchanges, and what Monica knows of the owner."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from amity.core import dates, handles, interactions
from amity.core.findings import Claim, Finding, InteractionSeen, Participant, PersonSeen, Problem, Settings
from amity.core.handles import Handle
from amity.core.interactions import Channel, Direction, Role
from amity.formats import keys
from amity.formats.fields import Fields, objects, text
from amity.sources import monica_records
from amity.sources.monica_records import BOOKKEEPING, Known

TITLE = 300
"""Characters of what the owner wrote about a call or an activity that stand in the exchange itself."""
SNIPPET = 140
"""Characters of a message."""
EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)
TOLD = 200
"""People with whom one activity is kept as a note."""
_ROLES: Mapping[Direction, Role] = {"received": "from", "sent": "to", "mutual": "attendee"}
_TRUE = frozenset({"true", "1", "yes"})


@dataclass(frozen=True, slots=True)
class Who:
    """A contact as exchanges name them."""

    key: str
    handle: Handle
    name: str


@dataclass(slots=True)
class Found:
    """What one record gives: exchanges, and claims about its contact for what no exchange can hold."""

    seen: list[Finding] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)


def read(
    kind: str, raw: Mapping[str, Any], who: Who, *, place: str, known: Known, settings: Settings
) -> Found:
    """Read one call or conversation of a contact."""
    return _call(raw, who, place) if kind == "call" else _conversation(raw, who, place, known, settings)


def _call(raw: Mapping[str, Any], who: Who, place: str) -> Found:
    record = monica_records.opened(raw)
    values, found = record.values, Found()
    at = _moment(values, "called_at")
    way: Direction = "received" if values.take("contact_called") in _TRUE else "sent"
    content, number = values.take("content"), values.take("uuid")
    day = at.date().isoformat() if at else ""
    if at is None:
        found.claims.append(Claim("note", content or "A call.", "call"))
    else:
        key = f"call:{who.key}:{number or keys.digest(at.isoformat(), content)}"
        found.seen.append(_seen(key, place, at, channel="call", way=way, people=[who], shown=content[:TITLE]))
        if len(content) > TITLE:
            found.claims.append(Claim("note", content, f"{day} call"))
    found.claims += _rest(values, f"call {day}".strip())
    return found


def _conversation(raw: Mapping[str, Any], who: Who, place: str, known: Known, settings: Settings) -> Found:
    values, found = monica_records.opened(raw).values, Found()
    told = values.take("contact_field_type")
    kind = known.kinds.get(told)
    channel: Channel = "mail" if kind and ("email" in {kind.type, kind.name.lower()}) else "message"
    begun, number = _moment(values, "happened_at"), values.take("uuid")
    messages = values.all("messages")
    for count, one in enumerate(objects(messages), 1):
        inner = monica_records.opened(one).values
        at = _moment(inner, "written_at") or begun
        way: Direction = "sent" if inner.take("written_by_me") in _TRUE else "received"
        content = inner.take("content")
        day = at.date().isoformat() if at else ""
        if at is not None:
            own = inner.take("uuid") or f"{number}:{count}:{keys.digest(content)}"
            shown = content[:SNIPPET] if settings.snippets else ""
            key = f"message:{who.key}:{own}"
            seen = _seen(
                key, f"{place}, message {count}", at, channel=channel, way=way, people=[who], shown=shown
            )
            found.seen.append(seen)
        if settings.snippets and (at is None or len(content) > SNIPPET):
            found.claims.append(Claim("other", content, f"message {way} {day}".strip()))
        found.claims += _rest(inner, f"message {day}".strip())
    if begun is not None and not messages:
        key = f"conversation:{who.key}:{number or begun.isoformat()}"
        found.seen.append(_seen(key, place, begun, channel=channel, way="mutual", people=[who]))
    if told and kind:
        found.claims += [Claim("other", kind.name, "conversation by")] if kind.name else []
    elif told:
        found.claims.append(Claim("other", told, "conversation contact_field_type"))
    found.claims += [Claim("other", text(one), "conversation messages") for one in messages if text(one)]
    found.claims += _rest(values, "conversation")
    return found


def activity(raw: Mapping[str, Any], people: list[Who], place: str, known: Known) -> Iterator[Finding]:
    """Read an activity with all who took part; what is too long for one line is a note with each of them.

    An activity without anybody, or without a day, is no exchange: it is kept as a note, with the owner if
    nobody took part.
    """
    record = monica_records.opened(raw)
    values = record.values
    at, number = _moment(values, "happened_at"), values.take("uuid")
    told = values.take("type")
    summary = ": ".join(
        filter(None, (known.words.get(told, monica_records.worded(told)), values.take("summary")))
    )
    description = values.take("description")
    whole = "\n".join(filter(None, (summary, description)))
    number = number or keys.digest(at.isoformat() if at else "", whole)
    label = f"{at.date().isoformat()} activity" if at else "activity"
    met = at is not None and 0 < len(people) <= interactions.NO_EVIDENCE
    claims = _rest(values, label)
    if at is not None and met:
        line = " – ".join(filter(None, (summary, description)))
        shown = line if len(line) <= TITLE else summary[:TITLE]
        yield _seen(
            f"activity:{number}", place, at, channel="meeting", way="mutual", people=people, shown=shown
        )
    if whole and (not met or len(whole) + 2 > TITLE):
        claims.insert(0, Claim("note" if people else "other", whole, label))
    if claims and people:
        for who in people[:TOLD]:
            key = keys.fit(f"activity:{number}:{who.key}")
            yield PersonSeen(key, place, tuple(claims), (who.handle,))
    elif claims:
        yield PersonSeen(keys.fit(f"activity:{number}"), place, tuple(claims), about_owner=True)
    elif not met:
        yield Problem(place, "empty", "This activity says nothing.")


def owner(values: Fields, place: str, *, settings: frozenset[str]) -> PersonSeen:
    """Say who the owner is; how they set Monica up (`settings`) is not kept."""
    given, family, written = values.take("first_name"), values.take("last_name"), values.take("email")
    address = handles.email(written)
    name = " ".join(filter(None, (given, family)))
    said = [Claim("name", name), Claim("given", given), Claim("family", family)]
    said.append(Claim("email" if address else "other", written, "" if address else "email"))
    claims = [claim for claim in said if claim.value]
    claims += [Claim("other", value, name) for name, value in values.rest(*BOOKKEEPING, *settings)]
    return PersonSeen("owner", place, tuple(claims), (address,) if address else (), about_owner=True)


def journal(raw: Mapping[str, Any], place: str) -> PersonSeen | None:
    """Keep a page of the owner's own journal with the owner."""
    values = monica_records.opened(raw).values
    number, day = values.take("uuid"), monica_records.day_of(values.left.get("date"))
    if day:
        values.take("date")
    if values.take("type") == "day":
        day = "-".join(values.take(name).zfill(2) for name in ("year", "month", "day"))
    title, post = values.take("title"), values.take("post")
    rest = [f"{name}: {value}" for name, value in values.rest(*BOOKKEEPING)]
    said = "\n".join(filter(None, (title, post, *rest)))
    key = f"journal:{number or keys.digest(day, said)}"
    claim = Claim("other", said, f"journal {day}".strip())
    return PersonSeen(keys.fit(key), place, (claim,), about_owner=True) if said else None


def _moment(values: Fields, name: str) -> datetime | None:
    """Use a date up and give its moment; one that is not understood, or before 1900, stays."""
    found = dates.moment(text(values.left.get(name)))
    if found is None or found < EARLIEST:
        return None
    values.take(name)
    return found


def _seen(
    key: str,
    place: str,
    at: datetime,
    *,
    channel: Channel,
    way: Direction,
    people: list[Who],
    shown: str = "",
) -> InteractionSeen:
    took_part = tuple(Participant(_ROLES[way], who.handle, who.name[:400]) for who in people)
    return InteractionSeen(keys.fit(key), place, at, channel, took_part, shown, direction=way)


def _rest(values: Fields, label: str) -> list[Claim]:
    left = values.rest(*BOOKKEEPING)
    return [Claim("other", "; ".join(f"{name}: {value}" for name, value in left), label)] if left else []
