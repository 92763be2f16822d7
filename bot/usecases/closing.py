"""A case is closed: shown first, done by the code of what was shown, and never over an agreement (R32, R33)."""

from datetime import date

from bot.domain.calendar import local_day
from bot.domain.case import coordinating
from bot.domain.closing import Closing, Finding, FollowUp, What, plan_closing, proposed, settled
from bot.domain.consent_plan import may_say_yes
from bot.domain.ground import can_be_reviewed
from bot.domain.outcome import Review
from bot.domain.people import UserId
from bot.domain.refusals import Refused
from bot.domain.refusals_closing import CoordinatingCloses, FollowUpToday, OnlyCoordinatorCloses, TooManyFollowUps
from bot.domain.regie import RequestState, open_request
from bot.ports import AuditEntry
from bot.usecases.acting import Acting
from bot.usecases.actions import owner_name
from bot.usecases.casefile import load_file
from bot.usecases.consent import name_of
from bot.usecases.handover import facts_of
from bot.usecases.regie_change import ended, say_called_off
from bot.usecases.results_closing import CaseClosed, ClosingAhead, ClosingBlocked, Found

VERB = "casus sluit"
MOST_FOLLOW_UPS = 2


async def close(
    acting: Acting, days: tuple[date, ...] | None, confirmed: str
) -> ClosingBlocked | ClosingAhead | CaseClosed:
    """Show what is in the way, or what closing does, or do it as it was shown under the code `confirmed`.

    Without `days` the bot proposes them; an empty row of them is no follow-up. Raises `Refused`.
    """
    work, code, now = acting.work, acting.subject, acting.now
    await _require_right(acting)
    plan = await _plan(acting, _follow_ups(acting, days))
    if plan.in_the_way:
        return ClosingBlocked(code, _found(acting, plan.in_the_way))
    if plan.code != confirmed.upper():
        moved = days is not None and set(days) != set(plan.follow_ups)
        found, command = _found(acting, plan.worth_a_look), _typed(plan)
        return ClosingAhead(code, found, plan.follow_ups, command, moved, again=bool(confirmed))
    await work.cases.close(code, now, acting.person.user_id)
    asked = await _call_off(acting, plan)
    for day in plan.follow_ups:
        await work.follow_ups.add(FollowUp(code, day))
    meeting = await work.meetings.running(plan.case.region)
    if meeting is not None:
        await work.meetings.save(meeting.without(code))
    entry = AuditEntry(now, acting.person.user_id, VERB, acting.room.place.value, code, "gesloten")
    await work.audit.add(entry)
    await work.cases.want_card(code, now)  # nobody can type `!casus` there any more
    return CaseClosed(code, acting.person.name, plan.follow_ups, asked)


async def after_closing(acting: Acting, answer: CaseClosed) -> None:
    """Tell who was asked to be regiehouder that no answer is needed, after the room heard that it is closed."""
    await say_called_off(acting.work, acting.speaker, answer.code, answer.asked, acting.now)


async def _call_off(acting: Acting, plan: Closing) -> UserId:
    """End what the plan said that ends: what the MDT would come back to, and a question who is regiehouder.

    Returns who is to hear that, or nobody.
    """
    work, code, now = acting.work, acting.subject, acting.now
    await work.holds.end(code, now)
    if any(finding.what is What.REVIEW for finding in plan.findings):
        await work.reviews.set(code, Review(None, acting.person.user_id, now))
    request = open_request(await work.regie.of(code))
    if request is not None:
        await ended(work, code, request, RequestState.WITHDRAWN, now)
    return "" if request is None or request.asked == acting.person.user_id else request.asked


async def _require_right(acting: Acting) -> None:
    facts = await facts_of(acting.work, acting.subject)
    if may_say_yes(facts, acting.person, acting.directory):
        return
    coordinator = facts.case.coordinator
    if coordinator is None:
        raise Refused(CoordinatingCloses(", ".join(o.name for o in coordinating(acting.directory))))
    raise Refused(OnlyCoordinatorCloses(acting.directory.name_of(coordinator)))


async def _plan(acting: Acting, follow_ups: tuple[date, ...]) -> Closing:
    work, code = acting.work, acting.subject
    file = await load_file(work, code, acting.now, acting.watch)
    meeting = await work.meetings.running(file.case.region)
    weighed_now = meeting is not None and meeting.current == code
    facts, directory = await facts_of(work, code), acting.directory
    to_review = {
        ground.label: can_be_reviewed(ground, facts, directory)
        for ground in await work.grounds.of(code)
        if ground.to_review
    }
    clock = await work.clocks.of(code)
    return plan_closing(file, clock, follow_ups, weighed_now=weighed_now, to_review=to_review)


def _follow_ups(acting: Acting, days: tuple[date, ...] | None) -> tuple[date, ...]:
    """Give the days as they will be kept. Raises `Refused`."""
    today = local_day(acting.now)
    if days is None:
        return proposed(today, acting.watch)
    if today in days:
        raise Refused(FollowUpToday(today))
    kept = settled(days, acting.watch)
    if len(kept) > MOST_FOLLOW_UPS:
        raise Refused(TooManyFollowUps())
    return kept


def _found(acting: Acting, findings: tuple[Finding, ...]) -> tuple[Found, ...]:
    directory = acting.directory
    return tuple(
        Found(
            finding,
            owner_name(finding.owner, directory) if finding.owner is not None else "",
            tuple(name_of(organisation, directory) for organisation in finding.organisations),
        )
        for finding in findings
    )


def _typed(plan: Closing) -> str:
    """Write the command with the days as they were understood."""
    days = " en ".join(f"{day.day}-{day.month}-{day.year}" for day in plan.follow_ups)
    return f"!{VERB} {f'nazorg {days}' if days else 'zonder nazorg'} bevestig {plan.code}"
