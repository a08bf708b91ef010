"""The records that sources hold of the village: chosen, written and miswritten as each source does."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypedDict

from bench.labelled.forms import ELSE, Written, written
from bench.labelled.names import mistyped
from bench.labelled.people import Job, Number, Organization, Person, World, distinct


class Record(TypedDict):
    """One record of a source. `person` is the truth, which a matcher must not look at."""

    id: str
    person: str
    source: str
    name: str
    given: str
    family: str
    middle: str
    maiden: str
    nickname: str
    emails: list[str]
    phones: list[str]
    profiles: list[str]
    accounts: list[str]
    organization: str
    title: str
    place: str
    birthday: str


@dataclass(slots=True)
class Draft:
    """A record with what only its maker knows: its keys, whose forms its name is, its cases."""

    record: Record
    keys: set[str] = field(default_factory=set)
    forms: frozenset[str] = frozenset()
    cases: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Wish:
    """What one source would like to say of a person."""

    source: str
    emails: Sequence[str] = ()
    numbers: Sequence[Number] = ()
    slugs: Sequence[str] = ()
    accounts: Sequence[str] = ()
    job: Job | None = None
    told: float = 0.0
    """How often birthday and place are told."""
    nameless: float = 0.0
    parts: float = 1.0
    """How often the name is there in parts."""


class Scribe:
    """Writes the records of one world, and minds who has which address on a record already."""

    def __init__(self, chance: random.Random, world: World) -> None:
        """Begin with nothing written."""
        self.chance, self.world = chance, world
        self.region: str = world.mix["region"]
        self.shown: dict[str, dict[str, Person]] = defaultdict(dict)
        self.shares = {
            name: int(share) / 100
            for name, _, share in (one.partition(":") for one in world.mix["sources"].split())
        }

    def of(self, person: Person) -> Iterator[Draft]:
        """Write all records of one person; everybody has one at least."""
        wishes = [
            wish
            for source, share in self.shares.items()
            if self._odds(share)
            for wish in self._wishes(person, source)
        ]
        wishes = wishes or list(self._wishes(person, "phone"))
        for wish in wishes:
            if (draft := self._draft(person, wish)) is not None:
                yield draft

    def others(self, members: Sequence[Person]) -> Iterator[Draft]:
        """Write the card of a couple, or of a whole family, where an address book holds one."""
        one, two = members[0], members[1]
        family = one.family[0].written
        same = family == two.family[0].written
        ways = [f"{one.given.written} & {two.given.written} {family}"] if same else []
        ways += (
            [f"{one.given.written} {family} und {two.given.written} {two.family[0].written}"]
            if not same
            else [
                f"{one.given.written} and {two.given.written} {family}",
                f"Familie {family}",
                f"{family} Family",
            ]
        )
        draft = self._blank(f"couple-{one.key}", self.chance.choice(("phone", "google")))
        draft.record["name"] = self.chance.choice(ways)
        self._reach(draft, [one.family_mailbox] if one.family_mailbox else [], [one.home] if one.home else [])
        draft.forms, draft.cases = frozenset({ELSE}), {"a couple in one card"}
        yield draft

    def company(self, organization: Organization) -> Draft:
        """Write the card of a company without a person."""
        draft = self._blank(organization.key, self.chance.choice(("phone", "google", "outlook")))
        name = self.chance.choice((organization.name, organization.legal))
        draft.record["organization"] = name
        draft.record["name"] = name if self._odds(0.5) else ""
        self._reach(draft, [f"info@{organization.domain}"], [organization.office])
        draft.forms, draft.cases = frozenset({ELSE}), {"company card"}
        return draft

    def empty(self, n: int) -> Draft:
        """Write a record with nothing in it."""
        draft = self._blank(f"nobody-{n}", "phone")
        draft.cases.add("nothing at all")
        return draft

    def _odds(self, share: float) -> bool:
        return self.chance.random() < share

    def _wishes(self, person: Person, source: str) -> Iterator[_Wish]:
        some = self.chance.sample
        mail = [*person.emails, *(one.email for one in person.jobs)]
        now, old = (person.jobs[0], person.jobs[-1]) if person.jobs else (None, None)
        own = person.mobiles if self._odds(0.5) else person.mobiles[:1]
        if source == "mail":
            boxes = [*mail, person.family_mailbox] if person.family_mailbox else mail
            for address in some(boxes, self.chance.randrange(1, len(boxes) + 1)) if boxes else []:
                yield _Wish("mail", [address], nameless=0.1, parts=0)
        elif source == "linkedin":
            for slug in person.slugs:
                yield _Wish(source, mail[:1] if self._odds(0.04) else (), (), [slug], job=now, nameless=0.001)
        elif source == "whatsapp":
            yield _Wish(source, (), person.mobiles[-1:], nameless=0.15, parts=0)
        elif source == "telegram":
            account = f"telegram:user{int(person.key[1:]) * 7919 + 100_003}"
            yield _Wish(source, (), own if self._odds(0.6) else (), accounts=[account], nameless=0.01)
        elif source == "outlook":
            numbers = [*own, *self._more(person, old)]
            yield _Wish(
                source,
                [*([old.email] if old else []), *person.emails[:1]],
                numbers,
                job=old,
                told=0.1,
                nameless=0.005,
            )
        else:
            for _ in range(2 if self._odds(0.05) else 1):
                yield self._card(person, source, mail, now if self._odds(0.8) else old)

    def _card(self, person: Person, source: str, mail: Sequence[str], job: Job | None) -> _Wish:
        """Wish for a card of a phone, of Google or of Monica; some have nothing but a name."""
        if self._odds(0.02):
            return _Wish(source)
        share = {"phone": 0.35, "google": 0.85, "monica": 0.7}[source]
        emails = (
            self.chance.sample(mail, min(len(mail), self.chance.choice((1, 1, 2, 4))))
            if self._odds(share)
            else []
        )
        emails += [person.family_mailbox] if person.family_mailbox and self._odds(0.4) else []
        own = person.mobiles if self._odds(0.5) else person.mobiles[:1]
        numbers = [*own, *self._more(person, job)] if self._odds(0.97 if source == "phone" else 0.6) else []
        job = job if self._odds(0.35 if source == "phone" else 0.5) else None
        return _Wish(
            source,
            emails,
            numbers,
            (person.slugs[:1] if self._odds(0.03) else ()),
            (),
            job,
            0.2,
            0.01,
            0.6 if source == "phone" else 0.97,
        )

    def _more(self, person: Person, job: Job | None) -> Iterator[Number]:
        """Give numbers of others on a person's card: of home, office, assistant, or by a slip."""
        if person.home and self._odds(0.5):
            yield person.home
        if job and job.number and self._odds(0.6):
            yield job.number
        if job and self._odds(self.world.mix["office"]):
            yield job.organization.office
        if person.assistant and self._odds(0.7):
            yield person.assistant
        if person.wrong:
            yield person.wrong

    def _draft(self, person: Person, wish: _Wish) -> Draft | None:
        draft = self._blank(person.key, wish.source)
        emails = [one for one in wish.emails if self._may(person, f"email:{one}")]
        if wish.emails and not emails and wish.source == "mail":
            return None
        if wish.job and self._odds(self.world.mix["office"] / 3) and wish.source in {"google", "outlook"}:
            role = f"info@{wish.job.organization.domain}"
            emails += [role] if self._may(person, f"email:{role}") else []
        self._reach(draft, emails, [one for one in wish.numbers if self._may(person, f"phone:{one.key}")])
        self._linked(draft, wish)
        plain = any(key.partition(":")[2] in self.world.shared for key in draft.keys)
        if not plain and draft.keys and self._odds(wish.nameless):
            draft.cases.add(
                "only a number" if wish.numbers else "only an address" if wish.emails else "empty name"
            )
        else:
            self._named(
                draft,
                written(self.chance, person, wish.source, plain=plain),
                parts=self._odds(1.0 if plain and wish.parts else wish.parts),
            )
        self._worked(draft, person, wish)
        if wish.told and self._odds(wish.told):
            draft.record["birthday"] = person.birthday if self._odds(0.75) else f"-{person.birthday[4:]}"
            draft.record["place"] = person.place if self._odds(0.5) else ""
        if not draft.keys and not draft.record["organization"]:
            draft.cases.add("only a name")
        return draft

    def _blank(self, person: str, source: str) -> Draft:
        return Draft(
            Record(
                id="",
                person=person,
                source=source,
                name="",
                given="",
                family="",
                middle="",
                maiden="",
                nickname="",
                emails=[],
                phones=[],
                profiles=[],
                accounts=[],
                organization="",
                title="",
                place="",
                birthday="",
            )
        )

    def _named(self, draft: Draft, name: Written, *, parts: bool) -> None:
        said = name if parts else replace(name, given="", family="", middle="")
        whole = "" if parts and name.given and draft.record["source"] in {"outlook", "monica"} else name.name
        draft.record["name"], draft.record["given"], draft.record["family"] = whole, said.given, said.family
        draft.record["middle"], draft.record["maiden"] = said.middle, said.maiden
        draft.record["nickname"] = said.nickname
        draft.forms, draft.cases = name.forms, draft.cases | name.cases

    def _worked(self, draft: Draft, person: Person, wish: _Wish) -> None:
        if wish.job is None:
            return
        organization = wish.job.organization
        draft.record["organization"] = self.chance.choice(
            (organization.name, organization.name, organization.legal)
        )
        draft.record["title"] = wish.job.title if self._odds(0.7) else ""
        if wish.job is not person.jobs[0]:
            draft.cases.add("company move")
        if self._odds(0.03):
            draft.record["profiles"].append(f"https://www.{organization.domain}/")
            draft.cases.add("company page on a card")

    def _may(self, person: Person, key: str) -> bool:
        """Let an address stand on a card only if names tell its people apart; keep in mind that it does."""
        if any(not distinct(person, other) for other in self.shown[key].values() if other is not person):
            return False
        self.shown[key][person.key] = person
        return True

    def _reach(self, draft: Draft, emails: Sequence[str], numbers: Sequence[Number]) -> None:
        for address in emails:
            self._email(draft, address)
        for one in numbers:
            self._number(draft, one)

    def _email(self, draft: Draft, address: str) -> None:
        if self._odds(0.006):
            name, _, domain = address.partition("@")
            slipped = (
                f"{mistyped(name, self.chance)}@{domain}"
                if self._odds(0.5)
                else f"{name}@{mistyped(domain[:-8], self.chance)}.example"
            )
            if slipped not in self.world.mailboxes:
                address = slipped
                draft.cases.add("address mistyped")
        elif self._odds(0.008):
            address = address.replace("@", "+news@")
            draft.cases.add("address with a tag")
        draft.keys.add(f"email:{address}")
        ways = (address.title(), address.upper(), f" {address} ", f"mailto:{address}", f"<{address}>")
        draft.record["emails"].append(self.chance.choice(ways) if self._odds(0.08) else address)

    def _number(self, draft: Draft, number: Number) -> None:
        if self._odds(0.006):
            at = self.chance.randrange(4, len(number.digits))
            wrong = str((int(number.digits[at]) + self.chance.randrange(1, 10)) % 10)
            slipped = replace(number, digits=number.digits[:at] + wrong + number.digits[at + 1 :])
            if slipped.key not in self.world.numbers:
                number = slipped
                draft.cases.add("number mistyped")
        home = number.region == self.region or (
            (number.code, number.trunk) == ("1", "") and self.region == "US"
        )
        whole = draft.record["source"] in {"whatsapp", "telegram"} or self._odds(0.55 if home else 0.9)
        draft.record["phones"].append(
            self._digits(number, whole=whole, office=number.key in self.world.shared)
        )
        if whole or home:
            draft.keys.add(f"phone:{number.key}")
        draft.cases.add("number with its country" if whole else "number without its country")

    def _digits(self, number: Number, *, whole: bool, office: bool) -> str:
        digits = number.digits
        cut = self.chance.choice((2, 3))
        gap = self.chance.choice((" ", " ", "-", "", ".", "\u00a0"))
        groups = gap.join([digits[:cut], digits[cut : cut + 3], digits[cut + 3 :]])
        if not whole:
            text = (
                f"{number.trunk}{groups}"
                if number.code != "1"
                else f"({digits[:3]}) {digits[3:6]}-{digits[6:]}"
            )
        elif number.trunk == "0" and self._odds(0.06):
            text = f"+{number.code} (0){groups}"
        elif self._odds(0.06):
            text = f"{'011' if self.region == 'US' else '00'}{number.code}{gap}{groups}"
        else:
            text = f"+{number.code}{gap}{groups}"
        return f"{text} ext. {self.chance.randrange(10, 99)}" if office and self._odds(0.05) else text

    def _linked(self, draft: Draft, wish: _Wish) -> None:
        for slug in wish.slugs:
            draft.keys.add(f"profile:{slug}")
            ways = (
                f"https://linkedin.com/in/{slug}/",
                f"http://www.linkedin.com/in/{slug}",
                f"www.linkedin.com/in/{slug}",
                f"https://{self.chance.choice(('de', 'uk', 'fr'))}.linkedin.com/in/{slug}?trk=public_profile",
                f"https://www.linkedin.com/in/{slug.title()}",
                f"https://www.linkedin.com/in/{slug.replace('-', '%2D', 1)}/en",
            )
            varied = self._odds(0.2)
            draft.cases |= {"profile written otherwise"} if varied else set()
            draft.record["profiles"].append(
                self.chance.choice(ways) if varied else f"https://www.linkedin.com/in/{slug}"
            )
        draft.record["accounts"] += wish.accounts


def records(chance: random.Random, world: World) -> list[Draft]:
    """Write all records of a world, in no order, under ids that say nothing."""
    scribe = Scribe(chance, world)
    drafts = [draft for person in world.people for draft in scribe.of(person)]
    homes: dict[str, list[Person]] = defaultdict(list)
    for person in world.people:
        if person.household and (person.home or person.family_mailbox):
            homes[person.household].append(person)
    for members in homes.values():
        if len(members) > 1 and chance.random() < 0.12:
            drafts += scribe.others(members)
    for organization in world.organizations:
        drafts += [scribe.company(organization) for _ in range(chance.choice((0, 0, 0, 1, 1, 2)))]
    drafts += [scribe.empty(n) for n in range(max(1, len(world.people) // 5000))]
    chance.shuffle(drafts)
    for n, draft in enumerate(drafts):
        draft.record["id"] = f"r{n:06}"
    return drafts
