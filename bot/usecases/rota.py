"""The duty rota: who represents an organisation at which day's MDT, and who stands in (R5)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.duty import Duty, on_duty
from bot.domain.people import Directory, Organisation, Person, Region, Role, UserId
from bot.domain.refusals import Refused
from bot.domain.refusals_people import NothingChanges, NotThere, TwiceThatDay
from bot.ports import AuditEntry, Work
from bot.usecases.handover import By
from bot.usecases.register import CONFIRM
from bot.usecases.results_people import DutyAhead, DutySet, RotaWeek

VERB = "dienst"
DAYS = 7


@dataclass(frozen=True)
class RotaPlan:
    """What a file changes in the rota: per (region, organisation) the lines there are to be."""

    lines: tuple[tuple[str, str, tuple[Duty, ...]], ...]
    added: int
    dropped: int


async def week(work: Work, today: date, region: Region | None, organisation: Organisation | None) -> RotaWeek:
    """Show who is on duty this week, of every region and organisation or of one. Who has no rota is left out."""
    directory, duties = await work.people.directory(), await work.duties.all()
    monday = today - timedelta(days=today.weekday())
    lines = []
    for place in directory.regions if region is None else (region,):
        for party in directory.organisations if organisation is None else (organisation,):
            days = [on_duty(duties, place.code, party.key, monday + timedelta(days=n)) for n in range(DAYS)]
            if any(days):
                lines.append((place.code, party.key, tuple(days)))
    people = {user for _, _, days in lines for day in days for user in day}
    return RotaWeek(monday, tuple(lines), {user: directory.name_of(user) for user in people})


async def set_day(
    work: Work,
    place: tuple[Region, Organisation],
    moment: tuple[int | None, date | None],
    people: Sequence[Person],
    by: By,
) -> DutySet:
    """Let these people represent an organisation on a weekday or a date, the first of them before the others.

    Raises `Refused` for somebody who does not work there, or is named twice.
    """
    region, organisation = place
    weekday, day = moment
    for person in people:
        if not _works(person, region, organisation):
            raise Refused(NotThere(person.name, organisation.name, region.code))
        if sum(p.user_id == person.user_id for p in people) > 1:
            raise Refused(TwiceThatDay(person.name))
    directory, lines = await work.people.directory(), await _lines(work, region.code, organisation.key)
    before = [d for d in lines if (d.weekday, d.day) == moment]
    new = [
        Duty(region.code, organisation.key, p.user_id, weekday=weekday, day=day, turn=turn)
        for turn, p in enumerate(people)
    ]
    if [d.user_id for d in before] == [d.user_id for d in new]:
        raise Refused(NothingChanges(organisation.name))
    others = [d for d in lines if d not in before]
    await _replace(work, region.code, organisation.key, [*others, *new], by)
    names = tuple(p.name for p in people)
    return DutySet(region.code, organisation.key, weekday, day, names, _names(directory, before))


async def clear_day(
    work: Work,
    place: tuple[Region, Organisation],
    moment: tuple[int | None, date | None],
    by: By,
    command: str,
    *,
    confirmed: bool,
) -> DutyAhead | DutySet:
    """Let nobody represent an organisation on a weekday or date; shown first. Raises `Refused` when nobody does."""
    region, organisation = place
    if confirmed:
        return await set_day(work, place, moment, (), by)
    directory = await work.people.directory()
    before = [d for d in await _lines(work, region.code, organisation.key) if (d.weekday, d.day) == moment]
    if not before:
        raise Refused(NothingChanges(organisation.name))
    names = _names(directory, before)
    return DutyAhead(region.code, organisation.key, *moment, names, f"{command} {CONFIRM}")


async def plan_rota(work: Work, wanted: Iterable[Duty]) -> RotaPlan:
    """Plan what a rota file wants: its lines take the place of all lines of the (region, organisation) pairs in it."""
    here, new = await work.duties.all(), tuple(wanted)
    pairs = dict.fromkeys((d.region, d.organisation) for d in new)
    before = {d for d in here if (d.region, d.organisation) in pairs}
    lines = tuple((r, o, tuple(d for d in new if (d.region, d.organisation) == (r, o))) for r, o in pairs)
    return RotaPlan(lines, len(set(new) - before), len(before - set(new)))


async def make_rota(work: Work, plan: RotaPlan, by: By) -> None:
    """Put the planned lines in place."""
    for region, organisation, duties in plan.lines:
        await _replace(work, region, organisation, duties, by)


async def _lines(work: Work, region: str, organisation: str) -> list[Duty]:
    return [d for d in await work.duties.all() if (d.region, d.organisation) == (region, organisation)]


async def _replace(work: Work, region: str, organisation: str, duties: Iterable[Duty], by: By) -> None:
    await work.duties.replace(region, organisation, duties)
    await work.audit.add(AuditEntry(by.now, by.actor, VERB, by.place, f"{region} {organisation}", "gewijzigd"))


def _works(person: Person, region: Region, organisation: Organisation) -> bool:
    there = person.organisation == organisation.key and region.code in person.regions
    return there and person.has(Role.PROFESSIONAL)


def _names(directory: Directory, duties: Iterable[Duty]) -> tuple[UserId, ...]:
    return tuple(directory.name_of(d.user_id) for d in duties)
