"""An intake becomes a case: a code, a roster, a room (R1-R3, R13)."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.calendar import local_day
from bot.domain.case import Case, CaseCode, Intake
from bot.domain.caseworkers import roster_for
from bot.domain.codes import Choose, new_code
from bot.domain.people import Place
from bot.ports import Fingerprints, Work
from bot.usecases.handover import rota_of, tell_empty
from bot.usecases.speak import Speaker
from bot.usecases.tight import begin_watch

TRIES = 50


@dataclass(frozen=True)
class CaseOpened:
    """A case was opened under this code."""

    code: CaseCode


@dataclass(frozen=True)
class KnownIntake:
    """This intake became a case before; `same` tells whether its content is still the same."""

    code: CaseCode
    same: bool


async def open_case(
    work: Work, speaker: Speaker, intake: Intake, fingerprints: Fingerprints, now: datetime, choose: Choose
) -> CaseOpened | KnownIntake:
    """Open a case for an intake that was checked against the directory; the same intake opens one case only.

    Whoever runs the bot makes the room: here it is only wished for, in the same unit of work. That nobody can come in
    yet is told to the administrators.
    """
    known = await work.cases.known(fingerprints.identity)
    if known is not None:
        code, content = known
        return KnownIntake(code, same=content == fingerprints.content)
    directory = await work.people.directory()
    code = await _free_code(work, intake.region, choose)
    case = Case(code, intake.region, intake.reported_at, now)
    roster = roster_for(intake.consents, intake.region, directory, await rota_of(work), local_day(now))
    await work.cases.add(case, intake, fingerprints, roster)
    await speaker.room_for(work, Place.CASE, code)
    await begin_watch(work, intake, code, speaker.rhythm.tight)
    await tell_empty(work, speaker, [code], now)
    return CaseOpened(code)


async def _free_code(work: Work, region: str, choose: Choose) -> CaseCode:
    for _ in range(TRIES):
        code = new_code(region, choose)
        if await work.cases.get(code) is None:
            return code
    raise RuntimeError("no free case code found")


async def ensure_rooms(work: Work, speaker: Speaker, now: datetime) -> None:
    """Wish for what every installation has: MDT rooms, the administrators' room, direct chats."""
    directory = await work.people.directory()
    for region in directory.regions:
        await speaker.room_for(work, Place.MDT, region.code)
    if directory.admins():
        await speaker.room_for(work, Place.ADMIN, "")
    for person in directory.people:
        await speaker.direct_chat(work, person.user_id, now)
