"""A closed case is needed again: its room can be written in, and it is weighed anew.

Who closed it need not be there any more; whoever takes part for an organisation that may supply the regiehouder can.
"""

from bot.domain.case import CaseCode, coordinating, may_coordinate
from bot.domain.leaving import Facts, in_case
from bot.domain.people import Directory, Person, Place
from bot.domain.refusals import Refused
from bot.domain.refusals_closing import CaseIsOpen, CoordinatingReopens
from bot.ports import AuditEntry
from bot.usecases.acting import Acting
from bot.usecases.conflict import colleagues_in
from bot.usecases.handover import By, Desk, facts_of, tell_uncovered
from bot.usecases.regie_change import passes_to
from bot.usecases.results_closing import CaseReopened, ReopenedThere, YoursAgain

VERB = "casus heropen"


async def require_closed(acting: Acting, code: CaseCode) -> None:
    """See that the asker is in this case, that it is closed, and that they may reopen it. Raises `Refused`."""
    await colleagues_in(acting, code)
    facts = await facts_of(acting.work, code)
    if facts.case.closed_at is None:
        raise Refused(CaseIsOpen(code))
    if not _may_reopen(facts, acting.person, acting.directory):
        raise Refused(CoordinatingReopens(", ".join(o.name for o in coordinating(acting.directory))))


async def reopen(acting: Acting, code: CaseCode, reason: str) -> CaseReopened | ReopenedThere:
    """Open a case again. From a direct chat the room hears it, and the answer there names the code only.

    Raises `Refused`, as `require_closed`.
    """
    await require_closed(acting, code)
    work, now, by = acting.work, acting.now, acting.person
    await work.cases.reopen(code, now, by.user_id, reason)
    follow_ups = await work.follow_ups.of(code)
    await work.follow_ups.drop(code)
    await work.cases.want_card(code, now)
    await work.audit.add(AuditEntry(now, by.user_id, VERB, acting.room.place.value, code, "heropend"))
    coordinator = await _coordinator(acting, code)
    reopened = CaseReopened(code, by.name, reason, coordinator, follow_ups)
    if acting.room.place is Place.CASE:
        return reopened
    await acting.speaker.to_case(work, code, reopened, now)
    return ReopenedThere(code, not coordinator)


async def after_reopening(acting: Acting, code: CaseCode) -> None:
    """Tell the regiehouder that it is open again, or without one, who can do something about it (R10)."""
    case = await acting.work.cases.get(code)
    if case is None:
        return
    if case.coordinator is None:
        by = By(acting.person.user_id, acting.room.place.value, acting.now)
        await tell_uncovered(Desk(acting.work, acting.speaker, by, acting.reminder_times), (code,))
    elif case.coordinator != acting.person.user_id:
        told = YoursAgain(code, case.coordinator)
        await acting.speaker.to_person(acting.work, case.coordinator, told, acting.now)


async def _coordinator(acting: Acting, code: CaseCode) -> str:
    """Name the regiehouder of before, if they still can be one; else there is none from now on."""
    facts, directory = await facts_of(acting.work, code), acting.directory
    coordinator = facts.case.coordinator
    if coordinator is None:
        return ""
    person = directory.person(coordinator)
    if person is not None and may_coordinate(person, directory) and coordinator in in_case(facts, directory):
        return person.name
    await passes_to(acting.work, code, None, acting.person.user_id, acting.now, asked=True)
    return ""


def _may_reopen(facts: Facts, person: Person, directory: Directory) -> bool:
    """Whether this member may reopen the case: as its regiehouder, or of an organisation that may supply one.

    Where nobody of such an organisation takes part any more, anybody who does: else nobody could.
    """
    coordinates = {organisation.key for organisation in coordinating(directory)}
    here = in_case(facts, directory)
    could = {m.user_id for m in facts.roster if m.user_id in here and m.organisation in coordinates}
    return not could or person.user_id in could or person.user_id == facts.case.coordinator
