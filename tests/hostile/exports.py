"""Attacks on the exports of other programs in JSON, Monica's and Nametag's, and on Amity's own."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

from tests.hostile.case import Build, Case, Expect, exactly, nothing, refused, survives
from tests.hostile.kinds import MAKERS
from tests.hostile.makers import dumped, people
from tests.hostile.programs import monica_account, monica_contact, nametag_person

Twist = Callable[[bytes], bytes]
DEEP = 200_000


def cases() -> Iterator[Case]:
    """Yield attacks on JSON as such, then on each program's own words."""
    for source in ("monica", "nametag", "telegram", "instagram"):
        for attack, (twist, expect) in _JSON.items():
            yield Case(source, attack, MAKERS[source].file, _built(source, twist), _fitting(source, expect))
    for attack, (change, expect) in _MONICA.items():
        yield Case("monica", attack, "monica.json", _contact(change), expect)
    for attack, (account, expect) in _ACCOUNTS.items():
        yield Case("monica", attack, "monica.json", account, expect)
    for attack, (bend, expect) in _NAMETAG.items():
        yield Case("nametag", attack, "nametag.json", _person(bend), expect)
    for attack, (build, expect) in _OWN.items():
        yield Case("amity", attack, "amity.zip", build, expect)


def _built(source: str, twist: Twist) -> Build:
    names = ("Ana",) if MAKERS[source].chat else ("Ana", "Ben")
    return lambda tag: twist(MAKERS[source].make(people(tag, *names)))


def _fitting(source: str, expect: Expect) -> Expect:
    """Allow a talking source its exchanges, and a chat its one person."""
    maker = MAKERS[source]
    least, most = expect.people
    if maker.chat:
        least, most = min(least, 1), min(most, 1)
    return Expect((least, most), (least, most) if maker.talks else (0, 0), expect.refused, expect.read)


def _inside(text: str) -> Twist:
    """Put a member before the first of the outermost object."""
    return lambda content: content.replace(b"{", b"{" + text.encode() + b",", 1)


_ANY = survives((0, 2))
_JSON: dict[str, tuple[Twist, Expect]] = {
    "lists two hundred thousand deep": (_inside('"x":' + "[" * DEEP + "]" * DEEP), _ANY),
    "objects two hundred thousand deep": (_inside('"x":' + '{"a":' * DEEP + "1" + "}" * DEEP), _ANY),
    "lists that are never closed": (lambda _: b"[" * DEEP, nothing()),
    "a number of ten to the four hundred": (_inside('"x":1e400,"y":-1e400'), _ANY),
    "a number of a hundred thousand digits": (_inside('"x":' + "9" * 100_000), _ANY),
    "not a number": (_inside('"x":NaN,"y":Infinity'), _ANY),
    "a hundred thousand members": (_inside(",".join(f'"k{n}":{n}' for n in range(100_000))), _ANY),
    "one member a thousand times": (_inside(",".join(['"x":1'] * 1000)), _ANY),
    "a text of ten million characters": (_inside('"x":"' + "y" * 10_000_000 + '"'), _ANY),
    "escapes that are none": (_inside('"x":"\\x41\\u12"'), _ANY),
    "a comma too many": (lambda content: content.rstrip()[:-1] + b",}", _ANY),
    "a second document behind it": (lambda content: content + content, _ANY),
    "text behind the document": (lambda content: content + b"and so on", _ANY),
    "quotes of another kind": (lambda content: content.replace(b'"', b"'"), nothing()),
    "a mark of UTF-8": (lambda content: b"\xef\xbb\xbf" + content, _ANY),
    "UTF-16 with its mark": (lambda content: content.decode().encode("utf-16"), _ANY),
    "a list around it": (lambda content: b"[" + content + b"]", _ANY),
    "null for everything": (lambda _: b"null", refused()),
    "bytes that are no UTF-8": (lambda content: content.replace(b"{", b'{"x":"\xff\xfe",', 1), _ANY),
}


def _contact(change: Callable[[dict[str, Any], str], object]) -> Build:
    """Spoil the first of two contacts."""

    def build(tag: str) -> bytes:
        ana, ben = (monica_contact(one) for one in people(tag, "Ana", "Ben"))
        change(ana, tag)
        return dumped(monica_account([ana, ben]))

    return build


def _group(kind: str, *values: object) -> Callable[[dict[str, Any], str], object]:
    return lambda contact, _: contact["data"].append({"count": 1, "type": kind, "values": list(values)})


