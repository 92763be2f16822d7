"""What the bot says of its own accord: cards, what is due today, the audit head (R3, R8).

Everything is a row or a date, never an in-memory timer: a tick that was missed is caught up once. The machine's clock
may have been wrong for a while; what it promised or marked far ahead of the time it is now does not count.
"""

from contextlib import suppress
from datetime import datetime, time, timedelta

from bot.domain.calendar import at, latest_day, local_day
from bot.domain.case import Action, ActionState, Case, CaseCode
from bot.domain.clock import Watch
from bot.domain.people import Place, UserId
from bot.domain.reminders import Near, Reminder, Snooze, addressees
from bot.domain.rhythm import Rhythm
from bot.domain.trail import START
from bot.ports import AlreadyThereError, Work
from bot.usecases.casefile import load_card
from bot.usecases.day import Day, facts_of_case, look
from bot.usecases.morning import DIGEST_KEEPS
from bot.usecases.notices import ActionDue, AuditHead
from bot.usecases.results_reminders import ActionsDue, SnoozeOver
from bot.usecases.speak import Speaker
from bot.usecases.stepping import BEFORE, reminder_of

CARD_AHEAD = timedelta(minutes=2)
"""A card is never promised for later than this; the setting `kaart_na_toetreden` ends at one minute."""

NOON = time(12)
"""What stood in the digest does not ring before this, unless it was agreed for a moment."""

Pile = dict[UserId, list[tuple[CaseCode, Action]]]


async def post_cards(work: Work, speaker: Speaker, now: datetime, watch: Watch | None = None) -> int:
    """Post the cards that were promised to newcomers and are due. Returns how many."""
    due = await work.cases.cards_due(now, beyond=now + CARD_AHEAD)
    for code in due:
        room = await work.rooms.find(Place.CASE, code)
        if room is not None:
            await speaker.in_room(work, room, await load_card(work, code, now, watch), now)
        await work.cases.card_posted(code)
    return len(due)


async def remind(work: Work, speaker: Speaker, now: datetime, rhythm: Rhythm | None = None) -> int:
    """Tell people in their direct chats what is due today, each once and together. Returns to how many it was told.

    What this morning's digest said does not ring before noon; it does after that, when it is still open; what
    was agreed for a moment rings an hour before that at the latest. Who cannot be
    told now (quiet hours, a day off) reads it in the next digest. Also rings what somebody put off until now.
    """
    rhythm = rhythm or Rhythm()
    due, over = await work.reminders.due(now), await work.nudges.over(now)
    if not due and not over:
        return 0
    day = await look(work, now, rhythm)
    silent = {(s.user_id, s.case, s.number) for s in await work.nudges.snoozes() if s.silent(now)}
    pile: Pile = {}
    for reminder in due:
        await work.reminders.finished(reminder)
        action = await work.actions.get(reminder.case, reminder.number)
        case = await work.cases.get(reminder.case)
        if action is None or case is None or not _still(action, case, day):
            continue
        users = {u for u in await _told(work, day, case, action) if (u, case.code, action.number) not in silent}
        for user in users:
            pile.setdefault(user, []).append((case.code, action))
        moment = None if users else reminder_of(action, rhythm.reminders, now)
        if moment is not None:
            with suppress(AlreadyThereError):
                await work.reminders.add(Reminder(case.code, action.number, moment))
    for user, found in sorted(pile.items()):
        await speaker.to_person(work, user, _due(user, found), now)
    return len(pile) + await _wake(work, speaker, day, over)


async def _told(work: Work, day: Day, case: Case, action: Action) -> set[UserId]:
    """Tell who is rung now of an action that is due today."""
    near = Near(case.code, action.number, action.due, action.owner, action.added_at)
    facts = await facts_of_case(work, day, case.code)
    until = at(day.today, NOON) if action.due_at is None else min(at(day.today, NOON), action.due_at - BEFORE)
    found = set()
    for user in addressees(near, facts, day.rota, day.today):
        listener = day.listener(user)
        if listener is None or listener in facts.excluded or not day.hours(listener).reachable(day.now):
            continue
        digest = day.digest_moment(listener)
        in_digest = digest is not None and action.added_at < digest <= day.now < until
        if not in_digest:
            found.add(listener)
    return found


def _due(user: UserId, found: list[tuple[CaseCode, Action]]) -> ActionDue | ActionsDue:
    if len(found) == 1:
        [(code, action)] = found
        return ActionDue(code, action.label, action.due, user)
    labels: dict[CaseCode, list[str]] = {}
    for code, action in sorted(found, key=lambda each: (each[0], each[1].number)):
        labels.setdefault(code, []).append(action.label)
    return ActionsDue(tuple((code, tuple(those)) for code, those in labels.items()), user)


async def _wake(work: Work, speaker: Speaker, day: Day, over: tuple[Snooze, ...]) -> int:
    """Ring for what somebody put off until now; what they cannot be told now stands in their next digest."""
    told = 0
    for snooze in over:
        action, case = await work.actions.get(snooze.case, snooze.number), await work.cases.get(snooze.case)
        here = day.directory.person(snooze.user_id) is not None
        if action is None or action.state is not ActionState.OPEN or case is None or case.closed_at or not here:
            await work.nudges.wake(snooze)
        elif day.now - snooze.until <= DIGEST_KEEPS and _hears(day, snooze.user_id):
            await work.nudges.wake(snooze)
            if snooze.user_id in (await facts_of_case(work, day, snooze.case)).here:
                over_now = SnoozeOver(snooze.case, action.label, snooze.user_id)
                await speaker.to_person(work, snooze.user_id, over_now, day.now)
                told += 1
    return told


def _hears(day: Day, user: UserId) -> bool:
    """Whether somebody can be told now: at work today, and outside the quiet hours."""
    return day.listener(user) == user and day.hours(user).reachable(day.now)


async def post_audit_head(work: Work, speaker: Speaker, now: datetime, clock_time: time) -> bool:
    """Post how far the audit trail goes, once a day, also on days off; missed days share one. Returns whether it did.

    The first time only marks: an installation begins with the first clock time it lives through. An empty trail has
    no head.
    """
    due, posted = latest_day(now, clock_time), await work.audit.posted()
    # A mark in the future is no reason to be silent until then: the clock was wrong, or somebody wants silence.
    if posted is not None and due <= posted <= local_day(now):
        return False
    await work.audit.mark_posted(due)
    head = await work.audit.head()
    if posted is None or head == START:
        return False
    await speaker.to_admins(work, AuditHead(head), now)
    return True


def _still(action: Action, case: Case, day: Day) -> bool:
    """Whether a promised reminder still says something: the action is open, and of today."""
    return action.state is ActionState.OPEN and case.closed_at is None and action.due == day.today
