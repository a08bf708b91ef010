"""Brought: each record of one import, what became of it, and the way back for one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, QuerySet, When

from amity.book import (
    access,
    batches,
    derivation,
    interactions,
    lines,
    matching,
    plan,
    programs,
    records,
    rows,
)
from amity.book.models import (
    Batch,
    Edition,
    InteractionClaim,
    LeftOut,
    Owner,
    Participation,
    Record,
    Sighting,
)
from amity.core import handles, mentions, names
from amity.core.brought import OUTCOMES, Asked, Line, Moved, Page, told_apart
from amity.core.errors import Refusal
from amity.core.findings import Problem
from amity.core.interactions import TIMELINE_ONLY

TAKEN_BACK = "taken-back"
_STANDING = "done"


def page(owner: Owner, id: str, asked: Asked) -> Page:  # noqa: A002 - the contract's word
    """List records of a batch; the number of questions to the database does not grow with them."""
    batch = batches.find(owner, id)
    paths, files = _files(batch)
    several = _narrowed(owner, batch, asked, paths, files)
    counts = [some.count() for some in several]
    found: list[Line] = []
    offset = asked.offset
    for make, some, count in zip(_MAKERS, several, counts, strict=True):
        room = asked.limit - len(found)
        if offset < count and room > 0:
            found += make(owner, batch, list(some[offset : offset + room]), files)
        offset = max(0, offset - count)
    return Page(found, sum(counts), _counts(owner, batch))


_MAKERS: tuple[Callable[..., list[Line]], ...] = (
    lines.of_records, lines.of_exchanges, lines.of_records, lines.of_left_out,
)  # fmt: skip
"""In the order of a list: people, exchanges, what is about the owner, what was left out."""
_RANK = Case(
    When(outcome="created", then=0), When(outcome="updated", then=1), default=2, output_field=IntegerField()
)
"""What is new comes first, then what has changed, then the rest, each in the order of the files."""


def _files(batch: Batch) -> tuple[list[str], list[str]]:
    """Give the paths of a batch's files, and the names that tell them apart."""
    paths = [str(file["path"]) for file in batch.report.get("files", [])]
    return paths, told_apart(paths)


def moved(owner: Owner, id: str, *, limit: int = 3) -> list[Moved]:  # noqa: A002
    """Give a few people whose organization or title an import changed."""
    changed = Sighting.objects.filter(
        owner=owner, batch=batches.find(owner, id), outcome="updated", edition__record__person__removed=False
    )
    some = list(changed.select_related("edition__record__person").order_by("part", "id")[:_LOOKED_AT])
    against = lines.beside_it(owner, some)
    found: dict[str, Moved] = {}
    for one in some:
        older, changes = against[one.pk]
        who = one.edition.record.person
        work = next((c for c in changes or () if c.field in _WORK and c.before and c.after), None)
        if who is not None and work is not None and not older:
            found.setdefault(who.uid, Moved(who.uid, who.name, work.before, work.after))
    return list(found.values())[:limit]


_LOOKED_AT = 200
_WORK = ("organization", "title")


def crowded(owner: Owner, id: str) -> int:  # noqa: A002
    """Count the exchanges of an import with so many people that they make nobody a person."""
    mine = InteractionClaim.objects.filter(owner=owner, batch=batches.find(owner, id))
    return mine.filter(interaction__others__gt=TIMELINE_ONLY).count()


def nobodys(owner: Owner, keys: Iterable[str]) -> list[tuple[str, str]]:
    """Give the addresses among keys of mentions that are no person's, and why: (address, reason), in order.

    Whoever the owner added by hand with such an address is a person and is not given.
    """
    start = mentions.key("email", "")
    keys = list(keys)
    told = {
        key: why
        for key in keys
        if key.startswith(start) and (why := handles.why_nobodys(key.removeprefix(start)))
    }
    people: set[str] = set()
    for some in rows.chunks(told):
        mine = Record.objects.filter(owner=owner, key__in=some)
        people |= set(mine.filter(Q(mine=True) | ~Q(person=None)).values_list("key", flat=True))
    found = {key: why for key, why in told.items() if key not in people}
    found |= dict.fromkeys(_programs(owner, [key for key in keys if key.startswith(start)]), "program")
    return sorted((key.removeprefix(start), why) for key, why in found.items())


def _programs(owner: Owner, keys: Iterable[str]) -> set[str]:
    """Give those of these keys that are nobody's because a program writes there (`programs`)."""
    loose: dict[int, str] = {}
    for some in rows.chunks(keys):
        mine = Record.objects.filter(owner=owner, key__in=some, person=None, mine=False)
        loose |= dict(mine.values_list("id", "key"))
    return {loose[pk] for pk in programs.among(owner, loose)}


