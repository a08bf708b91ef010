"""Mails nobody here wrote: each is known, gives one finding, and says what the standard library says."""

from __future__ import annotations

import email
import email.utils
import io
import os
import warnings
from collections.abc import Iterator
from datetime import UTC, date, datetime
from email.message import Message
from itertools import pairwise
from pathlib import Path

import pytest

from amity.core.findings import Bookmark, InteractionSeen, Problem, Settings
from amity.sources import mail

pytestmark = pytest.mark.outside

TODAY = date(2026, 3, 1)
NO_MAIL = frozenset({"LICENSE.txt", "README", "msg_19.txt", "from_line.eml", "has_rfc822.eml"})
PICTURES = frozenset(
    {".bmp", ".exr", ".gif", ".jpg", ".pbm", ".pgm", ".png", ".ppm", ".ras", ".sgi", ".tiff", ".webp", ".xbm"}
    | {".aifc", ".aiff", ".au", ".wav", ".py"}
)


def corpora() -> Path:
    return Path(os.environ["AMITY_SHARED"]) / "corpora"


def mails() -> Iterator[Path]:
    for path in sorted((corpora() / "mail").rglob("*")):
        if path.is_file() and path.name not in NO_MAIL and path.suffix not in PICTURES:
            yield path


def pulled(path: Path) -> list[InteractionSeen | Problem]:
    stream = io.BytesIO(path.read_bytes())
    found = list(mail.pull(stream, Settings(today=TODAY)))
    return [finding for finding in found if isinstance(finding, InteractionSeen | Problem)]


def stdlib(raw: bytes) -> Message:
    return email.message_from_bytes(raw)


def standard_moment(message: Message) -> datetime | None:
    """Read the date as the standard library does; None where it fails."""
    try:
        found = email.utils.parsedate_to_datetime(str(message["date"]))
    except (ValueError, TypeError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def standard_people(message: Message) -> set[str]:
    """Read the addresses as the standard library does."""
    values = [str(value) for name in ("from", "to", "cc") for value in message.get_all(name, [])]
    return {address.lower() for _, address in email.utils.getaddresses(values) if "@" in address.strip("@")}


def test_every_mail_is_recognized_and_gives_exactly_one_finding() -> None:
    unknown = [path for path in mails() if not mail.recognizes(path.read_bytes()[:65_536], path.name)]
    wrong = [path for path in mails() if len(pulled(path)) != 1]
    assert (unknown, wrong) == ([], [])
    assert len(list(mails())) > 2_800


def test_what_is_no_mail_is_not_recognized() -> None:
    paths = [path for path in corpora().rglob("*") if path.is_file()]
    others = [path for path in paths if path.name in NO_MAIL or path.suffix in PICTURES]
    others += [path for path in paths if path.relative_to(corpora()).parts[0] != "mail"]
    assert [path for path in others if mail.recognizes(path.read_bytes()[:65_536], path.name)] == []
    assert len(others) > 400


def test_dates_and_addresses_are_those_of_the_standard_library() -> None:
    late, other, compared = [], [], 0
    for path in mails():
        (found,) = pulled(path)
        if not isinstance(found, InteractionSeen):
            continue
        compared += 1
        message = stdlib(path.read_bytes())
        moment = standard_moment(message)
        if moment is not None and moment != found.at:
            late.append((path.name, moment, found.at))
        ours = {person.handle.value for person in found.people if person.role != "delivered"}
        if missing := standard_people(message) - ours:
            other.append((path.name, missing))
    assert compared > 250  # of 2,800: most are of lists and feeds, which name nobody
    assert late == []
    assert other == []


def test_no_mail_that_has_a_true_date_is_called_undated() -> None:
    undated = [path for path in mails() for found in pulled(path) if getattr(found, "code", "") == "no-date"]
    assert undated
    for path in undated:
        moment = standard_moment(stdlib(path.read_bytes()))
        assert moment is None or moment.year < 1971


def test_all_mails_in_one_box_are_found_again() -> None:
    whole = [path.read_bytes() for path in mails() if path.parent.name.startswith("spamassassin")]
    separator = b"From x@example.com Thu Dec  3 18:07:47 2020\n"
    raw = b"\n\n".join(one if one.startswith(b"From ") else separator + one for one in whole)
    told = mail.pull(io.BytesIO(raw), Settings(today=TODAY))
    found = [finding for finding in told if not isinstance(finding, Bookmark)]
    assert len(found) == len(whole) == 2_500
    places = [
        int(finding.place.split("byte ")[1].rstrip(")")) for finding in found if hasattr(finding, "place")
    ]
    assert all(after > before for before, after in pairwise(places))


def test_two_enron_mailboxes_are_the_same_and_true(tmp_path: Path) -> None:
    from bench import mail_input  # noqa: PLC0415 - needs the folder that only this test has

    first, second = tmp_path / "one", tmp_path / "two"
    shared = Path(os.environ["AMITY_SHARED"])
    address = mail_input.enron(shared, first)
    assert mail_input.enron(shared, second) == address
    assert first.read_bytes() == second.read_bytes()
    found = pulled(first)
    assert len(found) > 2_000
    exchanges = [finding for finding in found if isinstance(finding, InteractionSeen)]
    assert all(address in {person.handle.value for person in finding.people} for finding in exchanges)
    assert all(1998 <= finding.at.year <= 2002 for finding in exchanges)


def test_an_invented_mailbox_has_the_mails_it_was_asked_for(tmp_path: Path) -> None:
    from bench import mail_input  # noqa: PLC0415 - the bench is no package of the program

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        mail_input.generated(tmp_path / "one", messages=500, seed=7)
    assert len(pulled(tmp_path / "one")) == 500
