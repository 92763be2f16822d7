"""A legal ground as people see it: where it stands, what it still needs, and who would come in by it (R18)."""

from bot.domain.calendar import local_day
from bot.domain.case import Answer, Consent, too_many
from bot.domain.consent import Recorded
from bot.domain.consent_plan import plan_yes
from bot.domain.contributions import all_contributed, who_contribute
from bot.domain.ground import Ground, GroundPlan, GroundStanding, GroundState, others_here, standing
from bot.domain.leaving import Facts
from bot.domain.refusals import Refused
from bot.domain.refusals_consent import NobodyWorksThere
from bot.domain.refusals_ground import UnknownGround
from bot.ports import AuditEntry
from bot.usecases.acting import Acting
from bot.usecases.consent import name_of
from bot.usecases.ground_list import options_for
from bot.usecases.handover import facts_of, rota_of
from bot.usecases.results_ground import GroundAhead, GroundDraft, GroundOverview, GroundShown, GroundView

VERB = "grondslag"
WITNESS = "getuige"
CONFIRM = "bevestig"


async def overview(acting: Acting) -> GroundOverview:
    """Show the grounds of this case, drafts too."""
    views = [await view_of(acting, ground) for ground in await acting.work.grounds.of(acting.subject)]
    return GroundOverview(acting.subject, tuple(views))


async def show(acting: Acting, number: int) -> GroundShown | GroundDraft | GroundAhead:
    """Show all of one ground; of a draft what comes next: the list again, or who would come in and the line for it."""
    ground, facts = await ground_of(acting, number), await facts_of(acting.work, acting.subject)
    view = await view_of(acting, ground)
    if view.standing is not GroundStanding.OPEN or facts.case.closed_at is not None:
        return GroundShown(acting.subject, view)
    return await draft_or_ahead(acting, facts, ground)


async def ground_of(acting: Acting, number: int) -> Ground:
    """Give a ground of this case. Raises `Refused`."""
    ground = await acting.work.grounds.get(acting.subject, number)
    if ground is None:
        raise Refused(UnknownGround())
    return ground


async def draft_or_ahead(
    acting: Acting, facts: Facts, ground: Ground, *, looks: bool = True
) -> GroundDraft | GroundAhead:
    """Show an open draft and what comes next. Raises `Refused` when nobody of the receiver can come any more.

    `looks`: whoever asks has not just seen it.
    """
    if not ground.missing:
        return await ahead_of(acting, facts, await plan_of(acting, facts, ground), again=False)
    options, off = await options_for(acting, ground)
    alone = not others_here(ground, facts, acting.directory)
    return GroundDraft(acting.subject, await view_of(acting, ground), options, off, alone, looks)


async def plan_of(acting: Acting, facts: Facts, ground: Ground) -> GroundPlan:
    """Plan who comes in, as a yes does. Raises `Refused`."""
    record = await acting.work.cases.consent_history(acting.subject)
    rota, consent = await rota_of(acting.work), Consent(ground.receiver, Answer.GROUND)
    coming = plan_yes(facts, record, consent, None, acting.directory, rota, local_day(acting.now))
    if not (coming.joins or coming.waiting):
        raise Refused(NobodyWorksThere(name_of(ground.receiver, acting.directory)))
    return GroundPlan(ground, coming)


async def ahead_of(acting: Acting, facts: Facts, plan: GroundPlan, *, again: bool) -> GroundAhead:
    """Show a complete draft, who comes in by it, and the line that has it done."""
    ground, directory = plan.ground, acting.directory
    code, work = acting.subject, acting.work
    added, steps = await work.contributions.of(code), await work.contributions.steps(code)
    contributions = who_contribute(all_contributed(await work.cases.intake(code), added, steps))
    how = f"!{VERB} {ground.label} {CONFIRM}" if ground.vital else f"!{WITNESS} {ground.label}"
    return GroundAhead(
        acting.subject,
        await view_of(acting, ground),
        tuple(map(directory.name_of, plan.coming.joins)),
        tuple(map(directory.name_of, plan.coming.waiting)),
        f"{how} {plan.code}",
        not ground.vital and not others_here(ground, facts, directory),
        again,
        many=too_many(facts.consents, plan.coming.consent, contributions, directory.organisations),
    )


async def trace(acting: Acting, ground: Ground, outcome: str) -> None:
    """Put a step in the audit trail: which ground, between whom, and what was done with it; no typed word (R16)."""
    subject = f"{acting.subject} {ground.label} {ground.giver} {ground.receiver}"
    actor, place = acting.person.user_id, acting.room.place.value
    await acting.work.audit.add(AuditEntry(acting.now, actor, VERB, place, subject, outcome))


async def view_of(acting: Acting, ground: Ground) -> GroundView:
    """Put a ground in words."""
    work, code, directory = acting.work, acting.subject, acting.directory
    record = await work.cases.consent_history(code)
    answer = await _answer(acting, ground, record)
    refused = answer in {Answer.NO, Answer.ANONYMOUS, Answer.WITHDRAWN} and ground.state is not GroundState.DROPPED
    return GroundView(
        ground.label,
        name_of(ground.giver, directory),
        name_of(ground.receiver, directory),
        directory.name_of(ground.by),
        ground.at,
        standing(ground, record, acting.now),
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


async def _answer(acting: Acting, ground: Ground, record: tuple[Recorded, ...]) -> Answer | None:
    """Give the receiver's answer of now; of what was recorded, the answer that it was recorded in spite of."""
    if ground.entry is None:
        consents = await acting.work.cases.consents(acting.subject)
        return next((c.answer for c in consents if c.organisation == ground.receiver), None)
    before = [e for e in record if e.organisation == ground.receiver and e.number < ground.entry]
    return max(before, key=lambda entry: entry.number).answer if before else None
