"""Between: what went between the owner and one person, as that person's page shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from amity.book import balance, helpful
from amity.book.access import Owner
from amity.book.person import Whole
from amity.core import helpful as needs
from amity.core.balance import Clause
from amity.core.outcomes import Outcome
from amity.core.reasons import Evidence
from amity.core.suggestions import Suggestion
from amity.web.forms.help import Help
from amity.web.forms.outcomes import Outcome as Came

_SPEAKING = {*needs.NEEDS, *needs.OFFERS}


@dataclass(frozen=True, slots=True)
class Between:
    """The balance in words, what came of the tie, how the owner could help, and the forms to add to it."""

    clauses: tuple[Clause, ...]
    sign: Clause | None
    outcomes: tuple[Outcome, ...]
    suggestions: Sequence[Suggestion]
    help: Help
    outcome: Came
    own: frozenset[str] = frozenset()
    """Ids of the lines of help that can be taken back here: those kept by hand, but for kept promises."""

    @property
    def exchanges(self) -> tuple[Evidence, ...]:
        """The exchanges that a clause rests on, each once."""
        lines = (line for clause in self.clauses for line in clause.evidence if line.kind == "interaction")
        return tuple(dict.fromkeys(lines))

    @property
    def next(self) -> str:
        """The first thing that would come easily now."""
        return next((clause.suggestion for clause in self.clauses if clause.suggestion), "")


def of(owner: Owner, whole: Whole, *, today: date) -> Between:
    """Gather it; how to help is looked for only where something is known to go by."""
    known = any(fact.kind in _SPEAKING and fact.over is None for fact in whole.facts)
    found = helpful.for_person(owner, whole.person.id, today=today, limit=2) if known else []
    return Between(
        balance.between(owner, whole, today=today) if whole.help else (),
        balance.before(whole, today=today),
        tuple(reversed(whole.outcomes)),
        [one for one in found if one.kind != "question"],
        Help(initial={"on": today, "way": "received", "kind": ""}, auto_id="help_%s"),
        Came(initial={"on": today, "kind": "information"}, auto_id="came_%s"),
        frozenset(one.id for one in whole.help if one.source == "hand")
        - {promise.id for promise in whole.promises},
    )
