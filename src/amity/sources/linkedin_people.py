"""LinkedIn's people: connections, and the help that recommendations and endorsements tell of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from amity.core import dates, handles
from amity.core.findings import Claim, Finding, PersonSeen, Problem, Settings
from amity.core.handles import Handle
from amity.formats import keys
from amity.formats.tables import Row
from amity.sources import linkedin_rows
from amity.sources.linkedin_rows import Rows, claims, dated, rest

_SHOWN = {"recommendation": "visible", "endorsement": "accepted"}
"""The ordinary status of a row; any other is kept."""
_HELD, _ROW = 32_000_000, 500
"""Characters of a table that are held to tell who is unique in it, and what a row counts at least."""
_MEMBERS = {"given": "endorsee", "received": "endorser"}


def connections(rows: Rows, settings: Settings) -> Iterator[Finding]:
    """Read Connections.csv: a person for each row that names one."""
    as_of = linkedin_rows.archive_day(settings)
    found = (_connection(row, as_of) if isinstance(row, Row) else row for row in rows)
    yield from _employed(linkedin_rows.apart(found, start="row:"))


def _employed(found: Iterator[PersonSeen | Problem]) -> Iterator[PersonSeen | Problem]:
    """Let a connection be known by name and company, as recommendations are, where no other has the same.

    A table too long to be held is given as it is.
    """
    held: list[PersonSeen | Problem] = []
    size = 0
    for one in found:
        held.append(one)
        size += _ROW + sum(len(claim.value) for claim in one.claims) if isinstance(one, PersonSeen) else _ROW
        if size > _HELD:
            yield from held
            yield from found
            return
    holders: dict[Handle | None, set[str]] = defaultdict(set)
    for one in held:
        if isinstance(one, PersonSeen):
            holders[_account(one)].add(one.key)
    for one in held:
        account = _account(one) if isinstance(one, PersonSeen) else None
        if isinstance(one, PersonSeen) and account and len(holders[account]) == 1:
            yield replace(one, handles=(*one.handles, account))
        else:
            yield one


def _account(seen: PersonSeen) -> Handle | None:
    said = {claim.field: claim.value for claim in reversed(seen.claims)}
    return linkedin_rows.employed(said.get("name", ""), said.get("organization", ""))


def _connection(row: Row, as_of: date | None) -> PersonSeen | Problem:
    given, family, address = row["first name"], row["last name"], row["url"]
    name = f"{given} {family}".strip()
    profile = linkedin_rows.profile(address)
    if not name and profile is None:
        return Problem(row.place, "empty", "This row names nobody: the member has left LinkedIn.")
    email = handles.email(row["email address"])
    connected = dates.day(row["connected on"])
    said = claims(
        name=name,
        given=given,
        family=family,
        **({profile.kind: address} if profile else {}),
        email=row["email address"] if email else "",
        organization=row["company"],
        title=row["position"],
        connected_on=connected.isoformat() if connected else "",
    )
    told = {"first name", "last name", "company", "position"} | ({"url"} if profile else set())
    told |= {"email address"} if email else set()
    told |= {"connected on"} if connected else set()
    key = profile.value if profile else f"row:{name} {row['connected on']}"
    known = tuple(handle for handle in (profile, email) if handle)
    return PersonSeen(keys.fit(key), row.place, said + rest(row, *told), known, as_of)


def recommendations_given(rows: Rows, settings: Settings) -> Iterator[Finding]:
    """Read Recommendations_Given.csv: words the owner put in for somebody."""
    return _recommendations(rows, settings, "given")


def recommendations_received(rows: Rows, settings: Settings) -> Iterator[Finding]:
    """Read Recommendations_Received.csv: words somebody put in for the owner."""
    return _recommendations(rows, settings, "received")


def _recommendations(rows: Rows, settings: Settings, way: str) -> Iterator[Finding]:
    as_of = linkedin_rows.archive_day(settings)
    yield from linkedin_rows.apart(
        _recommendation(row, way, as_of) if isinstance(row, Row) else row for row in rows
    )


def _recommendation(row: Row, way: str, as_of: date | None) -> PersonSeen | Problem:
    """Read one recommendation. It gives no profile: by name and company it finds the one connection.

    Company and title are of the day it was written, and so count from then on.
    """
    name = f"{row['first name']} {row['last name']}".strip()
    if not name:
        return Problem(row.place, "empty", "This row names nobody: the member has left LinkedIn.")
    day, odd = dated(row, "creation date")
    said = claims(
        name=name,
        given=row["first name"],
        family=row["last name"],
        organization=row["company"],
        title=row["job title"],
    )
    text = f"Recommendation: {row['text']}" if row["text"] else "Recommendation"
    told = ("first name", "last name", "company", "job title", "text", "creation date")
    said += (Claim(f"help_{way}", text, day), *odd, *_left(row, "recommendation", "status", told))
    key = f"recommendation-{way}:{name} {row['creation date']}"
    account = linkedin_rows.employed(name, row["company"])
    known = (account,) if account else ()
    return PersonSeen(keys.fit(key), row.place, said, known, date.fromisoformat(day) if day else as_of)


def endorsements_given(rows: Rows, settings: Settings) -> Iterator[Finding]:
    """Read Endorsement_Given_Info.csv: skills the owner vouched for."""
    return _endorsements(rows, settings, "given")


def endorsements_received(rows: Rows, settings: Settings) -> Iterator[Finding]:
    """Read Endorsement_Received_Info.csv: skills others vouched for in the owner."""
    return _endorsements(rows, settings, "received")


def _endorsements(rows: Rows, settings: Settings, way: str) -> Iterator[Finding]:
    as_of = linkedin_rows.archive_day(settings)
    yield from linkedin_rows.apart(
        _endorsement(row, way, as_of) if isinstance(row, Row) else row for row in rows
    )


def _endorsement(row: Row, way: str, as_of: date | None) -> PersonSeen | Problem:
    """Read one endorsement: a record of its own, which the profile puts with the person's others."""
    who = _MEMBERS[way]
    given, family, address = (row[f"{who} {part}"] for part in ("first name", "last name", "public url"))
    name, profile = f"{given} {family}".strip(), linkedin_rows.member(address)
    if not name and profile is None:
        return Problem(row.place, "empty", "This row names nobody: the member has left LinkedIn.")
    day, odd = dated(row, "endorsement date")
    skill = row["skill name"]
    said = claims(name=name, given=given, family=family, profile=address if profile else "")
    if skill:
        said += (Claim(f"help_{way}", f"Endorsed for {skill}", day),)
        said += (Claim("can_help_with", skill, day),) if way == "given" else ()
    told: tuple[str, ...] = ("endorsement date", "skill name", f"{who} first name", f"{who} last name")
    told += (f"{who} public url",) if profile else ()
    said += (*odd, *_left(row, "endorsement", "endorsement status", told))
    key = f"endorsement-{way}:{profile.value if profile else name} {skill} {row['endorsement date']}"
    return PersonSeen(keys.fit(key), row.place, said, (profile,) if profile else (), as_of)


def _left(row: Row, kind: str, status: str, told: tuple[str, ...]) -> tuple[Claim, ...]:
    """Keep the cells not told yet; an ordinary status says nothing."""
    usual = row[status].lower() in {"", _SHOWN[kind]}
    return rest(row, *told, *((status,) if usual else ()))
