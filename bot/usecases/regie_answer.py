"""Who is asked to be regiehouder says yes or no: in the case room, or in the direct chat by its code (R11)."""

from bot.domain.case import ActionState, CaseCode, Owner
from bot.domain.consent_plan import waiting_for
from bot.domain.leaving import CaseEnd, Facts, Handed, in_case
from bot.domain.people import Place
from bot.domain.refusals import Refused
from bot.domain.refusals_closing import CaseIsClosed
from bot.domain.refusals_regie import NotAsked, RequestPassedOn, RequestTakenBack
from bot.domain.regie import Kind, Request, RequestState, Step, open_request
from bot.usecases.acting import Acting
from bot.usecases.conflict import colleagues_in
from bot.usecases.consent import name_of
from bot.usecases.handover import carry_out, desk_of, facts_of, tell_uncovered
from bot.usecases.regie_ask import require_able, tell_former
from bot.usecases.regie_change import ended, passes_to
from bot.usecases.results_regie import (
    AskedSaidNo,
    RegieAccepted,
    RegieAcceptedThere,
    RegieRefused,
    RegieRefusedThere,
)
from bot.usecases.tight import is_tight


async def accept(acting: Acting, code: CaseCode) -> RegieAccepted | RegieAcceptedThere:
    """Say yes. From a direct chat the room hears it first, and the answer names the code only. Raises `Refused`."""
    accepted = await _accept(acting, code)
    if acting.room.place is Place.CASE:
        return accepted
    await _say(acting, code, accepted)
    await after_accepting(acting, accepted)
    return RegieAcceptedThere((code,))


async def accept_all(acting: Acting) -> RegieAcceptedThere:
    """Say yes to every open question, from the direct chat. Raises `Refused` with `NotAsked` when there is none."""
    mine = [code for code, request in await acting.work.regie.open() if request.asked == acting.person.user_id]
    if not mine:
        raise Refused(NotAsked())
    done, left = [], []
    for code in mine:
        try:
            accepted = await _accept(acting, code)
        except Refused:
            left.append(code)
            continue
        await _say(acting, code, accepted)
        await after_accepting(acting, accepted)
        done.append(code)
    return RegieAcceptedThere(tuple(done), tuple(left))


async def after_accepting(acting: Acting, accepted: RegieAccepted) -> None:
    """Tell who was regiehouder, after the room heard of it."""
    await tell_former(acting, accepted)


async def refuse(acting: Acting, code: CaseCode, reason: str) -> RegieRefused | RegieRefusedThere:
    """Say no, and why; the reason stands in the case's room only. Raises `Refused`.

    Who only had to confirm a role that came to them by itself, has it no longer.
    """
    work, now, user = acting.work, acting.now, acting.person.user_id
    facts, request = await _asked(acting, code)
    await ended(work, code, request, RequestState.REFUSED, now, reason)
    coordinator = facts.case.coordinator
    if request.kind is Kind.CONFIRM and coordinator == user:
        await passes_to(work, code, None, user, now, asked=True)
        coordinator = None
    refused = RegieRefused(code, acting.person.name, reason, coordinator is None, request.asked_by)
    if acting.room.place is Place.CASE:
        return refused
    await _say(acting, code, refused)
    await after_refusing(acting, refused)
    return RegieRefusedThere(code)


async def after_refusing(acting: Acting, refused: RegieRefused) -> None:
    """Tell who asked, and who can do something about an uncovered case, after the room heard of it."""
    members = {member.user_id for member in await acting.work.cases.roster(refused.code)}
    if refused.asker in members - {acting.person.user_id}:
        told = AskedSaidNo(refused.code, refused.asker)
        urgent = await is_tight(acting.work, refused.code, acting.now)
        await acting.speaker.to_person(acting.work, refused.asker, told, acting.now, urgent=urgent)
    if refused.coordinator_missing and not await _known(acting, refused.code):
        await tell_uncovered(desk_of(acting), (refused.code,))


async def _known(acting: Acting, code: CaseCode) -> bool:
    """Whether the chair was told already that the case is uncovered: the question fell silent before it was refused.

    Who only had to confirm had the role until now.
    """
    last = (await acting.work.regie.of(code))[-1]
    return last.step is Step.CHAIR and last.kind is not Kind.CONFIRM


async def _accept(acting: Acting, code: CaseCode) -> RegieAccepted:
    work, person = acting.work, acting.person
    facts, request = await _asked(acting, code)
    require_able(person, acting.directory)
    before = facts.case.coordinator
    await ended(work, code, request, RequestState.ACCEPTED, acting.now)
    organisation = name_of(person.organisation, acting.directory)
    if before == person.user_id:
        return RegieAccepted(code, person.name, organisation, "", (), "")
    owner = Owner(person.organisation, person.user_id)
    handed = (*(_handed(facts, owner) if request.with_actions else ()), *waiting_for(facts, owner))
    end = CaseEnd(code, person.organisation, handed, (), coordinated=True, coordinator=person.user_id)
    await carry_out(desk_of(acting), end, asked=True)
    name = acting.directory.name_of(before) if before else ""
    labels = tuple(action.label for action in sorted(handed, key=lambda action: action.number))
    return RegieAccepted(code, person.name, organisation, name, labels, before or "")


async def _asked(acting: Acting, code: CaseCode) -> tuple[Facts, Request]:
    """Give the case and the open question to whoever acts. Raises `Refused`, and says how an earlier one ended."""
    await colleagues_in(acting, code)
    facts = await facts_of(acting.work, code)
    if facts.case.closed_at is not None:
        raise Refused(CaseIsClosed())
    user, requests = acting.person.user_id, await acting.work.regie.of(code)
    request = open_request(requests)
    if request is not None and request.asked == user and user in in_case(facts, acting.directory):
        return facts, request
    mine = [each for each in requests if each.asked == user]
    if mine and mine[-1].state is RequestState.WITHDRAWN:
        raise Refused(RequestTakenBack())
    if mine and mine[-1].state is RequestState.EXPIRED:
        raise Refused(RequestPassedOn())
    raise Refused(NotAsked())


def _handed(facts: Facts, owner: Owner) -> tuple[Handed, ...]:
    """Give the open actions of the regiehouder in person as they go to the new one."""
    return tuple(
        Handed(action.number, action.due, owner, kept=True)
        for action in facts.actions
        if action.state is ActionState.OPEN and action.owner.user_id == facts.case.coordinator
    )


async def _say(acting: Acting, code: CaseCode, value: object) -> None:
    await acting.speaker.to_case(acting.work, code, value, acting.now)
