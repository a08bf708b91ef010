"""By hand: the owner's own words about a person, a record like any other that always wins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from amity.book import access, programs, records, rows
from amity.book.models import (
    GROUPS,
    WORDS,
    Edition,
    Handle,
    Interaction,
    Owner,
    Part,
    Participation,
    Person,
    Record,
    Sighting,
    Stake,
    Word,
)
from amity.core import handles as rules
from amity.core.changes import RecordKept, digest
from amity.core.claims import KEPT, full_name
from amity.core.findings import Claim
from amity.core.handles import Handle as CoreHandle

ME = "me"
"""Key of the record by hand that is about the owner."""
NOT_THEIRS = "not-theirs"
"""Label of an address the owner said is not this person's: kind:value."""
KNOWN_AS = "known-as"
"""Label of the name somebody had before the owner renamed them, by which files find them again."""
HANGING: tuple[type[Word | Part], ...] = (*WORDS, *(part for _, part, _ in GROUPS))
"""The tables whose rows hang on a record by hand."""
JOINED = "joined"
"""First word of the label of a value the owner chose when two people became one; the join's id follows.

It goes when they are split.
"""


def claims(owner: Owner, record: Record) -> tuple[Claim, ...]:
    """Give what a record by hand says now."""
    said = records.said(owner, [record.pk]).get(record.pk)
    return said.claims if said else ()


def existing(owner: Owner, person: Person) -> Record | None:
    """Find a person's record by hand, the oldest if joins left several."""
    return Record.objects.filter(owner=owner, person=person.pk, source="hand").order_by("id").first()


def record(owner: Owner, person: Person, *, today: date) -> Record:
    """Give a person's record by hand, made at the owner's first word; it hangs on their oldest record."""
    found = existing(owner, person)
    if found is not None:
        return found
    anchor = Record.objects.filter(owner=owner, person=person.pk).order_by("id").first()
    made = _make(owner, person.uid, anchor=anchor, person=person)
    say(owner, made, (), today=today)
    return made


def make(owner: Owner, said: Sequence[Claim], *, today: date) -> Record:
    """Make a record by hand for somebody no source has made a person."""
    made = _make(owner, access.fresh(owner, "hand"), anchor=None, person=None)
    say(owner, made, said, today=today)
    return made


def make_me(owner: Owner) -> Record:
    """Make the record by hand that is about the owner."""
    return _make(owner, ME, anchor=None, person=None)


def _make(owner: Owner, key: str, *, anchor: Record | None, person: Person | None) -> Record:
    return Record.objects.create(
        owner=owner, source="hand", key=key, uid=access.fresh(owner, key), mine=key == ME,
        anchor=anchor, person_id=person.pk if person else None,
    )  # fmt: skip


def say(owner: Owner, record: Record, said: Sequence[Claim], *, today: date, region: str = "") -> None:
    """Let a record by hand say exactly this from today on; what it said before stays in its history."""
    handles = tuple(
        (handle.kind, handle.value, handle.written)
        for claim in said
        if (handle := read(claim.field, claim.value, region=region or owner.region)) is not None
    )
    pairs = tuple((claim.field, claim.value, claim.label) for claim in said)
    kept = RecordKept("hand", record.key, digest(pairs), pairs, tuple(dict.fromkeys(handles)))
    records.keep(owner, None, 0, [kept], on=today, cache={("hand", record.key): record.pk})
    Handle.objects.filter(owner=owner, record=record.pk).delete()
    Handle.objects.bulk_create(
        Handle(owner=owner, record=record, kind=kind, value=value, written=written)
        for kind, value, written in kept.handles
    )


def rewrite_handles(owner: Owner, found: Iterable[int]) -> None:
    """Let records by hand have the addresses they name on the day the book is read on."""
    for some in rows.chunks(found):
        mine = Record.objects.filter(owner=owner, id__in=some, source="hand")
        for pk, editions in records.history(owner, list(mine.values_list("id", flat=True))).items():
            Handle.objects.filter(owner=owner, record=pk).delete()
            Handle.objects.bulk_create(
                Handle(owner=owner, record_id=pk, kind=kind, value=value, written=written)
                for edition in editions[-1:]
                for kind, value, written in edition["handles"]
            )


