"""A legal ground instead of consent (R18): drafted by the giver, seen by a witness, recorded. Never approved.

A draft is a row and nothing else: whoever is let in is let in by the consent record, as after a yes.
"""

from dataclasses import replace

from bot.domain.calendar import local_day
from bot.domain.case import Answer, Consent
from bot.domain.clock import ask_again_at
from bot.domain.consent import Recorded
from bot.domain.consent_plan import granted, plan_yes
from bot.domain.ground import Filling, Ground, GroundPlan, GroundStanding, GroundState, others_here, standing
from bot.domain.leaving import Facts
from bot.domain.refusals import Refused
from bot.domain.refusals_closing import CaseIsClosed
from bot.domain.refusals_consent import NobodyWorksThere
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
    UnknownGround,
    WitnessFromElsewhere,
    WitnessNeeded,
)
from bot.usecases.acting import Acting
from bot.usecases.consent import let_in, name_of
from bot.usecases.ground_list import options_for
from bot.usecases.handover import facts_of, rota_of
from bot.usecases.results_consent import YouMayJoin
from bot.usecases.results_ground import (
    GroundAhead,
    GroundDraft,
    GroundDropped,
    GroundOverview,
    GroundRecorded,
    GroundShown,
    GroundView,
)

VERB = "grondslag"
WITNESS = "getuige"
CONFIRM = "bevestig"


async def overview(acting: Acting) -> GroundOverview:
    """Show the grounds of this case, drafts too."""
    views = [await _view(acting, ground) for ground in await acting.work.grounds.of(acting.subject)]
    return GroundOverview(acting.subject, tuple(views))


async def show(acting: Acting, number: int) -> GroundShown | GroundAhead:
    """Show all of one ground; of a complete draft also who would come in, and the line that has it done."""
    ground, facts = await ground_of(acting, number), await facts_of(acting.work, acting.subject)
    view = await _view(acting, ground)
    if view.standing is GroundStanding.OPEN and not ground.missing and facts.case.closed_at is None:
        return await _ahead(acting, facts, await _plan(acting, facts, ground), again=False)
    return GroundShown(acting.subject, view)


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
    await _plan(acting, facts, ground)  # with nobody to let in there is nothing to begin
    await work.grounds.add(code, ground)
    return await _fill(acting, facts, ground, filling)


async def fill(acting: Acting, number: int, filling: Filling) -> GroundDraft | GroundAhead:
    """Put what was typed in a draft of one's own organisation. Raises `Refused`."""
    ground = await _own_draft(acting, number)
    return await _fill(acting, await _open_case(acting), ground, filling)


async def drop(acting: Acting, number: int) -> GroundDropped:
    """Drop a draft of one's own organisation. Raises `Refused`."""
    ground = await _own_draft(acting, number)
    await acting.work.grounds.save(acting.subject, replace(ground, state=GroundState.DROPPED))
    return GroundDropped(ground.label)


async def confirm(acting: Acting, number: int, typed: str) -> GroundAhead | GroundRecorded:
    """Record a vital interest at once, as the giver, by the code of what was shown. Raises `Refused`."""
    ground, facts = await _own_draft(acting, number), await _open_case(acting)
    _see_that_complete(ground)
    if not ground.vital:
        raise Refused(WitnessNeeded(ground.label))
    plan = await _plan(acting, facts, ground)
    if plan.code != typed.upper():
        return await _ahead(acting, facts, plan, again=bool(typed))
    due = ask_again_at(acting.now, acting.watch)
    return await _record(acting, plan, replace(ground, by=acting.person.user_id, review_due=due))


async def witness(acting: Acting, number: int, typed: str) -> GroundAhead | GroundRecorded:
    """Record a ground as its witness, by the code of what was shown. Raises `Refused`."""
    ground = await _draft(acting, number)
    facts, giver = await _open_case(acting), name_of(ground.giver, acting.directory)
    _see_that_complete(ground)
    if ground.vital:
        raise Refused(GiverConfirms(giver))
    if acting.person.organisation == ground.giver:
        raise Refused(WitnessFromElsewhere(giver))
    plan = await _plan(acting, facts, ground)
    if plan.code != typed.upper():
        return await _ahead(acting, facts, plan, again=bool(typed))
    return await _record(acting, plan, replace(ground, witness=acting.person.user_id))


