"""The administrator's side of the directory: what changes between what it is and what is wanted, and what may not.

A file or a command says what is wanted of those it names. Nobody is taken off by leaving them out (R14, R16).
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from bot.domain.leaving import Part
from bot.domain.people import APART, Directory, Organisation, Person, Region, Role, Standing, UserId
from bot.domain.refusals import Refusal
from bot.domain.refusals_people import (
    AdminsNeeded,
    AlsoProfessional,
    ChairNeeded,
    CoordinatorNeeded,
    NoRegion,
    NoRole,
    OwnAccount,
    SameAccount,
    SuppliesNobody,
    UnknownOrganisation,
    UnknownRegion,
    WordTaken,
)
from bot.domain.standing import ADMINS_NEEDED, kind_of

Busy = Collection[tuple[str, str]]
"""The (organisation, region) pairs of which somebody is regiehouder of a running case now."""


@dataclass(frozen=True)
class PersonChange:
    """One person before and after. `before` is None for who is new; `returned` for who left and comes back."""

    before: Person | None
    after: Person
    returned: bool = False

    @property
    def moved(self) -> bool:
        """Whether the person goes to another organisation, where being confirmed begins anew."""
        return self.before is not None and self.before.organisation != self.after.organisation

    @property
    def begins_anew(self) -> bool:
        """Whether what was said of the person holds no longer: another organisation, or another kind of work."""
        return self.before is not None and not _same_standing(self.before, self.after)

    @property
    def renamed(self) -> bool:
        """Whether the name changes."""
        return self.before is not None and self.before.name != self.after.name

    @property
    def regions_lost(self) -> frozenset[str]:
        """Give the regions the person no longer works in."""
        return self.before.regions - self.after.regions if self.before else frozenset()

    @property
    def regions_won(self) -> frozenset[str]:
        """Give the regions that are new to a known person."""
        return self.after.regions - self.before.regions if self.before else frozenset()

    @property
    def roles_lost(self) -> frozenset[Role]:
        """Give the roles that are taken away."""
        return self.before.roles - self.after.roles if self.before else frozenset()

    @property
    def roles_won(self) -> frozenset[Role]:
        """Give the roles that are new to a known person."""
        return self.after.roles - self.before.roles if self.before else frozenset()

    @property
    def takes_away(self) -> bool:
        """Whether the person loses anything."""
        return self.moved or bool(self.regions_lost or self.roles_lost)


@dataclass(frozen=True)
class PartyChange:
    """An organisation or region that is new or changes. `takes_away`: its people lose a place in the MDT or a right."""

    key: str
    new: bool
    takes_away: bool = False


@dataclass(frozen=True)
class Touched:
    """A change and what it does to somebody's running work: how many cases they leave, and of how many as regiehouder.

    `comes` names those whom the rota then brings into cases; `regie` is what ends where the person stays, and may no
    longer be the regiehouder.
    """

    change: PersonChange
    cases: int = 0
    coordinates: int = 0
    comes: tuple[str, ...] = ()
    regie: tuple[Part, ...] = ()


@dataclass(frozen=True)
class Changes:
    """All that changes. `absent` counts the people who are on the register and not in the file: they stay."""

    people: tuple[PersonChange, ...] = ()
    organisations: tuple[PartyChange, ...] = ()
    regions: tuple[PartyChange, ...] = ()
    absent: int = 0

    def __bool__(self) -> bool:
        return bool(self.people or self.organisations or self.regions)

    @property
    def takes_away(self) -> bool:
        """Whether anybody loses a role, a region, an organisation or a place in the MDT."""
        return any(c.takes_away for c in self.people) or any(c.takes_away for c in self.organisations)

    @property
    def asks_first(self) -> bool:
        """Whether a file is shown before it is applied: it takes something away, or brings back who left."""
        return self.takes_away or any(c.returned for c in self.people)


def with_people(here: Directory, people: Iterable[Person]) -> Directory:
    """Give the directory with these people as given; whoever is not among them stays as they are."""
    given = {p.user_id: p for p in people}
    kept = tuple(_as_wanted(p, given.pop(p.user_id, p)) for p in here.people)
    return replace(here, people=(*kept, *(replace(p, standing=Standing()) for p in given.values())))


def with_parties(
    here: Directory, organisations: Sequence[Organisation] = (), regions: Sequence[Region] = ()
) -> Directory:
    """Give the directory with these organisations and regions as given; the others stay."""
    new, own = {o.key: o for o in organisations}, {r.code: r for r in regions}
    return replace(
        here,
        organisations=(*(new.pop(o.key, o) for o in here.organisations), *new.values()),
        regions=(*(own.pop(r.code, r) for r in here.regions), *own.values()),
    )


def without(here: Directory, user_id: UserId) -> Directory:
    """Give the directory as it is once this person has left: to ask `violations` about it."""
    return replace(here, people=tuple(p for p in here.people if p.user_id != user_id))


def changes(here: Directory, wanted: Directory, listed: Collection[UserId]) -> Changes:
    """Tell what changes. `listed` are the people who were named; a person's language is their own and never changes."""
    former = {p.user_id for p in here.former}
    before = {p.user_id: p for p in here.people}
    return Changes(
        people=tuple(
            PersonChange(before.get(p.user_id), p, returned=p.user_id in former)
            for p in wanted.people
            if p.user_id not in before or _shape(before[p.user_id]) != _shape(p)
        ),
        organisations=tuple(
            PartyChange(o.key, new=known is None, takes_away=known is not None and _loses(known, o))
            for o in wanted.organisations
            if (known := next((k for k in here.organisations if k.key == o.key), None)) != o
        ),
        regions=tuple(
            PartyChange(r.code, new=earlier is None)
            for r in wanted.regions
            if (earlier := next((k for k in here.regions if k.code == r.code), None)) != r
        ),
        absent=sum(p.user_id not in listed for p in here.people),
    )


