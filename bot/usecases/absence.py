"""Somebody is away for some days: the rota passes them over, and whoever they named stands in (R5)."""

from collections.abc import Iterable
from datetime import date

from bot.domain.calendar import local_day
from bot.domain.duty import Absence
from bot.domain.people import Directory, Person, UserId
from bot.domain.refusals import Refused
from bot.domain.refusals_roster import CannotStandIn, DeputyAway, NeverAway
from bot.usecases.acting import Acting
from bot.usecases.results_roster import (
    AbsenceGone,
    AbsenceLine,
    AbsenceList,
    AbsenceSet,
    StandInNoLonger,
    YouStandIn,
)


async def show(acting: Acting) -> AbsenceList:
    """Show the asker's absences that are not over."""
    return AbsenceList(_lines(await _mine(acting), acting.directory))


async def set_away(acting: Acting, first: date, last: date, deputy: Person | None) -> AbsenceSet:
    """Note that the asker is away. What shares a day with it makes place for it. Raises `Refused`."""
    work, person, directory = acting.work, acting.person, acting.directory
    everybody = await work.absences.all()
    new = Absence(person.user_id, first, last, deputy.user_id if deputy else None)
    if deputy is not None:
        if not _may_stand_in(deputy, person, directory):
            raise Refused(CannotStandIn(deputy.name))
        if any(each.user_id == deputy.user_id and each.overlaps(new) for each in everybody):
            raise Refused(DeputyAway(deputy.name))
    mine = await _mine(acting)
    replaced = [each for each in mine if each.overlaps(new)]
    await work.absences.replace(person.user_id, [*(each for each in mine if each not in replaced), new])
    await _tell_no_longer(acting, replaced)
    if deputy is not None:
        told = YouStandIn(person.name, first, last, deputy.user_id)
        await acting.speaker.to_person(work, deputy.user_id, told, acting.now)
    [line] = _lines([new], directory)
    relying = [each for each in everybody if each.deputy == person.user_id and each.overlaps(new)]
    names = dict.fromkeys(directory.name_of(each.user_id) for each in relying)
    return AbsenceSet(line, _lines(replaced, directory), tuple(names))


async def clear(acting: Acting) -> AbsenceGone:
    """Take the asker's absences back. Raises `Refused` when there is none."""
    mine = await _mine(acting)
    if not mine:
        raise Refused(NeverAway())
    await acting.work.absences.replace(acting.person.user_id, ())
    await _tell_no_longer(acting, mine)
    return AbsenceGone(_lines(mine, acting.directory))


async def _mine(acting: Acting) -> list[Absence]:
    today, user = local_day(acting.now), acting.person.user_id
    return [each for each in await acting.work.absences.all() if each.user_id == user and each.last >= today]


async def _tell_no_longer(acting: Acting, ended: Iterable[Absence]) -> None:
    for each in ended:
        if each.deputy is not None and acting.directory.person(each.deputy) is not None:
            told = StandInNoLonger(acting.person.name, each.first, each.last)
            await acting.speaker.to_person(acting.work, each.deputy, told, acting.now)


def _may_stand_in(deputy: Person, person: Person, directory: Directory) -> bool:
    same = deputy.organisation == person.organisation and deputy.user_id != person.user_id
    return same and person.regions <= deputy.regions and directory.admitted(deputy)


def _lines(absences: Iterable[Absence], directory: Directory) -> tuple[AbsenceLine, ...]:
    return tuple(AbsenceLine(each.first, each.last, _name(each.deputy, directory)) for each in absences)


def _name(user_id: UserId | None, directory: Directory) -> str:
    return directory.name_of(user_id) if user_id is not None else ""