def read(kind: str, value: str, *, region: str = "") -> CoreHandle | None:
    """Read a written address of a kind; None if the kind is no handle or the address none."""
    if kind == "email":
        return rules.email(value)
    if kind == "phone":
        return rules.phone(value, region=region or None)
    if kind in {"profile", "url"}:
        return rules.profile(value)
    return (
        CoreHandle("account", value.strip().lower(), value.strip())
        if kind == "account" and value.strip()
        else None
    )


def guess(value: str, *, region: str = "") -> CoreHandle | None:
    """Read an address whose kind is not told: mail, then web, then telephone."""
    if "@" in value:
        return rules.email(value)
    if any(char.isalpha() for char in value):
        return rules.profile(value)
    return rules.phone(value, region=region or None)


def change(
    owner: Owner, record: Record, fields: Mapping[str, Iterable[str]], *, today: date, region: str = ""
) -> None:
    """Replace what a record by hand says of these fields; several values make several claims."""
    left = [claim for claim in claims(owner, record) if claim.field not in fields]
    new = [Claim(field, value) for field, values in fields.items() for value in values]
    say(owner, record, [*left, *new], today=today, region=region)


def mark(owner: Owner, record: Record, claim: Claim, *, today: date) -> None:
    """Add one claim to what a record by hand says."""
    known = claims(owner, record)
    if claim not in known:
        say(owner, record, [*known, claim], today=today)


def unsay(owner: Owner, record: Record, label: str) -> None:
    """Take back all claims of a label, or that begin with it as a word, from all a record by hand ever said.

    Left with nothing, the record goes.
    """
    if record.source != "hand":
        return
    found = list(Edition.objects.filter(owner=owner, record=record.pk))
    if not any(_labelled(claim, label) for edition in found for claim in edition.claims):
        return
    by_digest = {edition.digest: edition for edition in found}
    for edition in found:
        claims = [claim for claim in edition.claims if not _labelled(claim, label)]
        if len(claims) < len(edition.claims):
            _rewrite(owner, edition, claims, by_digest)
    left = Edition.objects.filter(owner=owner, record=record.pk)
    if not any(edition.claims for edition in left) and not _needed(owner, record):
        drop(owner, record)


def _labelled(claim: Sequence[str], label: str) -> bool:
    return f"{claim[2]} ".startswith(f"{label} ")


def _rewrite(owner: Owner, edition: Edition, claims: list[list[str]], by_digest: dict[str, Edition]) -> None:
    """Let an edition say only these claims; where another one says just that, it becomes the other."""
    name = digest(tuple(tuple(claim) for claim in claims))
    twin = by_digest.get(name)
    if twin is None:
        edition.claims, edition.digest = claims, name
        edition.save()
        by_digest[name] = edition
        return
    Sighting.objects.filter(owner=owner, edition=edition.pk).delete()
    edition.delete()


def _needed(owner: Owner, record: Record) -> bool:
    """Tell whether anything but words hangs on a record by hand."""
    return (
        record.anchor_id is None
        or _hangs(owner, record)
        or Participation.objects.filter(owner=owner, record=record.pk).exists()
    )


def _hangs(owner: Owner, record: Record) -> bool:
    """Tell whether a line about the person, or a part in a group, hangs on a record by hand."""
    return any(table.objects.filter(owner=owner, record=record.pk).exists() for table in HANGING)


def rename(owner: Owner, record: Record, *, before: str, today: date) -> None:
    """Remember the name the files gave, the first time the owner gives another."""
    known = claims(owner, record)
    if not any(claim.field == "name" for claim in known):
        say(owner, record, [*known, Claim("other", before, KNOWN_AS)], today=today)


def refused(owner: Owner, people: Iterable[int]) -> set[tuple[int, str, str]]:
    """Give the addresses the owner said are not theirs: (person, kind, value)."""
    mine = {}
    for some in rows.chunks(people):
        words = Record.objects.filter(owner=owner, person__in=some, source="hand")
        mine.update(dict(words.values_list("id", "person_id")))
    told = records.said(owner, list(mine)).items()
    no = [
        (mine[pk], claim.value.partition(":"))
        for pk, said in told
        for claim in said.claims
        if claim.label == NOT_THEIRS
    ]
    return {(person, kind, value) for person, (kind, _, value) in no if person is not None}