def violations(here: Directory, wanted: Directory, busy: Busy) -> list[Refusal]:
    """Tell why this may not be. What is wrong already, and stays as it is, is no reason to refuse something else."""
    found: list[Refusal] = [clash for clash in _words(wanted) if clash not in set(_words(here))]
    before = {p.user_id: p for p in here.people}
    folded = {p.user_id.casefold(): p for p in here.people}
    for person in wanted.people:
        known, twin = before.get(person.user_id), folded.get(person.user_id.casefold())
        if known is None and twin is not None:
            found.append(SameAccount(twin.name))
        elif known is not None and bool(known.roles & APART) != bool(person.roles & APART):
            found.append(OwnAccount(known.name))
        else:
            wrong_already = unfit(known, here) if known else []
            found += [wrong for wrong in unfit(person, wanted) if wrong not in wrong_already]
    return [*found, *_missed(here, wanted, busy)]


def unfit(person: Person, directory: Directory) -> list[Refusal]:
    """Tell why somebody cannot be on this directory as they are."""
    organisation = next((o for o in directory.organisations if o.key == person.organisation), None)
    found: list[Refusal] = []
    if organisation is None:
        found.append(UnknownOrganisation(", ".join(o.key for o in directory.organisations)))
    if not person.regions <= {r.code for r in directory.regions}:
        found.append(UnknownRegion(", ".join(r.code for r in directory.regions)))
    if not person.roles:
        found.append(NoRole(person.name))
    elif person.roles & APART:
        found += [OwnAccount(person.name)] if len(person.roles) > 1 else []
    elif not person.has(Role.PROFESSIONAL):
        found.append(AlsoProfessional(person.name))
    elif not person.regions:
        found.append(NoRegion(person.name))
    if person.has(Role.COORDINATOR) and organisation is not None and not organisation.coordinates:
        found.append(SuppliesNobody(person.name, organisation.name))
    return found


def _as_wanted(before: Person, wanted: Person) -> Person:
    """Keep the language, and the standing as far as it holds for what the person becomes."""
    same = _same_standing(before, wanted)
    standing = before.standing if same else Standing(accepted=before.standing.accepted)
    return replace(wanted, language=before.language, standing=standing)


def _same_standing(before: Person, after: Person) -> bool:
    return (before.organisation, kind_of(before)) == (after.organisation, kind_of(after))


def _shape(person: Person) -> tuple[str, str, frozenset[str], frozenset[Role]]:
    return person.name, person.organisation, person.regions, person.roles


def _loses(before: Organisation, after: Organisation) -> bool:
    return (before.mdt and not after.mdt) or (before.coordinates and not after.coordinates)


def _words(directory: Directory) -> Iterable[Refusal]:
    """Find words that two organisations, or two regions, would both answer to."""
    organisations = [(o.key, {o.key, o.name, *o.aliases}) for o in directory.organisations]
    regions = [(r.code, {r.code, r.name}) for r in directory.regions]
    for named in (organisations, regions):
        taken: dict[str, str] = {}
        for key, words in named:
            clash = next((taken[w] for w in map(str.casefold, sorted(words)) if w in taken), None)
            if clash is not None:
                yield WordTaken(clash, key)
            taken |= {word.casefold(): key for word in words}


def _missed(here: Directory, wanted: Directory, busy: Busy) -> Iterable[Refusal]:
    """Find whom an installation, a region or an organisation cannot do without."""
    left = len(wanted.admins())
    if left < min(ADMINS_NEEDED, len(here.admins())):
        yield AdminsNeeded(ADMINS_NEEDED)
    for region in here.regions:
        if _left_without(_chairs(here, region.code), _chairs(wanted, region.code)):
            yield ChairNeeded(region.code)
    for key, code in sorted(busy):
        if _left_without(_coordinators(here, key, code), _coordinators(wanted, key, code)):
            yield CoordinatorNeeded(key, code)


def _left_without(before: list[Person], after: list[Person]) -> bool:
    """Whether the last one goes, or the last one who counts."""
    counted = any(p.confirmed for p in before) and not any(p.confirmed for p in after)
    return bool(before) and (not after or counted)


def _chairs(directory: Directory, region: str) -> list[Person]:
    permanent = {o.key for o in directory.organisations if o.mdt}
    return [p for p in directory.people if p.has(Role.CHAIR) and region in p.regions and p.organisation in permanent]


def _coordinators(directory: Directory, organisation: str, region: str) -> list[Person]:
    supplies = any(o.key == organisation and o.coordinates for o in directory.organisations)
    return [p for p in directory.workers(organisation, region) if supplies and p.has(Role.COORDINATOR)]
