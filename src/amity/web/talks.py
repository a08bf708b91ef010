"""Talks: of which of the week's few Today asks how it was, once done, and what followed from the answer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext_lazy as _

from amity.book.person import Whole
from amity.book.plan import PickShown
from amity.core import phrases

AGAIN = frozenset({"warm", "reconnect", "circle_back", "stretch"})
"""Reasons after which two were in touch again: of a promise kept or a birthday nothing is learned."""

_NO_TIME = _("Noted. Nothing was on record between you and %(name)s before: no time apart to learn from.")
_NOT_KNOWN = _("Noted. How often a word with %(name)s is worth it is not known yet.")
_BY_CHANCE = _("Noted. It changes nothing: %(name)s is fine as it is; a word when life brings you together.")
_AS_BEFORE = (
    _("Noted. One talk changes little here: a word with %(name)s is worth it %(often)s, as before."),
    _("Noted. One silence changes little: a word with %(name)s is worth it %(often)s, as before."),
)


def askable(picks: Iterable[PickShown]) -> list[PickShown]:
    """Give what was done for one of these reasons: how it was may be said of that, and said anew."""
    return [pick for pick in picks if pick.state == "done" and pick.reason in AGAIN]


def asked(picks: Iterable[PickShown], *, today: date) -> list[PickShown]:
    """Give what was done today and not told of yet: that is asked about, later it only may be said."""
    return [pick for pick in askable(picks) if pick.answered == today and not pick.felt]


def followed(whole: Whole, word: str) -> str:
    """Say what followed from the owner's word on a talk; where nothing did, that and why."""
    told = {"name": phrases.given(whole.person.name), "often": whole.cadence.words}
    if word != "silent" and whole.person.first is None:
        return str(_NO_TIME % told)
    if whole.learned:
        return whole.learned
    if not told["often"]:
        return str(_NOT_KNOWN % told)
    return str((_BY_CHANCE if whole.cadence.weeks is None else _AS_BEFORE[word == "silent"]) % told)
