"""Words in a book: the owner's lines about people and their groups, written out and brought back."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from amity.book import access
from amity.book.models import GROUPS, WORDS, Batch, Group, Interaction, Owner, Part, Word

Line = dict[str, Any]
_APART = frozenset({"id", "owner", "uid", "record", "batch", "beside", *(field for _, _, field in GROUPS)})
"""Columns that differ from book to book."""


def plural(table: type[Word | Group]) -> str:
    """Name what a book holds of a kind: facts, promises; help has no plural."""
    name = table.__name__.lower()
    return name if name == "help" else f"{name}s"


def columns(table: type[Word | Group | Part]) -> list[str]:
    """Name the columns of a row that say the same in every book."""
    found = table._meta.concrete_fields  # noqa: SLF001 - Django's documented model API
    return [column.name for column in found if column.name not in _APART]


def logged(at: datetime, text: str) -> str:
    """Name an exchange logged by hand by what it is: its own key differs from book to book."""
    return f"logged {at.astimezone(UTC).isoformat()} {text}"


def lines(owner: Owner) -> dict[str, dict[int, list[Line]]]:
    """Give the owner's lines of every kind, by the number of the record they hang on."""
    by_hand = Interaction.objects.filter(owner=owner, source="hand").values_list("key", "at", "text")
    known = {key: logged(at, text) for key, at, text in by_hand}
    told: dict[str, dict[int, list[Line]]] = {}
    for table in WORDS:
        found: dict[int, list[Line]] = defaultdict(list)
        for row in table.objects.filter(owner=owner).values("record_id", *columns(table)):
            row["exchange"] = known.get(row["exchange"], row["exchange"])
            found[row.pop("record_id")].append(row)
        told[plural(table)] = found
    return told


def groups(owner: Owner, names: Mapping[int, Sequence[str]]) -> dict[str, list[Line]]:
    """Give circles, campaigns and goals, each with its people by the name of their record, as added."""
    told: dict[str, list[Line]] = {}
    for table, part, field in GROUPS:
        members: dict[int, list[Line]] = defaultdict(list)
        beside = ["beside_id"] if field == "goal" else []
        shown = ("record_id", f"{field}_id", *columns(part), *beside)
        for row in part.objects.filter(owner=owner).order_by("id").values(*shown):
            row["record"] = names[row.pop("record_id")]
            if beside:
                row["beside"] = names.get(row.pop("beside_id"))
                row["past"] = _with_beside(row["past"], names)
            members[row.pop(f"{field}_id")].append(row)
        found = table.objects.filter(owner=owner).values_list("id", *columns(table))
        named = ((pk, dict(zip(columns(table), row, strict=True))) for pk, *row in found)
        told[plural(table)] = [{**row, "people": members[pk]} for pk, row in named]
    return told


def bring(
    owner: Owner, batch: Batch, person: Mapping[str, Any], record: int, *, exchanges: Mapping[str, str]
) -> None:
    """Bring a person's lines back, each as often as it was said.

    `exchanges` gives the keys of what was logged by hand.
    """
    for table in WORDS:
        said: Counter[tuple[tuple[str, Any], ...]] = Counter()
        for line in person.get(plural(table), ()):
            told = _read(table, line)
            if "exchange" in told:
                told["exchange"] = exchanges.get(told["exchange"], told["exchange"])
            said[same := tuple(sorted(told.items()))] += 1
            if table.objects.filter(owner=owner, record=record, **told).count() < said[same]:
                uid = access.fresh(owner, plural(table))
                table.objects.create(owner=owner, uid=uid, record_id=record, batch=batch, **told)


def bring_groups(owner: Owner, batch: Batch, book: Mapping[str, Any], records: Mapping[Any, int]) -> None:
    """Bring circles, campaigns and goals back; one that is here already takes in whom it lacks."""
    for table, part, field in GROUPS:
        met: set[int] = set()
        for told in book.get(plural(table), ()):
            said = _read(table, told)
            here = table.objects.filter(owner=owner, **said).exclude(id__in=met).order_by("id").first()
            group = here or table.objects.create(
                owner=owner, uid=access.fresh(owner, field), batch=batch, **said
            )
            met.add(group.pk)
            for member in told["people"]:
                _part(batch, part, member, {field: group}, records)


def _part(
    batch: Batch, table: type[Part], told: Mapping[str, Any], group: Mapping[str, Group],
    records: Mapping[Any, int],
) -> None:  # fmt: skip
    owner, record = batch.owner, records[tuple(told["record"])]
    if table.objects.filter(owner=owner, record=record, **group).exists():
        return
    more: dict[str, Any] = {}
    if "beside" in told:
        more = {"beside_id": records.get(tuple(told["beside"] or ()))}
        told = {**told, "past": _with_beside(told.get("past", []), records)}
    table.objects.create(owner=owner, record_id=record, batch=batch, **group, **_read(table, told), **more)


def _with_beside(past: Iterable[Sequence[Any]], names: Mapping[Any, Any]) -> list[list[Any]]:
    """Name whom somebody stood beside before as the other side names them; nobody where none is known."""
    return [
        [day, {**was, "beside": names.get(_key(was["beside"]))} if was and "beside" in was else was]
        for day, was in past
    ]


def _key(named: Any) -> Any:  # noqa: ANN401 - a record's number, or its name in an export
    return tuple(named) if isinstance(named, list) else named


def _read(table: type[Word | Group | Part], told: Mapping[str, Any]) -> Line:
    """Read the columns of a row as the table keeps them: days from their text."""
    names: Iterable[str] = (name for name in columns(table) if name in told)
    kept: dict[str, Any] = {column.name: column for column in table._meta.concrete_fields}  # noqa: SLF001
    return {name: kept[name].to_python(told[name]) for name in names}
