"""The wire: findings as lines of JSON, between the child process that reads and the parent that keeps."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from amity.core.findings import (
    Bookmark,
    Claim,
    Finding,
    InteractionSeen,
    Participant,
    PersonSeen,
    Problem,
    Settings,
)
from amity.core.handles import Handle, Kind

_dump = json.JSONEncoder(ensure_ascii=True, separators=(",", ":")).encode


def write(finding: Finding) -> str:
    """Write one finding as one line, without its line end."""
    if isinstance(finding, InteractionSeen):
        people = [(p.role, p.handle.kind, p.handle.value, p.handle.written, p.name) for p in finding.people]
        return _dump(
            ["i", finding.key, finding.place, finding.at.isoformat(), finding.channel, people, finding.text,
             finding.where, finding.minutes, finding.direction]
        )  # fmt: skip
    if isinstance(finding, PersonSeen):
        claims = [(c.field, c.value, c.label) for c in finding.claims]
        handles = [(h.kind, h.value, h.written) for h in finding.handles]
        as_of = finding.as_of and finding.as_of.isoformat()
        return _dump(["p", finding.key, finding.place, claims, handles, as_of, finding.about_owner])
    if isinstance(finding, Problem):
        return _dump(["x", finding.place, finding.code, finding.reason])
    return _dump(["b", finding.mark])


def read(line: list[Any]) -> Finding:
    """Read one decoded line back; ValueError if it is none."""
    kind, *rest = line
    if kind == "i":
        key, place, at, channel, people, text, where, minutes, direction = rest
        named = tuple(
            Participant(role, _handle(kind, value, written), clean(name))
            for role, kind, value, written, name in people
        )
        return InteractionSeen(
            clean(key),
            clean(place),
            datetime.fromisoformat(at),
            channel,
            named,
            clean(text),
            clean(where),
            minutes,
            direction,
        )
    if kind == "p":
        key, place, claims, handles, as_of, about_owner = rest
        return PersonSeen(
            clean(key),
            clean(place),
            tuple(Claim(field, clean(value), clean(label)) for field, value, label in claims),
            tuple(_handle(*handle) for handle in handles),
            date.fromisoformat(as_of) if as_of else None,
            about_owner,
        )
    if kind == "x":
        place, code, reason = rest
        return Problem(clean(place), code, clean(reason))
    if kind == "b":
        return Bookmark(*rest)
    raise ValueError(f"not a finding: {kind!r}")


def _handle(kind: Kind, value: str, written: str) -> Handle:
    """Read an address; what nobody sees of it does not tell two apart."""
    seen = value if value.isprintable() else "".join(filter(str.isprintable, value))
    return Handle(kind, seen, clean(written))


def clean(text: str) -> str:
    """Drop what no database keeps: NULs and lone surrogates."""
    if text.isascii() and "\x00" not in text:
        return text
    return text.replace("\x00", "").encode("utf-8", "ignore").decode("utf-8")


def settings_out(settings: Settings) -> dict[str, Any]:
    """Write a source's settings for the child."""
    return {
        "today": settings.today.isoformat(), "subjects": settings.subjects, "snippets": settings.snippets,
        "region": settings.region, "mappings": {name: dict(told) for name, told in settings.mappings.items()},
    }  # fmt: skip


def settings_in(told: dict[str, Any], *, name: str, since: str = "") -> Settings:
    """Read them there, for one file; `since` is the bookmark to go on behind."""
    return Settings(
        date.fromisoformat(told["today"]), told["subjects"], told["snippets"], told["region"], name, since,
        told.get("mappings", {}),
    )  # fmt: skip
