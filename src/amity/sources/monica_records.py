"""What each kind of record in a Monica export says of its contact, as claims; nothing of it is left out."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from amity.core import dates, handles
from amity.core.findings import Claim, Settings
from amity.core.handles import Handle
from amity.formats import keys
from amity.formats.fields import Fields, objects, text

BOOKKEEPING: Mapping[str, str] = {
    "uuid": "Monica's own number of a record",
    "created_at": "when a record was typed in; shown as the day of notes, gifts and debts",
    "updated_at": "when a record was last typed over; the day from which a contact counts",
    "favorited_at": "when a star was set",
    "delible": "whether Monica's pages offer to delete it",
    "number_of_views": "how often the page was opened",
    "last_consulted_at": "when the page was last opened",
    "distant_etag": "a mark of the address book server",
    "avatar_source": "which picture Monica shows",
    "avatar_photo": "the number of a picture; the picture itself is kept",
    "avatar_default_url": "a picture Monica drew from the initials",
    "avatar_adorable_url": "a picture another program drew",
    "avatar_adorable_uuid": "the number of that drawing",
    "avatar_gravatar_url": "made from the mail address",
    "gravatar_url": "made from the mail address",
    "default_avatar_color": "the color behind the initials",
    "has_avatar": "whether there is a picture",
    "avatar_file_name": "where the server keeps a picture",
    "avatar_location": "where the server keeps a picture",
}
"""Properties that are not kept, each with what it is."""
NAMELESS = "No name (Monica)"
"""How somebody is shown of whom Monica has neither a name nor an address."""
_WORDS = tomllib.loads(Path(__file__).with_name("monica.toml").read_text("utf-8"))["words"]
_SERVICES = frozenset(
    [
        "bluesky", "discord", "facebook", "github", "instagram", "line", "matrix", "mastodon",
        "messenger", "signal", "skype", "snapchat", "telegram", "threads", "tiktok", "twitter",
        "viber", "wechat", "whatsapp", "x", "xing",
    ]
)  # fmt: skip
"""Names of contact fields that are accounts; two people never have the same one."""
_EVERY = {"day": "daily", "week": "weekly", "month": "monthly", "year": "yearly"}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of contact field as the account defines it."""

    name: str = ""
    type: str = ""
    protocol: str = ""


@dataclass(slots=True)
class Known:
    """What numbers in the export stand for; it is told at the end of the file."""

    kinds: dict[str, Kind] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    """Names of genders, activity types and life event types by their number."""
    names: Callable[[str], str] = str
    """Gives the name of a contact by its number, and nothing for one that is not there."""


@dataclass(slots=True)
class Record:
    """One record being read: its values, the day it was made, and what follows from it."""

    values: Fields
    made: str = ""
    claims: list[Claim] = field(default_factory=list)
    handles: list[Handle] = field(default_factory=list)

    def add(self, name: str, value: str, label: str = "") -> None:
        """Say something, unless it is empty."""
        if value:
            self.claims.append(Claim(name, value, label))

    def finish(self, kind: str) -> None:
        """Say what nobody took: under its own name, or all together where the record has its own name."""
        rest = self.values.rest(*BOOKKEEPING)
        if kind == "contact":
            self.claims += [Claim("other", value, name) for name, value in rest]
            return
        title = self.claims[0].value.partition("\n")[0][:60] if self.claims else ""
        self.add(
            "other", "; ".join(f"{name}: {value}" for name, value in rest), f"{kind}: {title}".strip(": ")
        )


def opened(raw: Mapping[str, Any]) -> Record:
    """Take a record's properties, and what stands beside them, as values to read."""
    beside = {name: value for name, value in raw.items() if name not in {"properties", "data"}}
    inside = raw.get("properties")
    values = beside | (inside if isinstance(inside, dict) else {"properties": inside})
    return Record(Fields(values), day_of(raw.get("created_at")))


def worded(key: str) -> str:
    """Say in words what Monica names by a key of its translations."""
    return str(_WORDS.get(key, key.replace("_", " ").strip()))


def number_of(value: object) -> str:
    """Give a record's number; of a very long one its hash, so that any number of them can be remembered."""
    found = text(value)
    return found if len(found) <= 100 else keys.digest(found)  # noqa: PLR2004 - Monica's have 36


def groups(raw: Mapping[str, Any]) -> Iterator[tuple[str, list[Any]]]:
    """Give what hangs on a contact, kind by kind."""
    for group in objects(raw.get("data")):
        values = group.get("values")
        yield text(group.get("type")), values if isinstance(values, list) else []


def day_of(value: object) -> str:
    """Give the day of a moment or a day as ISO 8601, and nothing for what is neither."""
    found = dates.moment(text(value)[: dates.LONGEST])
    return found.date().isoformat() if found else ""


