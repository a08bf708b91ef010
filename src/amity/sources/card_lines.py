"""What the lines of a card say of a person: each property's fields, its handle, and how it is called."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from amity.core import dates, handles
from amity.core.claims import FIELDS
from amity.core.findings import Settings
from amity.core.handles import Handle
from amity.formats import vcard
from amity.formats.vcard import Line

Part = tuple[str, str, Handle | None]


class Said(NamedTuple):
    """The fields a line gives. `whole` is False when they do not tell all of it."""

    parts: list[Part]
    whole: bool = True


_Reader = Callable[[Line, str, Settings], Said | None]
_PICTURE = 256 * 1024
_LONG = 4096
"""Characters of a name, a list or an address; a longer one is kept as it is."""
_MAY_BE_LONG = frozenset({"NOTE", "PHOTO"})
_HANDLE = 400
_ACCOUNT = 200
_NOISE = frozenset({"internet", "x-internet"})
"""Types that say nothing to a person."""
PREFERRED = "pref"
"""The type, and the last word of a label, of what the person wants to be reached by first."""
OWN = "X-AMITY-"
"""How properties begin that Amity writes where no other property fits: `X-AMITY-WORKING-ON`."""
FILLED = "X-AMITY-FILLED"
"""Parameter of a line that Amity wrote only because every card must have it; it says nothing."""
_OWNERS_WORDS = frozenset({"importance", "affinity", "purpose", "aside", "through"})
"""Fields that only the owner may say, so that nobody else's card says them."""
_ADDRESS_PARTS = 7
_TOWN, _COUNTRY = 3, 6
_TEXTS = {"FN": "name", "TITLE": "title", "ROLE": "title", "NOTE": "note"}
_LISTS = {"NICKNAME": "nickname", "X-NICKNAME": "nickname", "CATEGORIES": "tag"}
_YEARLY = {
    "BDAY": "birthday",
    "ANNIVERSARY": "anniversary",
    "X-ANNIVERSARY": "anniversary",
    "X-EVOLUTION-ANNIVERSARY": "anniversary",
    "X-KADDRESSBOOK-X-ANNIVERSARY": "anniversary",
    "X-MS-ANNIVERSARY": "anniversary",
}
_CHATS = {
    "aim", "discord", "facebook", "gadugadu", "google-talk", "groupwise", "gtalk", "icq", "instagram",
    "jabber", "linkedin", "mastodon", "matrix", "msn", "qq", "signal", "sip", "skype", "skype-username",
    "telegram", "threema", "twitter", "wechat", "whatsapp", "yahoo",
}  # fmt: skip
"""Services that address books name in a property of their own, as X-SKYPE."""
_SERVICES = {
    "gtalk": "google-talk",
    "skype-username": "skype",
    "xmpp": "jabber",
    "ymsgr": "yahoo",
    "x": "twitter",
}
_TOLD = frozenset({"TYPE", "ENCODING", "CHARSET", "VALUE"})
"""Parameters that claims keep."""
_NO_YEAR = "X-APPLE-OMIT-YEAR"
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]{0,20}):(?://)?([^\s].{0,200})")


def read(line: Line, custom: str, settings: Settings) -> Said | None:
    """Give what a line says in the fields of a person; None when no field fits.

    `custom` is the label the owner gave to the line's group.
    """
    reader = _READERS.get(line.name)
    if reader is None or (len(line.value) > _LONG and reader is not _own and line.name not in _MAY_BE_LONG):
        return None
    return reader(line, custom, settings)


def label(line: Line, custom: str = "") -> str:
    """Give a line's label: the owner's own word first, then its types."""
    if line.name == "PHOTO" or not (custom or line.params or line.name == "ROLE"):
        return custom
    words = [custom] if custom else []
    if line.name == "ROLE":
        words.append("role")
    said = vcard.types(line)
    words += [word for word in said if word not in {*_NOISE, PREFERRED, custom.lower()}]
    preferred = PREFERRED in said or line.params.get("PREF") == ("1",)
    return ", ".join([*words, PREFERRED] if preferred else words)[:200]


def whole(line: Line) -> bool:
    """Tell whether fields and label keep all of a line's parameters; a line with any other is kept whole."""
    return not line.params or all(
        (name == "PREF" and line.params[name] == ("1",)) or (name == _NO_YEAR and line.name == "BDAY")
        for name in line.params.keys() - _TOLD
    )


def _text(line: Line, _custom: str, _settings: Settings) -> Said | None:
    value = vcard.text(line)
    return Said([(_TEXTS[line.name], value, None)]) if value else None


def _list(line: Line, _custom: str, _settings: Settings) -> Said | None:
    values = vcard.values(line)
    return Said([(_LISTS[line.name], value, None) for value in values]) if values else None


def _name(line: Line, _custom: str, _settings: Settings) -> Said | None:
    family, given, middle, prefix, suffix, *more = [*vcard.components(line), "", "", "", ""]
    told = (
        ("given", given), ("middle", middle), ("family", family), ("prefix", prefix), ("suffix", suffix),
    )  # fmt: skip
    parts: list[Part] = [(name, value, None) for name, value in told if value]
    return Said(parts, whole=not any(more)) if parts else None


def _organization(line: Line, _custom: str, _settings: Settings) -> Said | None:
    name, *units = vcard.components(line)
    units = [unit for unit in units if unit]
    told = (("organization", name), ("department", ", ".join(units)))
    parts: list[Part] = [(field, value, None) for field, value in told if value]
    return Said(parts, whole=len(units) < 2) if parts else None  # noqa: PLR2004 - two were joined into one


def _address(line: Line, _custom: str, _settings: Settings) -> Said | None:
    """Write an address in one line; the line is kept beside it where its parts have names."""
    parts = [" ".join(part.split("\n")).strip(" ,") for part in vcard.components(line)]
    flat = ", ".join(part for part in parts if part)
    if not flat:
        return None
    padded = [*parts, *[""] * _ADDRESS_PARTS]
    place = ", ".join(part for part in (padded[_TOWN], padded[_COUNTRY]) if part)
    said: list[Part] = [("address", flat, None)]
    one_line = vcard.components(line) == ["", "", flat, "", "", "", ""]
    return Said([*said, ("place", place, None)] if place else said, whole=one_line)


def _email(line: Line, _custom: str, _settings: Settings) -> Said | None:
    value = vcard.text(line).removeprefix("mailto:")
    found = handles.email(value)
    return Said([("email", value, found)]) if found else None


def _phone(line: Line, _custom: str, settings: Settings) -> Said | None:
    value = vcard.text(line).removeprefix("tel:")
    found = handles.phone(value, region=settings.region)
    return Said([("phone", value, _sound(found))]) if found else None


def _web(line: Line, _custom: str, _settings: Settings) -> Said | None:
    value = vcard.text(line)
    found = handles.profile(value)
    return Said([(found.kind, value, _sound(found))]) if found else None


def _chat(line: Line, custom: str, settings: Settings) -> Said | None:
    """Read a chat account: the service is in the property's name, a parameter, or the address's scheme."""
    value = vcard.text(line)
    named = line.name.removeprefix("X-").lower()
    service = _service(line) or (named if named in _CHATS else "")
    if "://" in value or value.lower().startswith("www."):
        return _social(line, custom, settings)
    if found := _SCHEME.fullmatch(value):
        scheme = found[1].lower()
        service, value = service or scheme, found[2]
    return _account(service, value)


def _social(line: Line, custom: str, settings: Settings) -> Said | None:
    """Read an address in a social network: as a web address where it is one, else as an account."""
    said = _web(line, custom, settings)
    if said is not None:
        user = vcard.parameter(line, "X-USER")
        named = _account(_service(line), user) if user and said.parts[0][0] == "url" else None
        return Said([*said.parts, *named.parts]) if named else said
    found = _SCHEME.fullmatch(vcard.text(line))
    return _account(_service(line), found[2] if found else vcard.text(line))


def _service(line: Line) -> str:
    said = vcard.parameter(line, "X-SERVICE-TYPE") or vcard.parameter(line, "SERVICE-TYPE")
    if not said and line.name in {"X-SOCIALPROFILE", "SOCIALPROFILE"}:
        said = next((word for word in vcard.types(line) if word not in {*_NOISE, PREFERRED}), "")
    return said.lower()


def _account(service: str, name: str) -> Said | None:
    if not service or not name or len(name) > _ACCOUNT:
        return None
    service = _SERVICES.get(service, service)[:40]
    return Said([("account", f"{service}:{name}", Handle("account", f"{service}:{name}".lower(), name))])


def _yearly(line: Line, _custom: str, _settings: Settings) -> Said | None:
    return _day(_YEARLY[line.name], line)


def _labelled_day(line: Line, custom: str, _settings: Settings) -> Said | None:
    """Read Apple's dates, of which only the label tells what they are."""
    name = custom.lower()
    return _day(name, line) if name in {"anniversary", "birthday"} else None


def _day(name: str, line: Line) -> Said | None:
    written = vcard.text(line)[: dates.LONGEST]
    day = dates.birthday(re.split(r"[T ]", written)[0])
    if day is None:
        return None
    if day[:4] == vcard.parameter(line, _NO_YEAR):
        return Said([(name, f"-{day[4:]}", None)], whole=_digits(day) == _digits(written))
    return Said([(name, day, None)], whole=_digits(day) == _digits(written) and _NO_YEAR not in line.params)


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())


