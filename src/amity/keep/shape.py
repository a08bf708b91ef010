"""Shape: whether a document has the form of an exported book, looked at before anything of it is kept.

A check is a function that tells whether a value is right; the larger ones are put together from smaller ones.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import cast, get_args

from django.db.models import CharField, Model

from amity.book.models import Circle, Letter
from amity.core import (
    answers,
    campaigns,
    circles,
    countries,
    facts,
    goals,
    help,  # noqa: A004 - the house's word
    outcomes,
    spots,
)
from amity.core.errors import Refusal
from amity.core.handles import Kind
from amity.core.interactions import CHANNELS, Direction, Role
from amity.core.people import PURPOSES
from amity.core.reasons import Reason

Check = Callable[[object], bool]
_FINGERPRINT = 32
MOST = 2**31 - 1
"""The largest number any table keeps."""
SMALL = 2**15 - 1
"""The largest number of a small column."""
BODY = 20_000
"""Characters of the words of a campaign's letters."""


def _text(value: object) -> bool:
    """Tell whether a value is text that every database keeps: no zero byte, no half of a surrogate pair."""
    return isinstance(value, str) and "\0" not in value and value.encode("utf-8", "ignore").decode() == value


def _word(value: object) -> bool:
    return _text(value) and value != ""


def _line(most: int, *, least: int = 0) -> Check:
    """Check a text of at most so many characters, as the column that keeps it is long."""
    return lambda value: _text(value) and least <= len(str(value)) <= most


def _column(table: type[Model], name: str) -> Check:
    """Check a text that a column keeps."""
    column = cast("CharField[str, str]", table._meta.get_field(name))  # noqa: SLF001 - Django's own way
    return _line(column.max_length or 0)


def _flag(value: object) -> bool:
    return isinstance(value, bool)


def _region(value: object) -> bool:
    try:
        return isinstance(value, str) and countries.read(value) == value
    except Refusal:
        return False


def _targets(value: object) -> bool:
    """Tell whether a value gives each purpose its per cent of the owner's time, or none."""
    return value == {} or (
        isinstance(value, dict) and set(value) == set(PURPOSES) and all(map(_number, value.values()))
    )


def _number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST


def _small(value: object) -> bool:
    """Tell whether a value is a number that a small column keeps."""
    return _number(value) and cast("int", value) <= SMALL


def _day(value: object) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _moment(value: object) -> bool:
    """Tell whether a value is a time with its zone."""
    try:
        return isinstance(value, str) and datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


def _maybe(check: Check) -> Check:
    return lambda value: value is None or check(value)


def _one_of(*words: str) -> Check:
    return lambda value: isinstance(value, str) and value in words


def _many(check: Check) -> Check:
    return lambda value: isinstance(value, list) and all(map(check, value))


def _row(*checks: Check) -> Check:
    """Check a list of exactly so many values."""
    return lambda value: (
        isinstance(value, list)
        and len(value) == len(checks)
        and all(check(one) for check, one in zip(checks, value, strict=True))
    )


def _fields(**checks: Check) -> Check:
    """Check an object that has these fields at least."""
    return lambda value: (
        isinstance(value, dict)
        and value.keys() >= checks.keys()
        and all(check(value[name]) for name, check in checks.items())
    )


def _besides(check: Check, **optional: Check) -> Check:
    """Check an object that may have these fields besides."""
    return lambda value: (
        check(value)
        and isinstance(value, dict)
        and all(name not in value or right(value[name]) for name, right in optional.items())
    )


def _only(check: Check, *names: str) -> Check:
    """Check an object that has no fields but these."""
    return lambda value: check(value) and isinstance(value, dict) and value.keys() <= set(names)


_OWNER = {
    **dict.fromkeys(("name", "role", "level", "industry", "organization", "place", "slot"), _text),
    "minutes": _number, "subjects": _flag, "snippets": _flag, "addresses": _many(_text),
}  # fmt: skip
_EDITION = _fields(
    digest=_text, claims=_many(_row(_word, _text, _text)),
    handles=_many(_row(_one_of(*get_args(Kind)), _word, _text)), as_of=_maybe(_day),
)  # fmt: skip
_NAME = _row(_word, _word)
_RECORD = _besides(
    _fields(name=_NAME, mine=_flag, mention=_flag, editions=_many(_EDITION)), anchor=_maybe(_NAME)
)
_LONG, _NAMED = _line(400), _line(200)
_REMINDER = _besides(_fields(text=_LONG, on=_day, done=_maybe(_day)), told=_maybe(_day))
_ANSWER = _besides(
    _fields(
        week=_word, answered=_day, reason=_one_of(*get_args(Reason)), sentence=_text, text=_text,
        state=_one_of("open", "done", "later", "not-now"),
    ),
    felt=_one_of("", *answers.FELT), waited=_maybe(_small),
)  # fmt: skip
_WORD = {"text": _line(400, least=1), "on": _day, "exchange": _LONG}
_DAYS = _maybe(_day)
_FACT = _fields(**_WORD, kind=_one_of(*facts.KINDS), sure=_DAYS, over=_DAYS)
_HELP = _fields(**_WORD, way=_one_of(*help.WAYS), kind=_one_of("", *help.KINDS))
_PROMISE = _fields(**_WORD, mine=_flag, due=_DAYS, kind=_one_of("", *help.KINDS), closed=_DAYS, kept=_flag)
_OUTCOME = _fields(**_WORD, kind=_one_of(*outcomes.KINDS))
_PERSON = _besides(
    _fields(records=_many(_RECORD), reminders=_many(_REMINDER), answers=_many(_ANSWER)),
    facts=_many(_FACT), help=_many(_HELP), promises=_many(_PROMISE), outcomes=_many(_OUTCOME),
)  # fmt: skip


