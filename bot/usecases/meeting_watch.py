"""Looking after meetings that run: time that is over, a row that stands still, a chair who is gone, a forgotten end.

Rows, not timers: what was said is marked in the unit of work that says it, so that a bot that was down, or a second
look, says nothing twice.
"""

from dataclasses import replace
from datetime import datetime

from bot.domain.calendar import local_day
from bot.domain.clock import Watch
from bot.domain.item_leader import others_who_chair
from bot.domain.meeting import Item, Meeting
from bot.domain.meeting_watch import (
    STILL_AFTER,
    closes_at,
    current_item,
    is_forgotten,
    is_over,
    moved_at,
    set_right,
    stands_still,
)
from bot.domain.people import Person, Place
from bot.domain.trust import TrustMode
from bot.ports import AuditEntry, Work
from bot.usecases import meeting as meetings
from bot.usecases.acting import Acting
from bot.usecases.chairing import keep_chair, keep_leader
from bot.usecases.handover import rota_of
from bot.usecases.results_leading import ClosedUnasked, MeetingStill, StillOpen, TimeUp, TimeUpHere
from bot.usecases.speak import Speaker
from bot.usecases.trust import BOT

VERB = "mdt sluit"


async def watch_meetings(
    work: Work, speaker: Speaker, now: datetime, watch: Watch, mode: TrustMode = TrustMode.CONFIRMED
) -> int:
    """Look after the meeting of each region. Returns in how many something changed. `mode`: whose identity counts."""
    changed = 0
    for region in (await work.people.directory()).regions:
        found = await work.meetings.running(region.code)
        if found is not None:
            changed += await _look_after(work, speaker, found, now, watch, mode)
    return changed


async def _look_after(
    work: Work, speaker: Speaker, found: Meeting, now: datetime, watch: Watch, mode: TrustMode
) -> bool:
    kept = await keep_chair(work, speaker, set_right(found, now), now)
    kept = await keep_leader(work, speaker, found, kept, now, mode)
    moved = await _moved(work, kept, now)
    if is_forgotten(moved, now):
        if kept.reminded_at is None or kept.reminded_at < moved:
            kept = await _remind(work, speaker, kept, now)
        elif closes_at(moved, kept.reminded_at) <= now:
            await work.meetings.save(kept)
            await _close(work, speaker, kept, now, watch, mode)
            return True
    else:
        kept = await _nudge(work, speaker, kept, now, watch)
        kept = await _ring_others(work, speaker, kept, moved, now)
    if kept != found:
        await work.meetings.save(kept)
    return kept != found


async def _moved(work: Work, meeting: Meeting, now: datetime) -> datetime:
    """Tell when something last moved; what is decided in the case counts, and is looked at only when nothing else did.

    A clock that was ahead decided nothing later than now.
    """
    moved, item = moved_at(meeting), current_item(meeting)
    if item is None or not (is_forgotten(moved, now) or (item.rung_at is None and stands_still(item, now))):
        return moved
    decided = [decision.decided_at for decision in await work.decisions.of(item.code)]
    return max([moved, *(moment for moment in decided if moment <= now)])


async def _nudge(work: Work, speaker: Speaker, meeting: Meeting, now: datetime, watch: Watch) -> Meeting:
    """Say once that the time of the current item is over."""
    item = current_item(meeting)
    if not watch.plan.nudges or item is None or item.nudged_at is not None or not is_over(item, now):
        return meeting
    await speaker.to_mdt(work, meeting.region, TimeUp(item.code, item.minutes), now)
    if item.leader is not None:
        await speaker.to_case(work, item.code, TimeUpHere(item.minutes), now)
    return _marked(meeting, replace(item, nudged_at=now))


async def _ring_others(work: Work, speaker: Speaker, meeting: Meeting, moved: datetime, now: datetime) -> Meeting:
    """Ring once for those who may take over, when the current item is far over its time and nothing moves."""
    item = current_item(meeting)
    if item is None or item.rung_at is not None or not stands_still(item, now) or moved + STILL_AFTER > now:
        return meeting
    directory, day = await work.people.directory(), local_day(meeting.opened_at)
    others = tuple(p.user_id for p in others_who_chair(meeting, directory, await rota_of(work), day))
    if others:
        room = await speaker.room_for(work, Place.MDT, meeting.region)
        still = MeetingStill(meeting.region, meeting.position, len(meeting.items))
        await speaker.in_room(work, room, still, now, wake=others)
    return _marked(meeting, replace(item, rung_at=now))


async def _remind(work: Work, speaker: Speaker, meeting: Meeting, now: datetime) -> Meeting:
    """Ring for who leads, if anybody can: nobody closed the meeting."""
    if meeting.unled_at is None:
        await speaker.to_mdt(work, meeting.region, StillOpen(meeting.region, meeting.chair), now)
    return replace(meeting, reminded_at=now)


async def _close(work: Work, speaker: Speaker, meeting: Meeting, now: datetime, watch: Watch, mode: TrustMode) -> None:
    """Close a forgotten meeting as `!mdt sluit` does, and say so."""
    room = await speaker.room_for(work, Place.MDT, meeting.region)
    bot = Person(BOT, BOT, "", frozenset(), frozenset())
    acting = Acting(work, speaker, await work.people.directory(), bot, room, now, (), mode, watch=watch)
    answer = await meetings.close(acting)
    await work.audit.add(AuditEntry(now, BOT, VERB, Place.MDT.value, meeting.region, "vanzelf"))
    await speaker.in_room(work, room, ClosedUnasked(meeting.region), now)
    await speaker.in_room(work, room, answer, now)


def _marked(meeting: Meeting, marked: Item) -> Meeting:
    return replace(meeting, items=tuple(marked if item.code == marked.code else item for item in meeting.items))
