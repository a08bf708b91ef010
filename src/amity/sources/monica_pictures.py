"""Pictures of a Monica export: which a contact names, and what is kept of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from amity.core.findings import Claim
from amity.formats import pictures
from amity.formats.fields import Fields, objects
from amity.sources.monica_records import BOOKKEEPING, groups, number_of, opened


def pictured(raw: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Give the numbers of a contact's pictures, each with what it shows where that is said."""
    inside = raw.get("properties")
    avatar = inside.get("avatar") if isinstance(inside, dict) else None
    if isinstance(avatar, dict):
        yield number_of(avatar.get("avatar_photo")), "avatar"
    for kind, values in groups(raw):
        if kind == "photo":
            yield from ((number_of(one), "") for one in values)
        for gift in objects(values) if kind == "gift" else []:
            record = opened(gift).values
            label = f"gift: {record.take('name')[:60]}"
            yield from ((number_of(one), label) for one in record.all("photos"))


def claims(values: Fields, *, label: str, whole: bool) -> tuple[Claim, ...]:
    """Say what is kept of a picture: itself where it is one and small enough, else its name and size.

    `label` is what it shows. Only a picture of the person is called one; a gift's is kept under the gift.
    """
    left = dict(values.left)
    inner = Fields(left)
    address, name = inner.take("dataUrl"), inner.take("original_filename")
    size = inner.take("filesize")
    inner.take("mime_type")  # the address says it
    if whole and pictures.fits(address):
        said = Claim("other" if label.startswith("gift") else "photo", address, label or name)
    else:
        said = Claim("other", f"{name} ({size} bytes)", "photo too large, or no picture")
    named = [Claim("other", name, "photo original_filename")] if name and said.label == label else []
    rest = [Claim("other", value, f"photo {key}") for key, value in inner.rest(*BOOKKEEPING)]
    return (said, *named, *rest)
