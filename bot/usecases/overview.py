"""The overviews over many cases: one's own actions, a regiehouder's cases, and a region for its chair (R8, R11, R28).

A few questions each, whatever the number of cases; nothing is unsealed.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from bot.domain.agenda import CaseState, stands_still
from bot.domain.calendar import days_since, local_day
from bot.domain.case import CaseCode, Owner
from bot.domain.codes import region_of
from bot.domain.coming import Step
from bot.domain.overview import Mine, MyAction, MyCase, RegionCase, held_over, needy_first, urgent_first
from bot.domain.people import UserId
from bot.domain.refusals import Refused
from bot.domain.reminders import CaseFacts, Near, OpenAction, addressees
from bot.usecases import vouching
from bot.usecases.acting import Acting
from bot.usecases.agenda import case_states, coming_day, first_day
from bot.usecases.day import Day, look
from bot.usecases.results_overview import MyActions, MyCases, RegionOverview

MEETINGS_BACK = timedelta(days=120)
"""How far back is looked for how often a case was held over: farther than any row of meetings goes on."""
FOLLOW_UPS_BACK, FOLLOW_UPS_AHEAD = timedelta(days=14), timedelta(days=30)


async def my_actions(acting: Acting, *, whole: bool = False) -> MyActions:
    """List what falls to the reader over all cases they are in, as the reminders have it (`addressees`)."""
    work, user = acting.work, acting.person.user_id
    day = await look(work, acting.now, acting.speaker.rhythm)
    organisation = acting.person.organisation
    could = [
        action
        for action in await work.overview.open_actions()
        if user in {action.owner, action.coordinator} or (action.owner is None and action.organisation == organisation)
    ]
    cases = await _facts(acting, day, {action.case for action in could})
    mine = [found for action in could if (found := _mine(action, cases.get(action.case), user, day)) is not None]
    mine.sort(key=lambda a: (a.due, a.due_at is None, a.due_at or acting.now, a.case, a.number))
    asked = tuple(code for code, request in await work.regie.open() if request.asked == user)
    return MyActions(day.today, tuple(mine), asked, await _to_confirm(acting), whole)


def _mine(action: OpenAction, case: CaseFacts | None, user: UserId, day: Day) -> MyAction | None:
    if case is None:
        return None
    near = Near(action.case, action.number, action.due, Owner(action.organisation, action.owner), day.now)
    if user not in addressees(near, case, day.rota, day.today):
        return None
    why = Mine.FOLLOWED
    if action.owner == user:
        why = Mine.OWN
    elif action.owner is None and action.organisation and case.here.get(user) == action.organisation:
        why = Mine.ORGANISATION
    return MyAction(action.case, action.number, action.due, action.due_at, why, case.room)


async def _facts(acting: Acting, day: Day, codes: Iterable[CaseCode]) -> Mapping[CaseCode, CaseFacts]:
    """Give the facts of these cases, each with who is in it now; none of other cases."""
    wanted = frozenset(codes)
    if not wanted:
        return {}
    return {case.code: day.facts(case) for case in await acting.work.nudges.cases(date.min, wanted)}


async def _to_confirm(acting: Acting) -> int:
    """Count the colleagues whom the reader can confirm; nobody for who cannot confirm anybody."""
    try:
        waiting = (await vouching.colleagues(acting)).waiting
    except Refused:
        return 0
    return sum(Step.COLLEAGUE in each.left and each.who != acting.person.user_id for each in waiting)


async def my_cases(acting: Acting, *, whole: bool = False) -> MyCases:
    """List the open cases that the reader is the regiehouder of, and is in."""
    work, user, today = acting.work, acting.person.user_id, local_day(acting.now)
    states: dict[CaseCode, CaseState] = {}
    coming: dict[str, date] = {}
    for region in sorted(acting.person.regions):
        mine = {s.case.code: s for s in await case_states(work, region) if s.case.coordinator == user}
        if mine:
            coming[region] = await coming_day(work, region, acting.now, acting.watch)
            states |= mine
    facts = await _facts(acting, await look(work, acting.now, acting.speaker.rhythm), states)
    cases = [
        _my_case(acting, state, facts[code], coming[state.case.region])
        for code, state in states.items()
        if code in facts and facts[code].leads == user
    ]
    found = await work.overview.follow_ups(user, today - FOLLOW_UPS_BACK, today + FOLLOW_UPS_AHEAD)
    return MyCases(today, needy_first(cases), found, whole)


def _my_case(acting: Acting, state: CaseState, facts: CaseFacts, coming: date) -> MyCase:
    today = local_day(acting.now)
    days = 0 if state.moved_at is None else days_since(state.moved_at, today)
    return MyCase(
        state.case.code,
        late=sum(due < today for due in state.dues),
        open=len(state.dues),
        still=days if days >= acting.watch.regie.still_after else None,
        meets=first_day(state, coming, acting.watch),
        review=state.review,
        room=facts.room,
    )


async def region_overview(acting: Acting, *, whole: bool = False) -> RegionOverview:
    """Tell the MDT room what runs behind in its region: codes and counts, and no reason beyond those (decision 31)."""
    work, region, now, today = acting.work, acting.subject, acting.now, local_day(acting.now)
    since = now - MEETINGS_BACK
    times = held_over(await work.meetings.between(region, since, now + timedelta(days=1)))
    late = Counter(a.case for a in await work.overview.open_actions() if region_of(a.case) == region and a.due < today)
    states = await case_states(work, region)
    cases = [
        RegionCase(
            state.case.code,
            overdue=state.new and state.case.deadline < now,
            held_over=times.get(state.case.code, 0),
            late=late[state.case.code],
            still=stands_still(state, today, acting.watch.regie.still_after),
        )
        for state in states
    ]
    uncovered = sum(not state.covered for state in states)
    return RegionOverview(region, len(states), urgent_first(c for c in cases if c.asks), uncovered, whole)
