"""Handles: one address of a person, as it was written and in the one normal form that is compared."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal
from urllib.parse import unquote

Kind = Literal["email", "phone", "profile", "url", "account"]

EXTENSION = ";ext="
"""What parts a number from its extension, as in RFC 3966; it is an office's number then."""
LONGEST = 400
"""Characters of a handle, as it is compared and as it was written; the book has no room for more."""
FEWEST_DIGITS, MOST_DIGITS = 3, 15
"""Digits of a telephone number: shorter is none, and E.164 allows no more."""
_EMAIL = re.compile(r"[^\s\x00-\x1f\x7f@<>()\[\],;:\"\\]{1,128}@[^\s\x00-\x1f\x7f@<>()\[\],;:\"\\]{1,253}")
_REFUSED = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
"""Characters that no address has and not every database keeps."""
_TABLE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
_ROLES = frozenset(_TABLE["roles"].split())
_ROLE_PARTS = frozenset(_TABLE["role_parts"].split())
_PARTED = re.compile(r"[-_.]")
_PROGRAMS = frozenset(_TABLE["programs"].split())
_PROGRAM_ENDINGS = tuple(mark + ending for ending in _TABLE["program_endings"].split() for mark in "-_.")
_LISTS = frozenset(_TABLE["lists"].split())
_LIST_ENDINGS = tuple(f"-{ending}" for ending in _TABLE["list_endings"].split())
_LIST_HOSTS = frozenset(_TABLE["list_hosts"].split())
_LIST_DOMAINS = tuple(f".{domain}" for domain in _TABLE["list_domains"].split())
_EVERYBODYS = frozenset(
    tomllib.loads(Path(__file__).with_name("domains.toml").read_text("utf-8"))["free"].split()
)
_NOBODYS = tuple(f".{domain}" for domain in _TABLE["domains"].split())
_INNER = frozenset({"linkedin-row", "meerkat", "monica", "nametag", "table"})
"""What the accounts begin with by which a file knows its own rows."""
_AUTOMATIC = re.compile(
    r"no[-_.]?reply|do[-_.]?not[-_.]?reply|dont[-_.]?reply|mailer-daemon|bounce|notification|auto-?confirm"
    r"|nicht[-_.]?antworten|keine[-_.]?antwort|ne[-_.]?pas[-_.]?repondre|no[-_.]?responder|nao[-_.]?responda"
)
Why = Literal["function", "program", "list", "nowhere"]


@dataclass(frozen=True, slots=True)
class Handle:
    """One address: `value` is compared, `written` is shown. `strong` handles may join two records."""

    kind: Kind
    value: str
    written: str = ""

    @property
    def strong(self) -> bool:
        """Whether an equal handle alone says "the same person": a mailbox, an E.164 number, a profile."""
        if self.kind == "email":
            return not is_role(self.value)
        if self.kind == "phone":
            return self.value.startswith("+") and EXTENSION not in self.value
        return self.kind in {"profile", "account"}

    @property
    def inner(self) -> bool:
        """Whether this only holds the rows of one program's files together, and tells a person nothing."""
        return self.kind == "account" and self.value.partition(":")[0] in _INNER


def email(text: str) -> Handle | None:
    """Read one mail address, lower-cased; None when there is none. A plus tag is kept: it may be a person."""
    stripped = text.strip().removeprefix("mailto:").strip(" <>'\"")
    if len(stripped) > 320 or not _EMAIL.fullmatch(stripped):  # noqa: PLR2004 - RFC 5321: 64 + 1 + 255
        return None
    return Handle("email", stripped.lower().rstrip("."), stripped)


def phone(text: str, *, region: str | None = None) -> Handle | None:
    """Read one phone number as E.164 where a country is known, else as its bare digits (never strong).

    `region` is the owner's two-letter country code (ISO 3166), used for numbers without a country code. A
    number as it is dialed within one town stays its bare digits: another town has the same.
    """
    import phonenumbers  # noqa: PLC0415 - 70 ms, paid only by those who read numbers

    written = text.strip().removeprefix("tel:")[:64]
    try:
        number = phonenumbers.parse(written, region)
    except phonenumbers.NumberParseException:
        number = None
    possible = phonenumbers.ValidationResult.IS_POSSIBLE
    if number is not None and phonenumbers.is_possible_number_with_reason(number) == possible:
        value = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
        return Handle(
            "phone", f"{value}{EXTENSION}{number.extension}" if number.extension else value, written
        )
    digits = "".join(c for c in written if c.isdigit())
    return Handle("phone", digits, written) if FEWEST_DIGITS <= len(digits) <= MOST_DIGITS else None


