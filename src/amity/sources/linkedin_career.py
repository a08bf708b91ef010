"""LinkedIn on its owner's working life: jobs held, sought and marked, schools, events, skills, works."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from amity.core.findings import Claim, Finding, Settings
from amity.formats.tables import Row
from amity.sources import linkedin_rows
from amity.sources.linkedin_rows import Rows, Said, about_owner, archive_day, claims, dated, period, rest

_Told = tuple[str, Said]
_Reader = Callable[[Row], _Told]
_PERIOD = ("started on", "finished on")
_GOING = frozenset({"attending", "attended", "going", ""})
_THINGS: dict[str, tuple[str, str, str]] = {
    "projects": ("Project", "title", ""),
    "publications": ("Publication", "name", "published on"),
    "certifications": ("Certificate", "name", ""),
    "honors": ("Honor", "title", "issued on"),
    "volunteering": ("Volunteering", "company name", ""),
    "organizations": ("Organization", "name", ""),
    "courses": ("Course", "name", ""),
    "patents": ("Patent", "title", "issued on"),
    "test scores": ("Test", "name", "test date"),
    "languages": ("Language", "name", ""),
}
"""Tables of what the owner did or can: how it is called, the column that names it, the column of its day."""


def read(kind: str) -> Callable[[Rows, Settings], Iterator[Finding]]:
    """Give the function that reads a table of this kind."""
    reader = _READERS[kind]
    return lambda rows, settings: _pull(rows, settings, reader)


def _pull(rows: Rows, settings: Settings, reader: _Reader) -> Iterator[Finding]:
    as_of = archive_day(settings)
    yield from linkedin_rows.apart(
        about_owner(*_keyed(row, reader), as_of) if isinstance(row, Row) else row for row in rows
    )


def _keyed(row: Row, reader: _Reader) -> tuple[str, Row, Said]:
    key, said = reader(row)
    return key, row, said


def _position(row: Row) -> _Told:
    told = ("company name", "title", "location")
    said = claims(organization=row["company name"], title=row["title"], place=row["location"])
    key = f"position:{row['company name']} {row['title']} {row['started on']}"
    named = row["company name"] or row["title"]
    return key, said + period(row) + rest(row, *told, *_PERIOD) if named else ()


def _school(row: Row) -> _Told:
    name = row["school name"]
    said = (Claim("school", name, row["degree name"]), *period(row, "start date", "end date"))
    left = rest(row, "school name", "degree name", "start date", "end date")
    return f"school:{name} {row['degree name']} {row['start date']}", said + left if name else ()


def _application(row: Row) -> _Told:
    """Read a job applied for. The mail address and number in it are what the owner typed into a form."""
    return _job(row, "application", "application date")


def _saved_job(row: Row) -> _Told:
    return _job(row, "saved_job", "saved date")


def _job(row: Row, field: str, column: str) -> _Told:
    title, organization, address = row["job title"], row["company name"], row["job url"]
    day, odd = dated(row, column)
    named = ", ".join(part for part in (title, organization) if part) or address
    said = (Claim(field, named, day), *claims(organization=organization, title=title, url=address), *odd)
    left = rest(row, "job title", "company name", "job url", column)
    return f"{field.replace('_', '-')}:{row[column]} {named} {address}", said + left if named else ()


def _follow(row: Row) -> _Told:
    day, odd = dated(row, "followed on")
    name = row["organization"]
    left = rest(row, "organization", "followed on")
    return f"follows:{name}", (Claim("follows", name, day), *odd, *left) if name else ()


def _event(row: Row) -> _Told:
    """Read an event. One that merely interested the owner is kept as that."""
    day, odd = dated(row, "event time")
    name, going = row["event name"], row["status"].lower() in _GOING
    claim = Claim("attended", name, day) if going else Claim("other", name, "Event Name")
    left = rest(row, "event name", *(("event time",) if going else ()), *(("status",) if going else ()))
    return f"event:{name} {row['event time']}", (claim, *(odd if going else ()), *left) if name else ()


def _skill(row: Row) -> _Told:
    name = row["name"]
    return f"skill:{name}", (Claim("can_help_with", name), *rest(row, "name")) if name else ()


def _thing(kind: str) -> _Reader:
    word, column, at = _THINGS[kind]

    def read(row: Row) -> _Told:
        name = row[column]
        day, odd = dated(row, at) if row[at] else ("", ())
        spans = tuple(name for name in _PERIOD if name in row.cells)
        said = (Claim("background", f"{word}: {name}", day), *odd, *(period(row) if spans else ()))
        return f"{kind}:{name}", said + rest(row, column, at, *spans) if name else ()

    return read


_READERS: dict[str, _Reader] = {
    "positions": _position,
    "education": _school,
    "job applications": _application,
    "saved jobs": _saved_job,
    "company follows": _follow,
    "events": _event,
    "skills": _skill,
    **{kind: _thing(kind) for kind in _THINGS},
}
"""Per table the function that gives a row's key and what it says."""
