"""Messages and calls of a telephone: who, when, which way, and what is no exchange with anybody."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from pathlib import Path
from typing import ClassVar
from xml.sax.saxutils import quoteattr

import pytest

from amity.core.findings import Finding, InteractionSeen, PersonSeen, Problem, Settings
from amity.sources import Source, sms
from tests.sources.contract import Contract

SAMPLES = Path(__file__).parent / "samples" / "sms"
TODAY = date(2026, 11, 24)
AT = "1709280000123"
ADA, BEN, CY, OWN = "+14155550101", "+14155550102", "+14155550103", "+14155550100"


class TestContract(Contract):
    source: ClassVar[Source] = sms
    folder = "sms"


def pull(*records: str, snippets: bool = True, region: str | None = "US") -> list[Finding]:
    raw = f"<smses>{''.join(records)}</smses>".encode()
    return list(sms.pull(io.BytesIO(raw), Settings(today=TODAY, snippets=snippets, region=region)))


def tag(name: str, within: str = "", **said: str) -> str:
    attributes = " ".join(f"{key}={quoteattr(value)}" for key, value in said.items())
    return f"<{name} {attributes}>{within}</{name}>"


def text(body: str = "Hi", **said: str) -> str:
    return tag("sms", **{"address": ADA, "date": AT, "type": "1", "body": body, **said})


def call(**said: str) -> str:
    told = {"number": ADA, "date": AT, "type": "1", "duration": "60", "contact_name": "Ada Moreau"}
    return tag("call", **{**told, **said})


def mms(*addrs: tuple[str, str], part: str = "Hi", **said: str) -> str:
    listed = "".join(tag("addr", address=number, type=kind) for number, kind in addrs)
    within = f"<parts>{tag('part', ct='text/plain', text=part)}</parts><addrs>{listed}</addrs>"
    return tag("mms", within, **{"date": AT, "msg_box": "1", **said})


def one(*records: str, region: str | None = "US") -> InteractionSeen:
    found = [each for each in pull(*records, region=region) if isinstance(each, InteractionSeen)]
    assert len(found) == 1
    return found[0]


def code(record: str) -> str:
    (found,) = pull(record)
    assert isinstance(found, Problem)
    return found.code


def roles(seen: InteractionSeen) -> list[tuple[str, str]]:
    return [(person.role, person.handle.value) for person in seen.people]


@pytest.mark.parametrize(
    "head",
    [
        b"<smses>",
        b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- a - b -->\n<?xml-stylesheet href='s.xsl'?><smses>",
        "\ufeff<?xml version='1.0' encoding='UTF-16'?><calls count='0' />".encode("utf-16-le"),
        b"<!DOCTYPE smses [<!ENTITY a 'b'>]><smses>",
    ],
)
def test_a_backup_is_known_by_its_root(head: bytes) -> None:
    assert sms.recognizes(head, "whatever.txt")


@pytest.mark.parametrize("head", [b"", b"<html><smses>", b"smses", b"<callset>", b"<allsms>", b"BEGIN:VCARD"])
def test_other_files_are_not_recognized(head: bytes) -> None:
    assert not sms.recognizes(head, "sms-2024.xml")


def test_a_message_says_who_when_and_which_way() -> None:
    seen = one(text("Lunch\non  Tuesday?", contact_name="Ada Moreau"))
    assert seen.at == datetime(2024, 3, 1, 8, 0, 0, 123_000, UTC)
    assert (seen.channel, seen.direction, seen.text) == ("message", "received", "Lunch on Tuesday?")
    assert roles(seen) == [("from", ADA)]
    assert seen.people[0].name == "Ada Moreau"
    assert (roles(one(text(type="2"))), one(text(type="2")).direction) == ([("to", ADA)], "sent")


def test_only_the_first_characters_are_kept_and_none_if_the_owner_says_so() -> None:
    long = one(text("x" * 1_000_000))
    assert long.text == "x" * 140
    (quiet,) = pull(text("Secret"), snippets=False)
    assert isinstance(quiet, InteractionSeen)
    assert "Secret" not in repr(quiet)


@pytest.mark.parametrize("name", ["(Unknown)", "null", "", "(unknown number)"])
def test_a_phone_without_a_name_gives_none(name: str) -> None:
    assert one(text(contact_name=name)).people[0].name == ""


@pytest.mark.parametrize("sender", ["GOOGLE", "AD-650001", "72975", "12345", "*611", "1-800-GOFEDEX"])
def test_companies_and_short_numbers_are_no_people(sender: str) -> None:
    assert code(text(address=sender)) == "service"


@pytest.mark.parametrize("sender", ["", "-1", "-2", "Unknown", "(Private)", "null", "()"])
def test_a_withheld_number_is_nobodys(sender: str) -> None:
    assert code(text(address=sender)) == "no-number"


def test_a_mail_address_is_one_and_a_number_at_home_gets_its_country() -> None:
    assert roles(one(text(address="Ada@moreau.example"))) == [("from", "ada@moreau.example")]
    assert roles(one(text(address="tel:(415) 555-0101"))) == [("from", ADA)]
    assert roles(one(text(address="07911 123456"), region=None)) == [("from", "07911123456")]


@pytest.mark.parametrize(
    ("kind", "reason"),
    [("3", "draft"), ("4", "not-sent"), ("5", "not-sent"), ("6", "not-sent"), ("", "unknown-kind")],
)
def test_what_was_never_sent_is_no_exchange(kind: str, reason: str) -> None:
    assert code(text(type=kind)) == reason
    assert code(mms(address=ADA, msg_box=kind)) == reason


@pytest.mark.parametrize(
    "when", ["0", "-1", "", "bad", "1.7e12", "1831427280000000", "9" * 15, "9" * 400, "١٢٣"]
)
def test_a_date_that_cannot_be_true_is_a_problem(when: str) -> None:
    assert {code(text(date=when)), code(call(date=when)), code(mms(address=ADA, date=when))} == {"no-date"}


def test_a_key_depends_on_neither_country_name_nor_place_in_the_file() -> None:
    first = one(text(address="415 555-0101"))
    later = pull(
        text(date="1709270000000", address=BEN), text(address="4155550101", contact_name="Ada"), region=None
    )
    assert isinstance(later[1], InteractionSeen)
    assert first.key == later[1].key


def test_two_messages_of_one_moment_are_two_and_one_twice_is_one() -> None:
    found = pull(text("One"), text("Two"), text("One"), text("One", type="2"))
    told = [each.key for each in found if isinstance(each, InteractionSeen)]
    assert len(set(told)) == 3
    assert told[0] == told[2]


def test_a_message_with_several_people_names_all_but_the_owner() -> None:
    listed = ((BEN, "137"), (ADA, "151"), (OWN, "151"), (CY, "130"))
    got = one(mms(*listed, address=f"{ADA}~{BEN}~{CY}"))
    assert sorted(roles(got)) == [("from", BEN), ("to", ADA), ("to", CY)]
    sent = one(mms(("insert-address-token", "137"), (ADA, "151"), address=f"{ADA}~{BEN}", msg_box="2"))
    assert roles(sent) == [("to", ADA), ("to", BEN)]
    assert sent.direction == "sent"


def test_a_plain_message_may_name_several_people_too() -> None:
    found = one(text(address=f"{ADA}~+12125550188"))
    assert roles(found) == [("to", ADA), ("to", "+12125550188")]


def test_ten_thousand_numbers_in_one_are_a_crowd_and_nobodys_number() -> None:
    (found,) = pull(text(address="~".join(f"+1212555{n:04}" for n in range(10_000))))
    assert isinstance(found, Problem)
    assert found.code == "too-many-people"


def test_a_message_between_two_is_from_the_other() -> None:
    seen = one(mms((ADA, "137"), (OWN, "151"), address=ADA, sub="Look", contact_name="Ada Moreau"))
    assert (roles(seen), seen.people[0].name, seen.text) == ([("from", ADA)], "Ada Moreau", "Look Hi")


def test_a_message_that_names_no_conversation_is_read_from_its_list() -> None:
    assert roles(one(mms((ADA, "137"), (OWN, "151")))) == [("from", ADA)]
    assert roles(one(mms((OWN, "137"), (ADA, "151"), msg_box="2"))) == [("to", ADA)]
    assert roles(one(mms((ADA, "151"), (OWN, "151")))) == [("to", ADA), ("to", OWN)]


def test_a_list_that_hides_the_owner_takes_nobody_for_the_owner() -> None:
    seen = one(mms((ADA, "137"), (BEN, "151"), ("insert-address-token", "151"), address=ADA))
    assert roles(seen) == [("from", ADA), ("to", BEN)]


def test_one_number_written_in_two_ways_is_one_person() -> None:
    seen = one(mms(("(415) 555-0101", "137"), (OWN, "151"), address=ADA), region=None)
    assert roles(seen) == [("from", ADA)]


def test_a_message_of_companies_receipts_or_a_crowd_is_left_out() -> None:
    assert code(mms(("72975", "137"), address="72975")) == "service"
    assert code(mms()) == "no-number"
    assert code(mms(address=ADA, m_type="134")) == "report"
    crowd = "~".join(f"+1415555{number:04}" for number in range(200, 231))
    assert code(mms(address=crowd)) == "too-many-people"


def test_the_phones_own_number_is_told_when_enough_messages_show_it() -> None:
    shown = mms((ADA, "137"), (OWN, "151"), address=ADA)
    assert not [each for each in pull(shown, shown) if isinstance(each, PersonSeen)]
    me = pull(shown, shown, mms((OWN, "137"), (BEN, "151"), address=BEN, msg_box="2"))[-1]
    assert isinstance(me, PersonSeen)
    assert me.about_owner
    assert [handle.value for handle in me.handles] == [OWN]


def test_an_answered_call_went_both_ways_and_has_its_minutes() -> None:
    seen = one(call(duration="125"))
    assert (seen.channel, seen.direction, seen.minutes, roles(seen)) == ("call", "mutual", 2, [("from", ADA)])
    assert (one(call(type="2", duration="1")).minutes, roles(one(call(type="2")))) == (1, [("to", ADA)])
    elsewhere = one(call(type="7", duration="0"))
    assert (elsewhere.direction, elsewhere.minutes) == ("mutual", None)


@pytest.mark.parametrize("length", ["", "-5", "much", "9" * 30, "86401"])
def test_a_length_that_cannot_be_true_is_none(length: str) -> None:
    assert [one(call(duration=length, type=kind)).minutes for kind in "12"] == [None, None]


@pytest.mark.parametrize(("kind", "length"), [("3", "0"), ("4", "31"), ("5", "0"), ("1", "0")])
def test_a_call_nobody_answered_is_the_callers_alone_and_only_of_people_the_phone_knows(
    kind: str, length: str
) -> None:
    seen = one(call(type=kind, duration=length))
    assert (seen.direction, seen.minutes) == ("received", None)
    assert code(call(type=kind, duration=length, contact_name="(Unknown)")) == "unknown-caller"


def test_calls_that_reached_nobody_or_came_from_nobody_are_left_out() -> None:
    assert code(call(type="2", duration="0")) == "no-answer"
    assert code(call(type="6")) == "blocked"
    assert code(call(type="12")) == "unknown-kind"
    assert code(call(number="-2")) == "no-number"


def test_a_bomb_of_entities_is_refused_with_a_sentence() -> None:
    raw = b'<!DOCTYPE a [<!ENTITY b "bbbb">]><smses><sms address="&b;"/></smses>'
    (found,) = sms.pull(io.BytesIO(raw), Settings(today=TODAY))
    assert isinstance(found, Problem)
    assert (found.code, "document type" in found.reason) == ("unreadable", True)


def test_the_count_in_a_file_is_not_believed() -> None:
    for count in ("0", "-1", "999999999999", "x"):
        raw = f'<smses count="{count}">{text()}</smses>'.encode()
        assert len(list(sms.pull(io.BytesIO(raw), Settings(today=TODAY)))) == 1