def orphans(owner: Owner, going: Iterable[int]) -> QuerySet[Record]:
    """Find the records by hand that hang on one of these records."""
    return Record.objects.filter(owner=owner, source="hand", anchor__in=list(going))


def drop_empty(owner: Owner, touched: Iterable[int], *, today: date) -> None:
    """Remove records by hand that a batch (a restored book) brought and that nobody says any more.

    One on which the owner has hung something since stays, with nothing said.
    """
    for some in rows.chunks(touched):
        words = Record.objects.filter(owner=owner, id__in=some, source="hand")
        for word in words.filter(~Exists(Edition.objects.filter(owner=owner, record=OuterRef("pk")))):
            if _hangs(owner, word):
                say(owner, word, (), today=today)
            else:
                drop(owner, word)


def let_go(owner: Owner, touched: Iterable[int], *, today: date) -> None:
    """Before records vanish, hang the owner's words on another record of the person.

    Where none is left, the name and addresses go into the owner's words, so that the person is still
    somebody and is found again when the file comes back.
    """
    by_word: set[int] | None = None
    for some in rows.chunks(touched):
        alive = set(Edition.objects.filter(owner=owner, record__in=some).values_list("record_id", flat=True))
        for word in orphans(owner, set(some) - alive):
            own = records.held(owner, word.anchor_id or 0, word.person_id)
            stays = _living(owner, own)
            if stays is None:
                unsay(owner, word, JOINED)
                if not Record.objects.filter(owner=owner, id=word.pk).exists():
                    continue
                kin = Record.objects.filter(owner=owner, person=word.person_id).exclude(source="hand")
                if by_word is None:
                    by_word = {mention for _, mention in programs.owned(owner)}
                stays = _living(owner, set(kin.values_list("id", flat=True)) - by_word)
            word.anchor_id = stays
            word.save()
            if stays is None:
                _keep_face(owner, word, own, today=today)


def _living(owner: Owner, found: Iterable[int]) -> int | None:
    """Give the oldest of some records that somebody still says."""
    said = Edition.objects.filter(owner=owner, record__in=list(found))
    return said.order_by("record_id").values_list("record_id", flat=True).first()


def _keep_face(owner: Owner, word: Record, own: Iterable[int], *, today: date) -> None:
    """Write name and addresses of the records a word was about into the word itself.

    A function's address on a card is left out: in the owner's words it would take that function's mail.
    """
    person = Person.objects.filter(owner=owner, pk=word.person_id or 0).first()
    known = claims(owner, word)
    if person is None:
        return
    face = [] if full_name(known) else [Claim("name", person.name, KEPT)]
    held = {handle.value for claim in known if (handle := read(claim.field, claim.value))}
    old = Handle.objects.filter(owner=owner, record__in=list(own)).exclude(value__in=held)
    told = old.order_by("id").values_list("kind", "value", "written", "record__mention")
    pairs = dict.fromkeys(
        (kind, written)
        for kind, value, written, mention in told
        if mention or kind != "email" or not rules.is_role(value)
    )
    say(owner, word, [*known, *face, *(Claim(kind, written) for kind, written in pairs)], today=today)


def drop(owner: Owner, record: Record) -> None:
    """Remove a record by hand with all that hangs on it."""
    editions = Edition.objects.filter(owner=owner, record=record.pk)
    Sighting.objects.filter(owner=owner, edition__in=editions.values("id")).delete()
    editions.delete()
    Handle.objects.filter(owner=owner, record=record.pk).delete()
    logged = Participation.objects.filter(owner=owner, record=record.pk)
    alone = list(logged.values_list("interaction_id", flat=True))
    logged.delete()
    still = set(
        Participation.objects.filter(owner=owner, interaction__in=alone).values_list(
            "interaction_id", flat=True
        )
    )
    Interaction.objects.filter(owner=owner, id__in=set(alone) - still, source="hand").delete()
    for table in HANGING:
        table.objects.filter(owner=owner, record=record.pk).delete()
    Stake.objects.filter(owner=owner, beside=record.pk).update(beside=None)
    record.delete()