async def after_recording(acting: Acting, answer: GroundRecorded) -> None:
    """Tell those who come in, after the room heard of it."""
    for user in answer.users:
        await acting.speaker.to_person(acting.work, user, YouMayJoin(answer.code, user), acting.now)


async def ground_of(acting: Acting, number: int) -> Ground:
    """Give a ground of this case. Raises `Refused`."""
    ground = await acting.work.grounds.get(acting.subject, number)
    if ground is None:
        raise Refused(UnknownGround())
    return ground


async def _fill(acting: Acting, facts: Facts, ground: Ground, filling: Filling) -> GroundDraft | GroundAhead:
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
    if not ground.missing:
        return await _ahead(acting, facts, await _plan(acting, facts, ground), again=False)
    options, off = await options_for(acting, ground)
    alone = not others_here(ground, facts, acting.directory)
    return GroundDraft(acting.subject, await _view(acting, ground), options, off, alone)


async def _picked(acting: Acting, ground: Ground, number: int) -> Ground:
    """Take a line of the list as it was numbered when it was shown; behind its last one is the vital interest."""
    options, _ = await options_for(acting, ground)
    last = len(options) + 1
    if not 1 <= number <= last:
        raise Refused(NoSuchLine(ground.label, last))
    if number == last:
        return replace(ground, vital=True, ground="", terms="")
    listed, terms = options[number - 1]
    return replace(ground, vital=False, ground=listed.ground, terms=terms)


async def _plan(acting: Acting, facts: Facts, ground: Ground) -> GroundPlan:
    """Plan who comes in, as a yes does. Raises `Refused`."""
    record = await acting.work.cases.consent_history(acting.subject)
    rota, consent = await rota_of(acting.work), Consent(ground.receiver, Answer.GROUND)
    coming = plan_yes(facts, record, consent, None, acting.directory, rota, local_day(acting.now))
    if not (coming.joins or coming.waiting):
        raise Refused(NobodyWorksThere(name_of(ground.receiver, acting.directory)))
    return GroundPlan(ground, coming)


async def _ahead(acting: Acting, facts: Facts, plan: GroundPlan, *, again: bool) -> GroundAhead:
    ground, directory = plan.ground, acting.directory
    how = f"!{VERB} {ground.label} {CONFIRM}" if ground.vital else f"!{WITNESS} {ground.label}"
    return GroundAhead(
        acting.subject,
        await _view(acting, ground),
        tuple(map(directory.name_of, plan.coming.joins)),
        tuple(map(directory.name_of, plan.coming.waiting)),
        f"{how} {plan.code}",
        not ground.vital and not others_here(ground, facts, directory),
        again,
    )


async def _record(acting: Acting, plan: GroundPlan, ground: Ground) -> GroundRecorded:
    """Put it in the consent record, as what it is, and let people in as after a yes."""
    code, directory = acting.subject, acting.directory
    recorded = Recorded(ground.receiver, Answer.GROUND, acting.now, ground.by)
    entry = await let_in(acting, code, recorded, plan.coming)
    ground = replace(ground, state=GroundState.RECORDED, recorded_at=acting.now, entry=entry)
    await acting.work.grounds.save(code, ground)
    joins, waiting = (tuple(map(directory.name_of, users)) for users in (plan.coming.joins, plan.coming.waiting))
    return GroundRecorded(code, await _view(acting, ground), joins, waiting, plan.coming.joins)


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


async def _view(acting: Acting, ground: Ground) -> GroundView:
    work, code, directory = acting.work, acting.subject, acting.directory
    consents = {consent.organisation: consent for consent in await work.cases.consents(code)}
    answer = consents[ground.receiver].answer if ground.receiver in consents else None
    refused = answer in {Answer.NO, Answer.ANONYMOUS, Answer.WITHDRAWN} and ground.state is GroundState.DRAFT
    return GroundView(
        ground.label,
        name_of(ground.giver, directory),
        name_of(ground.receiver, directory),
        directory.name_of(ground.by),
        ground.at,
        standing(ground, await work.cases.consent_history(code), acting.now),
        ground.vital,
        answer if refused else None,
        ground.missing,
        ground.ground,
        ground.terms,
        ground.purpose,
        ground.necessity,
        directory.name_of(ground.witness) if ground.witness else "",
        ground.recorded_at,
        ground.to_review,
        directory.name_of(ground.reviewed_by) if ground.reviewed_by else "",
        ground.reviewed_at,
        ground.review,
    )