def _said(**properties: object) -> Callable[[dict[str, Any], str], object]:
    return lambda contact, _: contact["properties"].update(properties)


def _call(**properties: object) -> Callable[[dict[str, Any], str], object]:
    return _group("call", {"uuid": "c", "properties": properties})


_TWO = exactly(2)
_FIRST_MAY_GO = Expect((1, 2), read=True)
_CALLS = Expect((2, 2), (0, 1), read=True)
_MONICA: dict[str, tuple[Callable[[dict[str, Any], str], object], Expect]] = {
    "a name that is a number": (_said(first_name=12345), _FIRST_MAY_GO),
    "a name that is a list": (_said(first_name=[["Ana"]], last_name={"a": 1}), _FIRST_MAY_GO),
    "properties that are a text": (lambda contact, _: contact.update(properties="none"), _FIRST_MAY_GO),
    "properties that are missing": (lambda contact, _: contact.pop("properties"), _FIRST_MAY_GO),
    "groups that are an object": (lambda contact, _: contact.update(data={"type": "note"}), _FIRST_MAY_GO),
    "a group without values": (lambda contact, _: contact["data"].append({"type": "note"}), _TWO),
    "a group that says its count is a billion": (
        lambda contact, _: contact["data"].append({"count": 10**9, "type": "pet", "values": []}),
        _TWO,
    ),
    "a call on no day": (_call(called_at="yesterday", content="x", contact_called=True), _CALLS),
    "a call in the year ten to the twelve": (_call(called_at="1000000000000-01-01T00:00:00Z"), _CALLS),
    "a call that is a number": (_call(called_at=1e308, contact_called="perhaps"), _CALLS),
    "a conversation without messages": (_group("conversation", {"uuid": "v", "properties": {}}), _TWO),
    "an activity that is not there": (_group("activity", "no-such-uuid"), _TWO),
    "a kind of field that is not there": (
        _group("contact_field", {"uuid": "f", "properties": {"data": "x", "type": "no-such"}}),
        _TWO,
    ),
    "an address with line breaks": (
        _group(
            "contact_field",
            {"uuid": "f", "properties": {"data": "e@x.example\r\nBcc: y", "type": "kind-mail"}},
        ),
        _TWO,
    ),
    "a debt of not a number": (
        _group("debt", {"uuid": "d", "properties": {"amount": "NaN", "in_debt": 7}}),
        _TWO,
    ),
    "a picture that is a page": (
        _said(avatar={"avatar_source": "photo", "dataUrl": "data:text/html,<script>alert(1)</script>"}),
        _TWO,
    ),
    "a birthday without a date": (_said(birthdate={"is_year_unknown": "maybe"}), _TWO),
    "introduced by themself": (
        lambda contact, tag: contact["properties"].update(first_met_through=f"{tag}-0"),
        _TWO,
    ),
    "ten thousand tags": (_said(tags=[f"t{n}" for n in range(10_000)]), _FIRST_MAY_GO),
    "ten thousand notes": (
        _group("note", *({"uuid": f"n{n}", "properties": {"body": f"note {n}"}} for n in range(10_000))),
        _FIRST_MAY_GO,
    ),
    "a text where a truth should be": (_said(is_dead="no", is_partial=0, is_active="x"), _FIRST_MAY_GO),
}


def _relations(tag: str) -> bytes:
    """Write people who are each other's parents, all round, and others who are not there."""
    contacts = [monica_contact(one) for one in people(tag, "Ana", "Ben")]
    content = monica_account(contacts)
    ends = [(0, 1), (1, 0), (0, 0), (0, 9)]
    values = [
        {
            "uuid": f"r{n}",
            "properties": {"type": "parent", "contact_is": f"{tag}-{a}", "of_contact": f"{tag}-{b}"},
        }
        for n, (a, b) in enumerate(ends)
    ]
    content["account"]["data"].append({"count": 4, "type": "relationship", "values": values})
    return dumped(content)


def _same_uuid(tag: str) -> bytes:
    contacts = [monica_contact(one) | {"uuid": tag} for one in people(tag, "Ana", "Ben")]
    return dumped(monica_account(contacts))


