"""The morning digest: once a day, to whoever has something, of all their cases at once (R8, R11, R32, R43).

It follows from state: what is near or late, who is away, who leads what. Only that it was given is a mark. The look is
cheap while nobody's moment has come: two small tables.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.domain.calendar import at, local_day
from bot.domain.case import ActionState, CaseCode
from bot.domain.closing import FollowUp
from bot.domain.digest import Digest, DigestLine, Facts, Plan, StandIn, plan_for
from bot.domain.people import UserId
from bot.domain.regie import Request, Step
from bot.domain.reminders import CaseFacts, Near, Snooze
from bot.domain.rhythm import Rhythm
from bot.ports import Work
from bot.usecases.climbing import climb
from bot.usecases.day import Day, look
from bot.usecases.listeners import whose
from bot.usecases.notices import MorningDigest
from bot.usecases.speak import Speaker

DIGEST_KEEPS = timedelta(hours=9)
"""How late a digest may still come. It plans a working day: at ten to midnight it would ring for nothing, and the next
morning's says the same, with what was missed as late. What was due today rings by itself, as a reminder."""

AHEAD = timedelta(days=1)
"""What was marked further ahead than this was marked by a clock that was wrong.

Not nearer: a clock that is set back an hour, perhaps across midnight, must not give a digest twice.
"""

FARTHEST = timedelta(days=14)
"""How far ahead somebody's next working day is looked for."""

SWEEP: UserId = ""
"""Under this name stands the day of the last look at what is late."""


@dataclass(frozen=True)
class _Look:
    """What one look was told: the day, the plan's facts, and what is marked when it was said.

    `unrung`: who was asked to be the regiehouder in their quiet hours, and was not rung for that.
    """

    day: Day
    facts: Facts
    snoozes: tuple[Snooze, ...]
    follow_ups: tuple[FollowUp, ...]
    unrung: tuple[tuple[CaseCode, Request], ...]


async def give_digests(work: Work, speaker: Speaker, now: datetime, rhythm: Rhythm) -> int:
    """Give today's digests to those whose moment has come. Returns to how many people.

    Only today's, whatever was missed, and not when it is too late in the day.
    """
    today = local_day(now)
    given = await work.nudges.digest_days()
    if any(day > today + AHEAD for day in given.values()):
        await work.nudges.forget(after=today + AHEAD)
        given = await work.nudges.digest_days()
    begins = at(today, rhythm.digest_at)
    waiting = [p.user_id for p in (await work.people.directory()).people if given.get(p.user_id, date.min) < today]
    sweeps = given.get(SWEEP, date.min) < today and _in_time(begins, now) and rhythm.hours(None).works(today)
    if now < begins or not (waiting or sweeps):
        return 0
    day = await look(work, now, rhythm)
    for user in waiting:
        if not day.hours(user).works(today):
            await work.nudges.digest_given(user, today)  # a day off: nothing to look for any more
    due = tuple(user for user in waiting if _is_due(user, day))
    if not due and not sweeps:
        return 0
    seen = await _look(work, speaker, day, due)
    if sweeps:
        await climb(work, speaker, day, seen.facts.near, seen.facts.cases, seen.facts.watched)
        await work.nudges.digest_given(SWEEP, today)
    seen = replace(seen, facts=replace(seen.facts, steps=await work.nudges.steps(today)))
    for user in due:
        await work.nudges.digest_given(user, today)
    made = await _make(work, seen, [user for user in due if user not in day.away])
    for user, digest in sorted(made.items()):
        await speaker.to_person(work, user, MorningDigest(digest, user), now)
    await _mark(work, seen, made)
    return len(made)


def _is_due(user: UserId, day: Day) -> bool:
    moment = day.digest_moment(user)
    return moment is not None and _in_time(moment, day.now) and day.hours(user).reachable(day.now)


def _in_time(moment: datetime, now: datetime) -> bool:
    return moment <= now <= moment + DIGEST_KEEPS


