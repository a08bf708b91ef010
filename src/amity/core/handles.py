"""Handles: one address of a person, as it was written and in the one normal form that is compared."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import unquote

Kind = Literal["email", "phone", "profile", "url", "account"]

_EMAIL = re.compile(r"[^\s@<>()\[\],;:\"\\]{1,128}@[^\s@<>()\[\],;:\"\\]{1,253}")
_ROLES = frozenset(tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))["roles"].split())
_AUTOMATIC = re.compile(
    r"no[-_.]?reply|do[-_.]?not[-_.]?reply|donotreply|mailer-daemon|bounce|notification|auto-?confirm"
)


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
            return self.value.startswith("+")
        return self.kind in {"profile", "account"}


def email(text: str) -> Handle | None:
    """Read one mail address, lower-cased; None when there is none. A plus tag is kept: it may be a person."""
    stripped = text.strip().removeprefix("mailto:").strip(" <>'\"")
    if len(stripped) > 320 or not _EMAIL.fullmatch(stripped):  # noqa: PLR2004 - RFC 5321: 64 + 1 + 255
        return None
    return Handle("email", stripped.lower().rstrip("."), stripped)


def phone(text: str, *, region: str | None = None) -> Handle | None:
    """Read one phone number as E.164 where a country is known, else as its bare digits (never strong).

    `region` is the owner's two-letter country code (ISO 3166), used for numbers without a country code.
    """
    import phonenumbers  # noqa: PLC0415 - 70 ms, paid only by those who read numbers

    written = text.strip().removeprefix("tel:")[:64]
    try:
        number = phonenumbers.parse(written, region)
    except phonenumbers.NumberParseException:
        number = None
    if number is not None and phonenumbers.is_possible_number(number):
        return Handle(
            "phone", phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164), written
        )
    digits = "".join(c for c in written if c.isdigit())
    return Handle("phone", digits, written) if len(digits) >= 3 else None  # noqa: PLR2004 - shorter is no number


def profile(text: str) -> Handle | None:
    """Read a web address: a LinkedIn profile as `linkedin.com/in/<slug>`, any other as a plain `url`.

    Scheme, `www.` or a country's host, locale, query and trailing slash go; percent-escapes are decoded.
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
        return Handle("profile", f"linkedin.com/{parts[0]}/{'/'.join(parts[1:2]).lower()}", written)
    return Handle("url", "/".join([host, *parts]), written)


def is_role(address: str) -> bool:
    """Tell whether a normal mail address belongs to a function (info@, jobs@, no-reply@), not a person."""
    local = address.partition("@")[0].partition("+")[0]
    return local in _ROLES or bool(_AUTOMATIC.search(local))