def one(owner: Owner, id: str, line: str) -> Line:  # noqa: A002
    """Give one record of a batch by its line's id, also when it was taken back, with all whom it is about."""
    batch = batches.find(owner, id)
    _, files = _files(batch)
    gone = LeftOut.objects.filter(owner=owner, batch=batch, line=line).first() if line else None
    if gone is not None:
        return lines.of_left_out(owner, batch, [gone], files)[0]
    row = _row(owner, batch, line)
    there = lines.there(owner, batch, row)
    if not isinstance(row, Sighting):
        return replace(lines.of_exchanges(owner, batch, [row], files)[0], people=there)
    made = lines.of_records(owner, batch, [row], files)[0]
    title = ", ".join(name for _, name in there) if len(there) > 1 else made.title
    return replace(made, title=title, people=there)


Stretch = tuple["QuerySet[Sighting]", "QuerySet[InteractionClaim]", "QuerySet[LeftOut]"]


def _narrowed(
    owner: Owner, batch: Batch, asked: Asked, paths: Sequence[str], names: Sequence[str]
) -> tuple[QuerySet[Any], ...]:
    """Give the lines of a batch narrowed to what is asked, in the order of `_MAKERS`."""
    cards = Sighting.objects.filter(owner=owner, batch=batch).exclude(outcome="")
    exchanges = InteractionClaim.objects.filter(owner=owner, batch=batch).exclude(outcome="")
    left = LeftOut.objects.filter(owner=owner, batch=batch, note=False)
    if asked.outcome == "joined":
        cards, exchanges, left = _joined(owner, cards), exchanges.none(), left.none()
    elif asked.outcome in {"skipped", TAKEN_BACK}:
        cards, exchanges = cards.none(), exchanges.none()
        left = left.filter(line="") if asked.outcome == "skipped" else left.exclude(line="")
    elif asked.outcome:
        cards, exchanges = cards.filter(outcome=asked.outcome), exchanges.filter(outcome=asked.outcome)
        left = left.none()
    if asked.file:
        parts = [part for part, both in enumerate(zip(paths, names, strict=True)) if asked.file in both]
        cards, exchanges = cards.filter(part__in=parts), exchanges.filter(part__in=parts)
        left = left.filter(part__in=parts)
    for word in asked.text.split()[:12]:
        cards, exchanges, left = _with_word(owner, word, cards, exchanges, left)
    cards = cards.select_related("edition__record__person").order_by(_RANK, "part", "id")
    return (
        cards.filter(edition__record__mine=False),
        exchanges.select_related("interaction").order_by(_RANK, "part", "id"),
        cards.filter(edition__record__mine=True),
        left.order_by("part", "id"),
    )


def _with_word(
    owner: Owner, word: str, cards: QuerySet[Sighting], exchanges: QuerySet[InteractionClaim],
    left: QuerySet[LeftOut],
) -> Stretch:  # fmt: skip
    folded = names.fold(word)
    there = Participation.objects.filter(
        owner=owner, interaction=OuterRef("interaction"), record__person__search__contains=folded
    )
    return (
        cards.filter(
            Q(edition__record__person__search__contains=folded)
            | Q(edition__record__person=None, edition__claims__icontains=word)
        ),
        exchanges.filter(Q(interaction__text__icontains=word) | Exists(there)),
        left.filter(Q(place__icontains=word) | Q(reason__icontains=word)),
    )


def _joined(owner: Owner, cards: QuerySet[Sighting]) -> QuerySet[Sighting]:
    """Keep those whose person has another record that no hand wrote."""
    others = Record.objects.filter(owner=owner, person=OuterRef("edition__record__person")).exclude(
        source="hand"
    )
    return cards.filter(Exists(others.exclude(pk=OuterRef("edition__record"))))


def _counts(owner: Owner, batch: Batch) -> dict[str, int]:
    counts = dict.fromkeys(OUTCOMES, 0)
    for model in (Sighting, InteractionClaim):
        mine = model._default_manager.filter(owner=owner, batch=batch).exclude(outcome="")  # noqa: SLF001
        for outcome, count in mine.values_list("outcome").annotate(count=Count("id")).order_by():
            counts[outcome] += count
    left = LeftOut.objects.filter(owner=owner, batch=batch, note=False)
    counts["skipped"], counts[TAKEN_BACK] = left.filter(line="").count(), left.exclude(line="").count()
    cards = Sighting.objects.filter(owner=owner, batch=batch).exclude(outcome="")
    counts["joined"] = _joined(owner, cards).count()
    return counts


def cards(owner: Owner) -> dict[tuple[str, str], int]:
    """Give how many people each file brought when a file of its name was last brought: by source and name."""
    standing = Batch.objects.filter(owner=owner, state=_STANDING).order_by("id")
    found: dict[tuple[str, str], int] = {}
    for report in standing.values_list("report", flat=True).iterator(20):
        for file in report.get("files", []):
            if file["understood"] and file.get("cards") is not None:
                found[str(file["source"]), str(file["path"]).rpartition("/")[2]] = int(file["cards"])
    return found


def leave_out(
    owner: Owner, batch: Batch, part: int, problems: Iterable[Problem], outcomes: dict[str, str]
) -> None:
    """List what was left out of one file; each outcome by place is taken out of `outcomes`.

    A problem of a record that was kept all the same, or is listed already, is only a note. In a transaction.
    """
    LeftOut.objects.bulk_create(
        [
            LeftOut(
                owner=owner, batch=batch, part=part, place=problem.place[: records.PLACE],
                code=problem.code[:40], reason=problem.reason[:400],
                note=outcomes.pop(problem.place, "") != "skipped",
            )
            for problem in problems
        ],
        batch_size=rows.CHUNK,
    )  # fmt: skip