def _photo(line: Line, _custom: str, _settings: Settings) -> Said | None:
    picture = vcard.data(line)
    return Said([("photo", picture, None)]) if 0 < len(picture) <= _PICTURE else None


def _own(line: Line, _custom: str, settings: Settings) -> Said | None:
    """Read what Amity wrote into a property of its own, to the letter."""
    field = line.name.removeprefix(OWN).lower().replace("-", "_")
    value = vcard.unescape(vcard.plain(line))
    if field == "account":
        return Said([(field, value, _sound(Handle("account", value.lower(), value)))])
    if field == "phone":
        found = handles.phone(value, region=settings.region)
        return Said([(field, value, found and _sound(found))])
    return Said([(field, value, None)]) if value else None


def _sound(handle: Handle) -> Handle | None:
    """Leave out an address that no database keeps: too long, or with a zero in it."""
    return None if len(handle.value) > _HANDLE or "\x00" in handle.value else handle


_READERS: dict[str, _Reader] = {
    **{f"{OWN}{field.upper().replace('_', '-')}": _own for field in FIELDS if field not in _OWNERS_WORDS},
    **dict.fromkeys(_TEXTS, _text),
    **dict.fromkeys(_LISTS, _list),
    **dict.fromkeys(_YEARLY, _yearly),
    **{f"X-{chat.upper()}": _chat for chat in _CHATS},
    "N": _name,
    "ORG": _organization,
    "ADR": _address,
    "EMAIL": _email,
    "TEL": _phone,
    "URL": _web,
    "IMPP": _chat,
    "X-SOCIALPROFILE": _social,
    "SOCIALPROFILE": _social,
    "X-ABDATE": _labelled_day,
    "PHOTO": _photo,
}
"""Per property the function that reads it."""
