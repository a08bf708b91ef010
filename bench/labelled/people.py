"""The people of the labelled village as they truly are: names, families, jobs, addresses."""

from __future__ import annotations

import random
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.labelled.names import Culture, Word, cultures, feminine, local, zipf

TABLES: dict[str, Any] = tomllib.loads(Path(__file__).with_name("tables.toml").read_text("utf-8"))
WORDS: dict[str, list[str]] = {name: words.split() for name, words in TABLES["words"].items()}
PATTERNS = ("{g}.{f}", "{g}.{f}", "{i}{f}", "{g}", "{g}{j}", "{i}.{f}", "{f}.{g}")
"""How organizations make the addresses of their people, the commonest twice."""


@dataclass(frozen=True, slots=True)
class Number:
    """A telephone number: country code, trunk prefix and the digits between."""

    region: str
    code: str
    trunk: str
    digits: str

    @property
    def key(self) -> str:
        """The number in its one normal form, E.164."""
        return f"+{self.code}{self.digits}"


@dataclass(frozen=True, slots=True)
class Organization:
    """A company: its name as the register has it, its domain, how it makes addresses, its office number."""

    key: str
    name: str
    legal: str
    domain: str
    pattern: str
    office: Number


@dataclass(frozen=True, slots=True)
class Job:
    """One job of a person, with the address it brings."""

    organization: Organization
    title: str
    email: str
    number: Number | None


@dataclass(slots=True)
class Person:
    """Somebody as they are.

    `before` is the family name they had, `suffix` Sr. or Jr., `wrong` a number not theirs.
    """

    key: str
    culture: Culture
    woman: bool
    given: Word
    family: tuple[Word, ...]
    region: str
    birthday: str = ""
    middle: str = ""
    before: tuple[Word, ...] = ()
    suffix: str = ""
    mobiles: list[Number] = field(default_factory=list)
    home: Number | None = None
    emails: list[str] = field(default_factory=list)
    jobs: list[Job] = field(default_factory=list)
    slugs: list[str] = field(default_factory=list)
    family_mailbox: str = ""
    assistant: Number | None = None
    wrong: Number | None = None
    place: str = ""
    household: str = ""
    style: int = 0


@dataclass(slots=True)
class World:
    """All of it. `shared` holds the addresses that more than one person truly has or is given."""

    mix: Mapping[str, Any]
    people: list[Person] = field(default_factory=list)
    organizations: list[Organization] = field(default_factory=list)
    shared: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)
    mailboxes: set[str] = field(default_factory=set)
    cases: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


def distinct(one: Person, other: Person) -> bool:
    """Tell whether two full names show two people: by given name, family name, or Sr. and Jr."""
    if one.suffix != other.suffix:
        return True
    if not one.given.known() & other.given.known():
        return True
    mine, theirs = ({form for word in (*p.family, *p.before) for form in word.known()} for p in (one, other))
    return not mine & theirs