def mobile(value: str) -> bool:
    """Tell whether an E.164 number is a mobile telephone's, and so one person's sooner than a house's."""
    return _line(value) == "mobile"


def fixed(value: str) -> bool:
    """Tell whether an E.164 number is surely a fixed line's; in North America nobody can tell."""
    return _line(value) == "fixed"


@lru_cache(maxsize=16_384)
def _line(value: str) -> str:
    """Tell whether a number is `mobile`, `fixed` or either; one that is given to nobody by how it begins."""
    import phonenumbers  # noqa: PLC0415 - see above

    try:
        number = phonenumbers.parse(value)
    except phonenumbers.NumberParseException:
        return ""
    kinds = {
        phonenumbers.PhoneNumberType.MOBILE: "mobile",
        phonenumbers.PhoneNumberType.FIXED_LINE: "fixed",
    }
    kind = phonenumbers.number_type(number)
    if kind != phonenumbers.PhoneNumberType.UNKNOWN:
        return kinds.get(kind, "")
    region = phonenumbers.region_code_for_country_code(number.country_code or 0)
    usual = [phonenumbers.example_number_for_type(region, wanted) for wanted in kinds]
    begun = [str(example.national_number)[:1] if example else "" for example in usual]
    alike = [
        name
        for name, digit in zip(kinds.values(), begun, strict=True)
        if digit == str(number.national_number)[:1]
    ]
    return alike[0] if len(alike) == 1 else ""


def profile(text: str) -> Handle | None:
    """Read a web address: a LinkedIn profile as `linkedin.com/in/<slug>`, any other as a plain `url`.

    Scheme, `www.` or a country's host, locale, query and trailing slash go; percent-escapes are decoded. None
    for what is longer than `LONGEST` or hides control characters behind its escapes.
    """
    written = text.strip()[:2048]
    bare = unquote(re.sub(r"^[a-zA-Z][a-zA-Z0-9+.-]{0,15}://", "", written)).split("?")[0].split("#")[0]
    host, _, path = bare.partition("/")
    host = host.lower().removeprefix("www.")
    if any(char.isspace() for char in written) or not re.fullmatch(
        r"[\w-]{1,63}(\.[\w-]{1,63})+(:\d{1,5})?", host
    ):
        return None
    parts = [part for part in path.split("/") if part]
    if (
        (host == "linkedin.com" or host.endswith(".linkedin.com"))
        and len(parts) > 1
        and parts[0] in {"in", "pub"}
    ):
        return _fitting(Handle("profile", f"linkedin.com/{parts[0]}/{parts[1].lower()}", written[:LONGEST]))
    return _fitting(Handle("url", "/".join([host, *parts]), written))


def is_role(address: str) -> bool:
    """Tell whether a normal mail address belongs to a function (info@), a program or a list, not a person."""
    return why_nobodys(address) is not None


@lru_cache(maxsize=16_384)
def why_nobodys(address: str) -> Why | None:
    """Say why a normal mail address is no person's, by the open tables beside this; None where it may be.

    A wrong *nobody* is worse than one missed: what people are called too is in no table, and names of lists
    say nothing at domains where everybody can have a mailbox.
    """
    local, _, host = address.partition("@")
    local = local.partition("+")[0]
    if is_nobodys(address):
        return "nowhere"
    if _AUTOMATIC.search(local) or local in _PROGRAMS or local.endswith(_PROGRAM_ENDINGS):
        return "program"
    if f".{host}".endswith(_LIST_DOMAINS) or (host not in _EVERYBODYS and _lists(local, host)):
        return "list"
    return "function" if local in _ROLES or not _ROLE_PARTS.isdisjoint(_PARTED.split(local)) else None


def _lists(local: str, host: str) -> bool:
    first, _, behind = host.partition(".")
    return local in _LISTS or local.endswith(_LIST_ENDINGS) or (first in _LIST_HOSTS and "." in behind)


def is_nobodys(address: str) -> bool:
    """Tell whether a normal mail address lies where programs live: a shared calendar, a room, a relay."""
    return f".{address.rpartition('@')[2]}".endswith(_NOBODYS)


def _fitting(handle: Handle) -> Handle | None:
    """Refuse what cannot be kept."""
    long = len(handle.value) > LONGEST or len(handle.written) > LONGEST
    return None if long or _REFUSED.search(handle.value) else handle