_ACCOUNTS: dict[str, tuple[Build, Expect]] = {
    "relations that go round": (_relations, _TWO),
    "one uuid for two people": (_same_uuid, _FIRST_MAY_GO),
    "a contact that is a text": (
        lambda tag: dumped(monica_account(["Ana", None, 7, monica_contact(people(tag, "Ana")[0])])),
        exactly(1),
    ),
    "the same contact a thousand times": (
        lambda tag: dumped(monica_account([monica_contact(people(tag, "Ana")[0])] * 1000)),
        exactly(1),
    ),
    "a version from the future": (
        lambda tag: dumped(monica_account([monica_contact(people(tag, "Ana")[0])]) | {"version": "99.0"}),
        survives((0, 1)),
    ),
    "no lookups": (
        lambda tag: dumped(
            {
                "version": "1.0-preview.1",
                "account": {
                    "data": monica_account([monica_contact(people(tag, "Ana")[0])])["account"]["data"]
                },
            }
        ),
        survives((0, 1)),
    ),
    "an account that is a list": (lambda _: dumped({"version": "1.0-preview.1", "account": []}), nothing()),
}


def _person(bend: dict[str, Any]) -> Build:
    def build(tag: str) -> bytes:
        ana, ben = (nametag_person(one) for one in people(tag, "Ana", "Ben"))
        return dumped(
            {"version": "1.1", "exportDate": "2026-01-05", "groups": [], "people": [ana | bend, ben]}
        )

    return build


_NAMETAG: dict[str, tuple[dict[str, Any], Expect]] = {
    "a name that is null": ({"name": None}, _FIRST_MAY_GO),
    "a name that is an object": ({"name": {"first": "Ana"}}, _FIRST_MAY_GO),
    "addresses that are a text": ({"emails": "x"}, _TWO),
    "addresses without an address": ({"emails": [{}, None, 7]}, _TWO),
    "a day that is a number": ({"importantDates": [{"title": "Birthday", "date": 1e12}]}, _TWO),
    "a relation to nobody": (
        {"relationships": [{"relatedPersonId": "none", "relationshipType": None}]},
        _TWO,
    ),
    "a relation to themself": ({"relationships": [{"relatedPersonId": 0, "notes": "x"}]}, _TWO),
    "a group that is not there": ({"groups": ["No such group", 5]}, _TWO),
    "a reminder every minus one days": (
        {"contactReminderInterval": -1, "contactReminderEnabled": "yes"},
        _TWO,
    ),
    "ten thousand numbers": (
        {"phoneNumbers": [{"type": "x", "number": f"+4479{n:08}"} for n in range(10_000)]},
        _FIRST_MAY_GO,
    ),
    "an address that is a script": ({"urls": ["javascript:alert(1)", {"url": "data:text/html,x"}]}, _TWO),
    "a picture that is a page": ({"photo": "data:text/html;base64,PHNjcmlwdD4="}, _TWO),
    "a number for a person's id": ({"id": 10**30}, _FIRST_MAY_GO),
}


def _zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_json", ".json"), content)
    return out.getvalue()


def _book(**content: object) -> bytes:
    whole = {"amity": 1, "owner": {}, "people": [], "others": [], "interactions": [], **content}
    return _zipped(book_json=json.dumps(whole).encode())


_OWN: dict[str, tuple[Build, Expect]] = {
    "a book of a later version": (lambda _: _book(amity=10**6), nothing()),
    "a version that is a text": (lambda _: _book(amity="one"), nothing()),
    "an empty book": (lambda _: _book(), nothing()),
    "people that are an object": (lambda _: _book(people={"a": 1}), nothing()),
    "people that are numbers": (lambda _: _book(people=[1, None, "x", [[]]]), nothing()),
    "an exchange of nobody": (lambda _: _book(interactions=[{"people": ["none"], "at": "x"}]), nothing()),
    "a book that is a list": (lambda _: _zipped(book_json=b"[]"), nothing()),
    "a book that breaks off": (lambda _: _zipped(book_json=b'{"amity": 1, "people": ['), nothing()),
    "a book of lists without end": (lambda _: _zipped(book_json=b"[" * DEEP), nothing()),
    "a book at a path outside": (lambda _: _zipped(**{"..__..__book_json": b'{"amity": 1}'}), nothing()),
    "an owner who is a list": (lambda _: _book(owner=[]), nothing()),
    "a book that is a bomb": (
        lambda _: _zipped(book_json=b'{"amity": 1, "x": "' + b"y" * 300_000_000 + b'"}'),
        nothing(),
    ),
}