def world(chance: random.Random, *, people: int, mix: str) -> World:
    """Make the whole village."""
    made = World(TABLES["mixes"][mix])
    names = [f"{one} {two}" for one in WORDS["organizations"] for two in WORDS["trades"]]
    chance.shuffle(names)
    count = max(3, people // made.mix["organizations"])
    made.organizations = [_organization(chance, made, names[n % len(names)], n) for n in range(count)]
    kinds = made.mix["cultures"].split()
    weights = [int(kind.partition(":")[2]) for kind in kinds]
    while len(made.people) < people:
        culture = cultures()[chance.choices(kinds, weights)[0].partition(":")[0]]
        made.people += list(_unit(chance, made, culture))[: people - len(made.people)]
    pairs = list(_namesakes(chance, made))
    for person in made.people:
        _reachable(chance, made, person)
    for person, other in pairs:
        if other.jobs and chance.random() < 0.4:
            person.jobs = [job(chance, made, person, other.jobs[0].organization)]
            made.cases["namesakes at one company"] |= {person.key, other.key}
    _recycled(chance, made)
    _borrowed(chance, made)
    return made


def number(chance: random.Random, made: World, region: str, *, land: bool = False) -> Number:
    """Give out a number that nobody has."""
    code, trunk, mobile, digits, fixed, more = TABLES["regions"][region]
    starts, count = (fixed.split(), more) if land else (mobile.split(), digits)
    while True:
        rest = str(chance.randrange(2, 10)) + "".join(chance.choices("0123456789", k=count - 1))
        found = Number(region, code, trunk, chance.choice(starts) + rest)
        if found.key not in made.numbers:
            made.numbers.add(found.key)
            return found


def mailbox(made: World, address: str) -> str:
    """Give out an address that nobody has: a number is added until it is free."""
    name, _, domain = address.partition("@")
    free, count = address, 2
    while free in made.mailboxes:
        free, count = f"{name}{count}@{domain}", count + 1
    made.mailboxes.add(free)
    return free


def _organization(chance: random.Random, made: World, name: str, n: int) -> Organization:
    name += f" {n // 960 + 1}" if n >= 960 else ""
    kind, _, region = chance.choice(WORDS["legal"]).partition(":")
    domain = f"{local(name)}.example"
    made.mailboxes.add(f"info@{domain}")
    office = number(
        chance, made, region if chance.random() < made.mix["abroad"] else made.mix["region"], land=True
    )
    made.shared |= {office.key, f"info@{domain}"}
    return Organization(f"org-{n:05}", name, f"{name} {kind}", domain, chance.choice(PATTERNS), office)


def _person(chance: random.Random, made: World, culture: Culture, *, woman: bool, at: int) -> Person:
    count = 2 if culture.order.count("family") > 1 else 1
    family = tuple(culture.surname(chance, woman=woman and not n) for n in range(count))
    region = chance.choice(culture.regions) if chance.random() < made.mix["abroad"] else made.mix["region"]
    given = culture.given(chance, woman=woman)
    middle = _middle(chance, culture, woman=woman)
    birthday = f"{chance.randrange(1945, 2005)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
    person = Person(
        f"p{at:06}", culture, woman, given, family, region, birthday, middle, style=chance.randrange(8)
    )
    person.place = chance.choice(WORDS["places"])
    return person


def _middle(chance: random.Random, culture: Culture, *, woman: bool) -> str:
    if culture.middles:
        return "Thị" if woman and chance.random() < 0.5 else chance.choice(culture.middles)
    if culture.key == "ru":
        father = zipf(culture.men, chance).written
        stem = father[:-1] if father[-1] in "йь" else father
        return stem + (
            ("евна" if father[-1] in "йь" else "овна")
            if woman
            else ("евич" if father[-1] in "йь" else "ович")
        )
    share = {"en": 0.5, "ar": 0.3, "in": 0.2, "nordic": 0.3, "fr": 0.2, "de": 0.2, "pt": 0.3, "es": 0.3}
    return culture.given(chance, woman=woman).written if chance.random() < share.get(culture.key, 0.0) else ""


def _unit(chance: random.Random, made: World, culture: Culture) -> Iterator[Person]:
    """Yield one who lives alone, a couple with or without a child, or a father and a son of one name."""
    at, kind = len(made.people), chance.random()
    first = _person(chance, made, culture, woman=chance.random() < 0.5, at=at)
    members = [first]
    if kind < made.mix["sons"] and culture.key in {"en", "de", "es", "pt"}:
        members = list(_father_and_son(chance, made, first, at))
    elif kind < made.mix["sons"] + made.mix["households"] / 2:
        other = _person(chance, made, culture, woman=not first.woman, at=at + 1)
        members.append(other)
        _married(chance, made, *(members if other.woman else members[::-1]))
        if chance.random() < 0.25:
            child = _person(chance, made, culture, woman=chance.random() < 0.5, at=at + 2)
            child.family = _of(culture, members, child)
            members.append(child)
    elif first.woman and chance.random() < 0.03:
        _renamed(made, first, tuple(culture.surname(chance, woman=not n) for n in range(len(first.family))))
    if len(members) > 1:
        _at_home(chance, made, members)
    yield from members


def _father_and_son(chance: random.Random, made: World, father: Person, at: int) -> Iterator[Person]:
    father = _person(chance, made, father.culture, woman=False, at=at)
    son = _person(chance, made, father.culture, woman=False, at=at + 1)
    son.given, son.family, son.middle = father.given, father.family, father.middle
    father.suffix, son.suffix = ("sen.", "jun.") if father.culture.key == "de" else ("Sr.", "Jr.")
    father.birthday, son.birthday = (
        f"19{chance.randrange(45, 60)}{father.birthday[4:]}",
        f"19{chance.randrange(75, 90)}{son.birthday[4:]}",
    )
    made.cases["father and son"] |= {father.key, son.key}
    yield from (father, son)


def _married(chance: random.Random, made: World, wife: Person, husband: Person) -> None:
    """Give her his name, in her own form of it, as most but not all do."""
    if wife.culture.key in {"es", "zh", "ko", "vi", "ar"} or chance.random() < 0.4:
        return
    man = husband.family[-1]
    forms = {one.written: two for one, two in wife.culture.family}
    hers = forms.get(man.written) or Word(feminine(man.written, wife.culture), man.others, (), man.signs)
    _renamed(made, wife, (*wife.family[1:], hers))


def _renamed(made: World, person: Person, family: tuple[Word, ...]) -> None:
    if family != person.family:
        person.before, person.family = person.family, family
        made.cases["married or changed name"].add(person.key)


def _of(culture: Culture, parents: list[Person], child: Person) -> tuple[Word, ...]:
    father = next(p for p in parents if not p.woman)
    if len(child.family) > 1:
        return (father.family[0], next(p for p in parents if p.woman).family[0])
    word = father.family[0]
    return (
        (Word(feminine(word.written, culture), word.others, (), word.signs),)
        if child.woman
        else father.family
    )


def _at_home(chance: random.Random, made: World, members: list[Person]) -> None:
    for member in members:
        member.household = f"home-{members[0].key}"
        member.region, member.place = members[0].region, members[0].place
    if chance.random() < 0.6:
        home = number(chance, made, members[0].region, land=True)
        made.shared.add(home.key)
        for member in members:
            member.home = home
    if chance.random() < made.mix["mailbox"]:
        family = local(members[0].family[-1].written) or "family"
        name = chance.choice(("{}s", "family.{}", "{}-home")).format(family)
        shared = mailbox(made, f"{name}@{chance.choice(WORDS['mailboxes'])}.example")
        made.shared.add(shared)
        for member in members:
            member.family_mailbox = shared


def _namesakes(chance: random.Random, made: World) -> Iterator[tuple[Person, Person]]:
    """Give some the whole name of another, some of these the same birthday, by chance as in life."""
    for person in chance.sample(made.people, max(4, len(made.people) // 250)):
        other = chance.choice(made.people)
        if other.household or person.household or other is person:
            continue
        for part in ("culture", "woman", "given", "family", "middle", "region"):
            setattr(person, part, getattr(other, part))
        person.before = ()
        made.cases["namesakes"] |= {person.key, other.key}
        if chance.random() < 0.3:
            person.birthday = other.birthday
            made.cases["namesakes with one birthday"] |= {person.key, other.key}
        yield person, other


def _reachable(chance: random.Random, made: World, person: Person) -> None:
    """Give a person numbers, mailboxes, jobs and a LinkedIn address, all their own."""
    person.mobiles = [number(chance, made, person.region) for _ in range(chance.choices((1, 2), (88, 12))[0])]
    many = chance.choices((0, 1, 2, 3, 4), (6, 58, 24, 9, 3))[0]
    person.emails = [mailbox(made, _personal(chance, person)) for _ in range(many)]
    for _ in range(
        chance.choices(
            (0, 1, 2), (20, 100 - 20 - int(made.mix["moved"] * 100), int(made.mix["moved"] * 100))
        )[0]
    ):
        organization = zipf(made.organizations, chance)
        person.jobs.append(job(chance, made, person, organization))
    whole = "-".join(part for part in (local(person.given.written), local(person.family[0].written)) if part)
    tail = f"-{chance.getrandbits(32):08x}" if chance.random() < 0.7 else ""
    slugs = (
        [whole + tail]
        if chance.random() < 0.97
        else [whole + tail, f"{whole}-{WORDS['untelling'][person.style]}"]
    )
    person.slugs = [mailbox(made, f"{slug}@in").partition("@")[0] for slug in slugs]


def job(chance: random.Random, made: World, person: Person, organization: Organization) -> Job:
    """Employ somebody, with an address made as this organization makes them."""
    given, family = local(person.given.written), local(person.family[-1].written)
    name = organization.pattern.format(
        g=given or "x", f=family or "y", i=given[:1] or "x", j=family[:1] or "y"
    )
    title = chance.choice(WORDS["titles"])
    title = f"{chance.choice(WORDS['levels']).replace('-', ' ')} {title}" if chance.random() < 0.4 else title
    direct = number(chance, made, person.region, land=True) if chance.random() < 0.2 else None
    return Job(organization, title, mailbox(made, f"{name}@{organization.domain}"), direct)


def _personal(chance: random.Random, person: Person) -> str:
    given, family = local(person.given.written), local(person.family[0].written)
    year = person.birthday[2:4]
    telling = (
        f"{given}.{family}",
        f"{given}{family}",
        f"{given}.{family}{year}",
        f"{given[:1]}{family}",
        f"{family}.{given}",
        f"{given}_{family}",
    )
    untelling = (
        f"{chance.choice(WORDS['untelling'])}{year}",
        f"{given}{year}",
        f"{chance.choice('kqxz')}{chance.getrandbits(20):x}",
    )
    name = chance.choice(telling) if chance.random() < 0.75 else chance.choice(untelling)
    return f"{name.strip('._') or 'someone'}@{chance.choice(WORDS['mailboxes'])}.example"


def _recycled(chance: random.Random, made: World) -> None:
    """Give the address somebody left at a company to a later colleague of the same given name."""
    past = defaultdict(list)
    for person in made.people:
        if len(person.jobs) > 1:
            past[person.given.written].append(person)
    for person in chance.sample(made.people, max(4, len(made.people) // 150)):
        earlier = [one for one in past[person.given.written] if distinct(one, person)]
        if earlier and person.jobs and person.jobs[0].email not in made.shared:
            left = chance.choice(earlier).jobs[1]
            if left.email not in made.shared:
                person.jobs[0] = Job(
                    left.organization, person.jobs[0].title, left.email, person.jobs[0].number
                )
                made.shared.add(left.email)
                made.cases["recycled work address"].add(person.key)


def _borrowed(chance: random.Random, made: World) -> None:
    """Put an assistant's number on bosses' cards, and by a wrong digit a stranger's on some others."""
    for boss in chance.sample(made.people, max(4, len(made.people) // 150)):
        assistant = chance.choice(made.people)
        if boss.jobs and assistant.jobs and distinct(boss, assistant):
            direct = assistant.jobs[0].number or number(chance, made, assistant.region, land=True)
            here = assistant.jobs[0]
            assistant.jobs[0] = Job(here.organization, "Assistant", here.email, direct)
            boss.assistant = direct
            made.shared.add(direct.key)
            made.cases["assistant's number"] |= {boss.key, assistant.key}
    for person in chance.sample(made.people, max(4, len(made.people) // 500)):
        stranger = chance.choice(made.people)
        if stranger is not person and distinct(person, stranger):
            person.wrong = stranger.mobiles[0]
            made.shared.add(stranger.mobiles[0].key)
            made.cases["wrong digit meets a stranger"] |= {person.key, stranger.key}
