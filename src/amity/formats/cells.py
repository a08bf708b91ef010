"""Cells: what the row of a table says of a person, once it is known what each column means."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from amity.core import dates, handles
from amity.core.findings import Claim
from amity.core.handles import Handle
from amity.formats import columns, keys, ordering

LONGEST = 4_096
"""Characters of a name, an address or a list; a longer cell is kept as it is."""
MOST = 5_000
"""Claims of one row; what says more is no person's."""
_EMPTY = re.compile(r"0{1,2}[/.-]0{1,2}[/.-](?:0{4}|0{2})|1/1/4501|01[/.]01[/.]4501|0{4}-00-00")
_SERIAL = re.compile(r"(\d{5})(?:\.0{1,9})?")
_EPOCH, _FIRST, _LAST = date(1899, 12, 30), 10_000, 73_050
"""A spreadsheet's days are counted from here; between these numbers they are years of a living person."""
_LISTED = re.compile(r" \| |[;\n\r|]")
_LOOSE = re.compile(r" \| |[;,\n\r|]")
_BRACKETED = re.compile(r"([^()]{1,400}?) ?\(([^()]{1,60})\)")
_ANGLED = re.compile(r"([^<>]{0,200})<([^<>]{3,400})>")
_LABELED = re.compile(r"([^\W\d][\w /-]{0,40}): ?([^/].{0,400})")
_SLUG = re.compile(r"(?:/?in/|@)?([\w%-]{3,100})/?")
_SITE = re.compile(
    r"(?:https?://)?(?:www\.|m\.)?[\w-]{1,40}\.(?:com|org|me|app|social|net)/(.{1,200})", re.IGNORECASE
)
_DIGITS = 5
"""Figures that make a part of a list a telephone number of its own."""
SERVICES = (
    "twitter", "telegram", "instagram", "facebook", "github", "mastodon", "bluesky", "skype", "signal",
    "wechat",
)  # fmt: skip
NAMES = ("name", "given", "family", "nickname")
"""Fields that name a person."""
_ADDRESS = ("street", "box", "postcode", "city", "region", "country")
_COMPUTED = re.compile(r"'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_GUARDED = re.compile(r"'+[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
"""What a spreadsheet would compute (the last four are the full-width signs), and the same made harmless."""


@dataclass(frozen=True, slots=True)
class Ways:
    """How cells are to be read: on which day, in which country, and with the day before the month or not."""

    today: date
    region: str | None = None
    days_first: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: what its column is taken for, how that column is called, which of several it is, its text."""

    field: str
    name: str
    value: str
    group: str = ""


@dataclass(slots=True)
class Said:
    """What a row says so far."""

    claims: list[Claim] = field(default_factory=list)
    known: dict[tuple[str, str], Handle] = field(default_factory=dict)
    seen: list[datetime] = field(default_factory=list)

    def add(self, name: str, value: str, label: str = "", handle: Handle | None = None) -> None:
        """Add a claim, and the handle it is."""
        self.claims.append(Claim(name, value, label))
        if handle is not None:
            self.known.setdefault((handle.kind, handle.value), handle)

    def first(self, name: str) -> str:
        """Give the first value said of a field, or nothing."""
        return next((claim.value for claim in self.claims if claim.field == name), "")

    @property
    def handles(self) -> tuple[Handle, ...]:
        """The addresses found, each once."""
        return tuple(self.known.values())


def read(row: Iterable[Cell], ways: Ways) -> Said:
    """Read the cells of a row: what a field refuses is kept under the column's own name."""
    said = Said()
    filled = [cell for cell in row if cell.value.strip()]
    _name(filled, said)
    for cell in filled:
        reader = _READERS.get(cell.field, _text)
        if len(cell.value) > LONGEST and cell.field not in _MAY_BE_LONG:
            reader = _other
        reader(said, cell, ways)
    _addresses(filled, said)
    return said


def plain(value: str) -> str:
    """Take off the apostrophe that an export puts before what a spreadsheet would compute."""
    return value[1:] if _GUARDED.match(value) else value


def neutral(value: str) -> str:
    """Put an apostrophe before what a spreadsheet would compute; `plain` takes it off again."""
    return f"'{value}" if _COMPUTED.match(value) else value


def day(text: str, ways: Ways) -> date | None:
    """Read a day as tables write it: in the file's own order of day and month, or as a sheet's number."""
    written = text.strip()[: dates.LONGEST + 1]
    if (serial := _SERIAL.fullmatch(written)) and _FIRST <= int(serial[1]) <= _LAST:
        return _EPOCH + timedelta(days=int(serial[1]))
    if found := ordering.SLASHED.fullmatch(written):
        order = (found[2], found[1]) if ways.days_first else (found[1], found[2])
        return dates.day(f"{order[0]}/{order[1]}/{found[3]}")
    exact = dates.day(written)
    if exact is None and (at := dates.moment(written)) is not None:
        exact = dates.day(re.split(r"[T ]", written)[0]) or at.date()
    return exact


def empty_day(text: str) -> bool:
    """Tell whether a cell is how a program writes "no day": 0/0/00."""
    return _EMPTY.fullmatch(text.strip()) is not None


def _text(said: Said, cell: Cell, _ways: Ways) -> None:
    said.add(cell.field, cell.value.strip())


def _note(said: Said, cell: Cell, _ways: Ways) -> None:
    said.add(cell.field, cell.value)


def _other(said: Said, cell: Cell, _ways: Ways) -> None:
    said.add("other", cell.value, cell.name)


def _nothing(_said: Said, _cell: Cell, _ways: Ways) -> None:
    """Add nothing: the cell is left out, or told with others."""


def _name(row: list[Cell], said: Said) -> None:
    """Say the full name first, put together from its parts where no column has it."""
    parts = {cell.field: cell.value.strip() for cell in reversed(row) if len(cell.value) <= LONGEST}
    together = " ".join(parts[part] for part in ("given", "middle", "family") if part in parts)
    if "name" not in parts and together:
        said.add("name", together)


def _email(said: Said, cell: Cell, _ways: Ways) -> None:
    for value, label in _several(cell, _LOOSE):
        found = handles.email(value)
        said.add("email" if found else "other", found.written if found else value, label, found)


def _phone(said: Said, cell: Cell, ways: Ways) -> None:
    for value, label in _several(cell, _LOOSE if _apart(cell.value) else _LISTED):
        found = handles.phone(value, region=ways.region)
        said.add("phone" if found else "other", value, label, found)


def _apart(text: str) -> bool:
    """Tell whether each part between commas is a number of its own, and not the extension of one."""
    return all(sum(map(str.isdigit, part)) >= _DIGITS for part in text.split(","))


def _several(cell: Cell, between: re.Pattern[str]) -> Iterable[tuple[str, str]]:
    """Give the values of a cell with their labels: `Ann <a@x>`, `a@x (work)`, `work: a@x`."""
    for part in filter(None, map(str.strip, between.split(cell.value))):
        if found := _ANGLED.fullmatch(part):
            yield found[2], found[1].strip(" \"'") or cell.name
        elif (found := _BRACKETED.fullmatch(part)) and not found[2].isdigit():
            yield found[1], found[2]
        elif (found := _LABELED.fullmatch(part)) and found[1].lower() not in {"mailto", "tel"}:
            yield found[2], found[1]
        else:
            yield part, cell.name


def _web(said: Said, cell: Cell, _ways: Ways) -> None:
    for value in filter(None, re.split(r" \| |[;\s|]+|,(?=\s|https?://|www\.)", cell.value)):
        found = handles.profile(value)
        said.add(found.kind if found else "other", value, cell.name, found)


def _profile(said: Said, cell: Cell, ways: Ways) -> None:
    """Read a LinkedIn profile by its address or by its last part alone."""
    slug = _SLUG.fullmatch(cell.value.strip())
    found = handles.profile(f"linkedin.com/in/{slug[1]}") if slug else None
    if found is None:
        _web(said, cell, ways)
    else:
        said.add("profile", cell.value.strip(), "", Handle("profile", found.value, cell.value.strip()))


def _account(said: Said, cell: Cell, _ways: Ways) -> None:
    """Read the account at a service by its name, with or without @, or by its address."""
    written = cell.value.strip()
    site = _SITE.fullmatch(written)
    account = (site[1] if site else written).split("?")[0].strip("/@ ")
    number = account.startswith("+") and cell.field in columns.NUMBERLESS
    if not account or number or any(map(str.isspace, account)) or len(account) > handles.LONGEST // 2:
        said.add("other", cell.value, cell.name)
        return
    handle = Handle("account", f"{cell.field}:{account}".lower(), written)
    said.add("account", f"{cell.field}:{account}", cell.name, handle)


def _accounts(said: Said, cell: Cell, ways: Ways) -> None:
    """Read accounts written as service:name, several in one cell."""
    for part in filter(None, map(str.strip, _LISTED.split(cell.value))):
        service, found, account = part.partition(":")
        if found and service.replace("-", "").isalnum() and account.strip():
            _account(said, Cell(service.lower(), cell.name, account), ways)
        else:
            said.add("other", part, cell.name)


def _list(said: Said, cell: Cell, _ways: Ways) -> None:
    """Read labels or circles; a comma parts them only where nothing stronger does."""
    strong = [part.strip() for part in _LISTED.split(cell.value)]
    parts = strong if len(strong) > 1 else [part.strip() for part in cell.value.split(",")]
    for part in dict.fromkeys(filter(None, parts)):
        said.add(cell.field, part)


def _yearly(said: Said, cell: Cell, ways: Ways) -> None:
    on = day(cell.value, ways)
    _dated(said, cell, on.isoformat() if on else dates.birthday(cell.value))


def _day(said: Said, cell: Cell, ways: Ways) -> None:
    on = day(cell.value, ways)
    _dated(said, cell, on.isoformat() if on else None)


def _dated(said: Said, cell: Cell, read: str | None) -> None:
    """Add a day; what is none is kept as it is, and what only says that there is none goes."""
    if read and not empty_day(cell.value):
        said.add(cell.field, read)
    elif not empty_day(cell.value):
        said.add("other", cell.value, cell.name)


def _last(said: Said, cell: Cell, ways: Ways) -> None:
    """Note when the last exchange was, if that is a real day in the past; the cell is kept beside it."""
    on = day(cell.value, ways)
    if on is not None and date(1971, 1, 1) <= on <= ways.today:
        at = dates.moment(cell.value)
        noon = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
        said.seen.append(at if at is not None and at.date() == on else noon)
    if not empty_day(cell.value):
        said.add("other", cell.value, cell.name)


def _relation(said: Said, cell: Cell, _ways: Ways) -> None:
    several = [part.strip() for part in _LISTED.split(cell.value)]
    for part in filter(None, several):
        said.add("relation", part, cell.field)


def _related(said: Said, cell: Cell, _ways: Ways) -> None:
    said.add("tag", cell.value.strip(), cell.name)


def _address(said: Said, cell: Cell, _ways: Ways) -> None:
    """Read postal addresses; only `|` and lines between several, since a comma or `;` parts one."""
    several = [part for part in re.split(r" \| ", cell.value) if part.strip()]
    for part in several:
        said.add("address", _flat(part), cell.name)


def _flat(text: str) -> str:
    return ", ".join(filter(None, map(str.strip, re.split(r"[\r\n]+", text))))


def _addresses(row: list[Cell], said: Said) -> None:
    """Write the parts of each postal address in one line, and where that is."""
    groups: dict[str, dict[str, list[str]]] = {}
    for cell in row:
        if cell.field in _ADDRESS and len(cell.value) <= LONGEST:
            groups.setdefault(cell.group.rstrip("0123456789"), {}).setdefault(cell.field, []).append(
                cell.value
            )
    for group, parts in groups.items():
        told = {name: ", ".join(map(_flat, parts[name])) for name in _ADDRESS if name in parts}
        town = " ".join(told.pop(name) for name in ("postcode", "city") if name in told)
        line = [
            told.get("street", ""),
            told.get("box", ""),
            town,
            told.get("region", ""),
            told.get("country", ""),
        ]
        where = ", ".join(_flat(", ".join(parts[name])) for name in ("city", "country") if name in parts)
        told_where = bool(where) and not said.first("place")
        if told_where:
            said.add("place", where)
        if not told_where or parts.keys() - {"city", "country"}:
            said.add("address", ", ".join(filter(None, line)), group)


_Reader = Callable[[Said, Cell, Ways], None]
_MAY_BE_LONG = frozenset({"note", "skip", "other", "headline"})
_READERS: Mapping[str, _Reader] = {
    "note": _note,
    "email": _email,
    "phone": _phone,
    "url": _web,
    "profile": _profile,
    **dict.fromkeys(SERVICES, _account),
    "account": _accounts,
    "tag": _list,
    "circle": _list,
    "birthday": _yearly,
    "anniversary": _yearly,
    "met_on": _day,
    "connected_on": _day,
    "last_contact": _last,
    **dict.fromkeys(("spouse", "manager", "assistant", "child"), _relation),
    "relationship": _related,
    "address": _address,
    **dict.fromkeys(_ADDRESS, _nothing),
    "skip": _nothing,
    "other": _other,
}
"""How each field's cells are read; one that is not named here is text."""


def refuse(said: Said) -> tuple[str, str] | None:
    """Give the code and the sentence where a row is about nobody."""
    if len(said.claims) > MOST:
        return "too-long", f"This row says more than {MOST:,} things and was left out."
    if organization := no_person(said.first, said.handles):
        return not_a_person(organization)
    known = any(map(said.first, NAMES)) or any(handle.kind != "url" for handle in said.handles)
    return None if known else ("empty", "This row gives neither a name nor an address.")


def no_person(first: Callable[[str], str], known: Iterable[Handle]) -> str:
    """Give the organization a record names where it names nobody in it; nothing where it may be a person's.

    `first` gives the first value said of a field. A mailbox that is no function's is somebody's, and so is a
    profile; a telephone may stand in a hall.
    """
    named = any(map(first, NAMES))
    personal = any(handle.kind in {"email", "profile"} and handle.strong for handle in known)
    return "" if named or personal else first("organization")


def not_a_person(organization: str) -> tuple[str, str]:
    """Give the code and the sentence for a record that names only an organization."""
    return "not-a-person", f"{organization[:80]} is an organization, not a person."


def key(said: Said, told: keys.Told) -> str:
    """Make a row's key of its name and addresses; a different row with the same ones gets its own."""
    name = said.first("name") or said.first("nickname")
    found = "row:" + keys.digest(name, *sorted(handle.written for handle in said.handles))
    return told.apart(found, keys.digest(repr(said.claims)))
