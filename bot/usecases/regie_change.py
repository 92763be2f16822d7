"""The role of regiehouder passes to somebody, and what hangs from it: questions, authority, and who covers the case."""

from dataclasses import replace
from datetime import datetime

from bot.domain.case import Case, CaseCode, Decision
from bot.domain.people import UserId
from bot.domain.regie import Grant, Kind, Request, RequestState, open_request, outcomes_with
from bot.ports import Work
from bot.usecases.results_regie import RegieCalledOff
from bot.usecases.speak import Speaker


async def passes_to(
    work: Work, code: CaseCode, user: UserId | None, actor: UserId, now: datetime, *, asked: bool
) -> None:
    """Give the role to somebody, or to nobody. Authority to decide was given to a person and ends with them (R26).

    Who was not `asked` is asked to confirm it, unless somebody is asked already: a case has one open question at most.
    """
    await work.cases.set_coordinator(code, user)
    grants = await work.authority.grants(code)
    if grants and grants[-1].given and grants[-1].user_id != user:
        await work.authority.grant(code, Grant(grants[-1].user_id, given=False, by=actor, at=now))
    if user is None or asked:
        return
    open_ = open_request(await work.regie.of(code))
    if open_ is None:
        await work.regie.add(code, Request(user, actor, Kind.CONFIRM, now))
    elif open_.asked == user:
        await work.regie.save(code, replace(open_, kind=Kind.CONFIRM))


async def ended(
    work: Work, code: CaseCode, request: Request, state: RequestState, now: datetime, why: str = ""
) -> None:
    """End an open question; `why` is typed about the case."""
    await work.regie.save(code, replace(request, state=state, ended_at=now, reason=why))


async def say_called_off(work: Work, speaker: Speaker, code: CaseCode, user: UserId, now: datetime) -> None:
    """Tell who was asked that the case is closed, and the question over. Who left service hears nothing."""
    if user and (await work.people.directory()).person(user) is not None:
        await speaker.to_person(work, user, RegieCalledOff(code, user), now)


async def is_uncovered(work: Work, case: Case) -> bool:
    """Whether a case has no regiehouder and nobody is asked who may still say yes (R10)."""
    if case.coordinator is not None:
        return False
    open_ = open_request(await work.regie.of(case.code))
    return open_ is None or not open_.covers


async def outcomes(work: Work, code: CaseCode) -> tuple[Decision, ...]:
    """Give the standing outcome of each decided area: of the MDT, or by authority to decide."""
    return outcomes_with(await work.decisions.of(code), await work.authority.uses(code))


async def asked_in(work: Work, code: CaseCode) -> str:
    """Name who is asked to be regiehouder and did not answer yet; empty when nobody is. For the case's own room."""
    request = open_request(await work.regie.of(code))
    if request is None or request.kind is Kind.CONFIRM:
        return ""
    return (await work.people.directory()).name_of(request.asked)
