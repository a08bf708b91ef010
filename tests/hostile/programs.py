"""Well-formed exports of other programs in JSON: Monica, Nametag, Telegram, Instagram."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.hostile.makers import Somebody, dumped, parted


def monica(who: Sequence[Somebody]) -> bytes:
    return dumped(monica_account([monica_contact(one) for one in who]))


def monica_contact(one: Somebody) -> dict[str, Any]:
    given, family = parted(one.name)
    field = {"uuid": f"{one.tag}-f{one.number}", "properties": {"data": one.email, "type": "kind-mail"}}
    birth = {
        "uuid": f"{one.tag}-b{one.number}",
        "is_age_based": False,
        "is_year_unknown": False,
        "date": f"{one.birthday}T00:00:00.000000Z",
    }
    note = {"uuid": f"{one.tag}-n{one.number}", "properties": {"body": one.note}}
    return {
        "uuid": f"{one.tag}-{one.number}",
        "properties": {"first_name": given, "last_name": family, "birthdate": birth},
        "data": [
            {"count": 1, "type": "contact_field", "values": [field]},
            {"count": 1, "type": "note", "values": [note]},
        ],
    }


def monica_account(contacts: list[Any]) -> dict[str, Any]:
    kind = {"uuid": "kind-mail", "properties": {"name": "Email", "protocol": "mailto:", "type": "email"}}
    groups = [{"count": len(contacts), "type": "contact", "values": contacts}]
    account = {"uuid": "a", "data": groups, "properties": {}, "instance": {"contact_field_types": [kind]}}
    return {"version": "1.0-preview.1", "app_version": "4.1.2", "account": account}


def nametag(who: Sequence[Somebody]) -> bytes:
    return dumped(
        {
            "version": "1.1",
            "exportDate": "2026-01-05",
            "user": {},
            "groups": [],
            "people": [nametag_person(one) for one in who],
            "relationshipTypes": [],
            "journalEntries": [],
        }
    )


def nametag_person(one: Somebody) -> dict[str, Any]:
    given, family = parted(one.name)
    return {
        "id": f"{one.tag}-{one.number}",
        "name": given,
        "surname": family,
        "notes": one.note,
        "importantDates": [{"title": "Birthday", "date": one.birthday}],
        "emails": [{"type": "home", "email": one.email}],
        "phoneNumbers": [{"type": "mobile", "number": one.phone}],
        "groups": [],
        "relationships": [],
    }


def telegram(who: Sequence[Somebody]) -> bytes:
    return dumped({"about": "Invented", "chats": {"about": "", "list": [telegram_chat(one) for one in who]}})


def telegram_chat(one: Somebody) -> dict[str, Any]:
    ident = int(one.tag[1:]) * 10 + one.number + 1000
    said = {
        "id": 1,
        "type": "message",
        "date": f"2026-01-{one.day + 10:02}T10:00:00",
        "date_unixtime": str(1767225600 + (one.day + 9) * 86400 + 36000),
        "from": one.name,
        "from_id": f"user{ident}",
        "text": one.note,
    }
    return {"name": one.name, "type": "personal_chat", "id": ident, "messages": [said]}


def instagram(who: Sequence[Somebody]) -> bytes:
    said = [
        {"sender_name": one.name, "timestamp_ms": 1768400000000 + one.day * 86_400_000, "content": one.note}
        for one in who
    ]
    named = [{"name": one.name} for one in who] + [{"name": "Robin Hale"}]
    return dumped(
        {"participants": named, "messages": said, "title": who[0].name, "thread_path": f"inbox/{who[0].tag}"}
    )