def on(record: Record, name: str) -> str:
    """Use a date up and give its day; one that is not understood stays."""
    found = day_of(record.values.left.get(name))
    if found:
        record.values.take(name)
    return found


def special(record: Record, name: str, said: str) -> None:
    """Read one of Monica's special dates, which may be a mere age or have no year."""
    day = day_of(record.values.left.get(name))
    if day:
        record.values.take(name)
        record.add(said, day)
        return
    whole = record.values.inner(name)
    inner = Record(whole)
    age, yearless = (
        inner.values.take("is_age_based") == "true",
        inner.values.take("is_year_unknown") == "true",
    )
    day = on(inner, "date")
    if age and day:
        record.add("other", f"about {day[:4]}", name)
    elif yearless and day:
        record.add(
            said if said == "birthday" else "other", f"--{day[5:]}", "" if said == "birthday" else name
        )
    else:
        record.add(said, day, "deceased_date" if said == "other" else "")
    record.claims += [
        Claim("other", value, f"{name} {key}") for key, value in inner.values.rest(*BOOKKEEPING)
    ]


def _field(record: Record, known: Known, settings: Settings) -> None:
    """Read a way to reach somebody: by the type of its kind, then its protocol, then its name."""
    written, told = record.values.take("data"), record.values.take("type")
    kind = known.kinds.get(told, Kind(told))
    found, value = _reached(written, kind, settings)
    record.add(found.kind if found else "other", value, kind.name)
    record.handles += [found] if found else []


def _reached(written: str, kind: Kind, settings: Settings) -> tuple[Handle | None, str]:
    """Give the handle a contact field stands for, and its value as a claim."""
    service = kind.name.strip().lower()
    for found in (_mailed(written, kind, service), _called(written, kind, service, settings)):
        if found is not None:
            return found, written
    web = "://" in written or written.lower().startswith("www.") or ".com/" in written
    if web and (found := handles.profile(written)) is not None:
        return found, written
    if service in _SERVICES and not web and not kind.protocol.startswith("http") and written:
        if len(written) <= 200:  # noqa: PLR2004 - no account is longer
            return Handle("account", f"{service}:{written}".lower(), written), f"{kind.name}:{written}"
        return None, written
    whole = kind.protocol + written.removeprefix("/") if kind.protocol.startswith("http") else ""
    found = handles.profile(whole) if whole else None
    return found, whole if found else written


def _mailed(written: str, kind: Kind, service: str) -> Handle | None:
    named = "email" in {kind.type, service} or kind.protocol == "mailto:"
    return handles.email(written) if named or not (kind.type or kind.protocol) else None


def _called(written: str, kind: Kind, service: str, settings: Settings) -> Handle | None:
    if "phone" in {kind.type, service} or kind.protocol == "tel:":
        return handles.phone(written, region=settings.region)
    digits = "".join(char for char in written if char.isdecimal())
    return handles.phone(f"+{digits}") if "wa.me" in kind.protocol and len(digits) > 6 else None  # noqa: PLR2004


def _debt(record: Record, _known: Known, _settings: Settings) -> None:
    theirs = record.values.take("in_debt") in {"true", "yes", "1"}
    amount = " ".join(filter(None, (record.values.take("amount"), record.values.take("currency"))))
    reason, status = record.values.take("reason"), record.values.take("status")
    said = f"They lent you {amount}" if theirs else f"You lent them {amount}"
    said += f": {reason}" if reason else ""
    said += f" ({status})" if status else ""
    record.add("help_received" if theirs else "help_given", said, record.made)


def _gift(record: Record, known: Known, _settings: Settings) -> None:
    status = record.values.take("status").lower()
    parts = [record.values.take(name) for name in ("name", "comment", "amount", "currency", "url")]
    recipient = record.values.take("recipient")
    if recipient:
        parts.append(f"for {known.names(recipient) or recipient}")
    said = " – ".join(filter(None, parts))
    day = on(record, "date") or record.made
    record.values.all("photos")  # numbers; the pictures come with the contact's own
    if not said:
        return
    if status == "idea":
        record.add("task", f"A gift to give: {said}")
    elif status == "received":
        record.add("help_received", f"A gift from them: {said}", day)
    else:
        word = "" if status in {"offered", "given", ""} else f" ({status})"
        record.add("help_given", f"A gift to them: {said}{word}", day)


def _note(record: Record, _known: Known, _settings: Settings) -> None:
    starred = record.values.take("is_favorite") in {"true", "1"}
    record.add(
        "note", record.values.take("body"), f"{record.made} favorite".strip() if starred else record.made
    )


def _task(record: Record, _known: Known, _settings: Settings) -> None:
    done = record.values.take("completed") in {"true", "1"}
    said = _joined(record, "title", "description")
    record.add("task", said, "done" if done else on(record, "due_at"))


