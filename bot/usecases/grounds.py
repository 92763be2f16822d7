"""A legal ground instead of consent (R18): drafted by the giver, seen by a witness, recorded. Never approved.

A draft is a row and nothing else: whoever is let in is let in by the consent record, as after a yes.
"""

from dataclasses import replace

from bot.domain.calendar import local_day
from bot.domain.case import Answer
from bot.domain.clock import ask_again_at
from bot.domain.consent import Recorded
from bot.domain.consent_plan import granted
from bot.domain.ground import Filling, Ground, GroundPlan, GroundStanding, GroundState, standing, witnesses
from bot.domain.leaving import Facts
from bot.domain.refusals import Refused
from bot.domain.refusals_closing import CaseIsClosed
from bot.domain.refusals_ground import (
    DraftIncomplete,
    DraftIsDropped,
    DraftIsOld,
    DraftNotNeeded,
    DraftWithoutGiver,
    GiverConfirms,
    GiverIsYours,
    GiversDraft,
    GroundIsDone,
    HasAccessAlready,
    NoSuchLine,
    ReceiverIsYours,
    WitnessFromElsewhere,
    WitnessNeeded,
)
from bot.usecases.acting import Acting
from bot.usecases.consent import let_in, name_of
from bot.usecases.ground_list import options_for
from bot.usecases.grounds_show import ahead_of, draft_or_ahead, ground_of, plan_of, trace, view_of
from bot.usecases.handover import facts_of
from bot.usecases.results_consent import YouMayJoin
from bot.usecases.results_ground import GroundAhead, GroundDraft, GroundDropped, GroundRecorded, WitnessAsked


async def begin(acting: Acting, giver: str, receiver: str, filling: Filling) -> GroundDraft | GroundAhead:
    """Begin a draft from one's own organisation to one that has no access. Raises `Refused`."""
    work, code, directory = acting.work, acting.subject, acting.directory
    own = acting.person.organisation
    if giver != own:
        raise Refused(GiverIsYours(name_of(own, directory)))
    if receiver == own:
        raise Refused(ReceiverIsYours())
    facts, name = await _open_case(acting), name_of(receiver, directory)
    if granted(facts.consents, receiver):
        raise Refused(HasAccessAlready(name))
    record = await work.cases.consent_history(code)
    after = max((entry.number for entry in record), default=0)
    number = await work.grounds.next_number(code)
    ground = Ground(number, giver, receiver, acting.person.user_id, acting.now, after)
    await plan_of(acting, facts, ground)  # with nobody to let in there is nothing to begin
    await work.grounds.add(code, ground)
    await trace(acting, ground, "begonnen")
    return await _fill(acting, facts, ground, filling, looks=True)


async def fill(acting: Acting, number: int, filling: Filling) -> GroundDraft | GroundAhead:
    """Put what was typed in a draft of one's own organisation. Raises `Refused`."""
    ground = await _own_draft(acting, number)
    await trace(acting, ground, "aangevuld")
    return await _fill(acting, await _open_case(acting), ground, filling, looks=False)


async def drop(acting: Acting, number: int) -> GroundDropped:
    """Drop a draft of one's own organisation. Raises `Refused`."""
    ground = await _own_draft(acting, number)
    await acting.work.grounds.save(acting.subject, replace(ground, state=GroundState.DROPPED))
    await trace(acting, ground, "weggegooid")
    return GroundDropped(ground.label)


async def confirm(acting: Acting, number: int, typed: str) -> GroundAhead | GroundRecorded:
    """Record a vital interest at once, as the giver, by the code of what was shown. Raises `Refused`."""
    ground, facts = await _own_draft(acting, number), await _open_case(acting)
    _see_that_complete(ground)
    if not ground.vital:
        raise Refused(WitnessNeeded(ground.label))
    plan = await plan_of(acting, facts, ground)
    if plan.code != typed.upper():
        return await ahead_of(acting, facts, plan, again=bool(typed))
    due = ask_again_at(acting.now, acting.watch)
    return await _record(acting, plan, replace(ground, by=acting.person.user_id, review_due=due))


async def witness(acting: Acting, number: int, typed: str) -> GroundAhead | GroundRecorded:
    """Record a ground as its witness, by the code of what was shown. Raises `Refused`."""
    ground = await _draft(acting, number)
    facts, giver = await _open_case(acting), name_of(ground.giver, acting.directory)
    _see_that_complete(ground)
    if ground.vital:
        raise Refused(GiverConfirms(giver))
    if ground.giver == acting.person.organisation or ground.by == acting.person.user_id:  # who changed jobs meanwhile
        raise Refused(WitnessFromElsewhere(giver))
    plan = await plan_of(acting, facts, ground)
    if plan.code != typed.upper():
        return await ahead_of(acting, facts, plan, again=bool(typed))
    return await _record(acting, plan, replace(ground, witness=acting.person.user_id))


