"""The village's files are read by programs that know nothing of Amity."""

import csv
import io
import mailbox
import re
import zipfile
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from email.header import decode_header, make_header
from email.utils import parsedate_to_datetime
from pathlib import Path

import icalendar
import pytest
import vobject

from amity import village
from amity.village import archives, cards, meetings
from tests import clock

TODAY = date(2026, 11, 24)
DAYS = [TODAY, date(2027, 3, 14), date(2028, 2, 26), date(2028, 2, 29), date(2029, 12, 31)]


@pytest.fixture(scope="module", name="folder")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("village")
    village.write(folder, today=TODAY)
    return folder


@pytest.fixture(scope="module", name="cast")
def told(tmp_path_factory: pytest.TempPathFactory) -> village.Cast:
    return village.write(tmp_path_factory.mktemp("again"), today=TODAY)


def test_an_equal_day_and_seed_give_equal_bytes(folder: Path, cast: village.Cast, tmp_path: Path) -> None:
    assert village.write(tmp_path, today=TODAY) == cast
    assert _contents(tmp_path) == _contents(folder)


def test_another_seed_tells_another_story(folder: Path, cast: village.Cast, tmp_path: Path) -> None:
    village.write(tmp_path, today=TODAY, seed=8)
    assert _contents(tmp_path)[cast.files.mail] != _contents(folder)[cast.files.mail]


def test_the_folder_holds_the_files_that_are_named_and_says_that_all_is_invented(
    folder: Path, cast: village.Cast
) -> None:
    assert set(_contents(folder)) == {*cast.files.names(), "README.txt"}
    readme = (folder / "README.txt").read_text(encoding="utf-8")
    assert "invented" in readme
    assert all(name in readme for name in cast.files.names())


def test_writing_takes_less_than_two_seconds(tmp_path: Path) -> None:
    assert clock.seconds(lambda: village.write(tmp_path, today=TODAY), within=2) < 2


def test_every_message_is_read_with_its_date_sender_and_id(folder: Path, cast: village.Cast) -> None:
    messages = _messages(folder / cast.files.mail)
    assert len(messages) == cast.counts["mail"]
    assert 2_500 < len(messages) < 5_000
    assert len({message["Message-ID"] for message in messages}) == len(messages)
    for message in messages:
        assert not message.defects
        assert message["From"].endswith(">")
        assert message["X-Gmail-Labels"]
        assert parsedate_to_datetime(message["Date"]).tzinfo is not None
        assert message.get_payload(decode=True).strip()  # type: ignore[union-attr]


def test_every_answer_names_a_letter_that_came_before_it(folder: Path, cast: village.Cast) -> None:
    seen: dict[str, datetime] = {}
    answers = 0
    for message in _messages(folder / cast.files.mail):
        at = parsedate_to_datetime(message["Date"])
        if message["In-Reply-To"]:
            answers += 1
            assert seen[message["In-Reply-To"]] < at
        seen[message["Message-ID"]] = at
    assert answers > 1_000


def test_names_beyond_ascii_come_as_encoded_words(folder: Path, cast: village.Cast) -> None:
    found = {message["From"] for message in _messages(folder / cast.files.mail)}
    assert any("=?UTF-8?B?" in address for address in found)
    assert all(address.isascii() for address in found)
    decoded = {str(make_header(decode_header(address))) for address in found}
    assert "Tobias Krähenbühler <tobias.kraehenbuehler@example.net>" in decoded


def test_the_mailbox_holds_what_no_person_wrote(folder: Path, cast: village.Cast) -> None:
    messages = _messages(folder / cast.files.mail)
    assert sum(1 for message in messages if message["List-Id"]) == cast.counts["news"] > 100
    assert sum(1 for message in messages if message["Auto-Submitted"]) == cast.counts["automatic"] > 0
    assert sum(1 for message in messages if "Spam" in message["X-Gmail-Labels"]) == cast.counts["spam"] > 0
    sizes = {message["To"].count("@") for message in messages}
    assert {1, 12, 45} <= sizes


