"""Consent is taken away: at once, by whoever takes part, and nobody of that organisation reads another word (R13).

Everything is one unit of work: the roster no longer holds them before anything is promised to the room, and who reads
is asked again at every send, so that the announcement itself cannot be encrypted for them.
"""

import logging
from collections.abc import Iterable
from datetime import datetime, time

from bot.domain.calendar import Workdays, local_day
from bot.domain.case import Answer, CaseCode, Consent
from bot.domain.consent import Decider, Ending, Recorded
from bot.domain.consent_plan import end_of_organisation, ends_soon, granted, leavers
from bot.domain.leaving import Facts
from bot.domain.people import Directory, Place, UserId
from bot.domain.refusals import Refused
from bot.domain.refusals_consent import AnswerStandsAlready, ReasonIsKept, TakesNoPart, WhichReason
from bot.domain.refusals_going import NotYourCase
from bot.ports import AuditEntry, DamagedError, Work
from bot.usecases.acting import Acting
from bot.usecases.coming_back import may_come_back
from bot.usecases.consent import VERB, audit, name_of
from bot.usecases.handover import By, Desk, carry_out, desk_of, facts_of, is_empty, ring, tell_others, to_of
from bot.usecases.listeners import told_of
from bot.usecases.results_consent import (
    AnswerRecorded,
    AnswerRecordedThere,
    ConsentEnds,
    ConsentEndsHere,
    ConsentEndsWhileAway,
    ConsentTaken,
    ConsentTakenThere,
    OrganisationGone,
    OutOfCase,
    ReasonKept,
    WhyTaken,
)
from bot.usecases.speak import Speaker
from bot.usecases.trust import BOT

log = logging.getLogger(__name__)

EXPLAIN = "reden"


async def take(
    acting: Acting,
    code: CaseCode,
    organisation: str,
    answer: Answer,
    decided_by: Decider | None = None,
    reason: str = "",
) -> ConsentTaken | AnswerRecorded:
    """Record an answer that lets nobody in. Whoever was in for the organisation is out at once. Raises `Refused`.

    A `reason` is kept only from a direct chat: in the case room the leaving party would have read it.
    """
    facts, directory = await _facts(acting.work, code), acting.directory
    now = next((c.answer for c in facts.consents if c.organisation == organisation), None)
    name = name_of(organisation, directory)
    if now is answer:
        raise Refused(AnswerStandsAlready(name))
    if answer is Answer.WITHDRAWN and now in {None, Answer.NO}:
        raise Refused(TakesNoPart(name))
    here = acting.room.place is Place.CASE
    kept = "" if here else reason
    recorded = Recorded(organisation, answer, acting.now, acting.person.user_id, decided_by, reason=kept)
    await audit(acting, code, organisation, answer)
    if not granted(facts.consents, organisation):
        await acting.work.cases.record_consent(code, recorded)
        return AnswerRecorded(code, name, answer, dropped=here and bool(reason))
    taken = await _take(desk_of(acting), code, recorded, directory)
    return ConsentTaken(taken.gone, taken.end, taken.leavers, dropped=here and bool(reason))


async def take_there(
    acting: Acting, code: CaseCode, organisation: str, answer: Answer, decided_by: Decider | None, reason: str
) -> ConsentTakenThere | AnswerRecordedThere:
    """Do the same from a direct chat: the room hears it first, the answer names the code only. Raises `Refused`."""
    taken = await take(acting, code, organisation, answer, decided_by, reason)
    desk = desk_of(acting)
    if isinstance(taken, AnswerRecorded):
        await _say(desk, code, taken)
        return AnswerRecordedThere(code, bool(reason))
    await _say(desk, code, taken.gone)
    await _tell(desk, taken)
    empty = await is_empty(acting.work, code)
    back = empty and await may_come_back(acting, code)
    return ConsentTakenThere(code, bool(reason), empty, taken.gone.ground, back)


async def after_taking(acting: Acting, taken: ConsentTaken) -> None:
    """Tell those who are out and those who take over, and ask for a reason where the leaving party does not read it."""
    await _tell(desk_of(acting), taken)
    code = taken.gone.code
    empty = await is_empty(acting.work, code)
    back = empty and await may_come_back(acting, code)
    why = WhyTaken(code, taken.dropped, empty, taken.gone.ground, back)
    await acting.speaker.to_person(acting.work, acting.person.user_id, why, acting.now)


async def explain(acting: Acting, code: CaseCode, reason: str, organisation: str | None = None) -> ReasonKept:
    """Keep the reason of the consent the asker took away in a case, of an `organisation` when one is named.

    Somebody who took away that of their own organisation is out by then, and may still say why. With one organisation's
    history a reason is shown to all others: where it might come to the wrong one, it is asked which. Raises `Refused`.
    """
    mine = _taken_by(acting.person.user_id, await acting.work.cases.consent_history(code))
    if not mine:
        raise Refused(NotYourCase())
    if organisation is None:
        if len({entry.organisation for entry in mine if not entry.reason}) > 1:
            raise Refused(WhichReason(f"{EXPLAIN} {code} Politie: tekst"))
        entry = mine[-1]
    else:
        entry = next(each for each in reversed(mine) if each.organisation == organisation)
    if entry.reason:
        raise Refused(ReasonIsKept())
    await acting.work.cases.explain_consent(code, entry.number, reason)
    place, actor = acting.room.place.value, acting.person.user_id
    subject = f"{code} {entry.organisation}"
    await acting.work.audit.add(AuditEntry(acting.now, actor, EXPLAIN, place, subject, "bewaard"))
    return ReasonKept(code)


