"""All of a case, for its own room."""

from datetime import datetime

from bot.domain.calendar import local_day
from bot.domain.case import CaseCode, CaseFile
from bot.domain.ground import GroundStanding, standing
from bot.ports import Work
from bot.usecases.results import Card


async def load_file(work: Work, code: CaseCode) -> CaseFile:
    """Gather a case. Raises `KeyError` when there is no such case."""
    case = await work.cases.get(code)
    if case is None:
        raise KeyError(code)
    finished = await work.meetings.finished_cases(case.region)
    return CaseFile(
        case=case,
        intake=await work.cases.intake(code),
        consents=await work.cases.consents(code),
        roster=await work.cases.roster(code),
        actions=await work.actions.of(code),
        decisions=await work.decisions.of(code),
        on_agenda=case.closed_at is None and code not in finished,
    )


async def load_card(work: Work, code: CaseCode, now: datetime) -> Card:
    """Make the card: the case on one screen (R3)."""
    directory = await work.people.directory()
    names = {person.user_id: person.name for person in (*directory.former, *directory.people)}
    record = await work.cases.consent_history(code)
    holding = [g for g in await work.grounds.of(code) if standing(g, record, now) is GroundStanding.HOLDS]
    return Card(
        await load_file(work, code),
        names,
        local_day(now),
        now,
        directory.organisations,
        await work.clocks.of(code),
        {ground.receiver: ground.label for ground in holding},
    )