@pytest.mark.parametrize("today", DAYS)
def test_no_letter_is_dated_today_or_later(tmp_path: Path, today: date) -> None:
    cast = village.write(tmp_path, today=today)
    messages = _messages(tmp_path / cast.files.mail)
    days = [parsedate_to_datetime(message["Date"]).astimezone(UTC) for message in messages]
    assert max(days) < datetime(today.year, today.month, today.day, 6, tzinfo=UTC)
    assert min(days).date() < today - timedelta(days=6 * 365)


def test_the_calendar_is_read_with_all_its_entries(folder: Path, cast: village.Cast) -> None:
    calendar = icalendar.Calendar.from_ical((folder / cast.files.calendar).read_bytes())
    events = list(calendar.walk("VEVENT"))
    assert len(events) == cast.counts["calendar"]
    assert str(calendar["X-WR-CALNAME"]) in cast.addresses
    assert any("RRULE" in event and "EXDATE" in event for event in events)
    assert any(str(event["STATUS"]) == "CANCELLED" for event in events)
    assert any(_answer(event, cast) == "DECLINED" for event in events)
    assert {len(_attendees(event)) for event in events} >= {0, 2, 7, 14, 60}


@pytest.mark.parametrize("today", DAYS)
def test_only_meetings_of_the_coming_week_begin_after_today(tmp_path: Path, today: date) -> None:
    cast = village.write(tmp_path, today=today)
    calendar = icalendar.Calendar.from_ical((tmp_path / cast.files.calendar).read_bytes())
    starts = [event.decoded("DTSTART") for event in calendar.walk("VEVENT")]
    days = [start.date() if isinstance(start, datetime) else start for start in starts]
    coming = [day for day in days if day > today]
    assert len(coming) == 3
    assert max(coming) <= today + timedelta(days=7)


def test_lines_are_folded_within_75_octets(folder: Path, cast: village.Cast) -> None:
    for name in (cast.files.calendar, cast.files.phone):
        lines = (folder / name).read_bytes().split(b"\r\n")
        assert max(map(len, lines)) <= 75
        assert not any(b"\n" in line for line in lines)


def test_a_long_line_comes_back_whole_when_it_is_unfolded() -> None:
    line = "NOTE:" + "ä€ " * 90
    folded = meetings.folded(line)
    assert folded.count("\r\n") > 5
    assert folded.replace("\r\n ", "").removesuffix("\r\n") == line


def test_signs_with_a_meaning_are_escaped() -> None:
    assert meetings.escaped("a,b;c\\d\ne") == "a\\,b\\;c\\\\d\\ne"


def test_the_archives_hold_the_tables_with_linkedin_s_columns(folder: Path, cast: village.Cast) -> None:
    for archive, name in (("older", cast.files.older), ("newer", cast.files.newer)):
        tables = _tables(folder / name)
        assert set(tables) == {"Connections", "messages", "Invitations", "Profile", "Positions"}
        for table, rows in tables.items():
            assert len(rows) - 1 == cast.counts[f"{archive} {table}"]
            assert {len(row) for row in rows} == {len(rows[0])}
        assert tuple(tables["messages"][0]) == archives.MESSAGES
    assert re.fullmatch(r"Complete_LinkedInDataExport_\d\d-\d\d-\d{4}\.zip", cast.files.newer)


def test_the_older_archive_is_the_beginning_of_the_newer_one(folder: Path, cast: village.Cast) -> None:
    older, newer = _tables(folder / cast.files.older), _tables(folder / cast.files.newer)
    assert older["messages"][1:] == newer["messages"][-len(older["messages"]) + 1 :]
    assert {row[2] for row in older["Connections"]} < {row[2] for row in newer["Connections"]}


