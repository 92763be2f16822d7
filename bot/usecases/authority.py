"""Authority to decide (doorzettingsmacht): given per case, used by its regiehouder, seen by the next MDT (R26, R27)."""

from bot.domain.case import Area, Case, open_areas
from bot.domain.people import CHAIRS
from bot.domain.refusals import Refused
from bot.domain.refusals_regie import AuthorityNeedsCoordinator, HasAuthority, NoAuthority, NotToOneself, WhoGrants
from bot.domain.regie import Grant, Use, has_authority
from bot.usecases.acting import Acting
from bot.usecases.casefile import brought_back
from bot.usecases.regie_change import outcomes
from bot.usecases.results_regie import AuthorityEnded, AuthorityGiven, AuthorityUsed
from bot.usecases.scope import own_areas


async def give(acting: Acting, reason: str) -> AuthorityGiven:
    """Give it to the regiehouder of this case. Raises `Refused`."""
    work, code, case = acting.work, acting.subject, await _case(acting)
    if not await _grants(acting, case):
        raise Refused(WhoGrants())
    if case.coordinator is None:
        raise Refused(AuthorityNeedsCoordinator())
    if case.coordinator == acting.person.user_id:
        raise Refused(NotToOneself())
    if has_authority(await work.authority.grants(code), case.coordinator):
        raise Refused(HasAuthority())
    grant = Grant(case.coordinator, given=True, by=acting.person.user_id, at=acting.now, reason=reason)
    await work.authority.grant(code, grant)
    return AuthorityGiven(acting.directory.name_of(case.coordinator), acting.person.name, reason)


async def end(acting: Acting) -> AuthorityEnded:
    """End it; the regiehouder may give it back too. Raises `Refused`."""
    work, code, case = acting.work, acting.subject, await _case(acting)
    if case.coordinator is None or not has_authority(await work.authority.grants(code), case.coordinator):
        raise Refused(NoAuthority())
    if case.coordinator != acting.person.user_id and not await _grants(acting, case):
        raise Refused(WhoGrants())
    await work.authority.grant(code, Grant(case.coordinator, given=False, by=acting.person.user_id, at=acting.now))
    return AuthorityEnded(acting.directory.name_of(case.coordinator), acting.person.name)


async def require_authority(acting: Acting) -> Case:
    """See that the asker may decide alone in this case. Raises `Refused`."""
    case = await _case(acting)
    mine = case.coordinator == acting.person.user_id
    if not mine or not has_authority(await acting.work.authority.grants(acting.subject), case.coordinator):
        raise Refused(NoAuthority())
    return case


async def decide(acting: Acting, area: Area, text: str) -> AuthorityUsed:
    """Record an outcome by authority, in or outside the MDT; it puts the case on the next agenda. Raises `Refused`."""
    work, code, case = acting.work, acting.subject, await require_authority(acting)
    await own_areas(acting, (area,))
    await work.authority.use(code, Use(area, text, acting.person.user_id, acting.now))
    since = (await brought_back(work, case.region)).get(code)
    still_open = open_areas(await outcomes(work, code), since)
    return AuthorityUsed(code, acting.person.name, area, text, still_open)


async def _grants(acting: Acting, case: Case) -> bool:
    """Whether the asker gives authority here: a chair who is in the case, or who leads its item of the MDT now."""
    if acting.person.roles & CHAIRS:
        return True
    meeting, user = await acting.work.meetings.running(case.region), acting.person.user_id
    if meeting is None or meeting.current != case.code:
        return False
    leads = {item.leader for item in meeting.items if item.code == case.code and item.leader is not None}
    return user in (leads or {meeting.chair})


async def _case(acting: Acting) -> Case:
    case = await acting.work.cases.get(acting.subject)
    if case is None:
        raise KeyError(acting.subject)
    return case