def _reminder(record: Record, _known: Known, _settings: Settings) -> None:
    said = _joined(record, "title", "description")
    day, often = on(record, "initial_date"), record.values.take("frequency_type").lower()
    number = record.values.take("frequency_number")
    often = {"one_time": "", "once": ""}.get(often, often)
    times = number if number.isdecimal() and number not in {"0", "1"} else ""
    word = f"every {times} {often}s" if often and times else _EVERY.get(often, often)
    quiet = record.values.take("inactive") in {"true", "1"}
    label = f"{day} {word}".strip()
    if quiet or not day:
        record.add("other", said, f"reminder, switched off {label}".strip() if quiet else f"reminder {label}")
    else:
        record.add("reminder", said or "Reminder", label)


def _address(record: Record, _known: Known, _settings: Settings) -> None:
    label = record.values.take("name")
    city, country = text(record.values.left.get("city")), text(record.values.left.get("country"))
    names = ("street", "city", "province", "postal_code", "country")
    lines = filter(None, (record.values.take(name) for name in names))
    record.add("address", ", ".join(" ".join(line.split()) for line in lines), label)
    record.add("place", ", ".join(filter(None, (city, country))))


def _pet(record: Record, _known: Known, _settings: Settings) -> None:
    name, category = record.values.take("name"), record.values.take("category")
    record.add("other", f"{name} ({category})" if name and category else name or category, "pet")


def _life_event(record: Record, known: Known, _settings: Settings) -> None:
    told = record.values.take("type")
    kind = known.words.get(told, worded(told))
    said = _joined(record, "name", "note", "specific_information")
    record.add("background", ": ".join(filter(None, (kind, said))), on(record, "happened_at"))


def _joined(record: Record, *names: str) -> str:
    return ": ".join(filter(None, (record.values.take(name) for name in names)))


READERS: Mapping[str, Callable[[Record, Known, Settings], None]] = {
    "contact_field": _field,
    "debt": _debt,
    "gift": _gift,
    "note": _note,
    "reminder": _reminder,
    "task": _task,
    "address": _address,
    "pet": _pet,
    "life_event": _life_event,
}
"""By the word Monica has for a kind of record."""


def read(kind: str, raw: Mapping[str, Any], known: Known, settings: Settings) -> Record:
    """Read one record of a contact; a kind nobody knows is kept as it is."""
    record = opened(raw)
    reader = READERS.get(kind)
    if reader is not None:
        reader(record, known, settings)
    record.finish(kind)
    return record


def contact(raw: Mapping[str, Any], known: Known) -> Record:
    """Read what a contact says of itself."""
    record = opened(raw)
    values = record.values
    for said, whole in (("name", full_name(raw)), *((claimed, values.take(own)) for own, claimed in _PLAIN)):
        record.add(said, whole)
    for tag in values.all("tags"):
        record.add("tag", text(tag))
    gender = values.take("gender")
    record.add("other", known.words.get(gender, gender), "gender")
    special(record, "birthdate", "birthday")
    special(record, "first_met_date", "met_on")
    special(record, "deceased_date", "other")
    if through := values.take("first_met_through"):
        name = known.names(through)
        record.add("introducer" if name else "other", name or through, "" if name else "first_met_through")
    _flags(record)
    for name in ("deceased_reminder", "first_met_reminder", "birthday_reminder"):
        inner = values.inner(name).left
        if inner:
            record.claims += read("reminder", inner, known, Settings(date.min)).claims
    avatar = values.inner("avatar")
    record.claims += [Claim("other", value, name) for name, value in avatar.rest(*BOOKKEEPING)]
    record.finish("contact")
    return record


_PLAIN = (
    ("first_name", "given"), ("middle_name", "middle"), ("last_name", "family"), ("nickname", "nickname"),
    ("company", "organization"), ("job", "title"), ("description", "note"), ("first_met_where", "met"),
    ("first_met_additional_info", "met"),
)  # fmt: skip


def full_name(raw: Mapping[str, Any]) -> str:
    """Give a contact's name in full."""
    inside = raw.get("properties")
    values = inside if isinstance(inside, dict) else {}
    return " ".join(
        filter(None, (text(values.get(name)) for name in ("first_name", "middle_name", "last_name")))
    )


def _flags(record: Record) -> None:
    """Read the switches: a star and a death are the owner's own words; the usual position says nothing."""
    values = record.values
    if values.take("is_starred") in {"true", "1"}:
        record.add("importance", "1")
    if values.take("is_dead") in {"true", "1"}:
        record.add("aside", "deceased")
    if values.take("is_active") in {"false", "0"}:
        record.add("other", "false", "is_active")
    if values.take("is_partial") in {"true", "1"}:
        record.add("other", "true", "is_partial")
