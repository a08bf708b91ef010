"""People: `people`, `person`, `search`, `add`, `edit`, `remove`, `aside`, `set`."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import UTC
from typing import TYPE_CHECKING, Any

import click

from amity import options
from amity.cli import answer, explain, start
from amity.core import placing, titles
from amity.core.corrections import CLOSER, ELSEWHERE, NO
from amity.core.people import AFFINITIES, ASIDES, PURPOSES, STATES, Person

if TYPE_CHECKING:
    from amity.book.person import Whole
    from amity.core.help import Help
    from amity.core.relations import Relation, Task


LONG = 3


@click.command("people")
@click.option(
    "--sort", type=click.Choice(["strength", "name", "recent", "gap"]), default="strength", show_default=True
)
@click.option("--limit", type=click.IntRange(1), help="At most so many; all by default.")
@click.option("--search", default="", help="Words of a name, organization, title or address.")
@click.option("--state", type=click.Choice(STATES), default=None)
@click.option("--purpose", type=click.Choice(PURPOSES), default=None)
@click.option("--aside", is_flag=True, help="Those set aside instead.")
def people_command(  # noqa: PLR0917 - click passes them by name
    sort: str, limit: int | None, search: str, state: str | None, purpose: str | None, aside: bool  # noqa: FBT001
) -> None:  # fmt: skip
    """List people."""
    owner = start.book()
    from amity.book import people  # noqa: PLC0415

    query = people.Query(
        text=search,
        sort=sort,
        state=state or "",
        purpose=purpose or "",
        aside=aside,
        limit=limit or 1_000_000,
    )
    page = people.page(owner, query, today=start.today())
    document = {"people": [answer.person_row(person) for person in page.people], "total": page.total}
    answer.give(document, answer.people_lines(page.people) if page.people else _nobody(owner))


def _nobody(owner: Any) -> Iterator[str]:  # noqa: ANN401 - the owner's row, typed in the book
    """Say why the list is empty: nobody is known yet, or nobody is as was asked."""
    from amity.book import people  # noqa: PLC0415

    if people.count(owner):
        yield "Nobody like that."
    else:
        yield "Nobody yet. Bring files with `amity import`, or add people with `amity add`."


@click.command("search")
@click.argument("text", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True)
def search_command(text: tuple[str, ...], limit: int) -> None:
    """Find people by words of their name, organization, title or address."""
    owner = start.book()
    from amity.book import people  # noqa: PLC0415

    page = people.page(owner, people.Query(text=" ".join(text), limit=limit), today=start.today())
    document = {"people": [answer.person_row(person) for person in page.people], "total": page.total}
    answer.give(document, answer.people_lines(page.people))


@click.command("person")
@click.argument("who")
def person_command(who: str) -> None:
    """Show one person whole."""
    owner = start.book()
    from amity.book import balance, person  # noqa: PLC0415

    found = start.who(owner, who)
    whole = person.whole(owner, found.id, today=start.today())
    clauses = balance.between(owner, whole, today=start.today())
    lines = [*_lines(whole), *(f"  {clause.sentence} {clause.suggestion}".rstrip() for clause in clauses)]
    document = {**_document(whole), "balance": [dataclasses.asdict(clause) for clause in clauses]}
    document |= {**_purposes(owner, whole), "why": explain.document(whole)}
    answer.give(document, lines)


def _purposes(owner: Any, whole: Whole) -> dict[str, Any]:  # noqa: ANN401 - the owner's row, typed in the book
    """Give since when each purpose holds, what is suggested, and the words of a tie for the long run."""
    from amity.book import access, purposes  # noqa: PLC0415

    row = access.person(owner, whole.person.id)
    about = purposes.about(owner, row, whole.person, today=start.today())
    return {
        "muted": whole.person.muted,
        "commitment": about.why or None,
        "looked": about.looked,
        "purposes_since": [dataclasses.asdict(span) for span in about.spans],
        "suggested": [{"purpose": one.purpose, "sentence": one.sentence} for one in about.suggestions],
    }


def _document(whole: Whole) -> dict[str, Any]:
    one = whole.person
    records = [
        {"id": r.id, "source": r.source, "key": r.key, "as_of": r.as_of, "files": list(r.files),
         "claims": [dataclasses.asdict(claim) for claim in r.claims]}
        for r in whole.records
    ]  # fmt: skip
    timeline = [
        {"id": e.id, "at": e.at, "channel": e.channel, "direction": e.direction, "text": e.text,
         "where": e.where, "minutes": e.minutes, "others": e.others, "weight": round(e.weight, 4),
         "by": e.by or None}
        for e in whole.exchanges
        if e.at.astimezone(UTC).date() <= start.today()
    ]  # fmt: skip
    shared = [
        {"organization": s.position.organization, "started": s.position.started,
         "finished": s.position.finished, "basis": s.basis, "on": s.on}
        for s in whole.shared
    ]  # fmt: skip
    return {
        **answer.person_row(one),
        "timeline": timeline, "timeline_total": whole.exchanges_total, "met": one.met,
        "through": one.through or None, "birthday": one.birthday, "note": one.note, "tags": list(one.tags),
        "areas": {
            name: {"key": key, "basis": one.basis.get(name), "said": said}
            for (name, said), key in zip(placing.told(one).items(), placing.keys(one), strict=True)
        },
        "records": records, "shared": shared,
        "moves": [dataclasses.asdict(move) for move in whole.moves],
        "reminders": [dataclasses.asdict(reminder) for reminder in whole.reminders],
        "facts": [dataclasses.asdict(fact) for fact in whole.facts],
        "notes": [dataclasses.asdict(note) for note in whole.notes],
        "help": [{**_entry(h.way, h.text, h), "id": h.id, "about": h.kind or None} for h in whole.help],
        "circles": [dataclasses.asdict(fact) for fact in whole.circles],
        "relations": [
            {**_entry(r.kind, r.name, r), "person": r.person or None} for r in whole.relations
        ],
        "tasks": [{**_entry("done" if t.done else "open", t.text, t), "on": t.due} for t in whole.tasks],
        "resting": list(whole.resting),
        "cadence": {"weeks": whole.cadence.weeks, "words": whole.cadence.words, "learned": whole.learned},
        "promises": [dataclasses.asdict(promise) for promise in whole.promises],
        "outcomes": [dataclasses.asdict(outcome) for outcome in whole.outcomes],
        "introducer": whole.introducer or None, "met_on": whole.met_on,
    }  # fmt: skip


def _entry(kind: str, text: str, said: Help | Relation | Task) -> dict[str, Any]:
    """Write something said in the one form that all such lists have."""
    on = getattr(said, "on", None)
    return {"kind": kind, "text": text, "on": on, "source": said.source, "record": said.record}


def _lines(whole: Whole) -> Iterator[str]:
    yield from _head(whole)
    yield from _said(whole)
    for reminder in whole.reminders:
        yield f"  on {reminder.on}: {reminder.text}"
    coming = [one for one in whole.exchanges if one.at.astimezone(UTC).date() > start.today()]
    for exchange in reversed(coming):
        yield f"  coming on {exchange.at:%Y-%m-%d}: {exchange.channel} {exchange.text}".rstrip()
    for exchange in [one for one in whole.exchanges if one not in coming][:20]:
        yield f"  {exchange.at:%Y-%m-%d}  {exchange.channel:<8} {exchange.direction:<8} {exchange.text}"


def _head(whole: Whole) -> Iterator[str]:
    one = whole.person
    yield one.name
    yield (
        " · ".join(part for part in (one.title, one.organization, one.place) if part) or "(no job on record)"
    )
    yield from _words(one)
    yield from _placed(one)
    for handle in one.handles:
        yield f"  {handle.kind}: {handle.written}"
    if one.strength is not None:
        yield f"  strength {one.strength:.2f}, {one.state}"
        if one.interactions:
            many = "1 exchange" if one.interactions == 1 else f"{one.interactions} exchanges"
            yield f"  {many}, {one.first} to {one.last}"
        yield from explain.lines(whole)
    if whole.cadence.words:
        often = "" if whole.cadence.weeks is None else "when it is quiet, worth a word "
        yield f"  {often}{whole.cadence.words}"
    yield from (f"  {sentence}" for sentence in (*whole.resting, whole.by_word, whole.learned) if sentence)
    for job in whole.shared:
        how = (
            f"connected {job.on} while you were there" if job.basis == "connected" else "their card names it"
        )
        yield f"  {job.position.organization}: {how}"


def _words(one: Person) -> Iterator[str]:
    """Write what the owner said of a tie: what it is for, and how much it matters."""
    if one.purposes:
        yield f"  what for: {', '.join(one.purposes)}"
    if one.importance:
        yield f"  how much it matters: {_IMPORTANCE[one.importance]}"


_IMPORTANCE = ("not said", "good to keep", "matters", "for the long run")


def _placed(one: Person) -> Iterator[str]:
    """Write where somebody is, with what it was read from, in the words of pages."""
    for name, said in placing.told(one).items():
        told = titles.SAID.get(one.level, one.level) + said[len(one.level) :] if name == "level" else said
        yield f"  {answer.DIMENSIONS[name]}: {told}"
    for name in placing.refused(one):
        yield f"  {answer.DIMENSIONS[name]}: none (your word)"
    if unread := placing.unread(one):
        yield f"  {answer.DIMENSIONS['place']}: {unread}"


def _said(whole: Whole) -> Iterator[str]:
    for fact in whole.facts:
        yield f"  {fact.kind.replace('_', ' ')}: {fact.text}" + (f" ({fact.on})" if fact.on else "")
    for note in whole.notes:
        yield f"  note{f' of {note.on}' if note.on else ''}: {note.text}"
    for one in whole.help:
        yield f"  help {one.way}: {one.text}" + (f" ({one.on})" if one.on else "")
    for relation in whole.relations:
        yield f"  {relation.kind or 'related'}: {relation.name}"
    for task in whole.tasks:
        yield f"  {'done' if task.done else 'to do'}: {task.text}"


@click.command("add")
@click.argument("name")
@click.option("--handle", "handles", multiple=True, help="Mail address, number or profile; may be repeated.")
@click.option("--organization", default="")
@click.option("--title", default="")
@click.option("--met", default="", help="How you met.")
@click.option("--through", default="", help="Who introduced you.")
def add_command(  # noqa: PLR0917 - click passes them by name
    name: str, handles: tuple[str, ...], organization: str, title: str, met: str, through: str
) -> None:
    """Add somebody by hand."""
    owner = start.book()
    from amity.book import people  # noqa: PLC0415

    introducer = start.who(owner, through).id if through else ""
    made = people.add(
        owner, today=start.today(), name=name, handles=handles, organization=organization, title=title,
        met=met, through=introducer, region=options.current().region,
    )  # fmt: skip
    _give(owner, made)


def _give(owner: Any, id: str) -> None:  # noqa: A002, ANN401 - the owner's row, typed in the book
    from amity.book import people  # noqa: PLC0415

    found = people.find(owner, id, today=start.today())
    answer.give(answer.person_row(found[0]), answer.people_lines(found))


@click.command("edit")
@click.argument("who")
@click.option("--name")
@click.option("--organization")
@click.option("--title")
@click.option("--place")
@click.option("--industry", help="Their industry, in your word: technology, health …")
@click.option("--function", help="Their line of work, in your word: engineering, sales …")
@click.option("--level", help="individual, lead, manager, director, executive or founder.")
@click.option("--met")
@click.option("--through")
@click.option("--birthday")
@click.option("--note")
@click.option("--handle", "add_handle", multiple=True, help="Add an address.")
@click.option("--drop-handle", "remove_handle", multiple=True, help="Remove an address that is not theirs.")
def edit_command(
    who: str, add_handle: tuple[str, ...], remove_handle: tuple[str, ...], **fields: str | None
) -> None:
    """Change somebody; your word wins over every file's."""
    owner = start.book()
    from amity.book import people  # noqa: PLC0415

    found = start.who(owner, who)
    told = {name: value for name, value in fields.items() if value is not None}
    if told.get("through"):
        told["through"] = start.who(owner, told["through"]).id
    people.edit(
        owner, found.id, today=start.today(), add_handle=add_handle, remove_handle=remove_handle, **told
    )
    for sentence in placing.own_words(told):
        answer.say(sentence)
    _give(owner, found.id)


