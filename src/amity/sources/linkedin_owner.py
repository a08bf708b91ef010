"""LinkedIn on its owner: the profile, and the mail addresses and telephone numbers that are theirs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from amity.core import handles
from amity.core.findings import Claim, Finding, PersonSeen, Problem, Settings
from amity.formats import keys
from amity.formats.tables import Row
from amity.sources import linkedin_rows
from amity.sources.linkedin_rows import Rows, about_owner, archive_day, claims, rest


def profiles(rows: Rows, settings: Settings) -> Iterator[Finding]:
    """Read Profile.csv, without the owner's address and birth date."""
    as_of = archive_day(settings)
    for row in rows:
        if isinstance(row, Problem):
            yield row
            continue
        said = claims(
            name=f"{row['first name']} {row['last name']}".strip(),
            given=row["first name"],
            family=row["last name"],
            headline=row["headline"],
            industry=row["industry"],
            place=row["geo location"],
        )
        yield about_owner("me:profile", row, said, as_of)


def summaries(rows: Rows, settings: Settings) -> Iterator[Finding]:
    """Read Profile Summary.csv: what the owner wrote about themself."""
    as_of = archive_day(settings)
    for row in rows:
        if isinstance(row, Problem):
            yield row
        else:
            yield about_owner("me:summary", row, claims(background=row["profile summary"]), as_of)


def addresses(rows: Rows, settings: Settings) -> Iterator[Finding]:
    """Read the owner's own mail addresses; one that was never confirmed may be anybody's."""
    as_of = archive_day(settings)
    for row in rows:
        yield _address(row, as_of) if isinstance(row, Row) else row


def _address(row: Row, as_of: date | None) -> PersonSeen | Problem:
    email = handles.email(row["email address"])
    if email is None:
        return Problem(row.place, "empty", "This row gives no mail address.")
    if "confirmed" in row.cells and row["confirmed"].lower() != "yes":
        return Problem(
            row.place, "unconfirmed", "You never confirmed to LinkedIn that this address is yours."
        )
    key = keys.fit(f"me:email:{email.value}")
    return PersonSeen(key, row.place, (Claim("email", email.written),), (email,), as_of, about_owner=True)


def numbers(rows: Rows, settings: Settings) -> Iterator[Finding]:
    """Read the owner's own telephone numbers, of which the country's code stands in a cell of its own."""
    as_of = archive_day(settings)
    found = (_number(row, settings, as_of) if isinstance(row, Row) else row for row in rows)
    yield from linkedin_rows.apart(found)


def _number(row: Row, settings: Settings, as_of: date | None) -> PersonSeen | Problem:
    written = row["number"]
    country = row["extension"].lstrip("+")
    if country.isdigit() and not written.startswith(("+", "00")):
        written = f"+{country} {written}"
    phone = handles.phone(written, region=settings.region)
    if phone is None:
        return Problem(row.place, "empty", "This row gives no telephone number.")
    said = (Claim("phone", written, row["type"].lower()), *rest(row, "number", "extension", "type"))
    key = keys.fit(f"me:{'phone' if 'type' in row.cells else 'whatsapp'}:{phone.value}")
    return PersonSeen(key, row.place, said, (phone,), as_of, about_owner=True)
