"""Elements: records out of XML one at a time; what is broken costs itself alone."""

from __future__ import annotations

import io
import time
import tracemalloc

from amity.formats import elements
from amity.formats.elements import Element, Fault


def read(raw: bytes) -> list[Element | Fault]:
    return list(elements.read(io.BytesIO(raw), ("sms", "mms")))


def told(raw: bytes) -> list[str]:
    return [one.name if isinstance(one, Element) else one.code for one in read(raw)]


def test_records_come_with_their_line_attributes_and_what_is_within() -> None:
    raw = (
        b'<?xml version="1.0"?>\n<all>\n<sms a="1"/>\n<other/>\n<mms><parts><part b="2"/></parts></mms></all>'
    )
    assert read(raw) == [
        Element("sms", 3, {"a": "1"}),
        Element("mms", 5, {}, [("parts", {}), ("part", {"b": "2"})]),
    ]


def test_a_record_within_something_else_is_none() -> None:
    assert told(b"<all><box><sms/></box><sms/></all>") == ["sms"]
    assert told(b"<sms/>") == []


def test_a_broken_record_costs_itself_and_lines_go_on() -> None:
    raw = b'<all>\n<sms a="1"/>\n<sms a="x" b"/>\n\n<sms a="3"/>\n<mms></sms>\n<sms a="4"/>\n</all>'
    found = read(raw)
    assert [type(one) for one in found] == [Element, Fault, Element, Fault, Element]
    assert [one.line for one in found] == [2, 3, 5, 6, 7]


def test_a_record_behind_a_fault_is_found_wherever_the_pieces_end() -> None:
    for size in range(262_100, 262_160):
        raw = b"<all><sms <" + b"." * size + b"<sms a='1'/></all>"
        assert told(raw) == ["unreadable", "sms"], size


def test_a_file_that_ends_early_keeps_what_came_before() -> None:
    assert told(b'<all><sms a="1"/><mms><part') == ["sms", "cut-off"]
    assert told(b'<all><sms a="1"/>') == ["sms", "cut-off"]
    assert told(b"") == ["cut-off"]
    assert told(b"<all></all>") == []


def test_what_is_no_xml_at_all_is_one_fault() -> None:
    assert told(b"no xml <>") == ["unreadable"]


def test_a_document_type_ends_the_reading_at_once() -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><all><sms a="&c;"/></all>'
    assert told(bomb) == ["forbidden"]
    assert told(b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><all><sms/></all>') == ["forbidden"]


def test_very_deep_elements_are_a_fault_and_the_next_record_is_read() -> None:
    assert told(b"<all><mms>" + b"<a>" * 100_000 + b"</mms><sms/></all>") == ["unreadable", "sms"]


def test_a_tag_without_end_is_given_up() -> None:
    raw = b'<all><sms/><sms a="' + b"it's " * 1_000_000 + b'"/><sms/></all>'
    assert told(raw) == ["sms", "unreadable", "sms"]


def test_more_than_a_record_can_hold_is_passed_over() -> None:
    many = b"<all><mms>" + b'<addr address="1"/>' * 5_000 + b"</mms></all>"
    (found,) = read(many)
    assert isinstance(found, Element)
    assert len(found.inside) == elements.MOST_INSIDE
    (large,) = read(b"<all><mms>" + (b"<p t='" + b"x" * 30_000 + b"'/>") * 100 + b"</mms></all>")
    assert isinstance(large, Element)
    assert sum(len(one["t"]) for _, one in large.inside) <= elements.ROOM


def test_a_root_of_any_name_is_remembered_or_replaced() -> None:
    assert told(b"<all><sms x><sms/></all>") == ["unreadable", "sms"]
    assert told(b'<u:all xmlns:u="urn:x"><sms x><sms/></u:all>') == ["unreadable", "sms", "unreadable"]


def test_a_file_of_nothing_but_faults_is_given_up_in_good_time() -> None:
    began = time.process_time()
    found = told(b"<all>" + b"<sms <" * 500_000)
    assert set(found) == {"unreadable"}
    assert len(found) == elements.MOST_FAULTS + 1
    assert time.process_time() - began < 20


class Endless(io.BytesIO):
    """Twenty megabytes of small records that lie nowhere."""

    left = 20_000_000

    def read(self, size: int | None = -1, /) -> bytes:
        size = size or 0
        self.left -= size
        whole = b"<sms address='1' body='hello'/>"
        return super().read(size) or (whole * (size // len(whole)) if self.left > 0 else b"")


def test_memory_does_not_grow_with_the_file() -> None:
    tracemalloc.start()
    count = sum(isinstance(one, Element) for one in elements.read(Endless(b"<all>"), ("sms",)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count > 600_000
    assert peak < 20_000_000
