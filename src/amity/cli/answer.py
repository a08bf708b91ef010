"""Answers: one JSON document or plain lines on standard output; words about them on standard error."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, NoReturn

import click

from amity.core.people import Person

_state = {"json": False}


def use_json() -> None:
    """Answer this run with JSON."""
    _state["json"] = True


def forget() -> None:
    """Answer with words again (tests run many commands in one process)."""
    _state["json"] = False


def give(document: Any, lines: Iterable[str]) -> None:  # noqa: ANN401 - any JSON document
    """Print the document, or the lines for people."""
    if _state["json"]:
        click.echo(json.dumps(document, ensure_ascii=False, default=_plain))
        return
    for line in lines:
        click.echo(line)


def say(sentence: str) -> None:
    """Say something beside the answer."""
    click.echo(sentence, err=True)


def say_no(code: str, sentence: str) -> None:
    """Print a no: as JSON on standard output, in words on standard error."""
    if _state["json"]:
        click.echo(json.dumps({"error": {"code": code, "sentence": sentence}}, ensure_ascii=False))
    else:
        click.echo(sentence, err=True)


def say_usage(error: click.UsageError, *, as_json: bool) -> None:
    """Print what was wrong with the command's words."""
    if as_json:
        use_json()
        say_no("usage", error.format_message())
        return
    error.show()


def leave(code: int) -> NoReturn:
    """End with this exit code."""
    raise click.exceptions.Exit(code)


def several(people: Sequence[Person]) -> NoReturn:
    """Answer that several people match, with the list."""
    sentence = "Several people match; say which by id or address."
    if _state["json"]:
        error = {"code": "several", "sentence": sentence}
        click.echo(json.dumps({"error": error, "people": [person_row(p) for p in people]}, default=_plain))
    else:
        click.echo(sentence, err=True)
        for line in people_lines(people):
            click.echo(line, err=True)
    leave(3)


def nobody(who: str) -> NoReturn:
    """Answer that nobody matches."""
    say_no("nobody", f"Nobody matches {who!r}.")
    leave(4)


def person_row(person: Person) -> dict[str, Any]:
    """Write a person as the contract's row."""
    return {
        "id": person.id,
        "name": person.name,
        "handles": [{"kind": h.kind, "value": h.value, "written": h.written} for h in person.handles],
        "organization": person.organization,
        "title": person.title,
        "purposes": list(person.purposes),
        "importance": person.importance,
        "strength": None if person.strength is None else round(person.strength, 4),
        "state": person.state,
        "last": person.last,
        "first": person.first,
        "started_by_me": person.started_by_me,
        "interactions": person.interactions,
        "affinity": person.affinity,
        "aside": person.aside,
        "place": person.place,
        "by_word": person.by_word,
    }


DIMENSIONS: dict[str, str] = {
    "organization": "organization", "industry": "industry", "function": "line of work", "level": "level",
    "place": "country", "age": "known for", "circle": "circle",
}  # fmt: skip
"""The dimensions of the atlas as lines call them, and as pages do; documents keep their keys."""


def people_lines(people: Iterable[Person]) -> Iterable[str]:
    """Write people a line each."""
    for person in people:
        strength = "   –" if person.strength is None else f"{person.strength:4.2f}"
        work = " · ".join(part for part in (person.title, person.organization) if part)
        state = person.state or ""
        word = "  by your word" if person.by_word else ""
        away = f"  set aside: {person.aside}" if person.aside else ""
        yield f"{person.id}  {strength}  {state:<8}  {person.name}{f'  ({work})' if work else ''}{word}{away}"


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever JSON does not know
    if isinstance(value, datetime | date):
        return value.isoformat()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.asdict(value)
    raise TypeError(type(value))
