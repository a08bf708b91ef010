"""Looking back: `review`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from amity.cli import answer, start

if TYPE_CHECKING:
    from amity.book.reviews import Whole
    from amity.core.isolation import Notice
    from amity.core.jobs import Passage
    from amity.core.periods import Period
    from amity.core.reviews import Known


@click.command("review")
@click.argument("kind", type=click.Choice(["week", "quarter", "year"]))
@click.option("--of", "name", default="", help="Which one: 2026-W47, 2025-Q3 or 2025; else the present one.")
def review_command(kind: str, name: str) -> None:
    """Look back on a week, a quarter or a year: who, what for, and what came of it."""
    owner, today = start.book(), start.today()
    from amity.book import isolation, jobs, reviews  # noqa: PLC0415

    whole = reviews.of(owner, kind, name, today=today)
    passage = jobs.latest(owner, today=today)
    notices = isolation.about(owner, passage, today=today)
    answer.give(_document(whole, passage, notices), _lines(whole, passage, notices))


def _document(whole: Whole, passage: Passage | None, notices: Iterable[Notice]) -> dict[str, Any]:
    review = whole.review
    return {
        "period": {**_period(review.period), "running": review.running},
        "before": _period(review.earlier),
        "people": {
            "now": _people(review.people),
            "count": len(review.people),
            "before": review.people_before,
        },
        "new": _people(review.new),
        "revived": [{**_one(one), "on": back.on, "silent_since": back.last} for one, back in review.revived],
        "areas": [asdict(one) for one in review.areas],
        "purposes": [asdict(one) for one in review.purposes],
        "promises": [{**_about(who, whole), **asdict(one)} for who, one in whole.words.promises],
        "help": [{**_about(who, whole), **asdict(one)} for who, one in whole.words.help],
        "outcomes": [{**_about(who, whole), **asdict(one)} for who, one in whole.words.outcomes],
        "sentences": [
            {
                "topic": line.topic,
                "sentence": line.sentence,
                "evidence": [
                    {"person": {"id": one.person_id, "name": one.name}, "text": one.text, "on": one.on}
                    for one in line.mentions
                ],
            }
            for line in whole.lines
        ],
        "isolation": [
            {"kind": one.kind, "sentence": one.sentence, "step": one.step, "people": _people(one.people)}
            for one in notices
        ],
        "job_change": _passage(passage),
    }


def _period(period: Period) -> dict[str, Any]:
    return {"kind": period.kind, "name": period.name, "start": period.start, "end": period.end}


def _one(person: Known) -> dict[str, Any]:
    return {"id": person.id, "name": person.name, "organization": person.organization}


def _people(people: Iterable[Known]) -> list[dict[str, Any]]:
    return [_one(person) for person in people]


def _about(who: int, whole: Whole) -> dict[str, Any]:
    person = whole.people[who]
    return {"person": {"id": person.id, "name": person.name}}


def _passage(passage: Passage | None) -> dict[str, Any] | None:
    if passage is None:
        return None
    change = passage.change
    return {
        "from": change.before.organization,
        "to": change.after.organization,
        "on": change.on,
        "sentence": passage.sentence,
        "kept": _people(passage.kept),
        "quiet": _people(passage.quiet),
        "new": _people(passage.new),
    }


def _lines(whole: Whole, passage: Passage | None, notices: Iterable[Notice]) -> Iterator[str]:
    for line in whole.lines:
        yield line.sentence
        for one in line.mentions if line.topic in {"outcomes", "promises", "help", "circles"} else ():
            yield f"    – {f'{one.on}: ' if one.on else ''}{one.name}{f': {one.text}' if one.text else ''}"
    if passage is not None:
        yield passage.sentence
    for notice in notices:
        yield ""
        yield f"{notice.sentence} {notice.step}"
        for person in notice.people:
            yield f"    – {person.name} ({person.id})"
