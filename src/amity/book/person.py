"""One person, whole: the tie over the years, what was exchanged, what the records say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, timedelta

from amity.book import access, callers, care, circles, corrections, outcomes, promises, records, ties, views
from amity.book import answers as answered
from amity.book import facts as learned
from amity.book import help as helped
from amity.book import known as known_by
from amity.book.models import Batch, Edition, Owner, Participation, Record, Sighting
from amity.book.models import Person as Row
from amity.core import answers, explain, facts, moves, names, relations, worth
from amity.core import corrections as rules_said
from amity.core import help as helping
from amity.core import ties as rules
from amity.core.answers import Rest
from amity.core.brought import origin
from amity.core.cadence import UNKNOWN, Cadence
from amity.core.claims import full_name, ranked
from amity.core.corrections import Said
from amity.core.explain import Why
from amity.core.facts import Fact
from amity.core.findings import Claim
from amity.core.help import Help
from amity.core.interactions import counted
from amity.core.outcomes import Outcome
from amity.core.people import Exchange, Person, Reminder
from amity.core.promises import Promise
from amity.core.relations import Relation, Task
from amity.core.signals import peace
from amity.core.view import Move, Shared, View
from amity.formats import pictures
from amity.formats.pictures import Picture

PAGE = 50
POINTS = 120
"""Points of the drawn line at most."""


@dataclass(frozen=True, slots=True)
class RecordShown:
    """One source record as it stands now, and the files that brought it."""

    id: str
    source: str
    key: str
    as_of: date
    claims: tuple[Claim, ...]
    files: tuple[str, ...]
    mention: bool = False

    @property
    def name(self) -> str:
        """The name that stands on it, where one does."""
        return next((claim.value for claim in self.claims if claim.field == "name"), "")

    @property
    def origin(self) -> str:
        """Which source, and which part of it, this record is from."""
        return origin(self.source, self.key)

    @property
    def words(self) -> tuple[str, ...]:
        """The few words, beside the name, by which the owner knows which record it is: work, addresses.

        A record without any of these is known by whatever else it says; one of exchanges by its address.
        """
        known = [claim.value for claim in self.claims if claim.field in _KNOWN_BY]
        other = [claim.value for claim in self.claims if claim.field not in {"name", "photo"}]
        said = known or [value for value in other if not value.startswith("data:")]
        kind, _, address = self.key.removeprefix("@").partition(":")
        reached = [address] if self.mention and kind in {"email", "phone"} else []
        told = [value for value in (*said, *reached) if self.kind is None or value != self.kind.value]
        return tuple(dict.fromkeys(told))[:6]

    @property
    def kind(self) -> Claim | None:
        """What it was made for, where it is no card: help, a school, a group; it tells records apart."""
        return next((claim for claim in self.claims if claim.field in _KINDS), None)


_HELP = tuple(f"help_{way}" for way in helping.WAYS)
_KINDS = frozenset({*facts.KINDS, *facts.CIRCLES, *_HELP, "relation", "task", "reminder", "introducer"})
_KNOWN_BY = frozenset({"organization", "title", "email", "phone", "profile", "place"})


@dataclass(frozen=True, slots=True)
class Whole:
    """Everything the book has on one person; `tie_line` is (day, strength 0–1), oldest first.

    `why` explains the numbers of the tie, `grounds` gives an exchange of each day they rest on, `corrected`
    the owner's corrections of the tie by field. `by_word` tells of a pick that was done.
    """

    person: Person
    tie_line: tuple[tuple[date, float], ...]
    exchanges: tuple[Exchange, ...]
    exchanges_total: int
    reminders: tuple[Reminder, ...]
    records: tuple[RecordShown, ...]
    shared: tuple[Shared, ...]
    moves: tuple[Move, ...]
    rhythm: float | None
    ticks: tuple[tuple[date, str], ...]
    facts: tuple[Fact, ...] = ()
    notes: tuple[Fact, ...] = ()
    help: tuple[Help, ...] = ()
    circles: tuple[Fact, ...] = ()
    relations: tuple[Relation, ...] = ()
    tasks: tuple[Task, ...] = ()
    promises: tuple[Promise, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    introducer: str = ""
    introducer_id: str = ""
    met_on: date | None = None
    picture: bool = False
    resting: tuple[str, ...] = ()
    why: Why | None = None
    grounds: Mapping[date, Exchange] = field(default_factory=dict)
    corrected: Mapping[str, Said] = field(default_factory=dict)
    cadence: Cadence = UNKNOWN
    learned: str = ""
    by_word: str = ""


def whole(owner: Owner, id: str, *, today: date, offset: int = 0) -> Whole:  # noqa: A002
    """Give one person whole; `offset` pages through the exchanges, newest first."""
    row = access.person(owner, id)
    (view,), _ = views.of(owner, [row], today=today)
    timeline = _timeline(owner, row, today=today)
    shown = tuple(_records(owner, row))
    told = [(record.id, record.source, record.claims) for record in shown]
    related, introducer = relations.relations(told), relations.introducer(told)
    known = _known(owner, row, [introducer, *(one.name for one in related)])
    quiet = _quiet(row) or bool(callers.among(owner, [row.pk]))
    often, changed = (UNKNOWN, "") if quiet else care.rhythm(owner, view, today=today)
    events = [event for _, several in ties.histories(owner, {row.pk}, today=today) for _, event in several]
    said = corrections.said(owner, [row.pk], today=today).get(row.pk, [])
    pace = rules.PLAIN if view.tie is None else view.tie.pace
    why = explain.why(events, said, now=ties.now(today), unanswered=worth.unanswered(view), pace=pace)
    return Whole(
        view.person,
        _line(events, pace, today=today),
        tuple(_signed(owner, row, timeline[offset : offset + PAGE])),
        len(timeline),
        view.reminders,
        shown,
        view.shared,
        tuple(_moves(owner, row)),
        rules.rhythm(view.tie) if view.tie is not None and view.tie.active_days > 1 else None,
        tuple(_ticks(events)),
        facts.facts(told, own=learned.own(owner, [row.pk], today=today).get(row.pk, ())),
        facts.notes(told),
        helping.help(told, own=helped.own(owner, [row.pk], today=today).get(row.pk, ())),
        circles.of_person(owner, row.uid, facts.circles(told)),
        tuple(replace(one, person=known.get(names.fold(one.name), "")) for one in related),
        relations.tasks(told),
        tuple(promises.of(owner, [row.pk], today=today).get(row.pk, ())),
        tuple(outcomes.of(owner, [row.pk], today=today).get(row.pk, ())),
        introducer,
        known.get(names.fold(introducer), ""),
        relations.met_on(told),
        picture=any(map(pictures.opened, _pictures(record.claims for record in shown))),
        resting=_resting(view, today=today),
        why=why,
        grounds=_grounds(why, timeline),
        corrected=rules_said.latest(said),
        cadence=often,
        learned=changed,
        by_word=_by_word(owner, row, view, today=today),
    )


def _by_word(owner: Owner, row: Row, view: View, *, today: date) -> str:
    """Say of a pick that was done when it was, where nothing on record is as new."""
    told = answered.of(owner, row.pk, today=today).get(row.pk, ())
    last = None if view.tie is None else ties.day(view.tie.last_day)
    return answers.lately(told, since=last, today=today)


def _grounds(why: Why | None, timeline: Iterable[Exchange]) -> dict[date, Exchange]:
    """Give an exchange of each day on which a number rests, the latest of the day."""
    numbers = why.numbers.values() if why is not None else ()
    days = {ground.on for number in numbers for ground in number.rests}
    found: dict[date, Exchange] = {}
    for exchange in timeline:
        on = exchange.at.astimezone(UTC).date()
        if on in days and exchange.weight > 0:
            found.setdefault(on, exchange)
    return found


def _quiet(row: Row) -> bool:
    """Tell whether the weeks never look at somebody, so that no cadence is theirs."""
    return bool(row.aside) or row.muted


def _resting(view: View, *, today: date) -> tuple[str, ...]:
    """Say why the weeks leave somebody in peace, where they do."""
    if view.person.aside is not None or view.person.muted:
        return ()
    rest = Rest(view.later, view.put_off, view.declined)
    return answers.sentences(
        rest, name=view.person.name, unanswered=view.unanswered, peace=peace(view), today=today
    )


def _known(owner: Owner, row: Row, named: Iterable[str]) -> dict[str, str]:
    """Give the ids of those others in the book whose name, folded, is theirs alone."""
    wanted = {names.fold(name) for name in named} - {""}
    mine = Row.objects.filter(owner=owner, removed=False, folded__in=wanted).exclude(pk=row.pk)
    found: dict[str, list[str]] = {}
    for folded, uid in mine.values_list("folded", "uid"):
        found.setdefault(folded, []).append(uid)
    return {folded: uids[0] for folded, uids in found.items() if len(uids) == 1}


def picture(owner: Owner, id: str) -> Picture:  # noqa: A002
    """Give the picture of a person, from the record that goes first; Missing where there is none to show."""
    row = access.person(owner, id)
    mine = list(Record.objects.filter(owner=owner, person=row.pk).values_list("id", flat=True))
    said = ranked(list(records.said(owner, mine).values()), "photo")
    found = filter(None, map(pictures.opened, _pictures(one.claims for one in said)))
    shown = next(found, None)
    if shown is None:
        raise access.Missing("There is no picture of this person.")
    return shown


def _pictures(claims: Iterable[Iterable[Claim]]) -> Iterable[str]:
    return (claim.value for several in claims for claim in several if claim.field == "photo")


def _moves(owner: Owner, row: Row) -> Iterable[Move]:
    """Give what changed of company or title, the newest first, also between files brought on one day."""
    mine = Record.objects.filter(owner=owner, person=row.pk, mention=False).exclude(source="hand")
    known = {pk: (uid, source) for pk, uid, source in mine.values_list("id", "uid", "source")}
    told = records.history(owner, sorted(known)).items()
    found = [move for pk, editions in told for move in moves.moves(*known[pk], editions)]
    return sorted(found, key=lambda move: (move.seen_now, move.seen_before), reverse=True)


def _ticks(events: Iterable[rules.Event | rules.Word]) -> Iterable[tuple[date, str]]:
    for event in events:
        if not isinstance(event, rules.Event):
            continue
        way = "mutual" if event.sent and event.received else "sent" if event.sent else "received"
        yield ties.day(event.at), way


def _line(
    events: list[rules.Event | rules.Word], pace: rules.Pace, *, today: date
) -> tuple[tuple[date, float], ...]:
    """Sample the strength over the years: the state before each sample is kept on the way, once through."""
    if not events:
        return ()
    first, last = events[0].at, max(ties.now(today), events[-1].at)
    step = max((last - first) / POINTS, 1.0)
    line: list[tuple[date, float]] = []
    tie: rules.Tie | None = None
    at = first
    for event in [*events, None]:
        while tie is not None and at <= (event.at if event else last):
            line.append((ties.day(at), rules.strength(tie, max(at, tie.last))))
            at += step
        if event is not None:
            tie = rules.observe(tie, event, pace=pace)
    if tie is not None and (not line or line[-1][0] < ties.day(last)):
        line.append((ties.day(last), rules.strength(tie, last)))
    return tuple(line)


def _timeline(owner: Owner, row: Row, *, today: date) -> list[Exchange]:
    """Give all exchanges of a person, also those that stand in the timeline only, newest first."""
    parts = Participation.objects.filter(owner=owner, record__in=access.records(owner, [row.pk]))
    parts = parts.exclude(role="delivered")
    until = ties.end(today + timedelta(days=60))
    known = parts.filter(known_by.exchanged(owner), interaction__current=True, interaction__at__lt=until)
    fields = ("id", "at", "channel", "direction", "text", "place", "minutes", "others", "source")
    found: dict[str, Exchange] = {}
    for role, *told in known.values_list("role", *(f"interaction__{name}" for name in fields)):
        exchange = views.exchange(told)
        if counted(role, exchange.direction) is None:
            exchange = views.unweighted(exchange)
        before = found.get(exchange.id)
        if before is None or exchange.weight > before.weight:
            found[exchange.id] = exchange
    return sorted(found.values(), key=lambda exchange: (exchange.at, exchange.id), reverse=True)


def _signed(owner: Owner, row: Row, shown: Sequence[Exchange]) -> Iterable[Exchange]:
    """Name the writers of what a third person wrote to the owner and this one: a mail to two, a group."""
    silent = [
        int(exchange.id) for exchange in shown if exchange.direction == "received" and not exchange.weight
    ]
    wrote = Participation.objects.filter(owner=owner, interaction__in=silent, role__in=("from", "organizer"))
    told = list(wrote.values_list("interaction_id", "record_id", "record__person_id", "record__person__name"))
    said = records.said(owner, [record for _, record, person, _ in told if person is None])
    names = {
        str(pk): name or (full_name(said[record].claims) if record in said else "")
        for pk, record, person, name in told
        if person != row.pk
    }
    return (replace(exchange, by=names.get(exchange.id, "")) for exchange in shown)


def _records(owner: Owner, row: Row) -> Iterable[RecordShown]:
    mine = {record.pk: record for record in Record.objects.filter(owner=owner, person=row.pk).order_by("id")}
    brought = files(owner, list(mine))
    for pk, said in records.said(owner, list(mine)).items():
        record = mine[pk]
        yield RecordShown(
            record.uid,
            record.source,
            record.key,
            said.since,
            said.claims,
            brought.get(pk, ()),
            record.mention,
        )


def files(owner: Owner, numbers: list[int]) -> dict[int, tuple[str, ...]]:
    """Give the files that brought each of these records, the latest first."""
    editions = dict(Edition.objects.filter(owner=owner, record__in=numbers).values_list("id", "record_id"))
    seen = Sighting.objects.filter(owner=owner, edition__in=list(editions)).exclude(batch=None)
    limit = known_by.reach(owner)
    seen = seen if limit is None else seen.filter(batch__today__lte=limit.files)
    pairs = list(seen.order_by("-id").values_list("edition_id", "batch_id", "part"))
    reports = dict(
        Batch.objects.filter(owner=owner, id__in={batch for _, batch, _ in pairs}).values_list("id", "report")
    )
    found: dict[int, dict[str, None]] = {}
    for edition, batch, part in pairs:
        files = reports.get(batch, {}).get("files", [])
        if part < len(files):
            found.setdefault(editions[edition], {})[str(files[part]["path"])] = None
    return {record: tuple(names) for record, names in found.items()}