@click.command("remove")
@click.argument("who")
def remove_command(who: str) -> None:
    """Remove somebody, also when their file comes again."""
    owner = start.book()
    from amity.book import people  # noqa: PLC0415

    found = start.who(owner, who)
    people.remove(owner, found.id, today=start.today())
    answer.give({"id": found.id, "removed": True}, [f"{found.name} is removed."])


@click.command("aside")
@click.argument("who")
@click.option("--why", type=click.Choice(ASIDES), default="not-for-this", show_default=True)
@click.option("--back", is_flag=True, help="Bring them back instead.")
def aside_command(who: str, why: str, back: bool) -> None:  # noqa: FBT001
    """Set somebody aside: private, deceased, or not for this."""
    owner = start.book()
    from amity.book import people  # noqa: PLC0415

    found = start.who(owner, who)
    people.put_aside(owner, [found.id], None if back else why, today=start.today())
    _give(owner, found.id)


@click.command("set")
@click.argument("who")
@click.option(
    "--purpose", "purposes", multiple=True, type=click.Choice([*PURPOSES, "none"]), help="May be repeated."
)
@click.option(
    "--importance", type=click.IntRange(0, 3), help="0 none, 1 good to keep, 2 matters, 3 for the long run."
)
@click.option("--affinity", type=click.Choice(AFFINITIES), help="low: you do not naturally get on.")
@click.option("--why", help="Why this tie is for the long run, in your own words.")
@click.option("--looked", is_flag=True, help="You looked at a tie for the long run: it is still so.")
@click.option("--closer", type=click.Choice([*CLOSER, NO]), help="How close you are, whatever is on record.")
@click.option(
    "--elsewhere", type=click.Choice([*ELSEWHERE, NO]), help="How often you talk where nothing is read."
)
@click.option("--mute/--unmute", default=None, help="Never suggest them, but for reminders and promises.")
def set_command(  # noqa: PLR0917 - click passes them by name
    who: str, purposes: tuple[str, ...], importance: int | None, affinity: str | None, why: str | None,
    looked: bool, closer: str | None, elsewhere: str | None, mute: bool | None,  # noqa: FBT001
) -> None:  # fmt: skip
    """Say what somebody is to you: purpose, importance, how close, and why for the long run."""
    owner = start.book()
    from amity.book import corrections  # noqa: PLC0415
    from amity.book import purposes as said  # noqa: PLC0415

    found = start.who(owner, who)
    chosen = [purpose for purpose in purposes if purpose != "none"] if purposes else None
    words = {"purposes": chosen, "importance": importance, "affinity": affinity, "why": why}
    if any(word is not None for word in words.values()):
        said.say(owner, found.id, today=start.today(), **words)  # type: ignore[arg-type]
    if looked:
        said.look(owner, found.id, today=start.today())
    for field, word in (("closer", closer), ("elsewhere", elsewhere)):
        if word is not None:
            corrections.say(owner, found.id, field, word, today=start.today())
    if mute is not None:
        said.mute(owner, found.id, muted=mute, today=start.today())
    if importance == LONG and not (why or said.why(owner, found.id)):
        answer.say('Why for the long run? Say it in a few words: --why "…".')
    _give(owner, found.id)