def _past(**columns: Check) -> dict[str, Check]:
    """Check what a group or a part in one said before: only columns it has, each as the column is.

    Null stands for its beginning.
    """

    def before(value: object) -> bool:
        return isinstance(value, dict) and all(n in columns and columns[n](value[n]) for n in value)

    return {"said": _DAYS, "past": _many(_row(_day, _maybe(before)))}


_PART = {"text": _LONG, "on": _DAYS}
_LETTERS = {"subject": _NAMED, "body": _line(BODY)}


def _part(must: dict[str, Check], may: dict[str, Check] | None = None) -> Check:
    """Check somebody's part in a group, with what it said before."""
    columns = {**_PART, **must, **(may or {})}
    return _besides(_fields(record=_NAME, **_PART, **must), **_past(**columns), **(may or {}))


def _group(must: dict[str, Check], part: Check, may: dict[str, Check] | None = None) -> Check:
    """Check a group and everybody's part in it, with what it said before."""
    columns = {**_GROUP, **must, **(may or {})}
    return _besides(_fields(**_GROUP, **must, people=_many(part)), **_past(**columns), **(may or {}))


_KIND = _column(Circle, "kind")
_GROUP = {"name": _line(200, least=1), "kind": _KIND, "note": _LONG, "began": _DAYS, "ended": _DAYS}
_CIRCLE = _group(
    {"place": _NAMED, "belongs": _flag, "leads": _flag}, _part({"role": _one_of("", *circles.ROLES)})
)
_CAMPAIGN = _group(
    {**_LETTERS, "cap": _small},
    _part({"role": _one_of("", *campaigns.STATES), "reason": _column(Letter, "reason")}, _LETTERS),
    {"removed": _flag},
)
_GOAL = _group(
    {"due": _DAYS, "areas": _many(_NAMED)}, _part({"role": _one_of(*goals.ROLES), "beside": _maybe(_NAME)})
)
_EXCHANGE = _fields(
    source=_word, at=_moment, channel=_one_of(*CHANNELS), given=_one_of("", *get_args(Direction)),
    direction=_one_of(*get_args(Direction)), others=_number, text=_text, place=_text, minutes=_maybe(_number),
    current=_flag, people=_many(_row(_word, _word, _one_of(*get_args(Role)))),
)  # fmt: skip
_BROUGHT = _fields(key=_word, digest=_word)
_VERDICT = _fields(records=_row(_NAME, _NAME), same=_flag, on=_day)
_MAPPING = _fields(
    fingerprint=lambda value: _word(value) and len(str(value)) <= _FINGERPRINT, on=_day,
    columns=lambda value: isinstance(value, dict) and all(_text(k) and _word(v) for k, v in value.items()),
)  # fmt: skip
_WISH = _row(_one_of("", *spots.MISSED), _line(spots.LONGEST, least=1))
_BOOK = _besides(
    _fields(
        owner=_only(
            _besides(_fields(**_OWNER), region=_region, targets=_targets, wishes=_many(_WISH)),
            *_OWNER,
            "region",
            "targets",
            "wishes",
        ),
        people=_many(_PERSON),
        others=_many(_RECORD),
        interactions=_many(
            lambda value: _EXCHANGE(value) and (_fields(source=_one_of("hand"))(value) or _BROUGHT(value))
        ),
    ),
    verdicts=_many(_VERDICT),
    circles=_many(_CIRCLE),
    campaigns=_many(_CAMPAIGN),
    goals=_many(_GOAL),
)


def fits(book: object) -> bool:
    """Tell whether a document has the form that `export` writes."""
    return _BOOK(book) and isinstance(book, dict) and _many(_MAPPING)(book.get("mappings", []))