async def after_recording(acting: Acting, answer: GroundRecorded) -> None:
    """Tell those who come in, after the room heard of it."""
    for user in answer.users:
        await acting.speaker.to_person(acting.work, user, YouMayJoin(answer.code, user), acting.now)


async def ask_witness(acting: Acting, answer: GroundAhead) -> None:
    """Ring for who can look along, once: when the last word was typed, not at each look at it."""
    for user in answer.ring:
        asked = WitnessAsked(answer.code, answer.view.label, user)
        await acting.speaker.to_person(acting.work, user, asked, acting.now)


async def _fill(
    acting: Acting, facts: Facts, ground: Ground, filling: Filling, *, looks: bool
) -> GroundDraft | GroundAhead:
    waited = not ground.missing and not ground.vital
    ground = replace(ground, by=acting.person.user_id)
    if filling.vital:
        ground = replace(ground, vital=True, ground="", terms="")
    elif filling.own:
        ground = replace(ground, vital=False, ground=filling.own, terms="")
    elif filling.pick is not None:
        ground = await _picked(acting, ground, filling.pick)
    ground = replace(
        ground,
        purpose=filling.purpose or ground.purpose,
        necessity=filling.necessity or ground.necessity,
    )
    await acting.work.grounds.save(acting.subject, ground)
    answer = await draft_or_ahead(acting, facts, ground, looks=looks)
    if isinstance(answer, GroundAhead) and not ground.vital and not waited:
        absences, today = await acting.work.absences.all(), local_day(acting.now)
        away = frozenset(absence.user_id for absence in absences if absence.covers(today))
        return replace(answer, ring=witnesses(ground, facts, acting.directory, away))
    return answer


async def _picked(acting: Acting, ground: Ground, number: int) -> Ground:
    """Take a line of the list by its number. Raises `Refused`."""
    options, _ = await options_for(acting, ground)
    if not 1 <= number <= len(options):
        raise Refused(NoSuchLine(ground.label, len(options)))
    listed, terms = options[number - 1]
    return replace(ground, vital=False, ground=listed.ground, terms=terms)


async def _record(acting: Acting, plan: GroundPlan, ground: Ground) -> GroundRecorded:
    """Put it in the consent record, as what it is, and let people in as after a yes."""
    code, directory = acting.subject, acting.directory
    recorded = Recorded(ground.receiver, Answer.GROUND, acting.now, ground.by)
    entry = await let_in(acting, code, recorded, plan.coming)
    ground = replace(ground, state=GroundState.RECORDED, recorded_at=acting.now, entry=entry)
    await acting.work.grounds.save(code, ground)
    await trace(acting, ground, "vitaal belang" if ground.vital else "getuigd")
    joins, waiting = (tuple(map(directory.name_of, users)) for users in (plan.coming.joins, plan.coming.waiting))
    return GroundRecorded(code, await view_of(acting, ground), joins, waiting, plan.coming.joins)


async def _open_case(acting: Acting) -> Facts:
    facts = await facts_of(acting.work, acting.subject)
    if facts.case.closed_at is not None:
        raise Refused(CaseIsClosed())
    return facts


async def _own_draft(acting: Acting, number: int) -> Ground:
    """Give a draft that the asker may change: somebody of the giver. Raises `Refused`."""
    ground = await _draft(acting, number)
    if acting.person.organisation != ground.giver:
        raise Refused(GiversDraft(ground.label, name_of(ground.giver, acting.directory)))
    return ground


async def _draft(acting: Acting, number: int) -> Ground:
    """Give a draft that is still open. Raises `Refused`, saying why it is not."""
    ground = await ground_of(acting, number)
    now = standing(ground, await acting.work.cases.consent_history(acting.subject), acting.now)
    label, directory = ground.label, acting.directory
    match now:
        case GroundStanding.OPEN:
            return ground
        case GroundStanding.DROPPED:
            raise Refused(DraftIsDropped(label))
        case GroundStanding.OLD:
            raise Refused(DraftIsOld(label))
        case GroundStanding.GIVER_GONE:
            raise Refused(DraftWithoutGiver(label, name_of(ground.giver, directory)))
        case GroundStanding.RECEIVER_IN:
            raise Refused(DraftNotNeeded(label, name_of(ground.receiver, directory)))
        case _:
            raise Refused(GroundIsDone(label))


def _see_that_complete(ground: Ground) -> None:
    if ground.missing:
        raise Refused(DraftIncomplete(ground.label))
