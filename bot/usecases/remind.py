"""What the bot says of its own accord: cards, due reminders, the morning digest, the audit head (R3, R8, R11).

Everything is a row or a date, never an in-memory timer: a tick that was missed is caught up once. The machine's clock
may have been wrong for a while; what it promised or marked far ahead of the time it is now does not count.
"""

from datetime import datetime, time, timedelta

from bot.domain.calendar import IsHoliday, at, is_working_day, latest_day, local_day
from bot.domain.case import Action, ActionState, Case
from bot.domain.clock import Watch
from bot.domain.people import Place, UserId
from bot.domain.reminders import OpenAction, Reminder, concerned, digests
from bot.domain.trail import START
from bot.ports import Work
from bot.usecases.casefile import load_card
from bot.usecases.notices import ActionDue, AuditHead, MorningDigest
from bot.usecases.speak import Speaker

DIGEST_KEEPS = timedelta(hours=9)
"""How late a digest may still come. It plans a working day: at ten to midnight it would ring for nothing, and the next
morning's says the same, with what was missed as late. What was due today rings by itself, as a reminder."""

CARD_AHEAD = timedelta(minutes=2)
"""A card is never promised for later than this; the setting `kaart_na_toetreden` ends at one minute."""

DIGEST_AHEAD = timedelta(days=1)
"""Digests marked as given further ahead than this were given by a clock that was wrong, and are given when it is time.

Not nearer: a clock that is set back an hour, perhaps across midnight, must not give a digest twice.
"""


async def post_cards(work: Work, speaker: Speaker, now: datetime, watch: Watch | None = None) -> int:
    """Post the cards that were promised to newcomers and are due. Returns how many."""
    due = await work.cases.cards_due(now, beyond=now + CARD_AHEAD)
    for code in due:
        room = await work.rooms.find(Place.CASE, code)
        if room is not None:
            await speaker.in_room(work, room, await load_card(work, code, now, watch), now)
        await work.cases.card_posted(code)
    return len(due)


async def remind(work: Work, speaker: Speaker, now: datetime) -> int:
    """Tell owner and regiehouder in their direct chats that an action is due: code and number. Returns how often."""
    told = 0
    here = await _here(work)
    for reminder in await work.reminders.due(now):
        action = await work.actions.get(reminder.case, reminder.number)
        case = await work.cases.get(reminder.case)
        if action is not None and case is not None and _still(action, case, reminder):
            known = OpenAction(case.code, action.number, action.due, action.owner.user_id, case.coordinator)
            for user in sorted(concerned(known) & here):
                await speaker.to_person(work, user, ActionDue(case.code, action.label, action.due, user), now)
                told += 1
        await work.reminders.finished(Reminder(reminder.case, reminder.number, reminder.moment))
    return told


async def give_digests(
    work: Work, speaker: Speaker, now: datetime, clock_time: time, weekdays: frozenset[int], is_holiday: IsHoliday
) -> int:
    """Give today's digests when it is time for them and they were not given yet. Returns to how many people.

    Only today's, whatever was missed, and not when it is too late in the day.
    """
    today = local_day(now)
    await work.reminders.forget_digests(after=today + DIGEST_AHEAD)
    moment = at(today, clock_time)
    if not moment <= now <= moment + DIGEST_KEEPS or not is_working_day(today, weekdays, is_holiday):
        return 0
    if not await work.reminders.first_digest(today):
        return 0
    here = await _here(work)
    piles = {u: d for u, d in digests(await work.overview.open_actions(), today).items() if u in here}
    for user, digest in sorted(piles.items()):
        await speaker.to_person(work, user, MorningDigest(digest, user), now)
    return len(piles)


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


def _still(action: Action, case: Case, reminder: Reminder) -> bool:
    """Whether a promised reminder still says something: the action was not ended or moved to a later day since."""
    moved = action.due > local_day(reminder.moment)
    return action.state is ActionState.OPEN and case.closed_at is None and not moved


async def _here(work: Work) -> frozenset[UserId]:
    """Give who is on the register: whoever left is told nothing any more."""
    return frozenset(person.user_id for person in (await work.people.directory()).people)