async def taken_by(acting: Acting, code: CaseCode) -> frozenset[str]:
    """Give the organisations whose consent the asker took away in a case; of no case, none."""
    entries = _taken_by(acting.person.user_id, await acting.work.cases.consent_history(code))
    return frozenset(entry.organisation for entry in entries)


def _taken_by(user: UserId, record: Iterable[Recorded]) -> list[Recorded]:
    """List in order what somebody recorded that lets nobody in."""
    return [entry for entry in record if entry.by == user and not entry.consent.grants]


async def watch_ends(work: Work, speaker: Speaker, now: datetime, times: tuple[time, ...], days: Workdays) -> int:
    """Take away the consents whose last day is over, and warn of those that end soon. Returns how many it was."""
    desk, directory, count = Desk(work, speaker, By(BOT, "", now), times), await work.people.directory(), 0
    closed = await work.cases.closed()
    for ending in await work.cases.limited_consents():
        until = ending.consent.until
        if until is not None and until < local_day(now):
            await _run_out(desk, ending, directory)
        elif until is None or ending.told or ending.code in closed:
            continue  # in a closed case nobody needs to ask on
        elif ends_soon(until, local_day(now), days):
            await _warn(desk, ending, directory)
        else:
            continue
        count += 1
    return count


async def _run_out(desk: Desk, ending: Ending, directory: Directory) -> None:
    code, consent, by = ending.code, ending.consent, desk.by
    recorded = Recorded(consent.organisation, Answer.WITHDRAWN, by.now, by.actor, until=consent.until)
    taken = await _take(desk, code, recorded, directory)
    subject = f"{code} {consent.organisation}"
    await desk.work.audit.add(AuditEntry(by.now, by.actor, VERB, by.place, subject, "verlopen"))
    await _say(desk, code, taken.gone)
    await _tell(desk, taken)


async def _warn(desk: Desk, ending: Ending, directory: Directory) -> None:
    """Tell the regiehouder, in codes, and while they are away who hears it for them; without one the room of the case.

    It is said once, so a regiehouder who is away reads it when they are back.
    """
    work, code, until = desk.work, ending.code, ending.consent.until
    assert until is not None  # noqa: S101 - whoever calls has looked at it
    await work.cases.end_told(code, ending.consent.organisation)
    case = await work.cases.get(code)
    if case is not None and case.coordinator is not None:
        await desk.speaker.to_person(work, case.coordinator, ConsentEnds(code, until, case.coordinator), desk.by.now)
        for user in await told_of(work, desk.speaker, case, desk.by.now):
            if user != case.coordinator:
                await desk.speaker.to_person(work, user, ConsentEndsWhileAway(code, until, user), desk.by.now)
    else:
        name = name_of(ending.consent.organisation, directory)
        await _say(desk, code, ConsentEndsHere(code, name, until))


async def _say(desk: Desk, code: CaseCode, value: object) -> None:
    await desk.speaker.to_case(desk.work, code, value, desk.by.now)


async def _take(desk: Desk, code: CaseCode, recorded: Recorded, directory: Directory) -> ConsentTaken:
    """Record it, which empties the roster of them, and hand over what they had."""
    facts = await _facts(desk.work, code)
    end = end_of_organisation(facts, recorded.organisation, directory)
    await desk.work.cases.record_consent(code, recorded)
    await carry_out(desk, end)
    labels = tuple(action.label for action in end.actions)
    name = name_of(recorded.organisation, directory)
    needed = end.coordinated and facts.case.closed_at is None
    ground = Consent(recorded.organisation, Answer.GROUND) in facts.consents
    gone = OrganisationGone(code, name, labels, to_of(end, directory), needed, recorded.until, ground)
    return ConsentTaken(gone, end, leavers(facts, recorded.organisation), dropped=False)


async def _facts(work: Work, code: CaseCode) -> Facts:
    """Give what a plan needs; what was agreed and cannot be read back keeps nobody in: it stays where it stands."""
    try:
        return await facts_of(work, code)
    except DamagedError as error:
        log.error("%s: consent ends, and its actions cannot be handed over: %s", code, error)  # noqa: TRY400 - no values
    return (await work.cases.facts([code]))[code]


async def _tell(desk: Desk, taken: ConsentTaken) -> None:
    """Ring for who takes over; tell who is out what they may still have, and others what they can do about it."""
    code = taken.gone.code
    await ring(desk, taken.end)
    for user in taken.leavers:
        await _out(desk, code, user, ground=taken.gone.ground)
    await tell_others(desk, [taken.end])


async def _out(desk: Desk, code: CaseCode, user: UserId, *, ground: bool) -> None:
    person = (await desk.work.people.directory()).person(user)
    if person is not None:  # who left service has no chat any more
        await desk.speaker.to_person(desk.work, user, OutOfCase(code, user, ground), desk.by.now)