def test_exactly_two_people_changed_company_or_title_between_the_archives(
    folder: Path, cast: village.Cast
) -> None:
    older, newer = (
        {row[2]: (row[4], row[5]) for row in _tables(folder / name)["Connections"]}
        for name in (cast.files.older, cast.files.newer)
    )
    changed = {profile for profile in older if older[profile] != newer[profile]}
    assert changed == {one.profile for one in cast.moved}


def test_the_messages_hold_a_group_a_draft_and_a_member_who_left(folder: Path, cast: village.Cast) -> None:
    rows = _tables(folder / cast.files.newer)["messages"][1:]
    assert sum(1 for row in rows if row[11] == "Yes") == 1
    assert sum(1 for row in rows if row[2] == "LinkedIn Member" and not row[3]) == 1
    assert sum(1 for row in rows if row[5].count("/in/") == 3) == 4
    assert any("\n" in row[8] for row in rows)


def test_the_cards_are_read_with_groups_birthdays_and_one_picture(folder: Path, cast: village.Cast) -> None:
    text = (folder / cast.files.phone).read_text(encoding="utf-8")
    found = list(vobject.readComponents(text))
    assert len(found) == cast.counts["phone"]
    assert sum(1 for card in found if hasattr(card, "photo")) == 1
    assert sum(1 for card in found if hasattr(card, "bday")) >= 6
    assert "item2.X-ABLabel:LinkedIn" in text
    assert cards.picture().startswith(b"\x89PNG")
    assert len(cards.picture()) < 500


def test_google_s_table_overlaps_the_phone_s_cards(folder: Path, cast: village.Cast) -> None:
    with (folder / cast.files.google).open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    assert len(rows) == cast.counts["google"]
    phone = (folder / cast.files.phone).read_text(encoding="utf-8").replace("\r\n ", "")
    both = [row for row in rows if row["E-mail 1 - Value"] in phone]
    assert 3 < len(both) < len(rows)
    assert any(row["E-mail 2 - Value"] for row in rows)


def test_every_address_and_number_is_reserved_for_examples(folder: Path, cast: village.Cast) -> None:
    plain = [(folder / name).read_bytes() for name in cast.files.names() if not name.endswith(".zip")]
    texts = [content.decode().replace("\r\n ", "") for content in plain]
    for name in (cast.files.older, cast.files.newer):
        texts += ["\n".join(cell for row in rows for cell in row) for rows in _tables(folder / name).values()]
    domains = {domain for text in texts for domain in re.findall(r"[\w.+-]@((?:[a-z0-9-]+\.)+[a-z]+)", text)}
    assert "lumenworks.example" in domains
    reserved = re.compile(r"example\.(com|org|net)|([a-z0-9-]+\.)*example")
    assert {domain for domain in domains if not reserved.fullmatch(domain)} == set()
    phones = {one.phone for one in cast.people.values() if one.phone}
    assert all(re.fullmatch(r"\+1 202 555 01\d\d|\+44 7700 900\d{3}", phone) for phone in phones)


def _contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _messages(path: Path) -> list[mailbox.mboxMessage]:
    with closing(mailbox.mbox(path, create=False)) as box:
        return list(box)


def _tables(path: Path) -> dict[str, list[list[str]]]:
    """Read an archive's tables, without what stands before the columns of the connections."""
    found = {}
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            rows = list(csv.reader(io.StringIO(archive.read(name).decode(), newline="")))
            found[name.removesuffix(".csv")] = rows[3:] if name == "Connections.csv" else rows
    return found


def _attendees(event: icalendar.cal.Component) -> list[icalendar.vCalAddress]:
    found = event.get("ATTENDEE", [])
    return found if isinstance(found, list) else [found]


def _answer(event: icalendar.cal.Component, cast: village.Cast) -> str:
    """Tell what the owner answered to an invitation."""
    mine = [one for one in _attendees(event) if str(one).removeprefix("mailto:") in cast.addresses]
    return str(mine[0].params["PARTSTAT"]) if mine else ""