async def _look(work: Work, speaker: Speaker, day: Day, due: tuple[UserId, ...]) -> _Look:
    """Look at everything a morning is planned with, in a few questions whatever the number of actions."""
    nudges = work.nudges
    until = max((day.hours(user).days.after(day.today) for user in due), default=day.today)
    until = min(until, day.today + FARTHEST)
    snoozes = await nudges.snoozes()
    over = tuple(each for each in snoozes if each.until <= day.now)
    near = await nudges.near(until)
    near = (*near, *await _farther(work, over, near))
    follow_ups = await work.follow_ups.due(day.today, day.now + AHEAD)
    watched = {each.code for each in await nudges.watched(day.today)}
    reviews: dict[CaseCode, date] = {}
    for region in day.directory.regions:
        reviews |= {c: on for c, on in (await work.reviews.due(region.code)).items() if on <= day.today}
    asked = await _asked(work, day)
    accept = {code: request.asked for code, request in asked}
    cases = await nudges.cases(until, watched | set(reviews) | set(accept) | {near.case for near in near})
    facts = Facts(
        day.today,
        day.rota,
        near,
        {case.code: day.facts(case) for case in cases},
        snoozed=frozenset((s.user_id, s.case, s.number) for s in snoozes if s.silent(day.now)),
        asked=frozenset((s.user_id, s.case, s.number) for s in over),
        chairs={region.code: day.chairs(region.code) for region in day.directory.regions},
        reviews=reviews,
        accept=accept,
        follow_ups={each.code: await _who(work, speaker, each.code, day) for each in follow_ups},
        watched=frozenset(watched),
    )
    unrung = tuple((code, request) for code, request in asked if request.step is Step.LATER)
    return _Look(day, facts, over, follow_ups, unrung)


async def _asked(work: Work, day: Day) -> list[tuple[CaseCode, Request]]:
    """Give the open questions who is the regiehouder; not those of this morning that rang already."""
    return [
        (code, request)
        for code, request in await work.regie.open()
        if request.step is Step.LATER or local_day(request.asked_at) != day.today
    ]


async def _farther(work: Work, over: tuple[Snooze, ...], near: tuple[Near, ...]) -> list[Near]:
    """Give the open actions that somebody asked to hear of now, and that are not near yet."""
    known, found = {each.key for each in near}, []
    for code, number in sorted({(each.case, each.number) for each in over} - known):
        action, case = await work.actions.get(code, number), await work.cases.get(code)
        if action is not None and action.state is ActionState.OPEN and case is not None and case.closed_at is None:
            found.append(Near(code, number, action.due, action.owner, action.added_at))
    return found


async def _who(work: Work, speaker: Speaker, code: CaseCode, day: Day) -> tuple[UserId, ...]:
    """Tell who looks how it goes with a closed case."""
    case = await work.cases.get(code)
    if case is None or case.closed_at is None:
        return ()
    return await whose(work, speaker, case, day)


async def _make(work: Work, seen: _Look, there: list[UserId]) -> dict[UserId, Digest]:
    """Make the digests of those who are there, with what they do for who is away."""
    day = seen.day
    behind = {user: day.listener(user) for user in day.away}
    users = {user: day.hours(user) for user in there}
    users |= {user: day.hours(deputy) for user, deputy in behind.items() if deputy is not None and deputy in users}
    plans = plan_for(users, seen.facts)
    made = {}
    for user in there:
        lines = await _lines(work, seen, plans[user], user) if user in plans else ()
        stands_in = []
        for absent in sorted(other for other, deputy in behind.items() if deputy == user and other in plans):
            theirs = await _lines(work, seen, plans[absent], user)
            if theirs:
                stands_in.append(StandIn(day.directory.name_of(absent), theirs))
        digest = Digest(lines, day.today, users[user].days.after(day.today), tuple(stands_in))
        if digest.says:
            made[user] = digest
    return made


async def _lines(work: Work, seen: _Look, plan: Plan, reader: UserId) -> tuple[DigestLine, ...]:
    """Write a plan's lines for a reader: linked to the room, and with titles, only where the reader is in the case."""
    found = []
    for line in plan.lines:
        case = seen.facts.cases.get(line.case)
        if case is not None and reader in case.excluded:
            continue
        if case is None or reader not in case.here:
            found.append(line)
            continue
        titles = await _titles(work, seen.day.rhythm, case, plan.numbers.get(line.case, ()))
        found.append(replace(line, room=case.room, titles=titles))
    return tuple(found)


async def _titles(work: Work, rhythm: Rhythm, case: CaseFacts, numbers: tuple[int, ...]) -> tuple[tuple[str, str], ...]:
    if not numbers or not rhythm.manner(case.region).titles:
        return ()
    actions = {action.number: action for action in await work.actions.of(case.code)}
    return tuple((actions[number].label, actions[number].text) for number in numbers if number in actions)


async def _mark(work: Work, seen: _Look, made: Mapping[UserId, Digest]) -> None:
    """Mark what was said: snoozes that are over, the follow-up of closed cases, and questions of the night."""
    for snooze in seen.snoozes:
        if snooze.user_id in made:
            await work.nudges.wake(snooze)
    for each in seen.follow_ups:
        who = {seen.day.listener(user) for user in seen.facts.follow_ups.get(each.code, ())}
        if who & made.keys():
            await work.follow_ups.told(each, seen.day.now)
    for code, request in seen.unrung:
        if request.asked in made:
            await work.regie.save(code, replace(request, step=Step.ASKED))
