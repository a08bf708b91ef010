"""The sentences of a review: each says only what its mentions show, and none counts for counting's sake."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from amity.core import phrases
from amity.core.contacts import Revived
from amity.core.outcomes import KINDS
from amity.core.reviews import Known, Line, Mention, Review, Told, Topic

NAMED = 4
"""A sentence names so many people; its mentions have all of them."""
_BEFORE = {"week": "the week before", "quarter": "the quarter before", "year": "the year before"}

_THROUGH: dict[str, str] = {
    "information": "Information",
    "insight": "An insight",
    "influence": "Influence",
    "introduction": "An introduction",
    "opportunity": "An opportunity",
    "support": "Support",
}


def lines(review: Review, told: Told) -> tuple[Line, ...]:
    """Say what a period brought: who, new and again, where, what for, promises, help, and what came of it."""
    parts = (_people(review), _new(review), _back(review), _areas(review), _purposes(review))
    words = (*_promises(told), *_help(told), *_outcomes(told), *circles(told))
    return (*(line for part in parts for line in part), *words)


def when(review: Review) -> str:
    """Say which time a sentence speaks of: "So far this quarter", "In the third quarter of 2025"."""
    if review.running:
        return f"So far this {review.period.kind}"
    return f"In {review.period.title}"


def _earlier(review: Review) -> str:
    before = _BEFORE[review.period.kind]
    return f"by this time in {before}" if review.running else f"in {before}"


def _people(review: Review) -> Iterator[Line]:
    if not review.people:
        yield Line("people", f"{when(review)}, nothing is on record with anybody yet.")
        return
    said = f"{when(review)} you were in touch with {_folk(len(review.people))}{_from(review.places)}"
    if review.people_before:
        said += f"; {_earlier(review)} with {phrases.number(review.people_before)}"
        said += f" from {phrases.number(review.places_before)}" if review.places_before else ""
    yield Line("people", f"{said}.", _all(review.people))


def _from(places: int) -> str:
    return f", as far as known from {phrases.plural(places, 'organization')}" if places else ""


def _new(review: Review) -> Iterator[Line]:
    if review.new:
        yield Line("new", f"New on record: {_names(review.new)}.", _all(review.new))


def _back(review: Review) -> Iterator[Line]:
    if not review.revived:
        return
    named = [f"{_name(one)}{_after(back)}" for one, back in review.revived]
    mentions = tuple(Mention(one.id, one.name, _silence(back), back.on) for one, back in review.revived)
    yield Line("revived", f"You picked up again with {_listed(named)}.", mentions)


def _after(back: Revived) -> str:
    return f" (after {phrases.span((back.on - back.last).days)})" if back.last else ""


def _silence(back: Revived) -> str:
    return f"In touch again, for the first time since {phrases.dated(back.last)}" if back.last else ""


def _areas(review: Review) -> Iterator[Line]:
    fresh = [one.name for one in review.areas if one.now and not one.before]
    if fresh and review.people_before:
        yield Line(
            "areas",
            f"You reached {_listed(fresh)}, where nobody was in touch {_earlier(review)}.",
            _at(review, fresh),
        )
    gone = [
        one.name for one in review.areas if one.before and not one.now and one.name not in review.elsewhere
    ]
    if gone and not review.running:
        yield Line("areas", f"With {_listed(gone)} it has been quiet since {_BEFORE[review.period.kind]}.")


def _at(review: Review, places: Iterable[str]) -> tuple[Mention, ...]:
    wanted = set(places)
    found = (one for one in review.people if one.organization in wanted)
    return tuple(Mention(one.id, one.name, one.organization) for one in found)


def _purposes(review: Review) -> Iterator[Line]:
    told = [one for one in review.purposes if one.now]
    if not told:
        return
    said = _joined([f"{phrases.number(one.now)} {one.name}" for one in told])
    before = [f"{phrases.number(one.before)} {one.name}" for one in review.purposes if one.before]
    rest = f"; {_earlier(review)}, {_joined(before)}" if before else ""
    mentions = tuple(
        Mention(one.id, one.name, ", ".join(one.purposes)) for one in review.people if one.purposes
    )
    yield Line("purposes", f"Of those whose purpose you know, {said}{rest}.", mentions)


def _promises(told: Told) -> Iterator[Line]:
    for said, kept, mine in (
        ("You kept {n} with {names}.", True, (True,)),
        ("Kept with you: {n}, by {names}.", True, (False,)),
        ("Let go with grace: {n} of yours, with {names}.", False, (True,)),
        ("Let go with grace: {n} to you, by {names}.", False, (False,)),
    ):
        found = [
            (told.people[who], one.text, one.closed)
            for who, one in told.words.promises
            if one.closed is not None and one.kept == kept and one.mine in mine
        ]
        if found:
            yield _line("promises", said, found, n=phrases.plural(len(found), "promise"))


def _help(told: Told) -> Iterator[Line]:
    for way, said in (("given", "You were of help to {names}."), ("received", "{names} helped you.")):
        found = [(told.people[who], one.text, one.on) for who, one in told.words.help if one.way == way]
        if found:
            yield _line("help", said, found)


def _outcomes(told: Told) -> Iterator[Line]:
    """Say each thing that came of a tie, kind by kind."""
    for kind in KINDS:
        for who, one in told.words.outcomes:
            if one.kind == kind:
                person = told.people[who]
                sentence = f"{_THROUGH[kind]} through {_name(person)}: {phrases.quoted(one.text, most=200)}."
                yield Line("outcomes", sentence, (Mention(person.id, person.name, "", one.on),))


def circles(told: Told) -> tuple[Line, ...]:
    """Say which circle brought something, the one that brought most first."""
    brought: dict[str, list[tuple[Known, str, date | None]]] = {}
    for who, one in told.words.outcomes:
        for circle in told.circles.get(who, ()):
            brought.setdefault(circle, []).append((told.people[who], one.text, one.on))
    most = sorted(brought.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    said = (phrases.plain(circle).replace("{", "").replace("}", "") for circle, _ in most)
    return tuple(
        _line("circles", f"{name} brought something through {{names}}.", found)
        for name, (_, found) in zip(said, most, strict=True)
    )


def _line(topic: Topic, said: str, found: Sequence[tuple[Known, str, date | None]], **words: str) -> Line:
    mentions = tuple(Mention(one.id, one.name, text, on) for one, text, on in found)
    once = list({one.id: one for one, _, _ in found}.values())
    return Line(topic, said.format(names=_names(once), **words), mentions)


def _all(people: Iterable[Known]) -> tuple[Mention, ...]:
    return tuple(Mention(one.id, one.name, phrases.plain(one.organization)) for one in people)


def _folk(count: int) -> str:
    return "one person" if count == 1 else f"{phrases.number(count)} people"


def _name(one: Known) -> str:
    return phrases.plain(one.name)


def _names(people: Sequence[Known]) -> str:
    return _listed([_name(one) for one in people])


def _listed(names: Sequence[str]) -> str:
    more = len(names) - NAMED
    if more > 1:
        return _joined([*names[:NAMED], f"{phrases.number(more)} more"])
    return _joined(names)


def _joined(parts: Sequence[str]) -> str:
    return f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else parts[0]