def take_back(owner: Owner, id: str, line: str, *, today: date) -> dict[str, Any]:  # noqa: A002
    """Take one record of an import back, as if its file had not held it; twice is once. Give the report.

    Hold the import lock (`sync.recovery.undo_one` does).
    """
    with transaction.atomic():
        batch = batches.find(owner, id)
        if line and LeftOut.objects.filter(owner=owner, batch=batch, line=line).exists():
            return dict(batch.report)
        row = _row(owner, batch, line)
        if batch.state != _STANDING:
            raise Refusal(
                "not-standing", "That import does not stand any more; nothing of it can be taken back."
            )
        touched = _forget(owner, batch, row.part, row.place)
        derivation.derive(owner, batches.unsay(owner, touched, today=today), today=today)
        matching.bury_empty(owner)
        plan.reconsider(owner, today=today, begun=True)
        LeftOut.objects.create(
            owner=owner, batch=batch, part=row.part, place=row.place, code=TAKEN_BACK,
            reason="You took this record back.", line=line,
        )  # fmt: skip
        _recount(batch, row.part, row.outcome)
    return dict(batch.report)


def _row(owner: Owner, batch: Batch, line: str) -> Sighting | InteractionClaim:
    """Find the line of an id: r or i and a number; what was left out cannot be taken back."""
    kind, number = line[:1], line[1:]
    digits = number.isascii() and number.isdigit() and len(number) < 19  # noqa: PLR2004 - what a database counts to
    found: Sighting | InteractionClaim | None = None
    if digits and kind == "r":
        found = Sighting.objects.filter(owner=owner, batch=batch, pk=int(number)).exclude(outcome="").first()
    elif digits and kind == "i":
        mine = InteractionClaim.objects.filter(owner=owner, batch=batch, pk=int(number))
        found = mine.exclude(outcome="").first()
    elif digits and kind == "x" and LeftOut.objects.filter(owner=owner, batch=batch, pk=int(number)).exists():
        raise Refusal("left-out", "That record was left out; there is nothing of it to take back.")
    if found is None:
        raise access.Missing(f"There is no record {line!r} in this import; `amity batch` lists them.")
    return found


def _forget(owner: Owner, batch: Batch, part: int, place: str) -> set[int]:
    """Forget what one place of a file said, and what it added to the names of those on its exchanges."""
    claims = InteractionClaim.objects.filter(owner=owner, batch=batch, part=part, place=place)
    parts = Participation.objects.filter(owner=owner, interaction__in=claims.values("interaction"))
    named = set(parts.values_list("record_id", flat=True))
    touched = interactions.forget(owner, batch, part=part, place=place)
    touched |= records.forget(owner, batch, part=part, place=place) | named
    for record in Record.objects.filter(owner=owner, id__in=named).order_by("id"):
        _name_again(owner, batch, part, record)
    return touched


def _name_again(owner: Owner, batch: Batch, part: int, record: Record) -> None:
    """Let a mention say what the exchanges left in its file say: the best name, the last day."""
    roles: dict[int, list[str]] = {}
    mine = Participation.objects.filter(owner=owner, record=record).order_by("id")
    for interaction, role in mine.values_list("interaction_id", "role"):
        roles.setdefault(interaction, []).append(role)
    left = InteractionClaim.objects.filter(
        owner=owner, batch=batch, part=part, interaction__in=mine.values("interaction")
    )
    said = [
        (at, role, named)
        for interaction, at, named in left.order_by("id").values_list(
            "interaction_id", "interaction__at", "named"
        )
        for role in roles[interaction]
    ]
    kind, _, value = record.key.removeprefix("@").partition(":")
    mention = mentions.again((kind, value), said, own=record.key)
    sightings = Sighting.objects.filter(owner=owner, batch=batch, part=part, edition__record=record, place="")
    before = list(sightings.values_list("edition_id", flat=True))
    if mention is None:
        sightings.delete()
    else:
        kept = mentions.kept(record.source, record.key, mention)
        edition, _ = Edition.objects.get_or_create(
            owner=owner, record=record, digest=kept.digest,
            defaults={"claims": kept.claims, "handles": kept.handles},
        )  # fmt: skip
        Sighting.objects.filter(id__in=list(sightings.values_list("id", flat=True)), owner=owner).update(
            edition=edition, as_of=kept.as_of
        )
    alive = set(Sighting.objects.filter(owner=owner, edition__in=before).values_list("edition_id", flat=True))
    Edition.objects.filter(owner=owner, id__in=set(before) - alive).delete()


def _recount(batch: Batch, part: int, outcome: str) -> None:
    """Let the report count a record that was taken back apart from those that stand."""
    report = batch.report
    for counted in (report["files"][part], report["totals"]):
        counted["records"][outcome] -= 1
        counted["records"]["total"] -= 1
        counted["taken_back"] = counted.get("taken_back", 0) + 1
    batch.save(update_fields=["report"])
