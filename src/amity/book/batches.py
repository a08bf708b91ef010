"""Batches: import runs, listed, finished, and taken back exactly."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef

from amity.book import (
    access,
    derivation,
    hand,
    interactions,
    known,
    matching,
    plan,
    records,
    rows,
    verdicts,
    words,
)
from amity.book.models import (
    GROUPS,
    Batch,
    Edition,
    Interaction,
    InteractionClaim,
    LeftOut,
    Owner,
    Participation,
    Person,
    Record,
    Sighting,
)
from amity.core.brought import roots
from amity.core.errors import Refusal, Trouble
from amity.core.progress import Step

_NAMED = 3


@dataclass(frozen=True, slots=True)
class BatchShown:
    """One import run as a list shows it; `report` is the contract's import document.

    `names` are those of the archives, folders and files that were brought, not of what was found in them.
    """

    id: str
    started: datetime
    state: str
    files: int
    created: int
    exchanges: int
    names: str
    report: dict[str, Any]


def all(owner: Owner) -> list[BatchShown]:  # noqa: A001 - "all batches"
    """List every import run, newest first."""
    limit, found = known.reach(owner), Batch.objects.filter(owner=owner)
    here = found if limit is None else found.filter(today__lte=limit.files)
    return [_shown(batch) for batch in here.order_by("-started", "-id")]


def whole(owner: Owner, id: str) -> BatchShown:  # noqa: A002
    """Give one import run."""
    return _shown(find(owner, id))


def find(owner: Owner, uid: str) -> Batch:
    """Find one import run, or `Missing`."""
    found = Batch.objects.filter(owner=owner, uid=uid).first()
    if found is None:
        raise access.Missing(f"There is no import {uid!r}; `amity batches` lists them.")
    return found


def _shown(batch: Batch) -> BatchShown:
    files = batch.report.get("files", [])
    names = roots(str(file["path"]) for file in files)
    totals = batch.report.get("totals", {})
    created, exchanges = (totals.get(what, {}).get("created", 0) for what in ("people", "interactions"))
    return BatchShown(
        batch.uid, batch.started, batch.state, len(files), created, exchanges,
        ", ".join(names[:_NAMED]) + (f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""),
        batch.report,
    )  # fmt: skip


def begin(owner: Owner, *, now: datetime, today: date) -> Batch:
    """Open an import run; until it is finished the next start takes it back whole."""
    return Batch.objects.create(owner=owner, uid=access.fresh(owner, "batch"), started=now, today=today)


def finish(batch: Batch, report: dict[str, Any]) -> None:
    """Close an import run with its report; Trouble if it is not open any more."""
    closed = Batch.objects.filter(id=batch.pk, state="running").update(state="done", report=report)
    if not closed:
        raise Trouble("taken-back", "This import was taken back while it ran.")
    batch.state, batch.report = "done", report


def undo(owner: Owner, id: str, *, today: date, watch: Step | None = None) -> BatchShown:  # noqa: A002
    """Take an import run back exactly: its claims go, and what they touched is derived again.

    Hold the import lock (`sync.recovery.undo` does): a running import counts on what it has seen.
    """
    with transaction.atomic():
        batch = find(owner, id)
        if batch.state == "undone":
            return _shown(batch)
        if batch.state == "running":
            raise Refusal("running", "This import is still running; wait until it is done.")
        take_back(owner, batch, today=today, watch=watch)
        batch.state = "undone"
        batch.save()
    return _shown(batch)


def by_word_alone(owner: Owner) -> dict[str, str]:
    """Give the names of those, by id, of whom only the owner's own words tell."""
    theirs = Record.objects.filter(owner=owner, person=OuterRef("pk"))
    here = Person.objects.filter(owner=owner, removed=False).filter(
        Exists(theirs.filter(source="hand")), ~Exists(theirs.exclude(source="hand"))
    )
    return dict(here.order_by("folded", "uid").values_list("uid", "name"))


def take_back(owner: Owner, batch: Batch, *, today: date, watch: Step | None = None) -> None:
    """Forget what a batch brought, and derive again. In a transaction."""
    derivation.derive(owner, forget(owner, batch, today=today), today=today, watch=watch)
    matching.bury_empty(owner)
    plan.reconsider(owner, today=today, begun=True)


def adopt(owner: Owner, batch: str) -> None:
    """Let all that was said by hand so far go with an import when it is taken back, as the village's does."""
    mine = find(owner, batch)
    with transaction.atomic():
        for table in (Sighting, InteractionClaim, *hand.HANGING, *(group for group, _, _ in GROUPS)):
            table.objects.filter(owner=owner, batch=None).update(batch=mine)
        logged = Interaction.objects.filter(owner=owner, source="hand").values_list("id", flat=True)
        InteractionClaim.objects.bulk_create(
            InteractionClaim(owner=owner, batch=mine, interaction_id=pk) for pk in logged
        )


def forget(owner: Owner, batch: Batch, *, part: int | None = None, today: date) -> set[int]:
    """Forget what a batch, or one file of it, brought, and give the records to derive again.

    Call it in a transaction.
    """
    left_out = LeftOut.objects.filter(owner=owner, batch=batch)
    (left_out if part is None else left_out.filter(part=part)).delete()
    touched = interactions.forget(owner, batch, part=part) | records.forget(owner, batch, part=part)
    if part is None:
        touched |= verdicts.forget(owner, batch)
        words.forget(owner, batch)
    return unsay(owner, touched, today=today)


def unsay(owner: Owner, touched: set[int], *, today: date) -> set[int]:
    """Let go of records nobody says any more, and give the records to derive again. In a transaction."""
    touched |= _bare(owner)
    hand.drop_empty(owner, touched, today=today)
    hand.let_go(owner, touched, today=today)
    verdicts.let_go(owner, touched)
    records.rewrite_handles(owner, touched)
    siblings: set[int] = set()
    for some in rows.chunks(records.people(owner, touched)):
        siblings |= set(Record.objects.filter(owner=owner, person__in=some).values_list("id", flat=True))
    gone = records.sweep(owner, touched)
    plan.forget(owner, gone)
    return (touched | siblings) - gone


def _bare(owner: Owner) -> set[int]:
    """Find records that a killed run made and never gave an edition, and that no exchange names."""
    bare = Record.objects.filter(owner=owner).exclude(source="hand")
    bare = bare.filter(~Exists(Edition.objects.filter(owner=owner, record=OuterRef("pk"))))
    bare = bare.filter(~Exists(Participation.objects.filter(owner=owner, record=OuterRef("pk"))))
    return set(bare.values_list("id", flat=True))


def recover(owner: Owner, *, today: date) -> int:
    """Take back every run that was killed in the middle; give how many there were."""
    killed = list(Batch.objects.filter(owner=owner, state="running").order_by("-id"))
    for batch in killed:
        with transaction.atomic():
            take_back(owner, batch, today=today)
            batch.delete()
    return len(killed)
